"""The weeks of the journal."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import (
    Case,
    Count,
    DateField,
    Exists,
    ExpressionWrapper,
    F,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils import timezone

from comptes.porte import QuerySetPorte
from conseils.querysets.communs import lies
from socle.ouvres import feries
from socle.periode import Periode, lundi_de


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
        absences = lies(lies(self, "affectation"), "absences").filter(affectation=OuterRef("affectation"))
        condition = semaine_absente(absences)
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

    def du_lundi(self, lundi: date) -> list:
        """Those of that Monday, in one query.

        Each with ``precedente`` and ``suivante``: the Mondays before and after, ``None`` when that week is not open.
        """
        avant, apres = lundi - timedelta(weeks=1), lundi + timedelta(weeks=1)
        lues = list(self.filter(lundi__range=(avant, apres)))
        ouvertes = {(semaine.affectation_id, semaine.lundi) for semaine in lues}
        semaines = [semaine for semaine in lues if semaine.lundi == lundi]
        for semaine in semaines:
            semaine.precedente = avant if (semaine.affectation_id, avant) in ouvertes else None
            semaine.suivante = apres if (semaine.affectation_id, apres) in ouvertes else None
        return semaines
