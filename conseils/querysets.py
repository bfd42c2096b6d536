"""Reads of the conseils, with domain names.

The models import this module, so it reaches them through the relations of the model that it queries.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Count, IntegerField, Max, Min, OuterRef, Prefetch, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from comptes.porte import QuerySetPorte
from socle.periode import Periode
from territoires.models import MesureQuartier, Quartier


def actif_le(jour: date, chemin: str = "") -> Q:
    """The mandats that run on that day: entered, and not yet gone (the last day counts).

    ``chemin`` leads to the mandats from the model queried, for instance ``"mandats__"``.
    """
    pas_sorti = Q(**{f"{chemin}fin": None}) | Q(**{f"{chemin}fin__gte": jour})
    return pas_sorti & Q(**{f"{chemin}debut__lte": jour})


def _lies(queryset: QuerySet, relation: str) -> QuerySet:
    """Every row at the other end of a reverse relation."""
    return queryset.model._meta.get_field(relation).related_model._default_manager.all()


def _total(lignes: QuerySet, cle: str, agregat: Sum | Count) -> Coalesce:
    """A subquery over the ``lignes`` of one row: unlike a join, it multiplies nothing and keeps the order."""
    par_cle = lignes.filter(**{cle: OuterRef("pk")}).order_by().values(cle)
    return Coalesce(Subquery(par_cle.annotate(total=agregat).values("total")), 0, output_field=IntegerField())


class ConseilQuerySet(QuerySetPorte):
    def avec_effectif(self, jour: date) -> ConseilQuerySet:
        """Annotate ``effectif``, the members in mandat on that day."""
        membres = _lies(self, "membres").en_mandat_le(jour)
        return self.annotate(effectif=_total(membres, "conseil", Count("pk", distinct=True)))

    def avec_reunions_proches(self, jour: date) -> ConseilQuerySet:
        """Prefetch ``prochaines`` and ``dernieres``: the next meeting and the last one held, if any."""
        reunions = _lies(self, "reunions")
        return self.prefetch_related(
            Prefetch("reunions", reunions.a_venir(jour)[:1], to_attr="prochaines"),
            Prefetch("reunions", reunions.tenues().order_by("-date", "-pk")[:1], to_attr="dernieres"),
        )

    def avec_perimetre(self) -> ConseilQuerySet:
        """Prefetch ``perimetre``: its quartiers, each with its last known ``population`` and ``population_annee``."""
        mesures = MesureQuartier.objects.filter(
            quartier=OuterRef("pk"), indicateur=MesureQuartier.Indicateur.POPULATION
        ).order_by("-annee")[:1]
        quartiers = Quartier.objects.annotate(
            population=Subquery(mesures.values("valeur")), population_annee=Subquery(mesures.values("annee"))
        ).prefetch_related("arrondissements")
        return self.prefetch_related(Prefetch("quartiers", quartiers, to_attr="perimetre"))


class MembreQuerySet(QuerySetPorte):
    def en_mandat_le(self, jour: date) -> MembreQuerySet:
        """Those who hold a mandat on that day."""
        # One filter(), so that all its conditions meet the same mandat.
        return self.filter(actif_le(jour, "mandats__")).distinct()

    def homonymes(self, prenom: str, nom: str) -> MembreQuerySet:
        return self.filter(prenom__iexact=prenom, nom__iexact=nom)

    def par_sexe(self) -> list[tuple[str, int]]:
        return list(self.order_by().values_list("sexe").annotate(Count("pk", distinct=True)))


class MandatQuerySet(QuerySetPorte):
    def actifs_le(self, jour: date) -> MandatQuerySet:
        """Entered on or before that day and not yet gone (the last day counts)."""
        return self.filter(actif_le(jour))

    def non_termines_le(self, jour: date) -> MandatQuerySet:
        """Running on that day or about to begin."""
        return self.filter(Q(fin=None) | Q(fin__gte=jour))

    def termines_le(self, jour: date) -> MandatQuerySet:
        """Over on that day, the last to leave first."""
        return self.filter(fin__lt=jour).order_by("-fin", "membre__nom", "membre__prenom")

    def chevauchant(self, debut: date, fin: date | None) -> MandatQuerySet:
        """Those that share at least one day with ``debut`` – ``fin`` (``None``: no end)."""
        communs = self.non_termines_le(debut)
        return communs if fin is None else communs.filter(debut__lte=fin)

    def par_profil(self) -> list[tuple[str, str, str, str, int]]:
        """Members by (collège, origin, age band, sex): the whole composition in one query."""
        profil = self.order_by().values_list("college", "origine", "membre__tranche_age", "membre__sexe")
        return list(profil.annotate(Count("membre", distinct=True)))


class ReunionQuerySet(QuerySetPorte):
    def tenues(self) -> ReunionQuerySet:
        return self.filter(statut="tenue")

    def a_venir(self, jour: date) -> ReunionQuerySet:
        return self.filter(statut="prevue", date__gte=jour).order_by("date", "heure", "pk")

    def passees_ou_annulees(self, jour: date) -> ReunionQuerySet:
        """All that ``a_venir`` leaves, the latest first."""
        return self.exclude(statut="prevue", date__gte=jour).order_by("-date", "-heure", "-pk")

    def presences_a_saisir(self, jour: date) -> ReunionQuerySet:
        """Planned in the past and never told what became of it, or held without its attendance."""
        return self.filter(Q(statut="prevue", date__lt=jour) | Q(statut="tenue", presences_saisies=False)).order_by(
            "date", "pk"
        )

    def pendant(self, periode: Periode) -> ReunionQuerySet:
        return self.filter(date__range=(periode.debut, periode.fin))

    def avec_participants(self) -> ReunionQuerySet:
        """Annotate ``nombre_membres`` and ``nombre_public``, the people who came."""
        return self.annotate(
            nombre_membres=_total(_lies(self, "presences"), "reunion", Count("pk")),
            nombre_public=_total(_lies(self, "publics"), "reunion", Sum("nombre")),
        )

    def premiere_date(self) -> date | None:
        return self.aggregate(premiere=Min("date"))["premiere"]


class ComptagePublicQuerySet(QuerySet):
    def par_sexe_et_age(self) -> list[tuple[str, str, int]]:
        """Triples (age band, sex, people), for ``conseils.tableaux.croiser``."""
        return list(self.values_list("tranche_age", "sexe", "nombre"))


class CandidatQuerySet(QuerySet):
    def non_appeles(self, avant_tour: int) -> CandidatQuerySet:
        """Those whom no earlier tour has drawn: the pool of this tour."""
        return self.exclude(invitation__tour__rang__lt=avant_tour)

    def du_vivier(self) -> CandidatQuerySet:
        """In the order of the published pool, with what its columns need."""
        return self.select_related("quartier").order_by("numero")

    def dernier_numero(self) -> int:
        return self.aggregate(dernier=Max("numero"))["dernier"] or 0


class TourQuerySet(QuerySet):
    def a_tirer(self, maintenant: datetime) -> TourQuerySet:
        """Asked for, not drawn, not given up, and held by nobody."""
        libres = Q(bail=None) | Q(bail__lt=maintenant)
        return self.filter(libres, tire_le=None, erreur="").exclude(graine="")


class InvitationQuerySet(QuerySet):
    def a_remplacer(self) -> InvitationQuerySet:
        """Who said no, or nothing, and whose seat has not been drawn again."""
        return self.filter(statut__in=["refuse", "sans_reponse"], remplacante=None)

    def avec_identites(self) -> InvitationQuerySet:
        """With what the page of the answers shows: names are on it."""
        return self.select_related("tour", "candidat__quartier", "candidat__identite", "remplacante")

    def retenues(self) -> InvitationQuerySet:
        """Who holds a seat: all but those who left it free."""
        return self.exclude(statut__in=["refuse", "sans_reponse"])
