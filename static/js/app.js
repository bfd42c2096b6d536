// Everything works without this file. It only brings the reader to the summary of errors.

function focusErrors(root) {
  root.querySelector("[data-erreurs]")?.focus();
}

document.addEventListener("DOMContentLoaded", () => focusErrors(document));
document.addEventListener("htmx:afterSwap", (event) => focusErrors(event.detail.target));
