"""The attendance sheet of a meeting: it names the members, and stays in the team."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from comptes.models import Compte
from comptes.permissions import Permission as P
from conseils.emargement import feuille
from conseils.models import Reunion
from reporting.rapports.sujet import Objets, Sujet

# What one side holds under its heading; the line « +3 F » of the entry screen sums them up.
LIGNES_VIDES = 14


def assembler(reunion: Reunion) -> dict:
    """Raises ``ValidationError`` while a membre has no number: giving one is a gesture of the meeting's page."""
    lignes = feuille(reunion)
    if not all(ligne.figee for ligne in lignes):
        raise ValidationError(
            "Des membres n'ont pas encore de numéro : imprimez la feuille depuis la page de la réunion."
        )
    return {"reunion": reunion, "lignes": lignes, "vides": range(1, LIGNES_VIDES + 1)}


def _a_portee(compte: Compte | None) -> QuerySet:
    reunions = Reunion.objects.select_related("conseil__arrondissement").order_by("-date")
    return reunions.pour(compte, P.REUNION_MODIFIER) if compte else reunions


OBJETS = Objets("Réunion", _a_portee, lambda r: Sujet(r.date.year, r.conseil, str(r.pk)))
