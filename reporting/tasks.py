"""Background work on the documents."""

from celery import shared_task
from django.utils import timezone

from reporting.services import campagnes, cumuls, exports, production, travaux, verification


@shared_task
def produire_rapport(pk: int) -> None:
    """Do what this document awaits, if nobody else is doing it."""
    production.executer(pk=pk)


@shared_task
def relancer_travaux() -> int:
    """Give back the documents that nobody holds."""
    return travaux.relancer_travaux()


@shared_task
def produire_export(pk: int) -> None:
    """Make the file of this export, if nobody else is making it."""
    exports.executer(pk=pk)


@shared_task
def relancer_exports() -> int:
    """Give back the exports that nobody holds."""
    return exports.relancer_exports()


@shared_task
def effacer_exports() -> int:
    """Erase the files that have been kept long enough."""
    return exports.effacer_perimes()


@shared_task
def rafraichir_cumuls() -> int:
    """Count again the months that were written."""
    return cumuls.rafraichir()


@shared_task
def recompter_cumuls() -> int:
    """Count everything again, put right what differs, and return how many cells did."""
    cumuls.tenir_les_statistiques()
    return len(cumuls.recompter())


@shared_task
def preparer_les_campagnes() -> int:
    """Ask for the documents of the campaigns whose day has come."""
    return campagnes.preparer_les_campagnes(timezone.localdate())


@shared_task
def verifier_les_rapports() -> int:
    """Read every published document again; return how many defects were found."""
    return len(verification.verifier().defauts)
