// « Ma semaine »: what is typed is kept on the device until the server has it. Everything works without this file.
//
// Each form marked data-envoi is an act of adding. It enters a queue (localStorage, by account and week), is sent in
// the background under a key that makes a second sending harmless, and leaves the queue once the server has answered.
// The form marked data-brouillon is kept as it is typed. Signing out forgets both (app.js).
//
// On the pages of one line, a form marked data-attente (correct, remove) goes the ordinary way, and enters the queue
// only when there is no network. It carries the version that it showed: when the line changed meanwhile the server
// refuses it, and « Corriger » asks for its page with both versions.

const semaine = document.getElementById("semaine");
const etat = document.getElementById("etat-saisie");
const PREFIXE = `ma-semaine/${semaine?.dataset.compte}/${semaine?.dataset.semaine}/`;
const PAUSES = { frappe: 400, essai: 15000, reponse: 20000 };
const surLaSemaine = semaine?.dataset.serveur !== undefined; // else on the page of one line
let enCours = false;
let prochain = null;
let frappe = null; // the draft about to be kept
let vivante = null; // the key of what the form on the page holds, while it is being sent

// -- What the device keeps ------------------------------------------------------------------------

function lire(nom) {
  try {
    return JSON.parse(localStorage.getItem(PREFIXE + nom));
  } catch {
    return null;
  }
}

function garder(nom, valeur) {
  try {
    if (valeur === null) localStorage.removeItem(PREFIXE + nom);
    else localStorage.setItem(PREFIXE + nom, JSON.stringify(valeur));
    return true;
  } catch {
    return false; // no room, or storage refused: the page says so
  }
}

const file = () => lire("file") ?? [];
const retirer = (cle) => garder("file", file().filter((acte) => acte.cle !== cle));
const marquer = (cle, refus) => garder("file", file().map((acte) => (acte.cle === cle ? { ...acte, refus } : acte)));

function nouvelleCle() {
  const octets = crypto.getRandomValues(new Uint8Array(16));
  octets[6] = (octets[6] & 0x0f) | 0x40;
  octets[8] = (octets[8] & 0x3f) | 0x80;
  const hexa = Array.from(octets, (octet) => octet.toString(16).padStart(2, "0")).join("");
  return hexa.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

// -- What the page says ---------------------------------------------------------------------------

function dire(texte, geste) {
  etat.replaceChildren(texte);
  etat.classList.toggle("etat-saisie-alerte", Boolean(geste));
  if (geste) etat.append(" ", geste);
}

function bouton(texte, acte, precision = "") {
  const element = document.createElement("button");
  element.type = "button";
  element.className = "btn btn-secondary btn-sm";
  element.textContent = texte;
  if (precision) element.append(discret(` ${precision}`));
  element.addEventListener("click", acte);
  return element;
}

function discret(texte) {
  const element = document.createElement("span");
  element.className = "visually-hidden";
  element.textContent = texte;
  return element;
}

function direNonEnregistre() {
  dire("Non enregistré : gardé sur cet appareil.", bouton("Réessayer", envoyer));
}

function direExpiree() {
  const lien = document.createElement("a");
  lien.href = `${semaine.dataset.connexion}?next=${encodeURIComponent(location.pathname + location.search)}`;
  lien.textContent = "Se reconnecter";
  dire("Votre session a expiré : rien n’est perdu, tout est gardé sur cet appareil.", lien);
}

function montrerAttente() {
  const zone = document.getElementById("en-attente");
  if (!zone) return;
  const actes = file().filter((acte) => acte.cle !== vivante);
  zone.hidden = actes.length === 0;
  zone.querySelector("ul").replaceChildren(...actes.map(enAttente));
}

function enAttente(acte) {
  const item = document.createElement("li");
  const texte = document.createElement("span");
  texte.textContent = acte.refus ? `${acte.libelle}. ${acte.refus}` : acte.libelle;
  item.append(texte);
  if (acte.refus && acte.page) item.append(bouton("Corriger", () => revoir(acte), acte.libelle));
  if (acte.refus && acte.brouillon) item.append(bouton("Corriger", () => reprendre(acte), acte.libelle));
  if (acte.refus) item.append(bouton("Abandonner", () => abandonner(acte), acte.libelle));
  return item;
}

function reprendre(acte) {
  garder(acte.brouillon, acte.corps);
  abandonner(acte);
  restaurer();
  document.getElementById("ajouter")?.scrollIntoView();
}

// The server answers with what was typed beside what is written (or, of a line removed, as a new one).
function revoir(acte) {
  const form = document.createElement("form");
  form.method = "post";
  form.action = acte.adresse;
  const jeton = ["csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value];
  for (const [name, value] of [jeton, ...acte.corps]) form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
  document.body.append(form);
  retirer(acte.cle);
  form.submit();
}

function abandonner(acte) {
  retirer(acte.cle);
  montrerAttente();
}

// -- Sending --------------------------------------------------------------------------------------

async function envoyer() {
  clearTimeout(prochain);
  if (enCours) return;
  enCours = true;
  try {
    for (let acte = suivant(); acte; acte = suivant()) if (!(await poster(acte))) break;
  } finally {
    enCours = false;
    vivante = null;
    montrerAttente();
    liberer();
  }
}

const suivant = () => file().find((acte) => !acte.refus);

async function poster(acte) {
  const corps = new URLSearchParams(acte.corps);
  corps.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
  corps.set("cle", acte.cle);
  let reponse;
  try {
    reponse = await fetch(acte.adresse, { method: "POST", body: corps, signal: AbortSignal.timeout(PAUSES.reponse) });
  } catch {
    return renoncer();
  }
  if (new URL(reponse.url).pathname === semaine.dataset.connexion) return expirer();
  if (reponse.status === 404) return refuser(acte, "Cette proposition n’existe plus.");
  if (!reponse.ok) return renoncer();
  return conclure(acte, reponse);
}

async function conclure(acte, reponse) {
  const page = new DOMParser().parseFromString(await reponse.text(), "text/html");
  if (reponse.redirected) {
    retirer(acte.cle);
    if (surLaSemaine) remplacer(page);
    else if (deCettePage(acte)) location.assign(reponse.url);
    return true;
  }
  if (deCettePage(acte)) {
    revoir(acte);
    return false;
  }
  const brouillon = lire(acte.brouillon);
  if (acte.cle === vivante && !brouillon) {
    retirer(acte.cle);
    remplacer(page);
    return true;
  }
  const fautes = Array.from(page.querySelectorAll("[data-erreurs] li"), (faute) => faute.textContent.trim());
  return refuser(acte, fautes.join(" ").replace(/\s+/g, " "));
}

const deCettePage = (acte) => acte.page && !surLaSemaine && acte.adresse === location.pathname + location.search;

function refuser(acte, raison) {
  marquer(acte.cle, raison);
  return true;
}

function renoncer() {
  direNonEnregistre();
  viderLeFormulaire();
  prochain = setTimeout(envoyer, PAUSES.essai);
  return false;
}

function expirer() {
  direExpiree();
  viderLeFormulaire();
  return false;
}

// What was typed is in the queue: the form is free for the next activity, on the same day.
function viderLeFormulaire() {
  const form = semaine.querySelector("form[data-brouillon]");
  if (!vivante || !form) return;
  const jour = form.elements.jour?.value;
  for (const champ of form.querySelectorAll("input:not([type=hidden]), select, textarea"))
    if (["radio", "checkbox"].includes(champ.type)) champ.checked = champ.name === "jour" && champ.value === jour;
    else champ.value = "";
  oublierLesFautes(form);
}

// Those of what was refused before: it has been corrected, and waits.
function oublierLesFautes(form) {
  for (const faute of semaine.querySelectorAll("[data-erreurs], .invalid-feedback")) faute.remove();
  for (const champ of form.querySelectorAll(".is-invalid")) champ.classList.remove("is-invalid");
}

function remplacer(page) {
  const nouvelle = page.getElementById("semaine");
  if (!nouvelle) return;
  semaine.replaceChildren(...nouvelle.childNodes);
  for (const id of ["messages", "etat-saisie"])
    document.getElementById(id)?.replaceChildren(...(page.getElementById(id)?.childNodes ?? []));
  etat.classList.remove("etat-saisie-alerte");
  window.htmx?.process(semaine);
  if (!semaine.querySelector("[data-erreurs]")) restaurer();
  (semaine.querySelector("[data-erreurs]") ?? semaine.querySelector("[autofocus]"))?.focus();
}

function soumettre(event) {
  const form = event.target;
  if (!semaine.contains(form) || form.dataset.envoi === undefined) return retenir(event, form);
  event.preventDefault();
  if (form.dataset.enCours) return; // a double click
  const acte = decrire(form);
  if (!garder("file", [...file(), acte])) return form.submit(); // nowhere to keep it: the ordinary way
  form.dataset.enCours = "oui";
  if (acte.brouillon) {
    clearTimeout(frappe);
    frappe = null;
    vivante = enCours ? null : acte.cle;
    garder(acte.brouillon, null);
  }
  dire("Enregistrement…");
  envoyer();
}

function decrire(form) {
  const corps = [...new FormData(form)].filter(([nom]) => nom !== "csrfmiddlewaretoken");
  const adresse = form.getAttribute("action");
  return { cle: nouvelleCle(), adresse, corps, libelle: nommer(form), brouillon: form.dataset.brouillon ?? null };
}

function nommer(form) {
  if (form.dataset.envoi) return form.dataset.envoi;
  const choisis = form.querySelectorAll("input[type=radio]:checked");
  const libelles = Array.from(choisis, (radio) => form.querySelector(`label[for="${radio.id}"]`)?.textContent.trim());
  const duree = form.elements.minutes_autre?.value;
  return [...libelles.filter((libelle) => libelle && libelle !== "autre"), duree].filter(Boolean).join(", ");
}

function liberer() {
  for (const form of semaine.querySelectorAll("[data-en-cours]")) delete form.dataset.enCours;
}

// The other forms go the ordinary way: once, and not while the network is known to be away.
function retenir(event, form) {
  if (form.matches("[data-deconnexion]")) {
    clearTimeout(frappe);
    frappe = null; // forgotten with the rest
  }
  if (form.method !== "post" || form.matches("[data-deconnexion], [hx-boost]")) return;
  if (!navigator.onLine && form.dataset.attente && semaine.contains(form)) {
    event.preventDefault();
    mettreEnAttente(form);
  } else if (!navigator.onLine) {
    event.preventDefault();
    dire("Non enregistré : pas de réseau. Ce que vous avez saisi reste ici.", bouton("Réessayer", () => form.requestSubmit()));
  } else if (form.dataset.enCours) event.preventDefault();
  else form.dataset.enCours = "oui";
}

// The last word about one line replaces the one before.
function mettreEnAttente(form) {
  const acte = { ...decrire(form), adresse: location.pathname + location.search, libelle: form.dataset.attente, brouillon: null, page: true };
  const autres = file().filter((autre) => autre.adresse !== acte.adresse);
  if (garder("file", [...autres, acte])) direNonEnregistre();
  else dire("Cet appareil ne peut rien garder : attendez le réseau avant d’enregistrer.");
}

// -- The draft ------------------------------------------------------------------------------------

function retarder(acte, attente) {
  let rendezVous;
  return (...valeurs) => {
    clearTimeout(rendezVous);
    rendezVous = setTimeout(() => acte(...valeurs), attente);
    return rendezVous;
  };
}

const CACHES = ["csrfmiddlewaretoken", "version", "cle", "ouverte"];

function garderLeBrouillon(form) {
  clearTimeout(frappe);
  frappe = null;
  const corps = [...new FormData(form)].filter(([nom]) => !CACHES.includes(nom));
  const garde = garder(form.dataset.brouillon, corps);
  if (!garde) dire("Cet appareil ne peut pas garder de brouillon : enregistrez avant de quitter la page.");
  else if (!etat.classList.contains("etat-saisie-alerte")) dire("Brouillon gardé sur cet appareil, pas encore enregistré.");
}

function formulaire() {
  return semaine.matches("form[data-brouillon]") ? semaine : semaine.querySelector("form[data-brouillon]");
}

function restaurer() {
  const form = formulaire();
  const corps = form && lire(form.dataset.brouillon);
  if (!corps) return;
  for (const coche of form.querySelectorAll("input[type=checkbox]")) coche.checked = false; // the draft names those ticked
  for (const [nom, valeur] of corps) remplir(form, nom, valeur);
  for (const details of form.querySelectorAll("details"))
    details.open ||= [...details.querySelectorAll("input, select, textarea")].some(rempli);
  dire("Brouillon retrouvé, pas encore enregistré.");
}

function remplir(form, nom, valeur) {
  if (CACHES.includes(nom)) return;
  for (const champ of form.querySelectorAll(`[name="${CSS.escape(nom)}"]`))
    if (champ.type === "radio") champ.checked = champ.value === valeur;
    else if (champ.type === "checkbox") champ.checked ||= champ.value === valeur;
    else champ.value = valeur;
}

const rempli = (champ) => (["radio", "checkbox"].includes(champ.type) ? champ.checked : champ.value && champ.value !== "0");

// -- The guard beside the note --------------------------------------------------------------------

async function verifier(note) {
  const jeton = document.querySelector("[name=csrfmiddlewaretoken]").value;
  const corps = new URLSearchParams({ note: note.value, csrfmiddlewaretoken: jeton });
  const garde = document.querySelector(`[data-garde="${note.id}"]`);
  try {
    const reponse = await fetch(semaine.dataset.verifier, { method: "POST", body: corps });
    if (reponse.ok && !reponse.redirected) garde.textContent = (await reponse.json()).avertissement;
  } catch {
    // Without the network the note is checked when it arrives.
  }
}

// -- The clock of the device ----------------------------------------------------------------------

function comparerLesHorloges() {
  const zone = document.getElementById("horloge");
  const ecart = Date.now() / 1000 - Number(semaine.dataset.serveur);
  if (!zone || Math.abs(ecart) < 3600) return;
  const ici = new Intl.DateTimeFormat("fr-FR", { dateStyle: "full", timeStyle: "short" }).format(new Date());
  zone.textContent = `L’horloge de cet appareil indique ${ici}. Le journal suit celle du serveur : nous sommes le ${semaine.dataset.jour}.`;
  zone.hidden = false;
}

// -- All together ---------------------------------------------------------------------------------

if (semaine) {
  const brouillonner = retarder(garderLeBrouillon, PAUSES.frappe);
  const surveiller = retarder(verifier, PAUSES.frappe);
  document.addEventListener("submit", soumettre, true);
  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (form && form === formulaire()) frappe = brouillonner(form);
    if (["note", "precision"].includes(event.target.name)) surveiller(event.target);
  });
  window.addEventListener("pagehide", () => frappe && formulaire() && garderLeBrouillon(formulaire()));
  window.addEventListener("online", envoyer);
  window.addEventListener("storage", montrerAttente);
  window.addEventListener("pageshow", liberer);
  comparerLesHorloges();
  if (!document.querySelector("[data-erreurs]")) restaurer();
  montrerAttente();
  if (suivant()) envoyer();
}
