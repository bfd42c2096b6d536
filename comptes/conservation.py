"""Which rows about accounts have been kept long enough. What becomes of them: ``services/oubli.py``."""

from __future__ import annotations

from datetime import date

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef, Q, QuerySet

from comptes.models import Compte, Habilitation, LectureDonnees, LigneAudit
from comptes.models.compte import DOMAINE_ANONYME
from comptes.models.conservation import minuit
from socle.dates import pas_fini_avant


def comptes_delaisses(seuil: date) -> QuerySet[Compte]:
    """Nobody signed in since before ``seuil`` and no role runs. An account with a role is closed by a person first."""
    roles = Habilitation.objects.filter(pas_fini_avant(seuil), compte=OuterRef("pk"))
    delaisses = Compte.objects.filter(
        Q(last_login__lt=minuit(seuil)) | Q(last_login=None, cree_le__lt=minuit(seuil)), ~Exists(roles)
    )
    return delaisses.exclude(email__endswith=f"@{DOMAINE_ANONYME}")


def sessions_expirees(seuil: date) -> QuerySet[Session]:
    return Session.objects.filter(expire_date__lt=minuit(seuil))


def connexions_anciennes(seuil: date) -> QuerySet[UserSession]:
    """The address and the browser of sessions that ended long ago, however they ended."""
    return UserSession.objects.filter(last_seen_at__lt=minuit(seuil))


def actes_anciens(seuil: date) -> QuerySet[LigneAudit]:
    return LigneAudit.objects.filter(quand__lt=minuit(seuil))


def lectures_anciennes(seuil: date) -> QuerySet[LectureDonnees]:
    return LectureDonnees.objects.anciennes(seuil)
