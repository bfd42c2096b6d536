"""Reads of the conseils, with domain names.

The models import this module, so it reaches them through the relations of the model that it queries.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db.models import (
    Count,
    Exists,
    F,
    IntegerField,
    Max,
    Min,
    Model,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Sum,
)
from django.db.models.functions import Coalesce

from comptes.models import Compte
from comptes.permissions import Permission as P
from comptes.porte import QuerySetPorte
from socle.periode import Periode
from territoires.models import MesureQuartier, Quartier

# A person who asked to be contacted is forgotten after that (docs/donnees-personnelles.md).
CONSERVATION_CONTACT = timedelta(days=365)
# An e-mail that a worker took and never sent is taken again after this time, so many times.
BAIL = timedelta(minutes=10)
ESSAIS_MAX = 5


def actif_le(jour: date | OuterRef, chemin: str = "") -> Q:
    """The mandats that run on that day: entered, and not yet gone (the last day counts).

    ``chemin`` leads to the mandats from the model queried, for instance ``"mandats__"``.
    """
    pas_sorti = Q(**{f"{chemin}fin": None}) | Q(**{f"{chemin}fin__gte": jour})
    return pas_sorti & Q(**{f"{chemin}debut__lte": jour})


def seul_mandat_le(modele: type[Model], jour: date | OuterRef) -> Q:
    """No other mandat of the same person, begun before, runs on that day."""
    return Q(~Exists(modele.objects.filter(actif_le(jour), _avant(), membre=OuterRef("membre"))))


def _avant() -> Q:
    """Begun before the mandat of the outer query; of two begun on one day, the first recorded."""
    return Q(debut__lt=OuterRef("debut")) | Q(debut=OuterRef("debut"), pk__lt=OuterRef("pk"))


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


class GroupeMoteurQuerySet(QuerySetPorte):
    def ouverts_le(self, jour: date) -> GroupeMoteurQuerySet:
        """Those that still take people on that day (the last day counts)."""
        return self.filter(Q(clos_le=None) | Q(clos_le__gte=jour))

    def avec_effectif(self, jour: date) -> GroupeMoteurQuerySet:
        """Annotate ``effectif``, the members in mandat in the groupe on that day."""
        mandats = _lies(self, "mandats").actifs_le(jour)
        return self.annotate(effectif=_total(mandats, "groupe", Count("membre", distinct=True)))


class InviteQuerySet(QuerySetPorte):
    def presents_le(self, jour: date) -> InviteQuerySet:
        return self.filter(actif_le(jour))

    def chevauchant(self, debut: date, fin: date | None) -> InviteQuerySet:
        """Those that share at least one day with ``debut`` – ``fin`` (``None``: no end)."""
        communs = self.filter(Q(fin=None) | Q(fin__gte=debut))
        return communs if fin is None else communs.filter(debut__lte=fin)


class RegimeQuerySet(QuerySet):
    def en_vigueur_le(self, jour: date) -> RegimeQuerySet:
        """The texts in force on that day, the latest of each kind first."""
        return self.filter(actif_le(jour)).order_by("-debut")


class MembreQuerySet(QuerySetPorte):
    def en_mandat_le(self, jour: date) -> MembreQuerySet:
        """Those who hold a mandat on that day."""
        # One filter(), so that all its conditions meet the same mandat.
        return self.filter(actif_le(jour, "mandats__")).distinct()

    def presents_a(self, reunion: Model) -> MembreQuerySet:
        """Those who came to that meeting; excused and represented members did not."""
        # One filter(), so that both conditions meet the same row.
        return self.filter(presences__reunion=reunion, presences__nature="present")

    def joignables(self) -> MembreQuerySet:
        return self.exclude(courriel="")

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

    def au_dela_du(self, jour: date) -> MandatQuerySet:
        """Those that do not end on that day or before, even if they have not begun."""
        return self.filter(Q(fin=None) | Q(fin__gt=jour))

    def termines_le(self, jour: date) -> MandatQuerySet:
        """Over on that day, the last to leave first."""
        return self.filter(fin__lt=jour).order_by("-fin", "membre__nom", "membre__prenom")

    def chevauchant(self, debut: date, fin: date | None) -> MandatQuerySet:
        """Those that share at least one day with ``debut`` – ``fin`` (``None``: no end)."""
        communs = self.non_termines_le(debut)
        return communs if fin is None else communs.filter(debut__lte=fin)

    # A person may sit in two groupes at once. What follows counts her once.

    def un_par_membre_le(self, jour: date) -> MandatQuerySet:
        """Running on that day, one per membre: the first begun speaks for the others."""
        return self.filter(actif_le(jour) & seul_mandat_le(self.model, jour))

    def entrees(self) -> MandatQuerySet:
        """Those by which a person comes in: no other mandat of hers, begun before, was running."""
        autres = self._autres().filter(Q(fin=None) | Q(fin__gte=OuterRef("debut")))
        return self.filter(~Exists(autres.filter(_avant())))

    def sorties(self) -> MandatQuerySet:
        """Those by which a person goes out: no other mandat of hers runs on."""
        plus_loin = Q(fin=None) | Q(fin__gt=OuterRef("fin")) | Q(fin=OuterRef("fin"), pk__gt=OuterRef("pk"))
        autres = self._autres().filter(plus_loin, debut__lte=OuterRef("fin"))
        return self.filter(~Exists(autres), fin__isnull=False)

    def _autres(self) -> MandatQuerySet:
        return self.model.objects.filter(membre=OuterRef("membre"))

    def par_profil(self) -> list[tuple[str, str, str, str | None, str, int]]:
        """Members by (collège, origin, age band, quartier, sex): the whole composition in one query."""
        profil = self.order_by().values_list(
            "college", "origine", "membre__tranche_age", "membre__quartier__nom", "membre__sexe"
        )
        return list(profil.annotate(Count("membre", distinct=True)))

    def par_mouvement(self) -> list[tuple[str, str, str, str, int]]:
        """Entries or exits by (collège, origin, reason of the exit, sex)."""
        mouvement = self.order_by().values_list("college", "origine", "motif_fin", "membre__sexe")
        return list(mouvement.annotate(Count("pk")))

    def effectifs(self, *jours: date) -> list[int]:
        """How many people are in mandat on each of these days, in one query."""
        nombres = {f"n{i}": Count("membre", filter=actif_le(jour), distinct=True) for i, jour in enumerate(jours)}
        return list(self.aggregate(**nombres).values())

    def premier_jour(self) -> date | None:
        """The day of the first mandat, if there is one."""
        return self.aggregate(premier=Min("debut"))["premier"]


class ReunionQuerySet(QuerySetPorte):
    def tenues(self) -> ReunionQuerySet:
        return self.filter(statut="tenue")

    def assemblees_tenues_depuis(self, jour: date) -> ReunionQuerySet:
        """Where something written on that day may have been adopted, the latest first."""
        return self.tenues().filter(type="assemblee", date__gte=jour).order_by("-date", "-pk")

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

    def tenues_apres(self, jour: date) -> ReunionQuerySet:
        """Held later than that day, the first to come first."""
        return self.tenues().filter(date__gt=jour).order_by("date", "pk")

    def pour_l_agenda(self, jour: date) -> ReunionQuerySet:
        """What a calendar shows: the past year and all that is to come, cancelled ones included."""
        return self.filter(date__gt=jour - timedelta(days=366)).order_by("date", "heure", "pk")

    def pendant(self, periode: Periode) -> ReunionQuerySet:
        return self.filter(date__range=(periode.debut, periode.fin))

    def avec_participants(self) -> ReunionQuerySet:
        """Annotate ``nombre_membres`` and ``nombre_public``, the people who came."""
        return self.annotate(
            nombre_membres=_total(_lies(self, "presences").presents(), "reunion", Count("pk")),
            nombre_public=_total(_lies(self, "publics"), "reunion", Sum("nombre")),
        )

    def pour_l_assiduite(self, debut: date, fin: date) -> ReunionQuerySet:
        """Held meetings of the whole group whose attendance is known, in order; after ``debut``, ``fin`` included."""
        connues = self.tenues().filter(presences_saisies=True, type__in=self.model.TYPES_DU_GROUPE)
        return connues.filter(date__gt=debut, date__lte=fin).order_by("date", "heure", "pk")

    def premiere_date(self) -> date | None:
        return self.aggregate(premiere=Min("date"))["premiere"]


class PresenceQuerySet(QuerySet):
    def presents(self) -> PresenceQuerySet:
        """Those who came: the only ones that any figure counts."""
        return self.filter(nature="present")

    def natures(self, *, depuis: date, membres: QuerySet) -> dict[tuple[int, int], str]:
        """What is known of these ``membres``, by (réunion, membre)."""
        lignes = self.filter(reunion__date__gt=depuis, membre__in=membres)
        return {(r, m): nature for r, m, nature in lignes.values_list("reunion", "membre", "nature")}


class DemandeContactQuerySet(QuerySetPorte):
    def echues(self, jour: date) -> DemandeContactQuerySet:
        """Those whose twelve months are over: hidden at once, erased by the night's task."""
        return self.filter(consenti_le__lt=jour - CONSERVATION_CONTACT)

    def en_cours(self, jour: date) -> DemandeContactQuerySet:
        return self.filter(consenti_le__gte=jour - CONSERVATION_CONTACT)


class PointQuerySet(QuerySetPorte):
    def prochain_rang(self) -> int:
        """The rank after the last point."""
        return (self.aggregate(dernier=Max("rang"))["dernier"] or 0) + 1

    def voisin(self, rang: int, sens: str) -> Model | None:
        """The point just before (``monter``) or just after (``descendre``) that rank, if any."""
        if sens == "monter":
            return self.filter(rang__lt=rang).order_by("-rang").first()
        return self.filter(rang__gt=rang).order_by("rang").first()


class ProcesVerbalQuerySet(QuerySetPorte):
    def courants(self) -> ProcesVerbalQuerySet:
        """The last version of each: the one that nothing corrects yet."""
        return self.filter(rectificatif=None)

    def lisibles(self, compte: Compte) -> ProcesVerbalQuerySet:
        """Approved, for whoever sees the conseil; a draft, for those who keep its meetings."""
        approuves = self.pour(compte, P.CONSEIL_VOIR).filter(etat="approuve")
        return approuves | self.pour(compte, P.REUNION_MODIFIER)


class DecisionQuerySet(QuerySetPorte):
    def decidees(self) -> DecisionQuerySet:
        return self.filter(nature="decision")

    def ouvertes(self) -> DecisionQuerySet:
        """Decided and not done yet, the most pressing first."""
        return self.decidees().filter(etat="a_faire").order_by(F("echeance").asc(nulls_last=True), "pk")


class AgendaQuerySet(QuerySetPorte):
    def de_jeton(self, jeton: str) -> AgendaQuerySet:
        return self.filter(jeton=jeton).select_related("conseil__arrondissement")


class ConvocationQuerySet(QuerySetPorte):
    def avec_envois(self) -> ConvocationQuerySet:
        """Annotate ``nombre_envoyes``."""
        envoyes = _lies(self, "envois").filter(envoye_le__isnull=False)
        return self.annotate(nombre_envoyes=_total(envoyes, "convocation", Count("pk")))


class EnvoiQuerySet(QuerySet):
    def a_faire(self, maintenant: datetime) -> EnvoiQuerySet:
        """Not sent, not given up, and that nobody is sending."""
        libres = Q(pris_le=None) | Q(pris_le__lt=maintenant - BAIL)
        return self.filter(libres, envoye_le=None, essais__lt=ESSAIS_MAX)


class DocumentQuerySet(QuerySetPorte):
    def lisibles(self, compte: Compte) -> DocumentQuerySet:
        """Those without names, for whoever sees the conseil; all of them, for those who see its members."""
        diffusables = self.pour(compte, P.CONSEIL_VOIR).filter(diffusable=True)
        return diffusables | self.pour(compte, P.MEMBRE_VOIR)


class ComptagePublicQuerySet(QuerySet):
    def par_sexe_et_age(self) -> list[tuple[str, str, int]]:
        """Triples (age band, sex, people), for ``conseils.tableaux.croiser``."""
        return list(self.values_list("tranche_age", "sexe", "nombre"))


class DateesQuerySet(QuerySetPorte):
    """Rows that run from ``du`` to ``au`` (both days included; no ``au``: still running)."""

    def en_cours_le(self, jour: date) -> DateesQuerySet:
        return self.chevauchant(jour, jour)

    def chevauchant(self, du: date, au: date | None) -> DateesQuerySet:
        """Those that share at least one day with ``du`` – ``au`` (``None``: no end)."""
        communes = self.filter(Q(au=None) | Q(au__gte=du))
        return communes if au is None else communes.filter(du__lte=au)


class VersionReglementQuerySet(QuerySetPorte):
    def completes(self) -> VersionReglementQuerySet:
        """With their meeting of adoption and their verifications, in two queries."""
        verifications = _lies(self, "verifications").select_related("par")
        return self.select_related("adoptee_en").prefetch_related(Prefetch("verifications", verifications))

    def prochain_numero(self) -> int:
        return (self.aggregate(dernier=Max("numero"))["dernier"] or 0) + 1

    def a_verifier_par(self, institution: str) -> VersionReglementQuerySet:
        """In force (the last adopted of its conseil), and of which ``institution`` has said nothing yet."""
        suivantes = self.model.objects.filter(
            conseil=OuterRef("conseil"), numero__gt=OuterRef("numero"), adoptee_en__isnull=False
        )
        dites = _lies(self, "verifications").filter(version=OuterRef("pk"), institution=institution)
        return self.filter(~Exists(suivantes), ~Exists(dites), adoptee_en__isnull=False).order_by(
            "adoptee_en__date", "pk"
        )


class DelegationFormationQuerySet(QuerySetPorte):
    """The part of one conseil in each formation: what its lists of formations are made of."""

    def pendant(self, periode: Periode) -> DelegationFormationQuerySet:
        """Those whose formation began in the period, the latest first."""
        debuts = self.filter(formation__debut__range=(periode.debut, periode.fin))
        return debuts.order_by("-formation__debut", "-formation")

    def avec_participants(self) -> DelegationFormationQuerySet:
        """Annotate ``nombre_membres`` and ``nombre_autres``, the people trained."""
        return self.annotate(
            nombre_membres=_total(_lies(self, "participations"), "delegation", Count("pk")),
            nombre_autres=_total(_lies(self, "comptages"), "delegation", Sum("nombre")),
        )

    def premiere_date(self) -> date | None:
        return self.aggregate(premiere=Min("formation__debut"))["premiere"]


class EvaluationQuerySet(QuerySetPorte):
    def derniers(self, combien: int) -> list:
        """The last half-years evaluated, the oldest of them first."""
        return list(self.order_by("-annee", "-semestre")[:combien])[::-1]

    def avec_rang(self) -> EvaluationQuerySet:
        """Annotate ``rang``, the half-year as one number, and ``total``, the sum of the four levels."""
        total = F("auto_animation") + F("auto_saisine") + F("auto_production") + F("gestion")
        return self.annotate(rang=F("annee") * 2 + F("semestre"), total=total)


def _mots(champs: tuple[str, ...], recherche: str | None) -> Q:
    """Every word of the search is in one of the fields."""
    condition = Q()
    for mot in (recherche or "").split():
        condition &= Q(*[Q(**{f"{champ}__icontains": mot}) for champ in champs], _connector=Q.OR)
    return condition


class ExpressionQuerySet(QuerySetPorte):
    def filtrees(self, q: str | None, quartier: Quartier | None, genre: str | None) -> ExpressionQuerySet:
        """Those that a list shows: ``genre`` is the source; what is empty filters nothing."""
        choix = {"quartier": quartier, "source": genre}
        filtres = {champ: valeur for champ, valeur in choix.items() if valeur}
        return self.filter(_mots(("theme", "texte", "lieu", "objectif__intitule"), q), **filtres)


class ActeurQuerySet(QuerySetPorte):
    def filtres(self, q: str | None, quartier: Quartier | None, genre: str | None) -> ActeurQuerySet:
        """Those that the annuaire shows: ``genre`` is the nature; what is empty filters nothing."""
        choix = {"quartier": quartier, "nature": genre}
        filtres = {champ: valeur for champ, valeur in choix.items() if valeur}
        # By key: a search among the interlocuteurs would repeat their structure.
        trouves = self.model.objects.filter(_mots(("nom", "interlocuteurs__fonction"), q)).values("pk")
        return self.filter(pk__in=trouves, **filtres)


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
