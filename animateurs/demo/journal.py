"""The weekly journals: one row a week for each affectation, and eight to twelve lines in most of them."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise

from animateurs.demo.hasard import autour, un_parmi
from animateurs.demo.notes import NOTES
from animateurs.demo.profils import PROFILS
from animateurs.demo.revue import lignes_d_audit, revoir
from animateurs.demo.scene import Scene
from animateurs.demo.semaine_type import garder_des_semaines_types
from animateurs.models import Affectation, LigneJournal, SemaineJournal, TypeActivite
from comptes.models import Compte, LigneAudit
from conseils.models import Reunion
from socle.ouvres import nom_ferie
from socle.periode import lundi_de

SAMEDI = 5
MINUTES_PAR_JOUR = 7 * 60
DEMI_HEURE = 30

# How often each kind of activity comes, in hundredths of the time that meetings leave.
USAGES = {
    "aller-vers": 10,
    "permanence": 8,
    "preparer-reunion": 7,
    "accompagner-membres": 6,
    "compte-rendu": 5,
    "communication": 4,
    "former-membres": 2,
    "partenaires": 7,
    "preparer-instance": 5,
    "suivi-projet-territoire": 4,
    "participer-instance": 3,
    "avis-interpellation": 3,
    "monter-initiative": 8,
    "realiser-initiative": 8,
    "financement": 5,
    "equipe": 7,
    "administration": 5,
    "formation": 3,
}
TYPES_DE_REUNION = {
    Reunion.Type.PRESENTATION_BILAN: "participer-instance",
    Reunion.Type.MARCHE: "suivi-projet-territoire",
    Reunion.Type.ATELIER: "realiser-initiative",
}
AVEC_PUBLIC = {"aller-vers": 11, "permanence": 7, "realiser-initiative": 14, "accompagner-membres": 2}
CHANCE_NOTE, CHANCE_QUARTIER, CHANCE_PUBLIC = 0.4, 0.45, 0.7
# (arrondissement, weeks ago): how many days are filled in, when the week is not complete.
JOURS_REMPLIS = {(18, 0): 3, (20, 0): 2, (10, 0): 1, (14, 2): 2, (14, 1): 0}


@dataclass(frozen=True)
class Equipement:
    """What every journal shares."""

    scene: Scene
    types: dict[str, TypeActivite]

    @classmethod
    def charger(cls, scene: Scene) -> "Equipement":
        return cls(scene, {t.code: t for t in TypeActivite.objects.select_related("mission")})


def tenir_journaux(
    scene: Scene, affectations: list[Affectation], agendas: dict[int, list[Reunion]], coordinatrice: Compte
) -> None:
    """Create the weeks, their lines, the audit trail of what became of them, and what comes back each week."""
    equipement = Equipement.charger(scene)
    journaux = [Journal(equipement, a, agendas[a.conseil.arrondissement.numero]) for a in affectations]
    semaines, lignes, actes = [], [], []
    for journal in journaux:
        for lundi in scene.calendrier.semaines(journal.affectation.debut, journal.affectation.fin):
            semaine, faits = journal.semaine(lundi)
            semaines.append(semaine)
            actes.append(faits)
            lignes += journal.remplir(semaine)
    SemaineJournal.objects.bulk_create(semaines)
    LigneJournal.objects.bulk_create(lignes)
    traces = zip(semaines, actes, strict=True)
    LigneAudit.objects.bulk_create(
        sorted((t for s, a in traces for t in lignes_d_audit(s, a, coordinatrice)), key=lambda trace: trace.quand)
    )
    garder_des_semaines_types(affectations)


class Journal:
    """The journal of one affectation."""

    def __init__(self, equipement: Equipement, affectation: Affectation, reunions: list[Reunion]) -> None:
        self.scene, self.types, self.affectation = equipement.scene, equipement.types, affectation
        self.profil = PROFILS[affectation.conseil.arrondissement.numero]
        self.quartiers = self.scene.quartiers[self.profil.numero]
        self.reunions = {r.date: r for r in reunions if r.statut != Reunion.Statut.ANNULEE}
        self.alea = self.scene.alea("journal", affectation.animateur.email)

    @cached_property
    def usages(self) -> dict[str, float]:
        """The kinds of activity, leaning the way of this conseil."""
        penchants = dict(zip(("M1", "M2", "M3", "INT"), self.profil.missions, strict=True))
        return {code: poids * penchants[self.types[code].mission.code] for code, poids in USAGES.items()}

    @cached_property
    def conges(self) -> set[date]:
        """The Mondays of the weeks off: three in August, Christmas, one in February; never over a meeting."""
        annees = range(self.scene.calendrier.debut.year, self.scene.calendrier.fin.year + 1)
        decalage = timedelta(weeks=self.profil.numero % 2)
        lundis = {
            lundi_de(date(annee, mois, jour)) + rang * timedelta(weeks=1) + (decalage if mois != 12 else timedelta())
            for annee in annees
            for mois, jour, nombre in ((8, 2, 3), (12, 26, 1), (2, 20, 1))
            for rang in range(nombre)
        }
        return lundis - {lundi_de(jour) for jour in self.reunions}

    def semaine(self, lundi: date) -> tuple:
        """The row of a week and what happened to it."""
        semaine = SemaineJournal(affectation=self.affectation, lundi=lundi)
        return semaine, revoir(self.scene.calendrier, self.profil, semaine, self.alea)

    def remplir(self, semaine: SemaineJournal) -> list[LigneJournal]:
        """The lines of a week. One without any, once handed in, was declared « rien à signaler »."""
        lignes = [] if semaine.lundi in self.conges else self._lignes(semaine)
        semaine.rien_a_signaler = not lignes and semaine.transmise_le is not None
        semaine.version = len(lignes) + (semaine.transmise_le is not None) + (semaine.validee_le is not None)
        return lignes

    def _lignes(self, semaine: SemaineJournal) -> list[LigneJournal]:
        calendrier = self.scene.calendrier
        rang = (calendrier.lundi - semaine.lundi).days // 7
        remplis = JOURS_REMPLIS.get((self.profil.numero, rang), 0 if rang == 0 else 7)
        jours = (semaine.lundi + timedelta(days=decalage) for decalage in range(remplis))
        dernier = min(calendrier.aujourd_hui, self.affectation.fin or calendrier.aujourd_hui)
        return [
            ligne
            for jour in jours
            if self.affectation.debut <= jour <= dernier
            for ligne in (self._journee(semaine, jour) if calendrier.est_ouvre(jour) else self._chomee(semaine, jour))
        ]

    def _journee(self, semaine: SemaineJournal, jour: date) -> list[LigneJournal]:
        """Seven hours or so: the day's meeting, if any, then one to three activities."""
        lignes, reste = [], MINUTES_PAR_JOUR + self.alea.choice((-30, 0, 0, 0, 30))
        if jour in self.reunions:
            lignes.append(self._en_reunion(semaine, self.reunions[jour]))
            reste += 60 - lignes[0].minutes  # an evening makes a longer day
        return [*lignes, *(self._activite(semaine, jour, minutes) for minutes in self._decouper(reste))]

    def _chomee(self, semaine: SemaineJournal, jour: date) -> list[LigneJournal]:
        """A Saturday is worked for a meeting or for the fête de quartier; a public holiday never is."""
        if jour.weekday() != SAMEDI or nom_ferie(jour):
            return []
        if jour in self.reunions:
            return [self._en_reunion(semaine, self.reunions[jour], motif_weekend="Réunion du conseil")]
        if jour.month == 6 and 8 <= jour.day <= 14 and jour >= self.scene.fondation(self.profil):
            return [
                self._ligne(
                    semaine, jour, "realiser-initiative", 240, motif_weekend="Fête de quartier", **self._public(45)
                )
            ]
        return []

    def _decouper(self, minutes: int) -> list[int]:
        """Cut a duration into one to three stretches of whole half-hours."""
        unites = minutes // DEMI_HEURE
        nombre = un_parmi(self.alea, {1: 1, 2: 5, 3: 3})
        coupes = [0, *sorted(self.alea.sample(range(2, unites - 1), nombre - 1)), unites]
        return [(fin - debut) * DEMI_HEURE for debut, fin in pairwise(coupes)]

    def _en_reunion(self, semaine: SemaineJournal, reunion: Reunion, **champs) -> LigneJournal:
        code = TYPES_DE_REUNION.get(reunion.type, "animer-reunion")
        minutes = self.alea.choice((150, 180, 180, 210))
        return self._ligne(semaine, reunion.date, code, minutes, reunion=reunion, quartier=reunion.quartier, **champs)

    def _activite(self, semaine: SemaineJournal, jour: date, minutes: int) -> LigneJournal:
        code = un_parmi(self.alea, self.usages)
        champs = {}
        if self.quartiers and self.alea.random() < CHANCE_QUARTIER:
            champs["quartier"] = self.alea.choice(self.quartiers)
        if self.alea.random() < CHANCE_NOTE:
            champs["note"] = self.alea.choice(NOTES[code])
        if code in AVEC_PUBLIC and self.alea.random() < CHANCE_PUBLIC:
            champs |= self._public(AVEC_PUBLIC[code])
        return self._ligne(semaine, jour, code, minutes, **champs)

    def _public(self, ordinaire: int) -> dict[str, int]:
        attendu = ordinaire * self.profil.public
        femmes, hommes = autour(self.alea, attendu * 0.55, 0.4), autour(self.alea, attendu * 0.45, 0.4)
        return {"femmes": femmes, "hommes": hommes, "non_renseignes": self.alea.choice((0, 0, 0, 1, 2))}

    def _ligne(self, semaine: SemaineJournal, jour: date, code: str, minutes: int, **champs) -> LigneJournal:
        type_activite = self.types[code]
        return LigneJournal(
            semaine=semaine,
            jour=jour.weekday(),
            type_activite=type_activite,
            mission=type_activite.mission,
            minutes=minutes,
            **champs,
        )
