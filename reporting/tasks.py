"""Background work on the documents."""

from celery import shared_task

from reporting.services import exports, production, travaux


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
