"""Every template is used: named by the code or by another template, or standing in for a library's."""

import ast
import re

import pytest
from django.template.utils import get_app_template_dirs

from tests.architecture.sources import RACINE, arbres

# Django and allauth look these up themselves.
ERREURS = {"400.html", "403.html", "403_csrf.html", "404.html", "429.html", "500.html"}
CITATION = re.compile(r"""["']([\w./-]+\.(?:html|txt|svg|css))["']""")


def gabarits() -> set[str]:
    dossier = RACINE / "templates"
    return {f.relative_to(dossier).as_posix() for f in dossier.rglob("*") if f.is_file()}


def cites_par_les_gabarits() -> set[str]:
    textes = ((RACINE / "templates" / nom).read_text() for nom in gabarits())
    return {cite for texte in textes for cite in CITATION.findall(texte)}


def cites_par_le_code() -> set[str]:
    noeuds = (noeud for arbre in arbres().values() for noeud in ast.walk(arbre))
    return {n.value for n in noeuds if isinstance(n, ast.Constant) and isinstance(n.value, str)}


def fourni_par_une_bibliotheque(nom: str) -> bool:
    return any((dossier / nom).exists() for dossier in get_app_template_dirs("templates"))


def test_aucun_gabarit_inutile():
    inutiles = gabarits() - cites_par_le_code() - cites_par_les_gabarits() - ERREURS
    # One that stands in front of a library's is used by the library.
    assert sorted(nom for nom in inutiles if not fourni_par_une_bibliotheque(nom)) == []


def test_aucun_gabarit_absent():
    absents = {nom for nom in cites_par_les_gabarits() if nom.endswith(".html")} - gabarits()
    assert sorted(nom for nom in absents if not fourni_par_une_bibliotheque(nom)) == []


@pytest.mark.parametrize("feuille", sorted((RACINE / "static/css").glob("*.css")), ids=lambda f: f.name)
def test_every_block_of_a_stylesheet_is_closed(feuille):
    """A brace left open nests all that follows in its rule, and browsers say nothing."""
    regles = re.sub(r"/\*.*?\*/", "", feuille.read_text(encoding="utf-8"), flags=re.DOTALL)
    profondeur = 0
    for caractere in regles:
        profondeur += {"{": 1, "}": -1}.get(caractere, 0)
        assert profondeur >= 0
    assert profondeur == 0
