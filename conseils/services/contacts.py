"""Writing the people who asked to be contacted, and forgetting them."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from comptes.models import Compte
from comptes.services.audit import tracer
from conseils.models import DemandeContact, Reunion
from conseils.querysets.presences import CONSERVATION_CONTACT
from socle.services.ecriture import enregistrer, refuser


@transaction.atomic
def noter_demande(
    *, reunion: Reunion, par: Compte, nom: str, contact: str, consenti_le: date, accord: bool
) -> DemandeContact:
    """Write down a person who asked for it. Raises ``ValidationError``."""
    if not accord:
        refuser("accord", "Sans l'accord de la personne, rien ne s'enregistre.")
    if not reunion.date <= consenti_le <= timezone.localdate():
        refuser("consenti_le", "L'accord se donne entre le jour de la réunion et aujourd'hui.")
    demande = DemandeContact(reunion=reunion, nom=nom, contact=contact, consenti_le=consenti_le)
    if consenti_le < timezone.localdate() - CONSERVATION_CONTACT:
        refuser("consenti_le", "Cet accord a plus de douze mois : redemandez-le à la personne.")
    enregistrer(demande)
    tracer(acte="contact_note", objet=reunion, par=par)
    return demande


@transaction.atomic
def traiter_demande(*, demande: DemandeContact, par: Compte) -> None:
    """Erase a demande that has been answered: nothing remains of it but that it was."""
    reunion = demande.reunion
    demande.delete()
    tracer(acte="contact_traite", objet=reunion, par=par)


@transaction.atomic
def effacer_demandes_echues() -> int:
    """Erase what the promised twelve months have passed on. Returns how many."""
    effacees, _ = DemandeContact.objects.echues(timezone.localdate()).delete()
    return effacees
