"""What leaves for the members: calendars and e-mails."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count, QuerySet

from comptes.porte import QuerySetPorte
from conseils.querysets.communs import ESSAIS_MAX, a_envoyer, lies, total


class AgendaQuerySet(QuerySetPorte):
    def de_jeton(self, jeton: str) -> AgendaQuerySet:
        return self.filter(jeton=jeton).select_related("conseil__arrondissement")


class ConvocationQuerySet(QuerySetPorte):
    def avec_envois(self) -> ConvocationQuerySet:
        """Annotate ``nombre_envoyes`` and ``nombre_abandonnes``."""
        envois, nombre = lies(self, "envois"), Count("pk")
        return self.annotate(
            nombre_envoyes=total(envois.filter(envoye_le__isnull=False), "convocation", nombre),
            nombre_abandonnes=total(envois.abandonnes(), "convocation", nombre),
        )


class EnvoiQuerySet(QuerySet):
    def a_faire(self, maintenant: datetime) -> EnvoiQuerySet:
        """Not sent, not given up, and that nobody is sending."""
        return self.filter(a_envoyer(maintenant))

    def abandonnes(self) -> EnvoiQuerySet:
        """Tried as often as allowed, to somebody who still has an address."""
        return self.filter(envoye_le=None, essais__gte=ESSAIS_MAX).exclude(membre__courriel="")
