"""What a form asks for is done once, and never over what somebody else has just written.

Twenty identical requests are one act: the first writes the fingerprint of the form it came from, in the
transaction of the act itself; the others wait for it, and are given what it created. Two people who change the
same row go one after the other; the second is told what the first has written.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone

from conseils.models import EnvoiRecu

CONSERVATION = timedelta(days=1)


@transaction.atomic
def une_seule_fois(*, cle: str, faire: Callable[[], object]) -> object:
    """Do what this form asks for; sent again, return what it created. A refusal leaves no trace.

    Only what returns a row is remembered. A row erased since may be created again.
    """
    envoi, nouveau = EnvoiRecu.objects.get_or_create(cle=cle)
    if not nouveau and (deja := _cree_par(envoi)):
        return deja
    fait = faire()
    if isinstance(fait, Model):
        champ = "objet_uuid" if isinstance(fait.pk, UUID) else "objet_id"
        envoi.objet_type = fait._meta.label_lower
        setattr(envoi, champ, fait.pk)
        envoi.save(update_fields=["objet_type", champ])
    else:
        envoi.delete()
    return fait


@transaction.atomic
def chacun_son_tour(*, objet: Model, verifier: Callable[[Model], None], faire: Callable[[], object]) -> object:
    """Do it once ``verifier`` accepts the row as it is now, while nobody else changes it from a form."""
    _attendre_son_tour(objet)
    actuel = type(objet)._base_manager.filter(pk=objet.pk).first()
    if actuel is not None:
        verifier(actuel)
    return faire()


def oublier_les_envois() -> int:
    """Erase the fingerprints of yesterday's forms."""
    nombre, _ = EnvoiRecu.objects.filter(recu_le__lt=timezone.now() - CONSERVATION).delete()
    return nombre


def _cree_par(envoi: EnvoiRecu) -> Model | None:
    if not envoi.objet_type:
        return None
    return apps.get_model(envoi.objet_type)._base_manager.filter(pk=envoi.objet_uuid or envoi.objet_id).first()


def _attendre_son_tour(objet: Model) -> None:
    """Taken before any row, and by forms alone: it cannot cross the locks of services.

    SQLite needs nothing: there, a transaction that writes is alone from its first statement.
    """
    if connection.vendor != "postgresql":
        return
    nom = f"{objet._meta.label_lower}:{objet.pk}".encode()
    with connection.cursor() as curseur:
        numero = int.from_bytes(hashlib.sha256(nom).digest()[:8], "big", signed=True)
        curseur.execute("SELECT pg_advisory_xact_lock(%s)", [numero])
