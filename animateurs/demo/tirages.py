"""One drawing of lots ready to be sealed: a fictional pool and its proposed quotas.

Sealing and drawing are left to whoever tries the demonstration: they need the solver, and a secret.
"""

from random import Random

from animateurs.demo.hasard import un_parmi
from animateurs.demo.noms import FAMILLES
from animateurs.demo.scene import Scene
from comptes.models import Compte
from conseils.models import Candidat, Identite, Mandat, Sexe, Tirage, TrancheAge
from conseils.services.tirages import fixer_quotas, ouvrir_tirage
from conseils.tirages import propositions
from conseils.vivier.resume import effectifs
from territoires.models import Quartier

ARRONDISSEMENT = 18
CANDIDATS = 160
A_TIRER = 12
LISTES = {"Inscriptions au forum de rentrée": 2, "Volontaires des centres sociaux": 1}
SEXES = {Sexe.FEMME: 58, Sexe.HOMME: 40, Sexe.NON_RENSEIGNE: 2}
AGES = {
    TrancheAge.DE_18_A_25: 12,
    TrancheAge.DE_26_A_39: 27,
    TrancheAge.DE_40_A_59: 36,
    TrancheAge.PLUS_60: 25,
}
COLLEGES = {Mandat.College.HABITANTS: 4, Mandat.College.ACTEURS: 1}


def preparer_tirage(scene: Scene, par: Compte) -> Tirage:
    """Open the draw, fill its pool, keep the proposed quotas."""
    tirage = ouvrir_tirage(
        conseil=scene.conseils[ARRONDISSEMENT], par=par, intitule="Renouvellement du groupe moteur", nombre=A_TIRER
    )
    _remplir(tirage, scene.alea("tirage"), scene.quartiers[ARRONDISSEMENT])
    fixer_quotas(tirage=tirage, par=par, quotas=propositions(tirage, effectifs(tirage.candidats.du_vivier())))
    return tirage


def _remplir(tirage: Tirage, alea: Random, quartiers: list[Quartier]) -> None:
    candidats = Candidat.objects.bulk_create(
        Candidat(
            tirage=tirage,
            numero=numero,
            sexe=un_parmi(alea, SEXES),
            tranche_age=un_parmi(alea, AGES),
            quartier=alea.choice(quartiers),
            college=un_parmi(alea, COLLEGES),
            liste=un_parmi(alea, LISTES),
        )
        for numero in range(1, CANDIDATS + 1)
    )
    Identite.objects.bulk_create(_identite(candidat, alea) for candidat in candidats)


def _identite(candidat: Candidat, alea: Random) -> Identite:
    famille = alea.choice(FAMILLES)
    prenoms = famille.hommes if candidat.sexe == Sexe.HOMME else famille.femmes
    return Identite(
        candidat=candidat,
        nom=alea.choice(famille.noms),
        prenom=alea.choice(prenoms),
        contact=f"candidat{candidat.numero}@exemple.invalid",
    )
