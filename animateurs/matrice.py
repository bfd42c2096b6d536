"""The team over an exercice: postings × weeks, posts left vacant, who is late, what waits to be validated.

Plain values read in six queries, however many people and weeks. Nobody is ranked: the order is that of the
arrondissements. « Absent », « en retard » and « vacant » are derived, never stored.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from animateurs.models import Absence, Affectation, Convention, SemaineJournal
from animateurs.rappels_partis import derniers_jours
from comptes.models import Compte
from comptes.permissions import Permission as P
from conseils.exercices import exercices_connus
from conseils.models import ConseilCitoyen
from socle.ouvres import nom_ferie
from socle.periode import Periode, lundi_de

# What a cell may say: the letter that it prints and what the letter means, in the order of the legend.
SITUATIONS = {
    "validee": ("V", "validée"),
    "transmise": ("T", "transmise, à valider"),
    "renvoyee": ("C", "renvoyée, à corriger"),
    "en_retard": ("R", "en retard"),
    "ouverte": ("O", "ouverte"),
    "absent": ("A", "absent toute la semaine"),
    "vacant": ("X", "poste vacant"),
    "hors": ("–", "hors affectation"),
}


@dataclass(frozen=True)
class Case:
    """One week of one row. ``code`` is a key of ``SITUATIONS``."""

    lundi: date
    code: str
    semaine: SemaineJournal | None = None

    @property
    def lettre(self) -> str:
        return SITUATIONS[self.code][0]

    @property
    def libelle(self) -> str:
        return SITUATIONS[self.code][1]


@dataclass(frozen=True)
class Ligne:
    """The weeks of one posting, or those in which a conseil had nobody (``affectation`` is ``None``)."""

    conseil: ConseilCitoyen
    affectation: Affectation | None
    cases: list[Case]


@dataclass(frozen=True)
class ARappeler:
    """Somebody who owes weeks today. ``absence``: what keeps the person away, so that nothing is sent.

    ``dernier``: the day of the last reminder, by hand or by the schedule, which says the same thing.
    """

    animateur: Compte
    semaines: list[SemaineJournal]
    absence: Absence | None
    dernier: date | None
    jour: date

    @property
    def deja(self) -> bool:
        """Whether today's e-mail has left."""
        return self.dernier == self.jour

    @property
    def possible(self) -> bool:
        return not self.absence and not self.deja


@dataclass(frozen=True)
class Vacance:
    """A conseil without anybody, over whole weeks; ``fin`` is empty while it lasts."""

    conseil: ConseilCitoyen
    debut: date
    fin: date | None


@dataclass(frozen=True)
class Equipe:
    """What ``compte`` reaches of the team with a permission, on ``jour``."""

    compte: Compte
    jour: date
    permission: P = P.EQUIPE_VOIR

    @cached_property
    def affectations(self) -> list[Affectation]:
        """All of them: their number grows with people, not with weeks."""
        return list(Affectation.objects.pour(self.compte, self.permission).pour_ecran())

    @property
    def en_cours(self) -> list[Affectation]:
        return [a for a in self.affectations if a.debut <= self.jour and not _finie(a, self.jour)]

    @property
    def non_terminees(self) -> list[Affectation]:
        return [a for a in self.affectations if not _finie(a, self.jour)]

    @property
    def exercices(self) -> list[Periode]:
        premier = min((a.debut for a in self.affectations), default=None)
        return exercices_connus(premier, self.jour)

    @cached_property
    def conseils(self) -> list[ConseilCitoyen]:
        ouverts = ConseilCitoyen.objects.pour(self.compte, self.permission).exclude(statut="clos")
        return list(ouverts.select_related("arrondissement").order_by("arrondissement__numero"))

    @property
    def vacants(self) -> list[ConseilCitoyen]:
        """The conseils that nobody accompanies today."""
        pourvus = {affectation.conseil_id for affectation in self.en_cours}
        return [conseil for conseil in self.conseils if conseil.pk not in pourvus]

    @cached_property
    def absences(self) -> dict[int, list[Absence]]:
        """By affectation."""
        trouvees = defaultdict(list)
        for absence in Absence.objects.filter(affectation__in=[a.pk for a in self.affectations]):
            trouvees[absence.affectation_id].append(absence)
        return trouvees

    def absent_toute(self, affectation: Affectation, lundi: date) -> bool:
        """Whether absences cover every working day that the posting has in that week."""
        dues = [jour for jour in _jours_ouvres(lundi) if _court_le(affectation, jour)]
        absences = self.absences[affectation.pk]
        return bool(dues) and all(any(a.debut <= jour <= a.fin for a in absences) for jour in dues)

    @cached_property
    def couverts(self) -> dict[int, list[tuple[date, date]]]:
        """From when to when a convention gives an animateur to each arrondissement of these conseils."""
        trouves = defaultdict(list)
        territoires = {conseil.arrondissement_id for conseil in self.conseils}
        conventions = Convention.objects.filter(arrondissements__in=territoires)
        for territoire, debut, fin in conventions.values_list("arrondissements", "debut", "fin"):
            trouves[territoire].append((debut, fin))
        return trouves


@dataclass(frozen=True)
class Matrice:
    """Postings × weeks of an exercice, the latest first: on a phone, what matters is in sight."""

    equipe: Equipe
    exercice: Periode

    @cached_property
    def lundis(self) -> list[date]:
        """The Mondays of the exercice, up to that of this week."""
        premier = lundi_de(self.exercice.debut + timedelta(days=6))
        dernier = lundi_de(min(self.exercice.fin, self.equipe.jour))
        return [dernier - timedelta(weeks=rang) for rang in range((dernier - premier).days // 7 + 1)]

    @cached_property
    def semaines(self) -> dict[tuple[int, date], SemaineJournal]:
        """Those of the exercice, and those of any year that wait for somebody, each with its affectation."""
        affectations = {a.pk: a for a in self.equipe.affectations}
        trouvees = SemaineJournal.objects.filter(affectation__in=list(affectations)).pour_la_matrice(self.exercice)
        for semaine in trouvees:
            semaine.affectation = affectations[semaine.affectation_id]
        return {(s.affectation_id, s.lundi): s for s in trouvees}

    @property
    def lignes(self) -> list[Ligne]:
        lignes = [self._ligne(a) for a in self.equipe.affectations if self._touche(a)]
        return sorted([*lignes, *self._lignes_vacantes()], key=_rang)

    def _touche(self, affectation: Affectation) -> bool:
        return any(_court_en(affectation, lundi) for lundi in self.lundis)

    def _ligne(self, affectation: Affectation) -> Ligne:
        return Ligne(affectation.conseil, affectation, [self._case(affectation, lundi) for lundi in self.lundis])

    def _case(self, affectation: Affectation, lundi: date) -> Case:
        semaine = self.semaines.get((affectation.pk, lundi))
        if semaine is None:
            return Case(lundi, "hors")
        if semaine.modifiable and self.equipe.absent_toute(affectation, lundi):
            return Case(lundi, "absent", semaine)
        return Case(lundi, semaine.situation[0], semaine)

    def _lignes_vacantes(self) -> Iterable[Ligne]:
        for conseil in self.equipe.conseils:
            vides = self._lundis_vacants(conseil)
            if vides:
                cases = [Case(lundi, "vacant" if lundi in vides else "hors") for lundi in self.lundis]
                yield Ligne(conseil, None, cases)

    def _lundis_vacants(self, conseil: ConseilCitoyen) -> set[date]:
        """The weeks that a convention covers and in which nobody was posted, not even for a day."""
        affectations = [a for a in self.equipe.affectations if a.conseil_id == conseil.pk]
        couverts = self.equipe.couverts[conseil.arrondissement_id]
        return {
            lundi
            for lundi in self.lundis
            if any(debut <= lundi + timedelta(days=4) and lundi <= fin for debut, fin in couverts)
            and not any(_court_en(a, lundi) for a in affectations)
        }

    @property
    def vacances(self) -> list[Vacance]:
        """The stretches of weeks without anybody, in words beside the matrix."""
        return [v for conseil in self.equipe.conseils for v in self._vacances(conseil)]

    def _vacances(self, conseil: ConseilCitoyen) -> list[Vacance]:
        vides, trouvees = self._lundis_vacants(conseil), []
        for lundi in sorted(vides):
            if lundi - timedelta(weeks=1) in vides:
                continue
            suivant = lundi
            while suivant in vides:
                suivant += timedelta(weeks=1)
            dure = suivant > self.lundis[0] and self.lundis[0] == lundi_de(self.equipe.jour)
            trouvees.append(Vacance(conseil, lundi, None if dure else suivant - timedelta(days=1)))
        return trouvees

    @property
    def a_valider(self) -> list[SemaineJournal]:
        transmises = [s for s in self.semaines.values() if s.etat == SemaineJournal.Etat.TRANSMISE]
        return sorted(transmises, key=lambda s: (s.affectation.conseil.arrondissement.numero, s.lundi))

    @cached_property
    def a_rappeler(self) -> list[ARappeler]:
        """By person, in the order of the arrondissements: one person may accompany several conseils."""
        en_poste = [affectation.animateur_id for affectation in self.equipe.en_cours]
        derniers = derniers_jours(self.equipe.jour - timedelta(weeks=8), en_poste)
        dues: dict[Compte, list[SemaineJournal]] = defaultdict(list)
        for affectation in self.equipe.en_cours:
            dues[affectation.animateur] += self._dues(affectation)
        return [
            ARappeler(animateur, semaines, self._absence(animateur), derniers.get(animateur.pk), self.equipe.jour)
            for animateur, semaines in dues.items()
            if semaines
        ]

    def _dues(self, affectation: Affectation) -> list[SemaineJournal]:
        siennes = [s for (pk, _), s in self.semaines.items() if pk == affectation.pk and s.en_retard]
        return sorted(
            (s for s in siennes if not self.equipe.absent_toute(affectation, s.lundi)), key=lambda s: s.lundi
        )

    def _absence(self, animateur: Compte) -> Absence | None:
        """What keeps the person away today, in any conseil."""
        siennes = [
            a for aff in self.equipe.en_cours if aff.animateur == animateur for a in self.equipe.absences[aff.pk]
        ]
        return next((a for a in siennes if a.debut <= self.equipe.jour <= a.fin), None)


def _finie(affectation: Affectation, jour: date) -> bool:
    return affectation.fin is not None and affectation.fin < jour


def _court_le(affectation: Affectation, jour: date) -> bool:
    return affectation.debut <= jour and not _finie(affectation, jour)


def _court_en(affectation: Affectation, lundi: date) -> bool:
    """Whether it runs on one of the days of that week."""
    return affectation.debut <= lundi + timedelta(days=6) and not _finie(affectation, lundi)


def _jours_ouvres(lundi: date) -> list[date]:
    jours = [lundi + timedelta(days=rang) for rang in range(5)]
    return [jour for jour in jours if not nom_ferie(jour)]


def _rang(ligne: Ligne) -> tuple:
    """By arrondissement, then in the order in which people came; a vacant post last."""
    debut = ligne.affectation.debut if ligne.affectation else date.max
    return ligne.conseil.arrondissement.numero, debut, ligne.affectation.pk if ligne.affectation else 0
