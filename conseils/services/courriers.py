"""Recording an answer that came by letter, with the letter when there is a copy of it."""

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from comptes.models import Compte
from conseils.models import CourrierReponse, Destinataire, Reponse
from conseils.services import depots
from conseils.services.reponses import repondre
from socle.services.ecriture import enregistrer


@transaction.atomic
def saisir_reponse(
    *, destinataire: Destinataire, par: Compte, fichier: UploadedFile | None = None, **reponse
) -> Reponse:
    """Record it in the name of the institution. Raises ``ValidationError``, like ``repondre``."""
    copie = depots.ranger(fichier, dossier="reponses") if fichier else None
    donnee = repondre(destinataire=destinataire, voie=Reponse.Voie.SAISIE, par=par, **reponse)
    if copie and not CourrierReponse.objects.filter(reponse=donnee).exists():
        courrier = CourrierReponse(reponse=donnee, fichier=copie)
        enregistrer(courrier)
    return donnee
