"""The lines of the journal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date, timedelta

from django.db.models import Count, Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from comptes.porte import QuerySetPorte
from socle.periode import Periode, lundi_de

SEMAINES_D_USAGE = timedelta(weeks=12)


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

    def de_la_semaine_et_d_avant(self, semaine) -> LigneQuerySet:
        """The lines of a week, and those that it may take from before (``de_la_semaine_precedente``)."""
        lignes = self.filter(semaine=semaine) | self.de_la_semaine_precedente(semaine)
        return lignes.pour_ecran().select_related("semaine")

    def noms_rencontres(self, semaine) -> dict[int, list[str]]:
        """The names of the structures met, by line of that week: those of the annuaire, then the institutions."""
        acteurs, institutions = (
            getattr(self.model, champ)
            .through.objects.filter(lignejournal__semaine=semaine)
            .annotate(sorte=Value(rang), nom=F(f"{structure}__nom"))
            .values_list("lignejournal", "sorte", "nom")
            for rang, (champ, structure) in enumerate((("acteurs", "acteur"), ("partenaires", "partenaire")))
        )
        par_ligne: dict[int, list[str]] = defaultdict(list)
        for ligne, _, nom in acteurs.union(institutions, all=True).order_by("lignejournal", "sorte", "nom"):
            par_ligne[ligne].append(nom)
        return par_ligne

    def pendant(self, periode: Periode) -> LigneQuerySet:
        """Dated in the period."""
        return self.filter(dates_dans(periode))

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
        # « = » rather than « IN »: joined to other conditions by OR, it is still looked for by its index.
        dernieres = lignes.filter(semaine=Subquery(remplies.values("pk")[:1])).order_by("jour", "pk")
        return dernieres.select_related("semaine", "type_activite", "mission", "quartier")

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

    def precisions(self) -> QuerySet:
        """Each text typed under « Autre », as it was typed, with how many lines say it."""
        precisees = self.filter(type_activite__code="autre").exclude(precision="")
        return precisees.values_list("precision").annotate(lignes=Count("pk")).order_by("precision")

    def precisees(self, textes: list[str]) -> LigneQuerySet:
        """The lines under « Autre » that say one of these, whatever the state of their week."""
        return self.filter(type_activite__code="autre", precision__in=textes)


def dates_dans(periode: Periode, prefixe: str = "") -> Q:
    """A line has a Monday and a day from 0 to 6: its date is never stored."""
    lundi, jour = f"{prefixe}semaine__lundi", f"{prefixe}jour"
    premier, dernier = lundi_de(periode.debut), lundi_de(periode.fin)
    apres = Q(**{f"{lundi}__gt": premier}) | Q(**{lundi: premier, f"{jour}__gte": periode.debut.weekday()})
    avant = Q(**{f"{lundi}__lt": dernier}) | Q(**{lundi: dernier, f"{jour}__lte": periode.fin.weekday()})
    return apres & avant
