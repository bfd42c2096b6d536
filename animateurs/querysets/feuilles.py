"""Feuilles de route and their actions."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Sum

from comptes.porte import QuerySetPorte
from conseils.querysets.communs import QuerySetOrdonne, lies, total

RENVOYEE = Q(etat="brouillon") & ~Q(motif_renvoi="")  # a feuille de route, with the reason


class FeuilleQuerySet(QuerySetPorte):
    def pour_ecran(self) -> FeuilleQuerySet:
        return self.select_related("conseil__arrondissement")

    def a_valider(self) -> FeuilleQuerySet:
        return self.filter(etat="soumise").pour_ecran()

    def renvoyees(self) -> FeuilleQuerySet:
        """Back in the hands of their animateur, with the reason."""
        return self.filter(RENVOYEE).pour_ecran()

    def a_reprendre(self, jour: date) -> FeuilleQuerySet:
        """Sent back, or validated with actions past their day: how many (``retards``), and the oldest day."""
        retards = lies(self, "actions").en_retard_le(jour)
        premier = retards.filter(feuille=OuterRef("pk")).order_by("echeance").values("echeance")[:1]
        feuilles = self.annotate(retards=total(retards, "feuille", Count("pk")), retard_depuis=Subquery(premier))
        return feuilles.filter(RENVOYEE | Q(validee_le__isnull=False, retards__gt=0)).pour_ecran()

    def avec_progres(self, jour: date) -> FeuilleQuerySet:
        """Annotate how many actions in all and in each situation, and the ``minutes`` logged on them."""
        actions = lies(self, "actions")
        parts = {
            "total": actions,
            "faites": actions.filter(etat="faite"),
            "abandonnees": actions.filter(etat="abandonnee"),
            "reportees": actions.filter(etat="reportee"),
            "en_retard": actions.en_retard_le(jour),
            "engagees": actions.a_faire().exclude(echeance__lt=jour).engagees(),
            "a_faire": actions.a_faire(),
        }
        comptes = {nom: total(parmi, "feuille", Count("pk")) for nom, parmi in parts.items()}
        return self.annotate(**comptes, minutes=total(lies(actions, "lignes"), "action__feuille", Sum("minutes")))


class ActionQuerySet(QuerySetOrdonne):
    def a_faire(self) -> ActionQuerySet:
        return self.filter(etat="prevue").order_by("echeance", "rang")

    def en_retard_le(self, jour: date) -> ActionQuerySet:
        """Not done, past its day. Late is derived, never set."""
        return self.a_faire().filter(echeance__lt=jour)

    def proposees_a(self, semaine) -> ActionQuerySet:
        """Those to which a line of that week may be linked: its conseil, its exercice or one that carries over."""
        return self.a_faire().filter(feuille__conseil=semaine.affectation.conseil_id)

    def engagees(self) -> ActionQuerySet:
        """Something moves them: a line of the journal, a meeting, an initiative."""
        return self.filter(self._liees())

    def liables_a(self, semaine, gardant: int | None = None) -> ActionQuerySet:
        """``proposees_a``, and the one that the line already has: done since, it was worked on then."""
        liables = self.proposees_a(semaine)
        if gardant is not None:
            deja = Q(pk=gardant, feuille__conseil=semaine.affectation.conseil_id)
            liables = self.filter(Q(pk__in=liables.order_by().values("pk")) | deja).order_by("echeance", "rang")
        return liables.select_related("feuille")

    def par_mission(self, conseils: Collection[int], exercice: int, jour: date) -> dict[tuple[int, int], tuple]:
        """By conseil and mission of that exercice: how many are planned, done and late. Given up ones apart."""
        gardees = self.filter(feuille__conseil__in=conseils, feuille__exercice=exercice).exclude(etat="abandonnee")
        groupes = gardees.order_by().values_list("feuille__conseil", "mission")
        comptes = groupes.annotate(
            prevues=Count("pk"),
            faites=Count("pk", filter=Q(etat="faite")),
            en_retard=Count("pk", filter=Q(etat="prevue", echeance__lt=jour)),
        )
        return {(conseil, mission): tuple(nombres) for conseil, mission, *nombres in comptes}

    def avec_heures(self) -> ActionQuerySet:
        """Annotate ``minutes`` and ``lignes_liees``, logged on each action."""
        lignes = lies(self, "lignes")
        return self.annotate(
            minutes=total(lignes, "action", Sum("minutes")), lignes_liees=total(lignes, "action", Count("pk"))
        )

    def avec_avancement(self) -> ActionQuerySet:
        """Annotate everything that moves each action, counted: nothing of it is ever typed."""
        jalons = lies(lies(self, "initiatives"), "jalons")
        return self.avec_heures().annotate(
            engagee=self._liees(),
            reunions_liees=total(self._liens("reunions"), "actionfeuille", Count("pk")),
            initiatives_liees=total(self._liens("initiatives"), "actionfeuille", Count("pk")),
            jalons=total(jalons, "initiative__actions_feuille", Count("pk")),
            jalons_faits=total(jalons.exclude(fait_le=None), "initiative__actions_feuille", Count("pk")),
        )

    def completes(self) -> ActionQuerySet:
        """With all that they say."""
        return self.select_related("mission", "expression", "acteur", "partenaire").prefetch_related(
            "objectifs", "quartiers", "partenaires"
        )

    def _liens(self, relation: str) -> QuerySet:
        """The links to meetings that were not called off, or to initiatives."""
        liens = getattr(self.model, relation).through.objects.all()
        return liens.exclude(reunion__statut="annulee") if relation == "reunions" else liens

    def _liees(self) -> Q:
        lignes = lies(self, "lignes").filter(action=OuterRef("pk"))
        reunions, initiatives = (
            self._liens(nom).filter(actionfeuille=OuterRef("pk")) for nom in ("reunions", "initiatives")
        )
        return Q(Exists(lignes)) | Q(Exists(reunions)) | Q(Exists(initiatives))
