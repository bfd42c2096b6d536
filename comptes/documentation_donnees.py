"""``docs/donnees-personnelles.md``, printed from the ``rgpd`` modules so that the page and the purge "
"cannot disagree."""

from pathlib import Path

from django.conf import settings

from socle.rgpd import LIBRE, Fiche, Regle, registre

CHEMIN = Path(settings.BASE_DIR) / "docs" / "donnees-personnelles.md"

TETE = """\
# Personal data

Generated from the `rgpd.py` of each app by `manage.py documenter_donnees`; do not edit. Every field of every model is
classified there, and `tests/rgpd/test_classement.py` fails when one is not. The page `/donnees-personnelles/` says the
same to the people concerned. How long and why: `docs/decisions/0013-conservation.md`.

There is no field for health, origin, religion or opinion. Birth dates and addresses are not asked: an age band and
a quartier are enough for every report. Counts of fewer than five people are masked in the PDFs that leave the team
and in exports (`reporting/confidentialite.py`, `reporting/exports/masquage.py`). Documents that are published,
signed answers, approved minutes and validated feuilles de route are sealed: no purge touches them, and none holds a
citizen's name unless somebody wrote one in a free text, which the forms ask not to do.
"""


def page_des_donnees() -> str:
    """Return the text of ``docs/donnees-personnelles.md``."""
    blocs = [
        TETE,
        "## Whose, and why\n",
        *_fiches(),
        "\n## How long\n",
        *_regles(),
        "\n## Free texts\n",
        *_libres(),
        "",
    ]
    return "\n".join(blocs)


def _tableau(titres: list[str], lignes: list[list[str]]) -> list[str]:
    return [f"| {' | '.join(cases)} |" for cases in (titres, ["---"] * len(titres), *lignes)]


def _fiches() -> list[str]:
    titres = ["Personnes", "Champs", "Pourquoi", "Vues par", "Conservation"]
    return _tableau(titres, [_fiche(fiche) for fiche in registre().fiches.values()])


def _fiche(fiche: Fiche) -> list[str]:
    lieux = (f"`{modele}` ({', '.join(champs)})" for modele, champs in registre().modeles(fiche.code).items())
    regle = registre().regles[fiche.regle]
    return [fiche.personnes, " ; ".join(lieux), fiche.pourquoi, fiche.vues_par, f"{regle.phrase} (`{regle.code}`)"]


def _regles() -> list[str]:
    titres = ["Règle", "Durée", "À partir de", "Ce qui est fait", "Par la purge"]
    return _tableau(titres, [_regle(regle) for regle in registre().regles.values()])


def _regle(regle: Regle) -> list[str]:
    return [
        f"{regle.titre} (`{regle.code}`)",
        regle.phrase,
        regle.depart or regle.revue or "—",
        regle.sort.value,
        "oui" if regle.automatique else "non",
    ]


def _libres() -> list[str]:
    phrase = "Texts where nobody should be named. Their forms say so, and they are kept as long as what they tell.\n"
    lieux = registre().modeles(LIBRE).items()
    return [phrase, *(f"- `{modele}`: {', '.join(champs)}" for modele, champs in lieux)]
