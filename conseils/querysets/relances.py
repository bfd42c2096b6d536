"""Reminders: pauses, what was said, what is still to be sent."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from comptes.porte import QuerySetPorte
from conseils.querysets.communs import a_envoyer, lies


class PauseQuerySet(QuerySetPorte):
    def chevauchant(self, du: date, au: date) -> PauseQuerySet:
        return self.filter(du__lte=au, au__gte=du)

    def a_partir_du(self, jour: date) -> PauseQuerySet:
        """Those that run on that day or later."""
        return self.filter(au__gte=jour)

    def pour_la_liste(self) -> PauseQuerySet:
        completes = self.select_related(
            "par", "destinataire__partenaire", "destinataire__avis__conseil__arrondissement"
        )
        return completes.order_by("au", "pk")


class RelanceQuerySet(QuerySetPorte):
    def parties(self) -> RelanceQuerySet:
        """Those that somebody has received, the latest first."""
        recues = lies(self, "lignes").filter(relance=OuterRef("pk"), copie=False, digest__envoye_le__isnull=False)
        return self.filter(Exists(recues)).order_by("-tournee__jour", "echeance", "pk")

    def comptant_le(self, jour: date) -> RelanceQuerySet:
        """Those that were received, or that leave that day: what did not leave on its day was never said."""
        parties_ou_en_cours = Q(digest__envoye_le__isnull=False) | Q(digest__tournee__jour__gte=jour)
        dites = lies(self, "lignes").filter(parties_ou_en_cours, relance=OuterRef("pk"))
        return self.filter(Exists(dites))

    def sans_courriel(self) -> RelanceQuerySet:
        return self.filter(lignes=None)

    def pour_la_liste(self) -> RelanceQuerySet:
        return self.select_related(
            "tournee", "suite", "destinataire__partenaire", "destinataire__avis__conseil__arrondissement"
        )


class LigneDigestQuerySet(QuerySet):
    def detaillees(self) -> LigneDigestQuerySet:
        """With everything that the e-mail prints."""
        return self.select_related(
            "relance__suite",
            "relance__destinataire__partenaire",
            "relance__destinataire__avis__conseil__arrondissement",
        )


class DigestQuerySet(QuerySet):
    def a_faire(self, jour: date, maintenant: datetime) -> DigestQuerySet:
        """Of that day, not sent, not given up, and that nobody is sending."""
        return self.filter(a_envoyer(maintenant), tournee__jour=jour)

    def manques_avant(self, jour: date) -> DigestQuerySet:
        """Of the days before, and that never left."""
        return self.filter(tournee__jour__lt=jour, envoye_le=None)
