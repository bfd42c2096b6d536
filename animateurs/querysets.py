"""Reads of the team and of its journal, with domain names."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.db.models import (
    Case,
    Count,
    DateField,
    Exists,
    ExpressionWrapper,
    F,
    FilteredRelation,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils import timezone

from comptes.models import Compte, Habilitation
from comptes.porte import QuerySetPorte
from comptes.roles import ANIMATEUR, COORDINATION
from conseils.querysets.communs import BAIL, ESSAIS_MAX, QuerySetOrdonne, lies, total
from socle.ouvres import feries
from socle.periode import Periode, lundi_de

SEMAINES_D_USAGE = timedelta(weeks=12)


class AffectationQuerySet(QuerySetPorte):
    def en_cours_le(self, jour: date) -> AffectationQuerySet:
        return self.chevauchant(jour, jour)

    def non_terminees_le(self, jour: date) -> AffectationQuerySet:
        """Running on that day, or about to begin."""
        return self.filter(Q(fin=None) | Q(fin__gte=jour))

    def chevauchant(self, debut: date, fin: date | None) -> AffectationQuerySet:
        """Those that run on at least one day from ``debut`` to ``fin`` (``None``: without end)."""
        affectations = self.non_terminees_le(debut)
        return affectations if fin is None else affectations.filter(debut__lte=fin)

    def de_l_exercice(self, periode: Periode) -> AffectationQuerySet:
        """Those of an exercice, finished ones included, as the team's pages list them."""
        return self.chevauchant(periode.debut, periode.fin).pour_ecran()

    def pour_ecran(self) -> AffectationQuerySet:
        return self.select_related("animateur", "conseil__arrondissement").order_by(
            "conseil__arrondissement__numero", "debut", "pk"
        )

    def lundis_ouverts(self, depuis: date) -> QuerySet:
        """One row for each week already open since ``depuis``, and one without a Monday where none is."""
        return self.annotate(
            recentes=FilteredRelation("semaines", condition=Q(semaines__lundi__gte=depuis))
        ).values_list("pk", "debut", "fin", "recentes__lundi")


class AbsenceQuerySet(QuerySetPorte):
    def chevauchant(self, debut: date, fin: date) -> AbsenceQuerySet:
        """Those that cover at least one day from ``debut`` to ``fin``."""
        return self.filter(debut__lte=fin, fin__gte=debut)

    def le(self, jour: date) -> AbsenceQuerySet:
        return self.chevauchant(jour, jour)

    def de_la_personne(self, animateur) -> AbsenceQuerySet:
        return self.filter(affectation__animateur=animateur)

    def jumelles(self, absence) -> AbsenceQuerySet:
        """The rows of one and the same absence: one for each posting of the person."""
        return self.de_la_personne(absence.affectation.animateur_id).filter(
            nature=absence.nature, debut=absence.debut, fin=absence.fin
        )

    def pour_ecran(self) -> AbsenceQuerySet:
        return self.select_related("affectation__animateur", "affectation__conseil__arrondissement").order_by(
            "-debut", "-fin", "affectation__animateur", "affectation__conseil__arrondissement__numero"
        )


class FeuilleQuerySet(QuerySetPorte):
    def pour_ecran(self) -> FeuilleQuerySet:
        return self.select_related("conseil__arrondissement")

    def a_valider(self) -> FeuilleQuerySet:
        return self.filter(etat="soumise").pour_ecran()

    def renvoyees(self) -> FeuilleQuerySet:
        """Back in the hands of their animateur, with the reason."""
        return self.filter(etat="brouillon").exclude(motif_renvoi="").pour_ecran()

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
        lignes = actions.model._meta.get_field("lignes").related_model.objects.all()
        return self.annotate(**comptes, minutes=total(lignes, "action__feuille", Sum("minutes")))


class ActionQuerySet(QuerySetOrdonne):
    def a_faire(self) -> ActionQuerySet:
        return self.filter(etat="prevue").order_by("echeance", "rang")

    def en_retard_le(self, jour: date) -> ActionQuerySet:
        """Not done, past its day. Late is derived, never set."""
        return self.a_faire().filter(echeance__lt=jour)

    def retards_par_feuille(self, jour: date) -> list[tuple]:
        """Each feuille that has late actions, how many, and the oldest of their dates. In two queries."""
        lignes = self.en_retard_le(jour).order_by("feuille__exercice", "feuille").values_list("feuille")
        comptes = lignes.annotate(nombre=Count("pk"), ancienne=Min("echeance"))
        feuilles = (
            self.model._meta.get_field("feuille")
            .related_model.objects.pour_ecran()
            .in_bulk([pk for pk, *_ in comptes])
        )
        return [(feuilles[pk], nombre, ancienne) for pk, nombre, ancienne in comptes]

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
        lignes = self.model._meta.get_field("lignes").related_model.objects
        par_action = lignes.filter(action=OuterRef("pk")).order_by().values("action")
        return self.annotate(
            minutes=Coalesce(Subquery(par_action.annotate(total=Sum("minutes")).values("total")), 0),
            lignes_liees=Coalesce(Subquery(par_action.annotate(total=Count("pk")).values("total")), 0),
        )

    def avec_avancement(self) -> ActionQuerySet:
        """Annotate everything that moves each action, counted: nothing of it is ever typed."""
        initiatives = self._liens("initiatives")
        jalons = self.model.initiatives.rel.model._meta.get_field("jalons").related_model.objects.filter(
            initiative__actions_feuille=OuterRef("pk")
        )
        par_action = jalons.order_by().values("initiative__actions_feuille")
        return self.avec_heures().annotate(
            engagee=self._liees(),
            reunions_liees=total(self._liens("reunions"), "actionfeuille", Count("pk")),
            initiatives_liees=total(initiatives, "actionfeuille", Count("pk")),
            jalons=Coalesce(Subquery(par_action.annotate(total=Count("pk")).values("total")), 0),
            jalons_faits=Coalesce(
                Subquery(par_action.filter(fait_le__isnull=False).annotate(total=Count("pk")).values("total")), 0
            ),
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
        lignes = self.model._meta.get_field("lignes").related_model.objects.filter(action=OuterRef("pk"))
        liens = [self._liens(nom).filter(actionfeuille=OuterRef("pk")) for nom in ("reunions", "initiatives")]
        return Q(Exists(lignes)) | Q(Exists(liens[0])) | Q(Exists(liens[1]))


def semaine_absente(absences: QuerySet) -> Q:
    """Of a week: somebody is away on one of its working days, and on each one that the affectation covers."""
    jours = [_jour(rang) for rang in range(5)]
    partout = Q()
    for rang, jour in enumerate(jours):
        chome = [ferie - timedelta(days=rang) for ferie in _feries_connus() if ferie.weekday() == rang]
        partout &= (
            Q(Exists(absences.filter(debut__lte=_jour(rang, OuterRef), fin__gte=_jour(rang, OuterRef))))
            | Q(lundi__in=chome)
            | Q(affectation__debut__gt=jour)
            | Q(affectation__fin__lt=jour)
        )
    vendredi = _jour(4, OuterRef)
    return partout & Q(Exists(absences.filter(debut__lte=vendredi, fin__gte=OuterRef("lundi"))))


def _jour(rang: int, reference: type[F] = F) -> ExpressionWrapper:
    return ExpressionWrapper(reference("lundi") + timedelta(days=rang), output_field=DateField())


def _feries_connus() -> list[date]:
    """From the law of 2014, which created the conseils citoyens, to next year."""
    return [ferie for annee in range(2014, timezone.localdate().year + 2) for ferie in feries(annee)]


class SemaineQuerySet(QuerySetPorte):
    def dues_au(self, jour: date) -> SemaineQuerySet:
        """Weeks that are over on that day, whatever their state."""
        return self.filter(lundi__lt=lundi_de(jour))

    def en_retard_au(self, jour: date) -> SemaineQuerySet:
        """Over, still in the hands of the animateur, who was there. Late is derived, never set."""
        return self.dues_au(jour).filter(etat__in=self.model.MODIFIABLES).sauf_absences()

    def avec_absence(self) -> SemaineQuerySet:
        """Annotate ``absente``: the animateur is away all the week (``SemaineJournal.absente``, in SQL)."""
        return self.annotate(absente=self._absente())

    def sauf_absences(self) -> SemaineQuerySet:
        return self.alias(toute_absente=self._absente()).filter(toute_absente=False)

    def _absente(self) -> Case:
        absences = self.model._meta.get_field("affectation").related_model._meta.get_field("absences")
        condition = semaine_absente(absences.related_model.objects.filter(affectation=OuterRef("affectation")))
        return Case(When(condition, then=Value(True)), default=Value(False))

    def pour_la_matrice(self, periode: Periode) -> SemaineQuerySet:
        """Those of the period, and those of any other that are not validated yet."""
        voulues = self.filter(Q(lundi__range=(periode.debut, periode.fin)) | ~Q(etat="validee"))
        return voulues.avec_absence()

    def a_revoir(self) -> SemaineQuerySet:
        return self.filter(etat="transmise").order_by("lundi", "affectation")

    def decompte_du_suivi(self, jour: date) -> dict[str, int | date | None]:
        """How many wait to be reviewed, how many are late, and the oldest Monday of each: one query, nothing validated
        read."""
        retards = self.model.objects.filter(pk=OuterRef("pk")).en_retard_au(jour)
        ouvertes = self.filter(etat__in=["transmise", *self.model.MODIFIABLES])
        a_revoir, en_retard = Q(etat="transmise"), Q(retard=True)
        return ouvertes.annotate(retard=Exists(retards)).aggregate(
            a_revoir=Count("pk", filter=a_revoir),
            a_revoir_depuis=Min("lundi", filter=a_revoir),
            en_retard=Count("pk", filter=en_retard),
            en_retard_depuis=Min("lundi", filter=en_retard),
        )

    def avec_minutes(self) -> SemaineQuerySet:
        return self.annotate(minutes=Coalesce(Sum("lignes__minutes"), Value(0)))

    def pour_ecran(self) -> SemaineQuerySet:
        return self.avec_affectation().avec_absence()

    def avec_affectation(self) -> SemaineQuerySet:
        return self.select_related("affectation__animateur", "affectation__conseil__arrondissement")

    def du_conseil(self, numero: int) -> SemaineQuerySet:
        return self.filter(affectation__conseil__arrondissement__numero=numero)

    def decompte(self, jour: date) -> dict[str, int]:
        """How many wait for the coordination, how many for their animateur."""
        en_retard = Q(lundi__lt=lundi_de(jour), etat__in=self.model.MODIFIABLES, absente=False)
        return self.avec_absence().aggregate(
            a_revoir=Count("pk", filter=Q(etat="transmise")), en_retard=Count("pk", filter=en_retard)
        )

    def voisines(self, semaine) -> tuple[date | None, date | None]:
        """The Mondays before and after, when those weeks are open."""
        pas = timedelta(weeks=1)
        voisins = (semaine.lundi - pas, semaine.lundi + pas)
        ouverts = set(
            self.filter(affectation=semaine.affectation_id, lundi__in=voisins).values_list("lundi", flat=True)
        )
        return tuple(lundi if lundi in ouverts else None for lundi in voisins)


def total_minutes(lignes: QuerySet) -> QuerySet:
    """The sum of their minutes, as one row for a subquery."""
    return lignes.order_by().values(tout=Value(1)).annotate(total=Sum("minutes")).values("total")


class LigneQuerySet(QuerySetPorte):
    def pour_ecran(self) -> LigneQuerySet:
        liens = ("type_activite", "mission", "quartier", "reunion", "action__feuille")
        return self.select_related(*liens).order_by("jour", "pk")

    def de_l_action(self) -> LigneQuerySet:
        """For the page of an action: the most recent first, with who logged them."""
        return self.select_related("type_activite", "semaine__affectation__animateur").order_by(
            "-semaine__lundi", "-jour", "pk"
        )

    def avec_rencontres(self) -> LigneQuerySet:
        """With the structures met, in two queries whatever their number."""
        return self.prefetch_related("acteurs", "partenaires")

    def pendant(self, periode: Periode) -> LigneQuerySet:
        """Dated in the period: a line has a Monday and a day, so the two weeks at the ends are told day by day."""
        premier, dernier = lundi_de(periode.debut), lundi_de(periode.fin)
        apres = Q(semaine__lundi__gt=premier) | Q(semaine__lundi=premier, jour__gte=periode.debut.weekday())
        avant = Q(semaine__lundi__lt=dernier) | Q(semaine__lundi=dernier, jour__lte=periode.fin.weekday())
        return self.filter(apres & avant)

    def remises(self) -> LigneQuerySet:
        """Of the weeks handed in: what a figure may count."""
        return self.filter(semaine__etat__in=["transmise", "validee"])

    def par_mission(self, affectations: Collection[int]) -> dict[tuple[int, int], tuple[int, int]]:
        """By affectation and mission: minutes logged, and those of them that an action of the feuille de route has."""
        groupes = self.filter(semaine__affectation__in=affectations).order_by()
        sommes = groupes.values_list("semaine__affectation", "mission").annotate(
            total=Sum("minutes"), liees=Coalesce(Sum("minutes", filter=Q(action__isnull=False)), 0)
        )
        return {(affectation, mission): (total, liees) for affectation, mission, total, liees in sommes}

    def journee(self, ligne) -> tuple[int, date | None, date | None]:
        """What bounds a line on its day, in one query: minutes of the person, and the dates of an absence.

        Minutes are counted in every conseil, ``ligne`` apart, and what was sent before under the same key too.
        """
        affectation = ligne.semaine.affectation
        autres = self.filter(
            semaine__affectation__animateur=affectation.animateur_id,
            semaine__lundi=ligne.semaine.lundi,
            jour=ligne.jour,
        ).exclude(pk=ligne.pk)
        if ligne.cle:
            autres = autres.exclude(semaine=ligne.semaine_id, cle=ligne.cle)
        touche = Q(absences__debut__lte=ligne.date_du_jour, absences__fin__gte=ligne.date_du_jour)
        bornes = type(affectation).objects.alias(ce_jour=FilteredRelation("absences", condition=touche))
        valeurs = Coalesce(Subquery(total_minutes(autres)), 0), "ce_jour__debut", "ce_jour__fin"
        return bornes.filter(pk=affectation.pk).order_by("ce_jour__debut").values_list(*valeurs).first()

    def minutes_de_la_semaine(self, semaine) -> int:
        """What the same person has logged in that week, in every conseil."""
        lignes = self.filter(semaine__affectation__animateur=semaine.affectation.animateur_id)
        return lignes.filter(semaine__lundi=semaine.lundi).aggregate(total=Coalesce(Sum("minutes"), 0))["total"]

    def durees_de(self, animateur: int) -> list[int]:
        """The durations that this person has logged lately, the most frequent first."""
        depuis = timezone.localdate() - SEMAINES_D_USAGE
        lignes = self.filter(semaine__affectation__animateur=animateur, semaine__lundi__gte=depuis)
        durees = lignes.order_by().values("minutes").annotate(usages=Count("pk")).order_by("-usages", "minutes")
        return list(durees.values_list("minutes", flat=True))

    def a_garder_comme_type(self, semaine) -> LigneQuerySet:
        """What of a week comes back: neither weekends nor meetings."""
        return self.filter(semaine=semaine, jour__lte=4, reunion=None).pour_ecran()

    def de_la_semaine_precedente(self, semaine) -> LigneQuerySet:
        """The lines of the last week, before this one, in which the affectation logged anything.

        Weekends and meetings are left out: neither comes back by itself.
        """
        # Not « reunion=None »: SQLite would take the lines without a meeting first, and they are millions.
        lignes = self.filter(~Q(reunion__isnull=False), jour__lte=4)
        avant = type(semaine).objects.filter(affectation=semaine.affectation_id, lundi__lt=semaine.lundi)
        remplies = avant.filter(Exists(lignes.filter(semaine=OuterRef("pk")))).order_by("-lundi")
        dernieres = lignes.filter(semaine__in=remplies.values("pk")[:1]).order_by("jour", "pk")
        return dernieres.select_related("semaine", "type_activite", "mission", "quartier")

    def entre(self, debut: date, fin: date) -> LigneQuerySet:
        """Those of the days from ``debut`` to ``fin``, both included."""
        return self.filter(_entre(debut, fin))

    def du_conseil(self, conseil) -> LigneQuerySet:
        """Those of every animateur that the conseil has had."""
        return self.filter(semaine__affectation__conseil=conseil)

    def rencontres(self, champ: str) -> QuerySet:
        """Key of the structure, Monday, day, kind of activity, for each meeting (``acteurs``, ``partenaires``)."""
        return (
            self.filter(**{f"{champ}__isnull": False})
            .order_by("semaine__lundi", "jour", "pk")
            .values_list(champ, "semaine__lundi", "jour", "type_activite__libelle")
        )

    def partenaires_actifs(self, debut: date, fin: date) -> QuerySet:
        """For each conseil, how many distinct structures were met in those days
        (``acteurs_rencontres``, ``institutions_rencontrees``).

        For the indicator « Dynamique partenariale »: rows are dicts with ``conseil``.
        """
        return (
            self.entre(debut, fin)
            .order_by()
            .values(conseil=F("semaine__affectation__conseil"))
            .annotate(
                acteurs_rencontres=Count("acteurs", distinct=True),
                institutions_rencontrees=Count("partenaires", distinct=True),
            )
        )

    def precisions(self) -> QuerySet:
        """Each text typed under « Autre », as it was typed, with how many lines say it."""
        precisees = self.filter(type_activite__code="autre").exclude(precision="")
        return precisees.values_list("precision").annotate(lignes=Count("pk")).order_by("precision")

    def precisees(self, textes: list[str]) -> LigneQuerySet:
        """The lines under « Autre » that say one of these, whatever the state of their week."""
        return self.filter(type_activite__code="autre", precision__in=textes)


def _entre(debut: date, fin: date, prefixe: str = "") -> Q:
    """A line has a Monday and a day from 0 to 6: its date is never stored."""
    lundi, jour = f"{prefixe}semaine__lundi", f"{prefixe}jour"
    premier, dernier = lundi_de(debut), lundi_de(fin)
    apres = Q(**{f"{lundi}__gt": premier}) | Q(**{lundi: premier, f"{jour}__gte": debut.weekday()})
    avant = Q(**{f"{lundi}__lt": dernier}) | Q(**{lundi: dernier, f"{jour}__lte": fin.weekday()})
    return apres & avant


class LigneTypeQuerySet(QuerySetPorte):
    def pour_ecran(self) -> LigneTypeQuerySet:
        return self.select_related("type_activite", "mission", "quartier").order_by("jour", "pk")

    def de(self, semaine) -> LigneTypeQuerySet:
        """The « semaine type » to which that week may be compared."""
        return self.filter(affectation=semaine.affectation_id).pour_ecran()


class NoteQuerySet(QuerySetPorte):
    def en_vigueur(self) -> NoteQuerySet:
        """Those that nobody has withdrawn, in the order in which they were written."""
        return self.filter(retiree_le=None).select_related("auteur").order_by("ecrite_le", "pk")

    def de(self, conseils: Collection[int], exercice: int) -> NoteQuerySet:
        return self.en_vigueur().filter(conseil__in=conseils, exercice=exercice)


class PassationQuerySet(QuerySetPorte):
    def pour_ecran(self) -> PassationQuerySet:
        return self.select_related("affectation__animateur", "affectation__conseil__arrondissement")

    def recues_par(self, compte: Compte) -> PassationQuerySet:
        return self.filter(releve__animateur=compte).pour_ecran()


class TypeActiviteQuerySet(QuerySet):
    def en_usage(self, gardant: int | None = None) -> TypeActiviteQuerySet:
        return self.filter(Q(actif=True) | Q(pk=gardant)).select_related("mission")

    def avec_usages_entre(self, debut: date, fin: date) -> TypeActiviteQuerySet:
        """Every kind in the order of the journal, with how many lines bear it in those days (``usages``)."""
        return (
            self.annotate(usages=Count("lignes", filter=_entre(debut, fin, "lignes__")))
            .select_related("mission", "registre")
            .order_by("mission__ordre", "ordre", "libelle")
        )

    def deplacables(self, mission: int) -> TypeActiviteQuerySet:
        """The kinds offered under a mission, in order; « Autre » stays behind them."""
        return self.filter(mission=mission, actif=True).exclude(code="autre").order_by("ordre", "libelle")

    def proposes_a(self, animateur: int, gardant: int | None = None) -> TypeActiviteQuerySet:
        """The kinds in use, with how often this person has chosen each one lately (``usages``).

        ``gardant`` is kept even when it is no longer in use: a line logged with it can still be corrected.
        """
        lignes = lies(self, "lignes")
        # The weeks first: they are few, whatever the journal holds.
        semaines = lignes.model._meta.get_field("semaine").related_model.objects.filter(
            affectation__animateur=animateur, lundi__gte=timezone.localdate() - SEMAINES_D_USAGE
        )
        recentes = lignes.filter(semaine__in=semaines.order_by().values("pk"))
        return (
            self.en_usage(gardant)
            .annotate(usages=total(recentes, "type_activite", Count("pk")))
            .order_by("mission__ordre", "ordre", "libelle")
        )


def comptes_de_l_equipe() -> QuerySet:
    """The accounts of the animateurs and of the coordination, today."""
    de_l_equipe = Habilitation.objects.en_cours().filter(role__in=[ANIMATEUR.code, COORDINATION.code])
    return Compte.objects.filter(is_active=True, habilitations__in=de_l_equipe).distinct().order_by("nom", "prenom")


def comptes_affectables() -> QuerySet:
    """Active accounts that hold no other role than animateur today: a commanditaire is not posted."""
    d_un_autre_role = Habilitation.objects.en_cours().exclude(role=ANIMATEUR.code)
    return Compte.objects.filter(is_active=True).exclude(habilitations__in=d_un_autre_role)


class RappelQuerySet(QuerySet):
    def clos(self) -> RappelQuerySet:
        """Those that left, and those given up."""
        return self.filter(Q(envoye_le__isnull=False) | Q(essais__gte=ESSAIS_MAX))

    def libres(self, maintenant: datetime) -> RappelQuerySet:
        """Not sent, not given up, and that nobody is sending."""
        libres = Q(pris_le=None) | Q(pris_le__lt=maintenant - BAIL)
        return self.filter(libres, envoye_le=None, essais__lt=ESSAIS_MAX)


class ActionCorrectiveQuerySet(QuerySet):
    def ouvertes(self) -> ActionCorrectiveQuerySet:
        return self.filter(etat__in=self.model.OUVERTES)

    def a_revoir_pour(self, exercice: int) -> ActionCorrectiveQuerySet:
        """Still open, from a lesson of that exercice or of one before: what its review must decide about."""
        return self.ouvertes().filter(lecon__exercice__lte=exercice).select_related("lecon", "responsable")

    def decompte(self, jour: date) -> dict[str, int]:
        """How many are open, of which late, and how many were brought to their end."""
        ouvertes = Q(etat__in=self.model.OUVERTES)
        return self.aggregate(
            ouvertes=Count("pk", filter=ouvertes),
            en_retard=Count("pk", filter=ouvertes & Q(echeance__lt=jour)),
            faites=Count("pk", filter=Q(etat="faite")),
        )


class SuggestionQuerySet(QuerySet):
    def lisibles_par(self, compte: Compte, repond: bool) -> SuggestionQuerySet:
        """Who answers reads them all; anybody else, his or her own."""
        return self.select_related("par") if repond else self.filter(par=compte).select_related("par")

    def decompte(self) -> dict[str, int]:
        """How many in each state, in the order of the states."""
        nombres = dict(self.order_by().values_list("etat").annotate(nombre=Count("pk")))
        return {etat.label: nombres.get(etat.value, 0) for etat in self.model.Etat}


class MesureSaisieQuerySet(QuerySet):
    """Over any table with a column ``secondes``: how long a week took to fill, without who filled it."""

    MESURES_MINIMALES = 5  # below, a median would tell about somebody

    def mediane(self) -> int | None:
        """The median, in seconds. ``None`` while there are too few measures."""
        nombre = self.count()
        if nombre < self.MESURES_MINIMALES:
            return None
        milieu = self.order_by("secondes").values_list("secondes", flat=True)[(nombre - 1) // 2 : nombre // 2 + 1]
        return round(sum(milieu) / len(milieu))
