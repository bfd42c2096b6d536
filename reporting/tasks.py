"""Background work on the documents."""

from celery import shared_task

from reporting.services import cumuls, exports, production, travaux


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
