"""Meetings and their ordre du jour."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Count, Min, OuterRef, Q, Subquery, Sum

from comptes.porte import QuerySetPorte
from conseils.querysets.communs import QuerySetOrdonne, lies, par_moment, total
from socle.periode import Periode


class ReunionQuerySet(QuerySetPorte):
    def tenues(self) -> ReunionQuerySet:
        return self.filter(statut="tenue")

    def assemblees_tenues_depuis(self, jour: date) -> ReunionQuerySet:
        """Where something written on that day may have been adopted, the latest first."""
        return self.tenues().filter(type="assemblee", date__gte=jour).order_by("-date", "-pk")

    def publiques(self) -> ReunionQuerySet:
        """Those to which everybody may come: nothing is told outside of the others."""
        return self.filter(type="assemblee")

    def a_venir(self, jour: date) -> ReunionQuerySet:
        return self.filter(statut="prevue", date__gte=jour).order_by("date", "heure", "pk")

    def proches(self, jour: date) -> ReunionQuerySet:
        """Of each conseil, the next to come and the last held."""
        siennes = self.model.objects.filter(conseil=OuterRef("conseil"))
        prochaine, derniere = siennes.a_venir(jour), siennes.tenues().order_by("-date", "-pk")
        return self.filter(Q(pk=Subquery(prochaine.values("pk")[:1])) | Q(pk=Subquery(derniere.values("pk")[:1])))

    def a_convoquer(self, jour: date) -> ReunionQuerySet:
        """To come, and nobody has been convened yet."""
        return self.a_venir(jour).filter(convocations=None)

    def passees_ou_annulees(self, jour: date) -> ReunionQuerySet:
        """All that ``a_venir`` leaves, the latest first."""
        return self.exclude(statut="prevue", date__gte=jour).order_by("-date", "-heure", "-pk")

    def presences_a_saisir(self, jour: date) -> ReunionQuerySet:
        """Planned in the past and never told what became of it, or held without its attendance."""
        return self.filter(Q(statut="prevue", date__lt=jour) | Q(statut="tenue", presences_saisies=False)).order_by(
            "date", "pk"
        )

    def sans_pv_approuve(self, depuis: date, jour: date) -> ReunionQuerySet:
        """Held between those days, without a procès-verbal that a meeting has approved."""
        return (
            self.tenues().filter(date__range=(depuis, jour)).exclude(proces_verbaux__etat="approuve").order_by("date")
        )

    def tenues_apres(self, jour: date) -> ReunionQuerySet:
        """Held later than that day, the first to come first."""
        return self.tenues().filter(date__gt=jour).order_by("date", "pk")

    def non_annulees_apres(self, jour: date) -> ReunionQuerySet:
        """Held or planned later than that day."""
        return self.exclude(statut="annulee").filter(date__gt=jour)

    def pour_l_agenda(self, jour: date) -> ReunionQuerySet:
        """What a calendar shows: the past year and all that is to come, cancelled ones included."""
        return self.filter(date__gt=jour - timedelta(days=366)).order_by("date", "heure", "pk")

    def pendant(self, periode: Periode) -> ReunionQuerySet:
        return self.filter(date__range=(periode.debut, periode.fin))

    def avec_participants(self) -> ReunionQuerySet:
        """Annotate ``nombre_membres`` and ``nombre_public``, the people who came."""
        return self.annotate(
            nombre_membres=total(lies(self, "presences").presents(), "reunion", Count("pk")),
            nombre_public=total(lies(self, "publics"), "reunion", Sum("nombre")),
        )

    def pour_l_assiduite(self, debut: date, fin: date) -> ReunionQuerySet:
        """Held meetings of the whole group whose attendance is known, in order; after ``debut``, ``fin`` included."""
        connues = self.tenues().filter(presences_saisies=True, type__in=self.model.TYPES_DU_GROUPE)
        return connues.filter(date__gt=debut, date__lte=fin).order_by("date", "heure", "pk")

    def decompte(self, jour: date) -> list[tuple[str, int, int, int, int]]:
        """By (kind, arrondissement): held, to come, and past without a word, as for séances of instances."""
        groupes = self.exclude(statut="annulee").order_by().values_list("type", "conseil__arrondissement")
        return list(groupes.annotate(**par_moment(jour)))

    def premiere_date(self) -> date | None:
        return self.aggregate(premiere=Min("date"))["premiere"]


class PointQuerySet(QuerySetOrdonne):
    """The points of one agenda."""
