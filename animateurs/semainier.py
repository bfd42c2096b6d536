"""What the week pages show: the seven days, the proposals, the grid of the team. Plain values, no writing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from animateurs.models import Absence, Affectation, LigneJournal, SemaineJournal
from comptes.models import Compte, LigneAudit
from comptes.permissions import Permission as P
from conseils.models import ConseilCitoyen, Reunion
from socle.ouvres import nom_ferie
from socle.periode import Periode, lundi_de

SEMAINES_DE_LA_GRILLE = 8


@dataclass(frozen=True)
class Jour:
    """One day of the week; ``ouvert`` when the affectation runs on it."""

    rang: int
    date: date
    ouvert: bool
    lignes: list[LigneJournal]
    absence: Absence | None = None

    @property
    def ferie(self) -> str:
        return nom_ferie(self.date)

    @property
    def minutes(self) -> int:
        return sum(ligne.minutes for ligne in self.lignes)


@dataclass(frozen=True)
class Semainier:
    """A week as it is read on a page, in five queries whatever it holds."""

    semaine: SemaineJournal

    @cached_property
    def lignes(self) -> list[LigneJournal]:
        return list(self.semaine.lignes.pour_ecran())

    @cached_property
    def jours(self) -> list[Jour]:
        return [self._jour(rang) for rang in range(7)]

    def _jour(self, rang: int) -> Jour:
        jour = self.semaine.date_du(rang)
        ouvert = jour in periode_de(self.semaine.affectation)
        lignes = [ligne for ligne in self.lignes if ligne.jour == rang]
        return Jour(rang, jour, ouvert, lignes, self.semaine.absence_du(jour) if ouvert else None)

    @property
    def ouvrables(self) -> list[Jour]:
        """Monday to Friday."""
        return self.jours[:5]

    @property
    def weekend(self) -> list[Jour]:
        """Saturday and Sunday, when something was done on them."""
        return [jour for jour in self.jours[5:] if jour.lignes]

    @property
    def minutes(self) -> int:
        return sum(jour.minutes for jour in self.jours)

    @property
    def par_mission(self) -> list[tuple[str, int]]:
        """The minutes of each mission, in the order of the convention."""
        missions = sorted({ligne.mission for ligne in self.lignes}, key=lambda mission: mission.ordre)
        return [
            (mission.libelle, sum(ligne.minutes for ligne in self.lignes if ligne.mission == mission))
            for mission in missions
        ]

    @cached_property
    def historique(self) -> list[LigneAudit]:
        """What was done to the week itself, oldest first, each act with its ``libelle``."""
        actes = list(LigneAudit.objects.de(self.semaine))
        for acte in actes:
            acte.libelle = _libelle(acte)
        return actes

    @property
    def renvoi(self) -> LigneAudit | None:
        """The last return, while the week is in the hands of its animateur because of it."""
        if self.semaine.etat != SemaineJournal.Etat.RENVOYEE:
            return None
        return next((acte for acte in reversed(self.historique) if acte.vers == self.semaine.etat), None)


def _libelle(acte: LigneAudit) -> str:
    if acte.acte == "semaine.rien_a_signaler":
        return "« rien à signaler » déclaré" if acte.detail["declare"] else "« rien à signaler » retiré"
    return SemaineJournal.Etat(acte.vers).label


@dataclass(frozen=True)
class Propositions:
    """What can be taken in one gesture: the week's meetings, the lines of the last week."""

    reunions: list[Reunion]
    lignes: list[LigneJournal]


def propositions(semainier: Semainier) -> Propositions:
    """Everything proposed that the week does not hold yet and that the affectation covers."""
    semaine, prises = semainier.semaine, {ligne.reunion_id for ligne in semainier.lignes}
    courue = periode_de(semaine.affectation)
    travailles = [jour for jour in map(semaine.date_du, range(7)) if jour in courue and not semaine.absence_du(jour)]
    deja = {(ligne.jour, ligne.type_activite_id) for ligne in semainier.lignes}
    precedentes = {
        (ligne.jour, ligne.type_activite_id): ligne
        for ligne in LigneJournal.objects.de_la_semaine_precedente(semaine)
        if ligne.type_activite.actif and semaine.date_du(ligne.jour) in travailles
    }
    return Propositions(
        [r for r in reunions_de(semaine).order_by("date", "heure") if r.pk not in prises and r.date in travailles],
        [ligne for cle, ligne in precedentes.items() if cle not in deja],
    )


def reunions_de(semaine: SemaineJournal):
    """The meetings of the week's conseil in that week, cancelled ones apart."""
    periode = Periode.semaine(semaine.lundi)
    return Reunion.objects.filter(
        conseil=semaine.affectation.conseil_id, date__range=(periode.debut, periode.fin)
    ).exclude(statut=Reunion.Statut.ANNULEE)


def periode_de(affectation: Affectation) -> Periode:
    """The days that the affectation covers, without end while none is set."""
    return Periode(affectation.debut, affectation.fin or date.max)


@dataclass(frozen=True)
class Grille:
    """Affectations × the last weeks. Nobody is ranked: the order is that of the arrondissements."""

    lundis: list[date]
    lignes: list[tuple[Affectation, list[SemaineJournal | None]]]


def grille(affectations: list[Affectation], jour: date) -> Grille:
    """The weeks of these affectations, the current one last, in one query."""
    dernier = lundi_de(jour)
    lundis = [dernier - timedelta(weeks=rang) for rang in reversed(range(SEMAINES_DE_LA_GRILLE))]
    semaines = {
        (semaine.affectation_id, semaine.lundi): semaine
        for semaine in SemaineJournal.objects.filter(affectation__in=affectations, lundi__in=lundis).avec_absence()
    }
    return Grille(lundis, [(a, [semaines.get((a.pk, lundi)) for lundi in lundis]) for a in affectations])


def conseils_sans_animateur(affectations: list[Affectation], compte: Compte) -> list[ConseilCitoyen]:
    """The conseils within reach that none of these affectations accompanies."""
    pourvus = {affectation.conseil_id for affectation in affectations}
    conseils = ConseilCitoyen.objects.pour(compte, P.EQUIPE_VOIR).exclude(pk__in=pourvus)
    return list(conseils.select_related("arrondissement"))
