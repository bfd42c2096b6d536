"""Writing the numbers of the attendance sheet."""

from django.db import transaction

from comptes.models import Compte
from comptes.services.audit import tracer
from conseils.emargement import Ligne, feuille
from conseils.models import NumeroEmargement, Reunion
from socle.services.ecriture import verrouiller


@transaction.atomic
def figer_feuille(*, reunion: Reunion, par: Compte) -> list[Ligne]:
    """Give a number for good to each membre who has none yet, and return the sheet."""
    reunion = verrouiller(reunion)
    lignes = feuille(reunion)
    nouvelles = [ligne for ligne in lignes if not ligne.figee]
    NumeroEmargement.objects.bulk_create(
        NumeroEmargement(reunion=reunion, membre=ligne.membre, numero=ligne.numero) for ligne in nouvelles
    )
    if nouvelles:
        tracer(acte="feuille_numerotee", objet=reunion, par=par, membres=len(nouvelles))
    return feuille(reunion)
