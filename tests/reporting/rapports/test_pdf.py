"""The bilan as a file: what its readers, and their screen readers, need of it."""

import io
import logging
import re
from dataclasses import replace

import page
import pikepdf
import pytest
from weasyprint.urls import FatalURLFetchingError

from reporting.pdf import rendre
from reporting.rapports.document import composer
from tests.reporting.rapports.conftest import BILAN
from tests.reporting.rapports.exemple import NOM_SECRET

# pytest-django prepares a test base only for tests that carry the mark.
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def journal():
    """Everything that WeasyPrint complains about while the module's document is made."""
    lignes = []
    poignee = logging.Handler()
    poignee.emit = lambda enregistrement: lignes.append(enregistrement.getMessage())
    logging.getLogger("weasyprint").addHandler(poignee)
    yield lignes
    logging.getLogger("weasyprint").removeHandler(poignee)


@pytest.fixture(scope="module")
def pdf(edition, journal):
    return rendre(composer(BILAN, edition))


@pytest.fixture(scope="module")
def ouvert(pdf):
    with pikepdf.open(io.BytesIO(pdf.octets)) as ouvert:
        yield ouvert


def _elements(noeud):
    """Every structure element of the tree."""
    enfants = noeud.get("/K", [])
    for enfant in enfants if isinstance(enfants, pikepdf.Array) else [enfants]:
        if isinstance(enfant, pikepdf.Dictionary) and enfant.get("/Type") == "/StructElem":
            yield enfant
            yield from _elements(enfant)


@pytest.fixture(scope="module")
def elements(ouvert):
    return list(_elements(ouvert.Root.StructTreeRoot))


def _de(elements, etiquette):
    return [e for e in elements if f"/{etiquette}" == e.S]


def test_conforme_a_pdf_ua(pdf):
    resultat = page.validate_pdf_bytes(pdf.octets, profile="ua1")
    assert [(f.rule_id, f.message) for f in resultat.failures] == []


def test_aucune_plainte_du_moteur(pdf, journal):
    assert journal == []


def test_une_vingtaine_de_pages(pdf, ouvert):
    assert 17 <= pdf.pages <= 25
    assert len(ouvert.pages) == pdf.pages


def test_langue_titre_et_balises(ouvert):
    assert ouvert.Root.Lang == "fr"
    assert ouvert.docinfo.Title == "Bilan annuel 2026, Conseil citoyen du 18e"
    assert ouvert.Root.MarkInfo.Marked
    assert "/CreationDate" not in ouvert.docinfo


def test_memes_donnees_memes_octets(pdf, edition):
    assert rendre(composer(BILAN, edition)).octets == pdf.octets


def test_sommaire_annonce_les_vraies_pages(ouvert):
    """Each line of the contents links to a page; the number printed beside it is that page's."""
    sommaire = ouvert.pages[1]
    numeros = [int(texte) for texte in _textes(sommaire) if texte.isdigit()]
    cibles = [_page_de(ouvert, lien) for lien in sommaire.Annots]
    assert len(cibles) == 16
    assert numeros == cibles


def test_signets(ouvert):
    with ouvert.open_outline() as plan:
        titres = [signet.title for signet in plan.root]
    assert titres[1].startswith("1. L’année")
    assert titres[-1].startswith("Annexe B")
    assert len(titres) == 17


def test_graphiques_decrits(elements):
    figures = _de(elements, "Figure")
    assert len(figures) >= 3
    assert all(len(str(f.Alt)) > 15 for f in figures)


def test_tableaux_avec_entetes_qui_menent_quelque_part(elements):
    tableaux = _de(elements, "Table")
    identifiants = {str(e.ID) for e in elements if "/ID" in e}
    assert len(tableaux) >= 15
    for tableau in tableaux:
        cellules = list(_elements(tableau))
        assert _de(cellules, "TH")
        assert all(th.A.Scope in ("/Row", "/Column") for th in _de(cellules, "TH"))
        for td in _de(cellules, "TD"):
            assert {str(h) for h in td.A.get("/Headers", [])} <= identifiants


def test_identifiants_indexes(ouvert, elements):
    feuille = ouvert.Root.StructTreeRoot.IDTree.Kids[0]
    noms = [str(n) for n in list(feuille.Names)[::2]]
    assert noms == sorted(noms)
    assert set(noms) == {str(e.ID) for e in elements if "/ID" in e}


def test_titres_courants_hors_lecture(ouvert):
    """Running headers and footers are artifacts; what remains marked is in the tree."""
    for rang, feuille in enumerate(ouvert.pages[1:], start=1):
        instructions = pikepdf.parse_content_stream(feuille)
        marques = [i.operands for i in instructions if str(i.operator) == "BDC"]
        artefacts = [m for m in marques if m[0] == "/Artifact"]
        assert len(artefacts) >= 4, f"page {rang + 1}"
        assert all(m[1].Type == "/Pagination" for m in artefacts)


def test_polices_toutes_embarquees_et_a_nous(ouvert):
    noms = {str(o.FontName) for o in ouvert.objects if _est(o, "/FontDescriptor")}
    assert noms
    assert all("Source-Sans-3" in nom for nom in noms)
    assert all("/FontFile2" in o for o in ouvert.objects if _est(o, "/FontDescriptor"))


def test_aucun_nom_d_habitant(html, ouvert, edition):
    assert NOM_SECRET not in html
    assert NOM_SECRET not in repr(edition)
    texte = "".join(morceau for feuille in ouvert.pages for morceau in _textes(feuille))
    assert "Groupe moteur" in texte
    assert NOM_SECRET not in texte


def test_typographie(html):
    assert "1er janvier 2026" in html
    texte = re.sub(r"<[^>]+>", "", html)
    assert not re.search(r"\w [;!?»%€]", texte)
    assert not re.search(r"\w :|« \w|\w'\w", texte)
    assert "Projet au 18 novembre 2026" in html


def test_le_publie_dit_sa_date(edition):
    publie = composer(BILAN, replace(edition, publie_le=edition.produit_le))
    assert "Publié le 18 novembre 2026" in publie
    assert "Projet au" not in publie


@pytest.mark.parametrize(
    "adresse",
    [
        "https://exemple.invalid/image.png",
        "http://127.0.0.1/",
        "file:///etc/passwd",
        "css/../../config/settings.py",
        "absent.css",
        "data:text/css,body{}",
    ],
)
def test_rien_d_autre_que_nos_fichiers(adresse):
    with pytest.raises(FatalURLFetchingError):
        rendre(f'<html lang="fr"><head><title>t</title><link rel="stylesheet" href="{adresse}"></head><body>x</body>')


def _est(objet, genre) -> bool:
    return isinstance(objet, pikepdf.Dictionary) and objet.get("/Type") == genre


def _page_de(ouvert, lien) -> int:
    """The page number to which a link of the contents leads."""
    noms = list(ouvert.Root.Names.Dests.Names)
    cibles = {str(noms[i]): noms[i + 1] for i in range(0, len(noms), 2)}
    cible = cibles[str(lien.get("/Dest") or lien.A.D)]
    return [p.obj.objgen for p in ouvert.pages].index(cible[0].objgen) + 1


def _textes(feuille) -> list[str]:
    """The pieces of text that the page draws, in order, decoded with the fonts' own tables."""
    polices = {nom: _decodage(police) for nom, police in feuille.Resources.Font.items()}
    morceaux, police = [], {}
    for instruction in pikepdf.parse_content_stream(feuille):
        if str(instruction.operator) == "BT":
            morceaux.append("")
        elif str(instruction.operator) == "Tf":
            police = polices[str(instruction.operands[0])]
        elif str(instruction.operator) == "TJ":
            glyphes = b"".join(bytes(m) for m in instruction.operands[0] if isinstance(m, pikepdf.String))
            morceaux[-1] += "".join(police[glyphes[k : k + 2]] for k in range(0, len(glyphes), 2))
    return morceaux


def _decodage(police) -> dict[bytes, str]:
    """What each glyph says, from the table that screen readers and copy-paste use."""
    table = police.ToUnicode.read_bytes().decode()
    paires = re.findall(r"^<([0-9a-f]{4})> <([0-9a-f]*)>$", table, re.MULTILINE)
    return {bytes.fromhex(glyphe): bytes.fromhex(texte).decode("utf-16-be") for glyphe, texte in paires}
