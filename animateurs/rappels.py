"""Which reminders are due, and which will be: computed from the state and the calendar, written nowhere.

Friday 16:00, to who has not handed the week in; Monday 10:00, to who has not handed in one that is over;
Tuesday 9:00, the digest of the coordination. Nobody is reminded on a public holiday nor while away: the
reminder then waits for the next working day, until another one would say the same thing. A machine that was
off catches up in the same way. A late week that the coordination has just reminded by hand is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property

from django.utils import timezone

from animateurs.models import Absence, Affectation, Rappel, RappelEquipe, SemaineJournal
from comptes.models import Compte, Habilitation
from comptes.permissions import Permission as P
from comptes.roles import Portee, codes_ayant
from socle import alphabet
from socle.ouvres import est_ouvre
from socle.periode import Periode, lundi_de

HORIZON = timedelta(days=14)
SEMAINE = timedelta(weeks=1)


@dataclass(frozen=True)
class Regle:
    """A reminder of each week. ``attente``: the days during which it may still be said, after its own."""

    sorte: Rappel.Sorte
    jour: int  # counted from Monday (0)
    heure: time
    attente: timedelta


VENDREDI = Regle(Rappel.Sorte.VENDREDI, 4, time(16), timedelta())  # Monday's says the same
LUNDI = Regle(Rappel.Sorte.LUNDI, 0, time(10), timedelta(days=3))  # then Friday's does
DIGEST = Regle(Rappel.Sorte.DIGEST, 1, time(9), timedelta(days=3))
ATTENTE_MAX = max(regle.attente for regle in (VENDREDI, LUNDI, DIGEST))


@dataclass(frozen=True)
class Prevu:
    """A reminder that leaves at ``moment`` if nothing changes. ``jour``: the day of the calendar it answers to."""

    compte: Compte
    sorte: Rappel.Sorte
    jour: date
    moment: datetime
    semaines: tuple[SemaineJournal, ...] = ()

    @property
    def cle(self) -> tuple[int, str, date]:
        return self.compte.pk, self.sorte.value, self.jour


def rappels_dus(instant: datetime) -> list[Prevu]:
    """What must have left by then and has not. Same state, same instant: same answer."""
    prevus = (p for p in rappels_prevus(instant, timedelta()) if p.moment <= instant)
    return [p for p in prevus if p.semaines or (p.sorte == Rappel.Sorte.DIGEST and not point_pour(p).vide)]


def rappels_prevus(instant: datetime, horizon: timedelta = HORIZON, compte: Compte | None = None) -> list[Prevu]:
    """What will leave from ``instant`` to the end of the horizon if nothing changes, in order."""
    jour = timezone.localdate(instant)
    etat = Etat(Periode(jour, jour + horizon), compte)
    clos = set(Rappel.objects.clos().filter(jour__gte=jour - ATTENTE_MAX).values_list("compte", "sorte", "jour"))
    prevus = [p for p in (*_aux_animateurs(etat), *_a_la_coordination(etat)) if p.cle not in clos]
    return sorted(prevus, key=lambda p: (p.moment, alphabet.nom_prenom(p.compte)))


# -- The team ----------------------------------------------------------------------------------


def _aux_animateurs(etat: Etat) -> Iterator[Prevu]:
    for animateur, postes in etat.postes.items():
        for regle in (VENDREDI, LUNDI):
            for nominal in etat.nominaux(regle):
                jour = etat.jour_pour(regle, nominal, lambda j, de=animateur: etat.joignable(de, j))
                semaines = etat.semaines_dues(postes, _derniere(regle, nominal), jour) if jour else ()
                if semaines and etat.rappele(animateur, nominal, jour):
                    semaines = _pas_en_retard(semaines, jour)
                if semaines:
                    yield Prevu(animateur, regle.sorte, nominal, _a(jour, regle), semaines)


def _pas_en_retard(semaines: tuple[SemaineJournal, ...], jour: date) -> tuple[SemaineJournal, ...]:
    """The week of that day: a reminder by hand speaks of late ones alone."""
    return tuple(semaine for semaine in semaines if semaine.lundi >= lundi_de(jour))


def _derniere(regle: Regle, nominal: date) -> date:
    """The Monday of the last week that the reminder is about: Friday's, its own; Monday's, the one before."""
    return lundi_de(nominal) - (SEMAINE if regle is LUNDI else timedelta())


def _a_la_coordination(etat: Etat) -> Iterator[Prevu]:
    for compte in etat.coordination:
        for nominal in etat.nominaux(DIGEST):
            if jour := etat.jour_pour(DIGEST, nominal, lambda _: True):
                yield Prevu(compte, DIGEST.sorte, nominal, _a(jour, DIGEST))


def _a(jour: date, regle: Regle) -> datetime:
    return timezone.make_aware(datetime.combine(jour, regle.heure))


class Etat:
    """What the reminders of some days depend on, read once, in five queries whoever they are for."""

    def __init__(self, periode: Periode, compte: Compte | None) -> None:
        self.periode, self.compte = periode, compte

    @cached_property
    def postes(self) -> dict[Compte, list[Affectation]]:
        """Those that run on a day of the period, by animateur."""
        postes = Affectation.objects.chevauchant(self.periode.debut, self.periode.fin).pour_ecran()
        postes = postes.filter(animateur__is_active=True, **({"animateur": self.compte} if self.compte else {}))
        par_animateur: dict[Compte, list[Affectation]] = defaultdict(list)
        for poste in postes:
            par_animateur[poste.animateur].append(poste)
        return par_animateur

    @cached_property
    def absences(self) -> dict[int, list[Absence]]:
        """By affectation."""
        par_poste: dict[int, list[Absence]] = defaultdict(list)
        for absence in Absence.objects.filter(affectation__in=self._postes):
            par_poste[absence.affectation_id].append(absence)
        return par_poste

    @cached_property
    def semaines(self) -> dict[tuple[int, date], SemaineJournal]:
        """The weeks still in the hands of their animateur or recent enough to say that they no longer are."""
        lues = SemaineJournal.objects.filter(affectation__in=self._postes)
        depuis = lundi_de(self.periode.debut) - SEMAINE
        ouvertes = lues.filter(etat__in=SemaineJournal.MODIFIABLES)
        return {(s.affectation_id, s.lundi): s for s in ouvertes | lues.filter(lundi__gte=depuis)}

    @cached_property
    def coordination(self) -> list[Compte]:
        """Who reads the digest: those who review the weeks, if the reading is for everybody or for one of them."""
        roles = codes_ayant(P.SEMAINE_REVOIR, Portee.TERRITOIRE)
        tenues = Habilitation.objects.en_cours().filter(role__in=roles)
        comptes = Compte.objects.filter(is_active=True, habilitations__in=tenues).distinct()
        return list(comptes.filter(pk=self.compte.pk) if self.compte else comptes)

    @cached_property
    def rappeles(self) -> dict[int, list[date]]:
        """The days on which the coordination reminded each animateur of every week late by then."""
        par_personne: dict[int, list[date]] = defaultdict(list)
        lus = RappelEquipe.objects.filter(jour__gte=self.periode.debut - ATTENTE_MAX)
        for animateur, jour in lus.values_list("animateur", "jour"):
            par_personne[animateur].append(jour)
        return par_personne

    def rappele(self, animateur: Compte, nominal: date, jour: date) -> bool:
        """Whether the coordination wrote by hand since the day that the reminder answers to."""
        return any(nominal <= ecrit <= jour for ecrit in self.rappeles[animateur.pk])

    @property
    def _postes(self) -> list[Affectation]:
        return [poste for postes in self.postes.values() for poste in postes]

    def nominaux(self, regle: Regle) -> list[date]:
        """The days of the calendar whose reminder may be said in the period."""
        debut = self.periode.debut - regle.attente
        jours = (debut + timedelta(days=rang) for rang in range((self.periode.fin - debut).days + 1))
        return [jour for jour in jours if jour.weekday() == regle.jour]

    def jour_pour(self, regle: Regle, nominal: date, convient) -> date | None:
        """The first working day of the period on which it may be said to the person."""
        jours = (nominal + timedelta(days=rang) for rang in range(regle.attente.days + 1))
        return next((j for j in jours if j in self.periode and est_ouvre(j) and convient(j)), None)

    def joignable(self, animateur: Compte, jour: date) -> bool:
        """Posted that day, and there."""
        courus = [p for p in self.postes[animateur] if p.debut <= jour <= (p.fin or date.max)]
        absences = (absence for poste in courus for absence in self.absences[poste.pk])
        return bool(courus) and not any(absence.debut <= jour <= absence.fin for absence in absences)

    def semaines_dues(self, postes: list[Affectation], derniere: date, jour: date) -> tuple[SemaineJournal, ...]:
        """Up to that Monday, the weeks not handed in, those not open yet included, and not wholly away."""
        return tuple(
            semaine
            for poste in postes
            if poste.debut <= jour <= (poste.fin or date.max)
            for semaine in self._semaines_du(poste, derniere)
            if semaine.modifiable and not semaine.absente
        )

    def _semaines_du(self, poste: Affectation, derniere: date) -> list[SemaineJournal]:
        lues = {lundi: s for (pk, lundi), s in self.semaines.items() if pk == poste.pk and lundi <= derniere}
        lundi = max(lundi_de(self.periode.debut), lundi_de(poste.debut))
        while lundi <= min(derniere, poste.fin or derniere):
            lues.setdefault(lundi, SemaineJournal(lundi=lundi))
            lundi += SEMAINE
        for semaine in lues.values():
            semaine.affectation, semaine.absences = poste, self.absences[poste.pk]
        return [lues[lundi] for lundi in sorted(lues)]


# -- The digest --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Point:
    """What the coordination reads on Tuesday. Absences say dates alone: an e-mail never says a nature."""

    en_retard: list[SemaineJournal]
    a_revoir: list[SemaineJournal]
    absences: list[Absence]

    @property
    def vide(self) -> bool:
        return not (self.en_retard or self.a_revoir or self.absences)


def point_pour(prevu: Prevu) -> Point:
    """The state of that moment, within the reach of the account."""
    jour = timezone.localdate(prevu.moment)
    semaines = SemaineJournal.objects.pour(prevu.compte, P.SEMAINE_REVOIR).pour_ecran()
    absences = Absence.objects.pour(prevu.compte, P.ABSENCE_SAISIR).pour_ecran()
    en_cours = absences.chevauchant(lundi_de(jour), lundi_de(jour) + timedelta(days=4))
    return Point(
        list(semaines.en_retard_au(jour).order_by("lundi", "affectation__conseil__arrondissement__numero")),
        list(semaines.a_revoir()),
        list(en_cours.order_by("debut", "affectation__conseil__arrondissement__numero")),
    )
