"""Initiatives, their milestones and their documents."""

from __future__ import annotations

from django.db.models import Max, OuterRef, Prefetch, Q, Subquery

from comptes.models import Compte
from comptes.permissions import Permission as P
from comptes.porte import QuerySetPorte
from conseils.querysets.budget import somme
from conseils.querysets.communs import lies
from socle.dates import pas_fini_avant
from socle.periode import Periode
from territoires.models import Quartier

FERMEES = ("terminee", "evaluee", "abandonnee")


class InitiativeQuerySet(QuerySetPorte):
    def filtrees(self, etat: str | None, route: str | None, quartier: Quartier | None) -> InitiativeQuerySet:
        """Those that a list shows; what is empty filters nothing."""
        choix = {"etat": etat, "route": route, "quartiers": quartier}
        return self.filter(**{champ: valeur for champ, valeur in choix.items() if valeur})

    def ouvertes(self) -> InitiativeQuerySet:
        """Still an idea, being prepared, or running."""
        return self.exclude(etat__in=FERMEES)

    def lancees(self) -> InitiativeQuerySet:
        """Those that began, whatever became of them."""
        return self.filter(debut__isnull=False)

    def abouties(self) -> InitiativeQuerySet:
        return self.filter(etat__in=["terminee", "evaluee"])

    def en_vie_pendant(self, periode: Periode) -> InitiativeQuerySet:
        """Proposed by the last day, not over before the first; one given up counts in the year it was proposed."""
        vivantes = self.filter(pas_fini_avant(periode.debut), proposee_le__lte=periode.fin)
        return vivantes.exclude(etat="abandonnee", proposee_le__lt=periode.debut)

    def avec_etapes(self) -> InitiativeQuerySet:
        """Annotate ``prochaine_etape`` and ``pour_le``, the first milestone to come, and ``montant_accorde``."""
        a_venir = lies(self, "jalons").filter(initiative=OuterRef("pk"), fait_le=None).order_by("echeance", "pk")
        return self.select_related("structure_acteur", "structure_partenaire").annotate(
            prochaine_etape=Subquery(a_venir.values("libelle")[:1]),
            pour_le=Subquery(a_venir.values("echeance")[:1]),
            montant_accorde=somme(lies(self, "financements"), "initiative", "accorde"),
        )

    def completes(self) -> InitiativeQuerySet:
        """With all that its page tells."""
        financements = Prefetch("financements", lies(self, "financements").avec_depense())
        listes = ("objectifs", "quartiers", "partenaires", "acteurs", "porteurs", "jalons", financements)
        return self.select_related(
            "structure_acteur", "structure_partenaire", "nee_en_reunion", "nee_de_decision", "nee_d_expression"
        ).prefetch_related(*listes)

    def dernier_numero(self, prefixe: str) -> str | None:
        """The last public number given with this prefix (their last part has a fixed width)."""
        return self.filter(numero__startswith=prefixe).aggregate(dernier=Max("numero"))["dernier"]


class JalonQuerySet(QuerySetPorte):
    def en_retard_le(self, jour) -> JalonQuerySet:
        ouvertes = ~Q(initiative__etat__in=FERMEES)
        return self.filter(ouvertes, fait_le=None, echeance__lt=jour)


class DocumentInitiativeQuerySet(QuerySetPorte):
    def lisibles(self, compte: Compte) -> DocumentInitiativeQuerySet:
        """Those without names, for whoever sees the conseil; all of them, for those who see its members."""
        diffusables = self.pour(compte, P.CONSEIL_VOIR).filter(diffusable=True)
        return diffusables | self.pour(compte, P.MEMBRE_VOIR)
