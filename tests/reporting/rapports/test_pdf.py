"""Our documents as files: what their readers, and their screen readers, need of them."""

import os
import pickle
import re
import subprocess
import sys
from dataclasses import replace

import pytest
from weasyprint.urls import FatalURLFetchingError

from reporting.pdf import rendre
from reporting.rapports import canonique
from reporting.rapports.bilan_conseil import Bilan
from reporting.rapports.document import composer, empreinte
from tests.pdf import PdfLu, defauts
from tests.reporting.rapports.conftest import BILAN
from tests.reporting.rapports.exemple import NOM_SECRET
from tests.reporting.rapports.papiers import PAPIERS, TIRES

# pytest-django prepares a test base only for tests that carry the mark.
pytestmark = pytest.mark.django_db


SORTES_IMPRIMEES = ("bilan-conseil", *TIRES, *PAPIERS)


@pytest.fixture(scope="module")
def bilan(imprimes):
    return imprimes["bilan-conseil"].lu


@pytest.mark.parametrize("sorte", SORTES_IMPRIMEES)
def test_aucun_defaut(imprimes, sorte):
    """PDF/UA-1, PDF/A-3a, and what no validator sees: ``tests/pdf.py`` says what."""
    assert (defauts(imprimes[sorte].lu), imprimes[sorte].plaintes) == ([], ())


def test_une_vingtaine_de_pages(imprimes, bilan):
    assert 17 <= len(bilan.pages) <= 25
    assert len(bilan.pages) == imprimes["bilan-conseil"].pdf.pages


def test_titre_du_bilan(bilan):
    assert bilan.ouvert.docinfo.Title == "Bilan annuel 2026, Conseil citoyen du 18e"


def test_sommaire_annonce_les_vraies_pages(bilan):
    """Each line of the contents links to a page; the number printed beside it is that page's."""
    numeros = [int(texte) for texte in bilan.textes[1] if texte.isdigit()]
    cibles = [bilan.page_de(lien) for lien in bilan.pages[1].Annots]
    assert len(cibles) == 17
    assert numeros == cibles


def test_signets_du_bilan(bilan):
    titres = [titre for niveau, titre in bilan.signets if niveau == 1]
    assert titres[1].startswith("1. L’année")
    assert titres[-1].startswith("Annexe C")
    assert len(titres) == 18


def test_le_bilan_montre_ses_graphiques_et_ses_tableaux(bilan):
    assert len(bilan.de("Figure")) >= 3
    assert len(bilan.de("Table")) >= 15


def test_les_chiffres_en_piece_jointe(bilan, edition):
    """One file, told to be the data, dated as the data: a machine reads back what the pages print."""
    (piece,) = bilan.racine.AF
    fichier = piece.EF.F
    assert (piece.UF, piece.AFRelationship, fichier.Subtype) == ("donnees.json", "/Data", "/application/json")
    assert fichier.Params.ModDate == "D:20261118090000Z"
    assert canonique.lire(Bilan, fichier.read_bytes().decode()) == edition.donnees


def test_memes_donnees_memes_octets(imprimes, edition):
    """Another process, elsewhere in the world, with other random hashes."""
    milieu = os.environ | {"TZ": "Pacific/Auckland", "PYTHONHASHSEED": "7", "LC_ALL": "C"}
    commande = [sys.executable, "-m", "tests.reporting.rapports.imprimer"]
    sortie = subprocess.run(commande, input=pickle.dumps(edition), env=milieu, capture_output=True, check=True)
    assert sortie.stdout.decode().strip() == empreinte(imprimes["bilan-conseil"].pdf.octets)


ENTETES = """<html lang="fr"><head><title>t</title><link rel="stylesheet" href="css/pdf.css"></head><body><table>
<thead><tr><th scope="col" rowspan="2">Lieu</th><th scope="colgroup" colspan="2">2025</th>
<th scope="colgroup" colspan="2">2026</th></tr><tr><th scope="col">F</th><th scope="col">H</th>
<th scope="col">Femmes</th><th scope="col">Hommes</th></tr></thead>
<tbody><tr><th scope="row" rowspan="2">Nord</th><td>11</td><td>12</td><td>13</td><td>14</td></tr>
<tr><td>21</td><td colspan="2">22</td><td>24</td></tr></tbody></table>"""


def test_deux_rangees_d_entetes_menent_aux_bonnes():
    lu = PdfLu(rendre(ENTETES).octets)
    attendus = {
        "11": ["2025", "F", "Nord"],
        "14": ["2026", "Hommes", "Nord"],
        "21": ["2025", "F", "Nord"],
        "22": ["2025", "2026", "H", "Femmes", "Nord"],
        "24": ["2026", "Hommes", "Nord"],
    }
    assert {texte: lu.entetes_de(texte) for texte in attendus} == attendus


def test_aucun_tableau_sans_titre_de_cellule():
    lu = PdfLu(rendre(ENTETES.replace("<th ", "<td ").replace("</th>", "</td>")).octets)
    assert "tableau 1 : aucune cellule de titre" in defauts(lu)


def test_aucun_nom_d_habitant(html, bilan, edition):
    assert NOM_SECRET not in html
    assert NOM_SECRET not in repr(edition)
    texte = "".join(morceau for feuille in bilan.textes for morceau in feuille)
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
