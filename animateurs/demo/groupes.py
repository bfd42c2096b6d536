"""The eight conseils as they are today, and their groupes moteurs with entries and exits."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from animateurs.demo.hasard import quotas, un_parmi
from animateurs.demo.noms import FAMILLES, PRENOMS_MIXTES, STRUCTURES, Famille
from animateurs.demo.profils import PROFILS, Profil
from animateurs.demo.scene import Scene
from conseils.models import ConseilCitoyen, GroupeMoteur, Mandat, Membre, Sexe, TrancheAge
from territoires.models import Quartier

COLLEGE, ORIGINE, MOTIF = Mandat.College, Mandat.Origine, Mandat.MotifFin

NOMS = [(famille, nom) for famille in FAMILLES for nom in famille.noms]
CHANCE_PRENOM_DE_FAMILLE = 0.65
AGES = {
    TrancheAge.MOINS_18: 0.01,
    TrancheAge.DE_18_A_25: 0.09,
    TrancheAge.DE_26_A_39: 0.21,
    TrancheAge.DE_40_A_59: 0.37,
    TrancheAge.PLUS_60: 0.27,
    TrancheAge.NON_RENSEIGNE: 0.05,
}
ORIGINES = {
    COLLEGE.HABITANTS: {ORIGINE.TIRE_AU_SORT: 0.38, ORIGINE.VOLONTAIRE: 0.62},
    COLLEGE.ACTEURS: {ORIGINE.TIRE_AU_SORT: 0.5, ORIGINE.VOLONTAIRE: 0.25, ORIGINE.COLLEGE: 0.25},
}
MOTIFS = {
    MOTIF.DEMISSION: 0.3,
    MOTIF.DEMENAGEMENT: 0.25,
    MOTIF.RENOUVELLEMENT: 0.2,
    MOTIF.ABSENCES: 0.2,
    MOTIF.AUTRE: 0.05,
}
PART_SEXE_INCONNU = 0.03
PART_QUARTIER_INCONNU = 0.08


@dataclass(frozen=True)
class Passage:
    """One person's time in a groupe moteur, before it is given a face."""

    debut: date
    fin: date | None = None


def installer_conseils(scene: Scene) -> None:
    """Give each conseil of the reference data its status and a presentation."""
    for numero, profil in PROFILS.items():
        conseil, installation = scene.conseils[numero], scene.installation(profil)
        statuts = ConseilCitoyen.Statut
        conseil.statut = statuts.INSTALLE if installation else statuts.PREFIGURATION
        conseil.date_installation = installation
        conseil.presentation = _presentation(profil)
    ConseilCitoyen.objects.bulk_update(
        scene.conseils.values(),
        ["statut", "date_installation", "presentation"],
    )


def _presentation(profil: Profil) -> str:
    themes = " et ".join(profil.themes)
    return (
        f"Données de démonstration : habitants, structures et réunions sont imaginaires. "
        f"Thèmes suivis par le conseil : {themes}."
    )


def peupler_groupes(scene: Scene) -> dict[int, list[Mandat]]:
    """Create groupes moteurs, membres and mandats; return the mandats by arrondissement."""
    plans = {numero: _mandats(scene, profil) for numero, profil in PROFILS.items()}
    mandats = [mandat for plan in plans.values() for mandat in plan]
    GroupeMoteur.objects.bulk_create({id(m.groupe): m.groupe for m in mandats}.values())
    Membre.objects.bulk_create(m.membre for m in mandats)
    Mandat.objects.bulk_create(mandats)
    return plans


def _mandats(scene: Scene, profil: Profil) -> list[Mandat]:
    """The mandats of one conseil, unsaved. Today's members and those who left have their own shares."""
    registre = Registre(scene, profil)
    return [
        *registre.inscrire(_restes(scene, profil), profil.part_femmes),
        *registre.inscrire(_sortis(scene, profil), profil.part_femmes_sorties),
    ]


def _restes(scene: Scene, profil: Profil) -> Iterable[Passage]:
    """Those of today: the founders who stayed, then those who came on the way."""
    alea = scene.alea("entrées", profil.numero)
    fondation, jour = scene.fondation(profil), scene.calendrier.aujourd_hui
    for _ in range(profil.effectif - profil.entrees):
        yield Passage(fondation)
    for _ in range(profil.entrees):
        yield Passage(_un_jour(scene, alea, max(fondation, scene.calendrier.debut), jour - timedelta(days=25)))


def _sortis(scene: Scene, profil: Profil) -> Iterable[Passage]:
    """The founders who left on the way."""
    alea = scene.alea("sorties", profil.numero)
    fondation, jour = scene.fondation(profil), scene.calendrier.aujourd_hui
    premier = max(fondation, scene.calendrier.debut) + timedelta(days=60)
    for _ in range(profil.effectif_initial - (profil.effectif - profil.entrees)):
        yield Passage(fondation, _un_jour(scene, alea, premier, jour - timedelta(days=30)))


def _un_jour(scene: Scene, alea: Random, debut: date, fin: date) -> date:
    return scene.calendrier.ouvre_des(debut + timedelta(days=alea.randrange((fin - debut).days)))


class Registre:
    """Gives faces to the passages of one groupe moteur. Surnames do not repeat: nobody is taken for another."""

    def __init__(self, scene: Scene, profil: Profil) -> None:
        self.groupe = GroupeMoteur(conseil=scene.conseils[profil.numero])
        self.quartiers = scene.quartiers_atteints(profil, 0)
        self.part_habitants = profil.part_habitants
        self.alea = scene.alea("membres", profil.numero)
        self.noms = iter(self.alea.sample(NOMS, len(NOMS)))

    def inscrire(self, passages: Iterable[Passage], part_femmes: float) -> list[Mandat]:
        passages = list(passages)
        connus = 1 - PART_SEXE_INCONNU
        sexes = {
            Sexe.FEMME: part_femmes * connus,
            Sexe.HOMME: (1 - part_femmes) * connus,
            Sexe.NON_RENSEIGNE: PART_SEXE_INCONNU,
        }
        colleges = {COLLEGE.HABITANTS: self.part_habitants, COLLEGE.ACTEURS: 1 - self.part_habitants}
        repartitions = (quotas(self.alea, len(passages), parts) for parts in (sexes, colleges, AGES))
        return [self._mandat(*fiche) for fiche in zip(passages, *repartitions, strict=True)]

    def _mandat(self, passage: Passage, sexe: Sexe, college: COLLEGE, age: TrancheAge) -> Mandat:
        famille, nom = next(self.noms)
        membre = Membre(
            conseil=self.groupe.conseil,
            prenom=self._prenom(famille, sexe),
            nom=nom,
            sexe=sexe,
            tranche_age=age,
            quartier=self._quartier(),
            structure=self.alea.choice(STRUCTURES) if college == COLLEGE.ACTEURS else "",
        )
        return Mandat(
            groupe=self.groupe,
            membre=membre,
            college=college,
            origine=un_parmi(self.alea, ORIGINES[college]),
            debut=passage.debut,
            fin=passage.fin,
            motif_fin=un_parmi(self.alea, MOTIFS) if passage.fin else "",
        )

    def _prenom(self, famille: Famille, sexe: Sexe) -> str:
        if sexe == Sexe.NON_RENSEIGNE:
            return self.alea.choice(PRENOMS_MIXTES)
        if self.alea.random() > CHANCE_PRENOM_DE_FAMILLE:
            famille = FAMILLES[0]
        return self.alea.choice(famille.femmes if sexe == Sexe.FEMME else famille.hommes)

    def _quartier(self) -> Quartier | None:
        if not self.quartiers or self.alea.random() < PART_QUARTIER_INCONNU:
            return None
        return self.alea.choice(self.quartiers)
