// What axe does not look at, asked of one page (scripts/acces_examen.py). Returns sentences, none when all is well.
(attendu) => {
  const fautes = [];
  const vu = (e) => e.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const dire = (e) => e.outerHTML.slice(0, 160).replace(/\s+/g, " ");

  const titres = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].filter(vu);
  const premiers = titres.filter((t) => t.tagName === "H1").length;
  if (premiers !== 1) fautes.push(`titres : ${premiers} h1`);
  let niveau = 0;
  for (const titre of titres) {
    const suivant = Number(titre.tagName[1]);
    if (titre.closest("[data-erreurs]")) continue; // read first, above the h1, as the focus is
    if (suivant > niveau + 1 && titre.closest("main")) fautes.push(`titres : h${niveau} puis ${dire(titre)}`);
    niveau = suivant;
  }
  if (document.documentElement.lang !== "fr") fautes.push("langue : lang n’est pas « fr »");
  if (!document.querySelector("main")) fautes.push("repères : pas de main");
  if (document.querySelector("header") && !document.querySelector(".evitement[href='#contenu']")) fautes.push("repères : pas de lien d’évitement");
  if (document.title.split(" · ").length < 2 || !document.title.split(" · ")[0].trim()) fautes.push(`titre de page : ${document.title}`);

  for (const tableau of document.querySelectorAll("main table")) {
    if (!vu(tableau)) continue;
    const nom = tableau.caption || tableau.ariaLabel || tableau.getAttribute("aria-labelledby");
    if (!nom) fautes.push(`tableau : sans titre ${dire(tableau)}`);
    for (const entete of tableau.querySelectorAll("th:not([scope])")) fautes.push(`tableau : th sans scope ${dire(entete)}`);
  }
  for (const cadre of document.querySelectorAll(".tableau-defile, .matrice-defile")) {
    const nomme = cadre.ariaLabel || document.getElementById(cadre.getAttribute("aria-labelledby"));
    if (cadre.tabIndex !== 0 || cadre.role !== "region" || !nomme) fautes.push(`tableau : cadre sans nom ou hors du clavier ${dire(cadre)}`);
  }
  for (const image of document.querySelectorAll("img:not([alt])")) fautes.push(`image : sans alt ${dire(image)}`);

  // The caller pressed a key first: the browser shows the focus as it does to somebody who types.
  const dessin = (e) => {
    const s = getComputedStyle(e);
    const contour = s.outlineStyle !== "none" && parseFloat(s.outlineWidth) > 0;
    return [contour ? s.outline : "", s.boxShadow, s.borderColor, s.backgroundColor, s.stroke, s.clipPath].join("|");
  };
  const foyers = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
  for (const element of document.querySelectorAll(foyers)) {
    if (element.disabled || !element.checkVisibility({ visibilityProperty: true })) continue;
    const vus = [element, ...(element.labels ?? []), ...element.querySelectorAll("rect, path")];
    document.activeElement.blur();
    const avant = vus.map(dessin).join();
    element.focus({ preventScroll: true });
    if (document.activeElement !== element) continue;
    if (vus.map(dessin).join() === avant) fautes.push(`focus : invisible ${dire(element)}`);
  }
  document.activeElement.blur();

  for (const element of document.querySelectorAll("body *")) {
    const s = getComputedStyle(element);
    const durees = `${s.transitionDuration}, ${s.animationDuration}`.split(", ").map(parseFloat);
    if (Math.max(...durees) > 0.00001) fautes.push(`mouvement : ${s.transitionDuration} ${dire(element)}`);
  }
  if (attendu.erreurs && !document.querySelector("[data-erreurs]")) fautes.push("erreurs : pas de résumé");
  return [...new Set(fautes)];
}
