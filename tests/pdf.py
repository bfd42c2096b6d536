"""A PDF read from outside, with pikepdf: what its readers, and their screen readers, need of it.

``PdfLu`` opens a file; ``defauts`` lists all that would be wrong with it, whatever the document says.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property

import page
import pikepdf

NORMES = ("ua1", "3a")
CREUX = {"image", "figure", "graphique", "carte", "logo", "photo"}


class PdfLu:
    """The parts of a document, by the names that the standard gives them."""

    def __init__(self, octets: bytes) -> None:
        self.octets = octets
        self.ouvert = pikepdf.open(io.BytesIO(octets))
        self.racine = self.ouvert.Root

    @property
    def pages(self) -> list:
        return list(self.ouvert.pages)

    @cached_property
    def elements(self) -> list:
        """Every structure element, in reading order."""
        return list(elements_sous(self.racine.StructTreeRoot))

    def de(self, *etiquettes: str) -> list:
        return [e for e in self.elements if str(e.S)[1:] in etiquettes]

    @cached_property
    def signets(self) -> list[tuple[int, str]]:
        """Level and title of each bookmark."""
        with self.ouvert.open_outline() as plan:
            return list(_a_plat(plan.root))

    @cached_property
    def titres(self) -> list[tuple[int, str]]:
        """Level and text of each heading."""
        return [(int(str(e.S)[2:]), self.texte_de(e)) for e in self.elements if re.fullmatch(r"/H\d", str(e.S))]

    @cached_property
    def textes(self) -> list[list[str]]:
        """For each page, the pieces of text that it draws, in order."""
        return [[texte for _, texte in self._morceaux(rang)] for rang in range(len(self.pages))]

    def texte_de(self, element) -> str:
        """What a structure element says, read through the marks of the pages."""
        return " ".join("".join(self._marques(element)).split())

    def _marques(self, element) -> Iterator[str]:
        for enfant in enfants(element):
            if isinstance(enfant, int):
                yield self._par_marque[element.Pg.objgen].get(enfant, "")
            elif enfant.get("/Type") == "/StructElem":
                yield from self._marques(enfant)

    @cached_property
    def _par_marque(self) -> dict:
        """For each page, the text of each mark."""
        marques = {}
        for rang, feuille in enumerate(self.pages):
            textes = marques[feuille.obj.objgen] = {}
            for marque, texte in self._morceaux(rang):
                textes[marque] = textes.get(marque, "") + texte
        return marques

    def _morceaux(self, rang: int) -> Iterator[tuple[int | None, str]]:
        """The mark and the text of each piece that a page draws, decoded with the fonts' own tables."""
        polices = {nom: decodage(p) for nom, p in self.pages[rang].Resources.get("/Font", {}).items()}
        marque, police, morceau = None, {}, ""
        for instruction in pikepdf.parse_content_stream(self.pages[rang]):
            operateur, operandes = str(instruction.operator), instruction.operands
            if operateur == "BDC":
                marque = operandes[1].get("/MCID") if isinstance(operandes[1], pikepdf.Dictionary) else None
            elif operateur == "EMC":
                marque = None
            elif operateur == "Tf":
                police = polices[str(operandes[0])]
            elif operateur == "BT":
                morceau = ""
            elif operateur == "TJ":
                morceau += _lire(operandes[0], police)
            elif operateur == "ET":
                yield marque, morceau

    def page_de(self, lien) -> int:
        """The page number to which an internal link leads."""
        noms = list(self.racine.Names.Dests.Names)
        cibles = {str(noms[i]): noms[i + 1] for i in range(0, len(noms), 2)}
        cible = cibles[str(lien.get("/Dest") or lien.A.D)]
        return [p.obj.objgen for p in self.pages].index(cible[0].objgen) + 1

    def objets(self, genre: str) -> list:
        return [o for o in self.ouvert.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == genre]

    def entetes_de(self, texte: str) -> list[str]:
        """The headers of the only cell that says ``texte``."""
        (cellule,) = [e for e in self.de("TD") if self.texte_de(e) == texte]
        par_nom = {str(e.ID): e for e in self.elements if "/ID" in e}
        return [self.texte_de(par_nom[str(nom)]) for nom in cellule.A.get("/Headers", [])]


def defauts(lu: PdfLu) -> list[str]:
    """All that would be wrong with any of our documents; nothing, when it may be given out."""
    controles = (_normes, _en_tete, _plan, _tableaux, _identifiants, _figures, _listes_et_liens)
    controles += (_titres_courants, _polices)
    return [defaut for controle in controles for defaut in controle(lu)]


def _normes(lu: PdfLu) -> Iterator[str]:
    for norme in NORMES:
        for faute in page.validate_pdf_bytes(lu.octets, profile=norme).failures:
            # The validator takes the end of a stream that ends in CR for an end of line (known, not ours).
            if "STREAM-LENGTH" not in faute.rule_id or not longueurs_justes(lu.octets):
                yield f"{norme} : {faute.rule_id}, {faute.message}"


def longueurs_justes(octets: bytes) -> bool:
    """Whether each stream has the length that it declares."""
    ouvertures = list(re.finditer(rb"/Length (\d+)[^\0]{0,400}?>>\nstream\n", octets))
    fins = (octets[o.end() + int(o[1]) :][:10] for o in ouvertures)
    return bool(ouvertures) and all(fin == b"\nendstream" for fin in fins)


def _en_tete(lu: PdfLu) -> Iterator[str]:
    if lu.racine.get("/Lang") != "fr":
        yield "langue : absente ou autre que le français"
    if not str(lu.ouvert.docinfo.get("/Title", "")).strip():
        yield "titre : absent"
    if not lu.racine.ViewerPreferences.get("/DisplayDocTitle"):
        yield "titre : le lecteur montrera le nom du fichier"
    if "/CreationDate" in lu.ouvert.docinfo:
        yield "date de création : les octets changeraient"
    if list(lu.racine.PageLabels.Nums) != [0, pikepdf.Dictionary(S=pikepdf.Name.D)]:
        yield "numéros de page : autres que ceux imprimés"


def _plan(lu: PdfLu) -> Iterator[str]:
    niveaux = [niveau for niveau, _ in lu.titres]
    if not niveaux or niveaux[0] != 1 or niveaux.count(1) != 1:
        yield f"titres : {niveaux.count(1)} titre principal"
    for (avant, _), (niveau, texte) in zip(lu.titres, lu.titres[1:], strict=False):
        if niveau > avant + 1:
            yield f"titres : niveau sauté avant « {texte} »"
    attendus = [texte for _, texte in lu.titres]
    # The title of a cover is the name of the document, not a bookmark.
    if [t for _, t in lu.signets] not in (attendus, attendus[1:]):
        yield f"signets : ils ne suivent pas les titres, {[t for _, t in lu.signets]} au lieu de {attendus}"


def _tableaux(lu: PdfLu) -> Iterator[str]:
    connus = {str(e.ID) for e in lu.elements if "/ID" in e}
    for rang, tableau in enumerate(lu.de("Table"), 1):
        cellules = [e for e in elements_sous(tableau) if str(e.S) in ("/TH", "/TD")]
        titres = [c for c in cellules if str(c.S) == "/TH"]
        if not titres:
            yield f"tableau {rang} : aucune cellule de titre"
        for titre in titres:
            if titre.A.get("/Scope") not in ("/Row", "/Column"):
                yield f"tableau {rang} : titre sans portée, « {lu.texte_de(titre)} »"
        for cellule in cellules:
            if not {str(nom) for nom in cellule.A.get("/Headers", [])} <= connus:
                yield f"tableau {rang} : « {lu.texte_de(cellule)} » renvoie à un titre absent"
            if str(cellule.S) == "/TD" and "/Headers" not in cellule.A and lu.texte_de(cellule):
                yield f"tableau {rang} : « {lu.texte_de(cellule)} » n'a pas de titre"


def _identifiants(lu: PdfLu) -> Iterator[str]:
    portes = sorted(str(e.ID) for e in lu.elements if "/ID" in e)
    arbre = lu.racine.StructTreeRoot.get("/IDTree")
    indexes = [str(nom) for nom in list(arbre.Kids[0].Names)[::2]] if arbre is not None else []
    if indexes != portes:
        yield "identifiants : l'index ne dit pas ceux des titres"


def _figures(lu: PdfLu) -> Iterator[str]:
    for figure in lu.de("Figure"):
        texte = str(figure.get("/Alt", "")).strip()
        if len(texte) < 12 or texte.lower() in CREUX or re.search(r"\.(png|jpe?g|svg)$", texte):
            yield f"figure : description « {texte} »"


def _listes_et_liens(lu: PdfLu) -> Iterator[str]:
    for lien in lu.de("Link"):
        if not lu.texte_de(lien):
            yield "lien sans texte"
    for annotation in lu.objets("/Annot"):
        if not str(annotation.get("/Contents", "")).strip():
            yield "lien sans description"


def _titres_courants(lu: PdfLu) -> Iterator[str]:
    """All that a page draws is either in the tree or an artifact; repeated lines must be the latter."""
    for rang, feuille in enumerate(lu.pages, 1):
        marques = [i.operands for i in pikepdf.parse_content_stream(feuille) if str(i.operator) == "BDC"]
        numeros = {m[1].MCID for m in marques if m[0] != "/Artifact"}
        lus = set(_marques_lues(lu, feuille))
        if numeros != lus:
            yield f"page {rang} : marques hors de la lecture, {sorted(numeros ^ lus)}"
        artefacts = [m for m in marques if m[0] == "/Artifact"]
        if any(m[1].get("/Type") != "/Pagination" for m in artefacts):
            yield f"page {rang} : artefact sans genre"
        if not artefacts and rang > 1:
            yield f"page {rang} : ni titre courant ni numéro de page"


def _marques_lues(lu: PdfLu, feuille) -> Iterator[int]:
    for element in lu.elements:
        if "/Pg" in element and element.Pg.objgen == feuille.obj.objgen:
            yield from (enfant for enfant in enfants(element) if isinstance(enfant, int))


def _polices(lu: PdfLu) -> Iterator[str]:
    descriptions = lu.objets("/FontDescriptor")
    if not descriptions:
        yield "polices : aucune"
    for police in descriptions:
        if "/FontFile2" not in police or "Source-Sans-3" not in str(police.FontName):
            yield f"police : {police.FontName}, non embarquée ou pas à nous"


def enfants(noeud) -> list:
    trouves = noeud.get("/K", [])
    return list(trouves) if isinstance(trouves, pikepdf.Array) else [trouves]


def elements_sous(noeud) -> Iterator:
    """Every structure element of the tree below."""
    for enfant in enfants(noeud):
        if isinstance(enfant, pikepdf.Dictionary) and enfant.get("/Type") == "/StructElem":
            yield enfant
            yield from elements_sous(enfant)


def decodage(police) -> dict[bytes, str]:
    """What each glyph says, from the table that screen readers and copy-paste use."""
    table = police.ToUnicode.read_bytes().decode()
    paires = re.findall(r"^<([0-9a-f]{4})> <([0-9a-f]*)>$", table, re.MULTILINE)
    return {bytes.fromhex(glyphe): bytes.fromhex(texte).decode("utf-16-be") for glyphe, texte in paires}


def _lire(morceaux, police: dict[bytes, str]) -> str:
    glyphes = b"".join(bytes(m) for m in morceaux if isinstance(m, pikepdf.String))
    return "".join(police[glyphes[k : k + 2]] for k in range(0, len(glyphes), 2))


def _a_plat(signets, niveau: int = 1) -> Iterator[tuple[int, str]]:
    for signet in signets:
        yield niveau, " ".join(signet.title.split())
        yield from _a_plat(signet.children, niveau + 1)


@contextmanager
def plaintes_du_moteur() -> Iterator[list[str]]:
    """Everything that WeasyPrint complains about in the meantime."""
    lignes: list[str] = []
    poignee = logging.Handler()
    poignee.emit = lambda enregistrement: lignes.append(enregistrement.getMessage())
    journal = logging.getLogger("weasyprint")
    journal.addHandler(poignee)
    try:
        yield lignes
    finally:
        journal.removeHandler(poignee)
