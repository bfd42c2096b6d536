"""Background work of the conseils."""

from celery import shared_task

from conseils.services import (
    contacts,
    convocations,
    envois,
    liens,
    questionnaires,
    relances,
    reponses,
    saisines,
    scellement,
)


@shared_task
def envoyer_convocation(pk: int) -> int:
    """Send what this mailing still owes."""
    return convocations.executer(pk=pk)


@shared_task
def relancer_convocations() -> int:
    """Send what no worker finished."""
    return convocations.relancer_convocations()


@shared_task
def effacer_demandes_echues() -> int:
    """Erase the contact requests older than the promised twelve months."""
    return contacts.effacer_demandes_echues()


@shared_task
def tirer_au_sort(pk: int) -> None:
    """Do the draw that this tour owes, if nobody else is doing it."""
    scellement.executer(pk=pk)


@shared_task
def relancer_tirages() -> int:
    """Give back the draws that nobody holds."""
    return scellement.relancer_tirages()


@shared_task
def envoyer_liens(pk: int) -> int:
    """Send the personal links that a consultation still owes."""
    return questionnaires.executer(pk=pk)


@shared_task
def relancer_liens() -> int:
    """Send the links that no worker finished."""
    return questionnaires.relancer_liens()


@shared_task
def renouveler_liens(destinataires: list[int]) -> int:
    """Send the links to answer that were asked for from an old one."""
    return liens.renouveler(destinataires=destinataires)


@shared_task
def constater_accords_tacites() -> int:
    """Move the avis to which the last silence became an agreement."""
    return reponses.constater_accords_tacites()


@shared_task
def relancer_les_institutions() -> int:
    """Write and send the reminders of the day, if nobody did; what had its last one goes before an instance."""
    envoyes = relances.faire_la_tournee()
    saisines.saisir_les_instances()
    return envoyes


@shared_task
def saisir_les_instances() -> int:
    """Bring the agendas of the next séances to what is left without an answer."""
    return saisines.saisir_les_instances()


@shared_task
def envoyer_les_digests() -> int:
    """Send the digests of the day that no worker finished."""
    return relances.envoyer_les_digests()


@shared_task
def oublier_les_envois() -> int:
    """Erase the fingerprints of yesterday's forms."""
    return envois.oublier_les_envois()
