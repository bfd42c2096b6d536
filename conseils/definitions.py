"""Wordings that the law does not give and that we state in full wherever they count."""

from datetime import date

from django.conf import settings

ELOIGNE = (
    "Personne qui déclare n'avoir pris part, dans les 24 mois qui précèdent sa première venue, à aucune "
    "instance locale : conseil de quartier, bureau d'association, conseil citoyen, consultation."
)


def definition_eloigne() -> str:
    """The wording in force, shown wherever éloignés are counted: ``CONSEILS_DEFINITION_ELOIGNE``, or ours."""
    return settings.CONSEILS_DEFINITION_ELOIGNE or ELOIGNE


# Nothing about a conseil citoyen can be dated before the law that created them (2014-173).
LOI = date(2014, 2, 21)

# More people than any room of the conseils holds, for one sex and one age band: a slip of the keyboard.
COMPTAGE_MAX = 500

# In hundredths of its public.
SEUIL_QUARTIER_VECU = 50
QUARTIER_VECU = (
    f"Une structure est du quartier vécu quand {SEUIL_QUARTIER_VECU} % au moins de son public habite un quartier "
    "prioritaire (QPV), où qu'elle soit installée : elle peut alors prétendre aux crédits spécifiques de l'État "
    "(contrat de ville de Paris 2015-2020)."
)
