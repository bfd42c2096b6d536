"""Writing the shared calendar of a conseil: open its address, renew it, close it."""

from django.db import transaction

from comptes.models import Compte
from comptes.services.audit import tracer
from conseils.models import AgendaPartage, ConseilCitoyen
from conseils.models.agendas import nouveau_jeton
from conseils.services.ecriture import verrouiller_conseil
from socle.services.ecriture import enregistrer


@transaction.atomic
def ouvrir_agenda(*, conseil: ConseilCitoyen, par: Compte) -> AgendaPartage:
    """Give the calendar a new address; the one before, if any, leads nowhere from now on."""
    conseil = verrouiller_conseil(conseil.pk)
    agenda = AgendaPartage.objects.filter(conseil=conseil).first() or AgendaPartage(conseil=conseil)
    acte = "agenda_renouvele" if agenda.pk else "agenda_ouvert"
    agenda.jeton = nouveau_jeton()
    enregistrer(agenda)
    tracer(acte=acte, objet=conseil, par=par)
    return agenda


@transaction.atomic
def fermer_agenda(*, conseil: ConseilCitoyen, par: Compte) -> None:
    """Close the address. Nothing to do when there is none."""
    conseil = verrouiller_conseil(conseil.pk)
    if AgendaPartage.objects.filter(conseil=conseil).delete()[0]:
        tracer(acte="agenda_ferme", objet=conseil, par=par)
