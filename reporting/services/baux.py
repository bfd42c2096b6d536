"""Claiming, holding and giving back a row of a queue, for any model that inherits ``Travail``.

The rules are those of docs/decisions/0003-file-de-travaux.md: one conditional UPDATE claims, every later
write is conditional on the token, silence is taken up again by the sweep.
"""

from __future__ import annotations

import errno
import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db import InterfaceError, OperationalError, connection
from django.db.models import Case, F, Model, Value, When
from django.utils import timezone

from socle import courtier

logger = logging.getLogger(__name__)

# Longer than the longest step between two heartbeats, even on a busy machine.
BAIL = timedelta(seconds=90)
TENTATIVES_MAX = 3
# The base went away, or threw this transaction out: nothing is wrong with the work, it is done again.
BASE_PERDUE = (OperationalError, InterfaceError)
INTERROMPUE = f"La production s'est interrompue {TENTATIVES_MAX} fois avant la fin."


class BailPerdu(Exception):
    """Another worker holds the row, or it has been settled: stop, write nothing."""


@dataclass(frozen=True)
class Prise:
    """A row held by this worker: its key and the token that proves the lease."""

    pk: int
    jeton: str


@dataclass(frozen=True)
class FileDeTravaux:
    """The queue of one model, and the task that works on one row.

    The model's queryset has ``a_prendre`` and ``tenus_par``. ``abandonner`` settles, in a transaction of its
    own, a row that was tried too often.
    """

    modele: type[Model]
    tache: str

    def prendre(self, pk: int, **champs) -> Prise | None:
        """Claim a row for this worker; ``None`` when there is nothing to do or somebody holds it.

        ``champs``: what else is written with the claim.
        """
        prise = Prise(pk, secrets.token_hex(16))
        libres = self._a_prendre().filter(pk=pk, tentatives__lt=TENTATIVES_MAX)
        pris = libres.update(
            etat=Case(When(etat="demande", then=Value("en_cours")), default=F("etat")),
            jeton=prise.jeton,
            bail=timezone.now() + BAIL,
            tentatives=F("tentatives") + 1,
            **champs,
        )
        return prise if pris else None

    def avancer(self, prise: Prise, *, etape: str, avancement: int) -> None:
        """Tell where the work stands and renew the lease. Raises ``BailPerdu`` when it is no longer ours."""
        tenu = self.modele.objects.tenus_par(prise.jeton).filter(pk=prise.pk)
        if not tenu.update(etape=etape, avancement=avancement, bail=timezone.now() + BAIL):
            raise BailPerdu

    def tenir(self, prise: Prise) -> Model:
        """Lock the row for its last writing, inside the caller's transaction. Raises ``BailPerdu``."""
        lignes = self.modele.objects.select_for_update().tenus_par(prise.jeton)
        ligne = lignes.order_by().filter(pk=prise.pk).first()
        if ligne is None:
            raise BailPerdu
        return ligne

    def rendre(self, prise: Prise) -> None:
        """Let go of a row that the base interrupted: the sweep gives it back, ``TENTATIVES_MAX`` times in all.

        The base may still be away. The lease, which nobody renews any more, then lets go by itself.
        """
        connection.close_if_unusable_or_obsolete()
        try:
            self.modele.objects.tenus_par(prise.jeton).filter(pk=prise.pk).update(bail=None)
        except BASE_PERDUE:
            logger.warning("base absente : %s %s attend la fin de son bail", self.tache, prise.pk)

    def balayer(self, abandonner: Callable[[int], None]) -> int:
        """Wake workers for every row that nobody holds, and give up on those tried too often."""
        for pk in self._a_prendre().filter(tentatives__gte=TENTATIVES_MAX).values_list("pk", flat=True):
            abandonner(pk)
        relances = list(self._a_prendre().filter(tentatives__lt=TENTATIVES_MAX).values_list("pk", flat=True))
        for pk in relances:
            courtier.reveiller(self.tache, pk)
        return len(relances)

    def orphelin(self, pk: int) -> Model | None:
        """Lock a row that nobody holds, inside the caller's transaction."""
        lignes = self.modele.objects.select_for_update().a_prendre(timezone.now())
        return lignes.order_by().filter(pk=pk).first()

    def reveiller_apres(self, pk: int) -> None:
        """Wake a worker once the transaction under way is committed."""
        courtier.reveiller_apres(self.tache, pk)

    def _a_prendre(self):
        return self.modele.objects.a_prendre(timezone.now())


def cause_lisible(erreur: Exception) -> str:
    """What the person who asked can understand and act upon; the detail is in the log."""
    if isinstance(erreur, OSError) and erreur.errno == errno.ENOSPC:
        return "Le disque du serveur est plein. Prévenez l'administration technique, puis relancez."
    return "Une erreur inattendue a interrompu la production. Relancez ; si elle revient, prévenez l'administration."
