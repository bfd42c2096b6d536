"""``docs/indicateurs.md``, printed from the declarations so that the two cannot disagree."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from reporting.indicateurs import INDICATEURS, Famille, Indicateur
from reporting.indicateurs.mots import formule_en_mots, masquage

CHEMIN = Path(settings.BASE_DIR) / "docs" / "indicateurs.md"

TETE = """\
# Indicators

Generated from `reporting/indicateurs/` by `manage.py documenter_indicateurs`; do not edit. A rate is a sum over a
sum; the value of several conseils is never a mean of theirs. An exercice under way is compared with the last one at
the same date. Why so: `docs/decisions/0005-indicateurs.md`.
"""


def page_des_indicateurs() -> str:
    """Return the text of ``docs/indicateurs.md``."""
    return "\n".join([TETE, *_familles()])


def _familles() -> Iterator[str]:
    for famille in Famille:
        yield f"## {famille.value}\n"
        for indicateur in INDICATEURS.values():
            if indicateur.famille is famille:
                yield "\n".join(_notice(indicateur))


def _notice(indicateur: Indicateur) -> Iterator[str]:
    yield f"### {indicateur.code}. {indicateur.libelle}\n"
    yield f"{indicateur.definition}\n"
    for nom, valeur in _traits(indicateur):
        if valeur:
            yield f"- {nom} : {valeur}"
    yield ""


def _traits(indicateur: Indicateur) -> Iterator[tuple[str, str]]:
    yield "registre", indicateur.registre.value
    yield "unité", indicateur.unite.value
    if indicateur.non_calculable:
        yield "non calculable", indicateur.non_calculable
        return
    yield "numérateur" if indicateur.denominateur else "compte", formule_en_mots(indicateur.numerateur)
    yield "dénominateur", formule_en_mots(indicateur.denominateur or ())
    yield "sans réponse", formule_en_mots(indicateur.inconnus)
    yield "source", indicateur.source
    yield "données sexuées", "femmes, hommes, non renseigné" if indicateur.sexue else ""
    yield "vaut pour", _portee(indicateur)
    yield "petits effectifs", masquage(indicateur)
    yield "référence du contrat", indicateur.reference


def _portee(indicateur: Indicateur) -> str:
    if indicateur.de_paris:
        return "Paris et chaque QPV" if indicateur.par_quartier else "Paris"
    return "chaque conseil et Paris"
