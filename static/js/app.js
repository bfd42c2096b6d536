// Everything works without this file. It only brings the reader to the summary of errors.

function focusErrors(root) {
  root.querySelector("[data-erreurs]")?.focus();
}

document.addEventListener("DOMContentLoaded", () => focusErrors(document));
document.addEventListener("htmx:afterSwap", (event) => focusErrors(event.detail.target));

// Signing out leaves nothing on the device (static/js/semaine.js keeps drafts and what could not be sent yet).
document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-deconnexion]")) return;
  const cles = Object.keys(localStorage).filter((cle) => cle.startsWith("ma-semaine/"));
  const attend = cles.some((cle) => cle.endsWith("/file") && localStorage.getItem(cle) !== "[]");
  const question = "Des activités n’ont pas encore été envoyées : vous déconnecter les efface. Continuer ?";
  if (attend && !window.confirm(question)) event.preventDefault();
  else for (const cle of cles) localStorage.removeItem(cle);
});

// A sentence proposed beside a text is added to its end. Without this file, it can be copied.
document.addEventListener("DOMContentLoaded", () => {
  for (const bouton of document.querySelectorAll("[data-inserer]")) bouton.hidden = false;
});
document.addEventListener("click", (event) => {
  const bouton = event.target.closest("[data-inserer]");
  if (!bouton) return;
  const zone = document.getElementById(bouton.dataset.inserer);
  const phrase = bouton.parentElement.querySelector("span").textContent.trim();
  zone.value = zone.value.trim() ? `${zone.value.trimEnd()}\n\n${phrase}` : phrase;
  zone.focus();
});
