"""The meetings: a rhythm by month (none in August), some cancelled, the next ones planned."""

from dataclasses import dataclass
from datetime import date, time, timedelta

from django.utils.text import capfirst

from animateurs.demo.calendrier import HORIZON
from animateurs.demo.equipe import Poste, postes
from animateurs.demo.profils import PROFILS, Profil
from animateurs.demo.scene import Scene
from conseils.models import Reunion
from socle.ouvres import nom_ferie
from socle.periode import Periode
from territoires.models import Quartier

TYPE, STATUT, ECHELLE = Reunion.Type, Reunion.Statut, Reunion.Echelle
SAMEDI = 5
# Which conseil receives the others, in each exercice.
HOTES = (20, 19, 18)
CHANCE_ANNULATION = 0.05
CHANCE_SANS_ANIMATEUR = 0.4
PART_LIEUX_PRETES = 0.45
SOUS_PREFIGURATION = {TYPE.GROUPE_MOTEUR, TYPE.QUARTIER, TYPE.THEMATIQUE, TYPE.ATELIER, TYPE.MARCHE}
LOCALES = {TYPE.QUARTIER, TYPE.MARCHE}
SANS_GROUPE = {TYPE.QUARTIER, TYPE.ATELIER}


@dataclass(frozen=True)
class Rendezvous:
    """A habit: in these months, in that week of the month, ``decalage`` days from the usual weekday."""

    type: Reunion.Type
    mois: frozenset[int]
    semaine: int
    decalage: int
    heure: time
    jour: int | None = None  # a weekday of its own


_SOIR, _DEBUT_DE_SOIREE, _APRES_MIDI = time(19), time(18, 30), time(14, 30)
RYTHME = (
    Rendezvous(TYPE.GROUPE_MOTEUR, frozenset({1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12}), 1, 0, _DEBUT_DE_SOIREE),
    Rendezvous(TYPE.ASSEMBLEE, frozenset({3, 6, 10, 12}), 2, 0, _SOIR),
    Rendezvous(TYPE.QUARTIER, frozenset({1, 2, 4, 5, 9, 11}), 2, 1, _DEBUT_DE_SOIREE),
    Rendezvous(TYPE.THEMATIQUE, frozenset({2, 3, 5, 9, 11}), 3, -1, _SOIR),
    Rendezvous(TYPE.ATELIER, frozenset({4, 10}), 3, 1, _APRES_MIDI),
    Rendezvous(TYPE.MARCHE, frozenset({5}), 2, 0, time(10), SAMEDI),
    Rendezvous(TYPE.PRESENTATION_BILAN, frozenset({4}), 2, -1, _SOIR),
    Rendezvous(TYPE.INTER_CONSEILS, frozenset({6}), 3, 0, _DEBUT_DE_SOIREE),
    Rendezvous(TYPE.DEBAT_ANNUEL, frozenset({11}), 3, 0, _SOIR),
)
# Held these last days, and the attendance has not been entered (or nobody said whether it took place).
A_SAISIR = ((18, TYPE.THEMATIQUE, 3, STATUT.TENUE), (13, TYPE.ATELIER, 5, STATUT.PREVUE))

LIEUX_DE_LA_VILLE = (
    "Mairie du {numero}e arrondissement",
    "Maison de la vie associative du {numero}e",
)
LIEUX = ("École du Square (fictive), préau", "Centre social La Passerelle (fictif)", "Local des Tilleuls (fictif)")


def programmer(scene: Scene) -> dict[int, list[Reunion]]:
    """Create every meeting of the eight conseils; return them by arrondissement, in order."""
    plan = postes(scene)
    agendas = {numero: Agenda(scene, profil, plan).tenir() for numero, profil in PROFILS.items()}
    Reunion.objects.bulk_create(reunion for agenda in agendas.values() for reunion in agenda)
    return agendas


class Agenda:
    """The meetings of one conseil, one a day at most."""

    def __init__(self, scene: Scene, profil: Profil, plan: list[Poste]) -> None:
        self.scene, self.profil, self.calendrier = scene, profil, scene.calendrier
        self.conseil = scene.conseils[profil.numero]
        self.alea = scene.alea("réunions", profil.numero)
        self.postes = [poste for poste in plan if poste.numero == profil.numero]
        self.par_date: dict[date, Reunion] = {}

    def tenir(self) -> list[Reunion]:
        for mois in self.calendrier.mois:
            for rendezvous in RYTHME:
                if mois.debut.month in rendezvous.mois:
                    self._inscrire(rendezvous, self._date(rendezvous, mois))
        for numero, type_, jours, statut in A_SAISIR:
            if numero == self.profil.numero:
                jour = self.calendrier.ouvre_avant(self.calendrier.aujourd_hui, jours)
                self.par_date[jour] = reunion = self._reunion(type_, jour, _DEBUT_DE_SOIREE, statut)
                reunion.presences_saisies = False
        return [self.par_date[jour] for jour in sorted(self.par_date)]

    def _date(self, rendezvous: Rendezvous, mois: Periode) -> date:
        """The n-th week of the month, moved to the next day when it is a holiday or already taken."""
        voulu = rendezvous.jour if rendezvous.jour is not None else (self.profil.jour + rendezvous.decalage) % 5
        jour = mois.debut + timedelta(days=(voulu - mois.debut.weekday()) % 7, weeks=rendezvous.semaine)
        if rendezvous.jour == SAMEDI and not nom_ferie(jour):
            return jour
        while not self.calendrier.est_ouvre(jour) or jour in self.par_date:
            jour += timedelta(days=1)
        return jour

    def _inscrire(self, rendezvous: Rendezvous, jour: date) -> None:
        if jour > self.calendrier.aujourd_hui + HORIZON or not self._est_possible(rendezvous.type, jour):
            return
        if self.alea.random() > self._regularite(rendezvous.type, jour):
            return
        statut = STATUT.PREVUE
        if jour < self.calendrier.aujourd_hui:
            annulee = self.alea.random() < CHANCE_ANNULATION / self.profil.regularite**3
            statut = STATUT.ANNULEE if annulee else STATUT.TENUE
        self.par_date[jour] = self._reunion(rendezvous.type, jour, rendezvous.heure, statut)

    def _est_possible(self, type_: TYPE, jour: date) -> bool:
        """A conseil does not hold an assembly before it is set up, nor a groupe moteur before it exists."""
        if type_ == TYPE.INTER_CONSEILS and HOTES[self.calendrier.rang_exercice(jour)] != self.profil.numero:
            return False
        if type_ == TYPE.QUARTIER and not self._quartiers(jour):
            return False
        if jour < self.scene.fondation(self.profil):
            return type_ in SANS_GROUPE
        installation = self.scene.installation(self.profil)
        return type_ in SOUS_PREFIGURATION or (installation is not None and jour >= installation)

    def _regularite(self, type_: TYPE, jour: date) -> float:
        if not any(poste.debut <= jour <= (poste.fin or jour) for poste in self.postes):
            return CHANCE_SANS_ANIMATEUR
        # The groupe moteur is what a struggling conseil keeps longest.
        return self.profil.regularite ** (0.5 if type_ == TYPE.GROUPE_MOTEUR else 1)

    def _reunion(self, type_: TYPE, jour: date, heure: time, statut: STATUT) -> Reunion:
        quartiers = self._quartiers(jour) if type_ in LOCALES else []
        quartier = self.alea.choice(quartiers) if quartiers else None
        prete = self.alea.random() < PART_LIEUX_PRETES
        tenue = statut == STATUT.TENUE
        return Reunion(
            conseil=self.conseil,
            type=type_,
            intitule=self._intitule(type_),
            echelle=self._echelle(type_, quartier),
            quartier=quartier,
            date=jour,
            heure=heure,
            lieu=self.alea.choice(LIEUX_DE_LA_VILLE if prete else LIEUX).format(numero=self.profil.numero),
            lieu_prete=prete,
            auto_animee=tenue and self.alea.random() < self._autonomie(jour),
            statut=statut,
            presences_saisies=tenue,
        )

    def _quartiers(self, jour: date) -> list[Quartier]:
        return self.scene.quartiers_atteints(self.profil, self.calendrier.rang_exercice(jour))

    def _echelle(self, type_: TYPE, quartier: Quartier | None) -> ECHELLE:
        if type_ == TYPE.INTER_CONSEILS:
            return ECHELLE.PARIS
        return ECHELLE.QUARTIER if quartier else ECHELLE.ARRONDISSEMENT

    def _intitule(self, type_: TYPE) -> str:
        theme = self.alea.choice(self.profil.themes)
        return {
            TYPE.THEMATIQUE: f"Groupe thématique : {theme}",
            TYPE.ATELIER: f"Atelier : {theme}",
            TYPE.INTER_CONSEILS: "Rencontre des conseils citoyens de Paris",
        }.get(type_, capfirst(TYPE(type_).label))

    def _autonomie(self, jour: date) -> float:
        """Members lead more meetings from one exercice to the next."""
        return self.profil.autonomie * (0.3, 0.65, 1.0)[self.calendrier.rang_exercice(jour)]
