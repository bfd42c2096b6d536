"""The guide: each chapter is written, quotes the screens as they are, and shows pictures that are there."""

import ast
import html
import re
from itertools import pairwise

import pytest
from django.conf import settings
from django.urls import NoReverseMatch, reverse

from comptes.checks import routes
from comptes.guide import CHAPITRES, chercher, corps, partager, voisins
from comptes.guide.rendu import IMAGES, TEXTES, texte
from comptes.roles import ROLES
from tests.architecture.sources import arbres

LIBELLE = re.compile(r"\*\*« (.+?) »\*\*")
IMAGE = re.compile(r"!\[(.*?)\]\((.+?)\)")
CHAQUE = pytest.mark.parametrize("code", CHAPITRES)
IMAGE_MAX, IMAGES_MAX, PAGE_MAX = 60 * 1024, 2 * 1024 * 1024, 60 * 1024


def _lisible(morceau: str) -> str:
    return " ".join(html.unescape(morceau).replace("’", "'").split())


@pytest.fixture(scope="module")
def libelles() -> set[str]:
    """All that stands alone between two tags of a template or names a button, and all the strings of the code."""
    textes = [f.read_text() for f in (settings.BASE_DIR / "templates").rglob("*.html") if "aide" not in f.parts]
    morceaux = {m for page in textes for m in re.split(r"<[^>]*>|\{[%{#].*?[#%}]\}", page, flags=re.DOTALL)}
    morceaux |= {m for page in textes for m in re.findall(r'\blibelle="([^"]+)"', page)}
    for arbre in arbres().values():
        morceaux |= {n.value for n in ast.walk(arbre) if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    return {_lisible(morceau) for morceau in morceaux}


def test_each_chapter_has_its_text_and_each_text_its_chapter():
    assert {fichier.stem for fichier in TEXTES.iterdir()} == set(CHAPITRES)


@CHAQUE
def test_a_quoted_label_is_one_of_a_screen(code, libelles):
    absents = {cite for cite in LIBELLE.findall(texte(code)) if _lisible(cite) not in libelles}
    assert absents == set()


def test_an_invented_label_would_be_seen(libelles):
    assert _lisible("Transmettre à la lune") not in libelles


@CHAQUE
def test_a_picture_is_there_and_described(code):
    for alternative, nom in IMAGE.findall(texte(code)):
        assert len(alternative) > 20
        assert (IMAGES / nom).read_bytes().startswith(b"\x89PNG")


def test_pictures_are_light_and_all_used():
    poids = {fichier.name: fichier.stat().st_size for fichier in IMAGES.glob("*.png")}
    assert {nom for code in CHAPITRES for _, nom in IMAGE.findall(texte(code))} == set(poids)
    assert max(poids.values()) <= IMAGE_MAX
    assert sum(poids.values()) <= IMAGES_MAX


@CHAQUE
def test_a_chapter_links_to_chapters_and_pages_that_exist(code):
    adresses = re.findall(r'href="([^"]+)"', corps(code))
    connues = {reverse("aide_chapitre", args=[c]) for c in CHAPITRES} | {reverse("accessibilite")}
    assert set(adresses) <= connues


def test_a_screen_has_one_chapter_and_every_screen_named_exists():
    ecrans = [ecran for chapitre in CHAPITRES.values() for ecran in chapitre.ecrans]
    assert len(ecrans) == len(set(ecrans))
    assert set(ecrans) <= {pattern.name for _, pattern in routes()}


def test_each_role_has_chapters_of_its_own():
    assert {role for chapitre in CHAPITRES.values() for role in chapitre.roles} == set(ROLES)
    siens, autres = partager(["institution"])
    assert [chapitre.code for chapitre in siens] == ["reperes", "institution", "reponse", "que-faire"]
    assert len(siens) + len(autres) == len(CHAPITRES)


def test_neighbours():
    chapitres = list(CHAPITRES.values())
    assert voisins(chapitres[0]) == (None, chapitres[1])
    assert voisins(chapitres[-1]) == (chapitres[-2], None)


@pytest.mark.parametrize(
    ("demande", "premier"),
    [
        ("proces verbaux", "reunion"),
        ("BILANS publiés", "bilan"),
        ("mot de passe", "reperes"),
        ("émargement", "reunion"),
    ],
)
def test_search_ignores_accents_case_and_endings(demande, premier):
    assert premier in [chapitre.code for chapitre in chercher(demande)]


def test_a_title_comes_first_and_nothing_is_found_for_nothing():
    assert chercher("comptes")[0].code in {"administration", "comptes"}
    assert chercher("hippopotame") == chercher("  ") == []


@pytest.mark.django_db
class TestPages:
    def test_my_role_first(self, client, connecte, coordinatrice):
        page = connecte(coordinatrice).get(reverse("aide")).content.decode()
        siens, _, autres = page.partition("Les autres chapitres")
        assert "Vous coordonnez l’équipe" in siens
        assert "Vous administrez les comptes" in autres
        assert "Pour vous" not in client.get(reverse("aide")).content.decode()

    def test_search(self, client):
        page = client.get(reverse("aide"), {"q": "émargement"}).content.decode()
        assert "1 chapitre pour « émargement »" in page
        assert "Aucun chapitre pour « &lt;b&gt; »" in client.get(reverse("aide"), {"q": "<b>"}).content.decode()

    @CHAQUE
    def test_a_chapter_is_light_and_its_headings_go_down_one_by_one(self, client, code):
        page = client.get(reverse("aide_chapitre", args=[code])).content.decode()
        niveaux = [int(n) for n in re.findall(r"<h([1-6])", page)]
        assert niveaux[0] == 1
        assert all(suivant - n <= 1 for n, suivant in pairwise(niveaux))
        assert len(page.encode()) < PAGE_MAX

    def test_the_whole_guide_on_one_page(self, client):
        page = client.get(reverse("aide_entiere")).content.decode()
        assert page.count("<article") == len(CHAPITRES)
        assert page.count("<h1") == 1

    def test_a_screen_links_to_its_chapter(self, client):
        page = client.get(reverse("nouveau_lien")).content.decode()
        assert f'href="{reverse("aide_chapitre", args=["reponse"])}"' in page
        assert "aide-de-la-page" not in client.get(reverse("mentions_legales")).content.decode()

    def test_unknown_chapter(self, client):
        assert client.get(reverse("aide_chapitre", args=["inconnu"])).status_code == 404
        with pytest.raises(NoReverseMatch):
            reverse("aide_chapitre", args=["a/b"])
