"""What is kept of a membre, to be handed to him or her."""

from comptes.dossier import Rubrique, dossier, rubrique
from conseils.models import Identite, Membre


def dossier_du_membre(membre: Membre) -> list[Rubrique]:
    """Everything that leads to the person, and who he or she was in the draw that led here."""
    identite = Identite.objects.filter(candidat__invitation__membre=membre)
    return [*dossier(membre), *([rubrique(identite)] if identite.exists() else [])]
