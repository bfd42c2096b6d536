"""Writing how people were told of a meeting."""

from collections.abc import Collection

from conseils.models import CanalMobilisation, Reunion
from socle.services.ecriture import refuser


def remplacer_canaux(reunion: Reunion, canaux: Collection[str] | None) -> list[str]:
    """Keep these and no other; ``None`` says nothing of them. Return what changed, for the audit trail.

    Raises ``ValidationError``. They are kept in the order of the list, whatever the order they come in.
    """
    if canaux is None or set(canaux) == set(reunion.canaux.values_list("canal", flat=True)):
        return []
    if not set(canaux) <= set(CanalMobilisation.Canal.values):
        refuser("canaux", "Choisissez les canaux dans la liste.")
    reunion.canaux.all().delete()
    CanalMobilisation.objects.bulk_create(
        CanalMobilisation(reunion=reunion, canal=canal) for canal in CanalMobilisation.Canal.values if canal in canaux
    )
    return ["canaux"]
