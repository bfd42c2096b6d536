"""Whom the journals say was met: structures, éloignés, and what « Autre » stood for."""

from random import Random

from animateurs.demo.hasard import un_parmi
from animateurs.demo.profils import PROFILS
from animateurs.demo.scene import Scene
from animateurs.models import LigneJournal, TypeActivite
from conseils.models import ConseilCitoyen
from territoires.models import Partenaire

# How often an activity is led with a structure, and with which: those of the annuaire, or an institution.
CHANCE_STRUCTURE = {"immersion": 1, "interconnaissance": 1, "partenaires": 0.9}
CHANCE_ACTEUR = {
    "permanence": 0.25,
    "realiser-initiative": 0.4,
    "monter-initiative": 0.25,
    "suivi-projet-territoire": 0.3,
}
INSTITUTIONS = (
    "ville-de-paris",
    "prefecture-de-paris",
    "bailleurs-sociaux",
    "caf-de-paris",
    "mission-locale-de-paris",
)
# What becomes of a meeting with a partner, and of an hour of administration.
VARIANTES = {"partenaires": 14, "immersion": 2, "interconnaissance": 3}
CHANCE_AUTRE = 0.05
PRECISIONS = {
    "Réunion de parents d'élèves": 5,
    "réunion de parents d'eleves": 2,
    "REUNION DE PARENTS D'ELEVES": 1,
    "Tournage d'un reportage": 2,
    "Déménagement du local": 1,
}
CHANCE_ELOIGNES = 0.6
DU_TERRAIN = 3  # of the four structures of an annuaire, those that are met; the last never was


def noter_les_rencontres(scene: Scene) -> None:
    """Complete the lines of every conseil, in an order that does not depend on the keys of the database."""
    types = {t.code: t for t in TypeActivite.objects.select_related("mission")}
    institutions = list(Partenaire.objects.filter(code__in=INSTITUTIONS).order_by("code"))
    for numero in sorted(PROFILS):
        alea, conseil = scene.alea("rencontres", numero), scene.conseils[numero]
        lignes = list(
            LigneJournal.objects.du_conseil(conseil)
            .select_related("type_activite")
            .order_by("semaine__lundi", "semaine__affectation__debut", "jour", "pk")
        )
        for ligne in lignes:
            _nuancer(alea, ligne, types)
            _compter_les_eloignes(alea, ligne)
        LigneJournal.objects.bulk_update(lignes, ["type_activite", "precision", "eloignes"], batch_size=500)
        _lier(alea, conseil, lignes, institutions)


def _nuancer(alea: Random, ligne: LigneJournal, types: dict[str, TypeActivite]) -> None:
    """Some partners are met in an immersion; some administration was something else. The mission stays."""
    code = ligne.type_activite.code
    if code == "partenaires":
        ligne.type_activite = types[un_parmi(alea, VARIANTES)]
    elif code == "administration" and alea.random() < CHANCE_AUTRE:
        ligne.type_activite, ligne.precision = types[TypeActivite.AUTRE], un_parmi(alea, PRECISIONS)


def _compter_les_eloignes(alea: Random, ligne: LigneJournal) -> None:
    if ligne.public and alea.random() < CHANCE_ELOIGNES:
        ligne.eloignes = round(ligne.public * alea.uniform(0.1, 0.5))


def _lier(alea: Random, conseil: ConseilCitoyen, lignes: list[LigneJournal], institutions: list[Partenaire]) -> None:
    acteurs = list(conseil.acteurs.order_by("nom"))[:DU_TERRAIN]
    vues = {"acteurs": [], "partenaires": []}
    for ligne in lignes:
        code = ligne.type_activite.code
        if alea.random() < CHANCE_STRUCTURE.get(code, 0):
            vues["partenaires"].append((ligne, alea.choice(institutions)))
        if acteurs and alea.random() < CHANCE_ACTEUR.get(code, CHANCE_STRUCTURE.get(code, 0) / 2):
            vues["acteurs"].append((ligne, alea.choice(acteurs)))
    _ecrire(LigneJournal.acteurs.through, "acteur", vues["acteurs"])
    _ecrire(LigneJournal.partenaires.through, "partenaire", vues["partenaires"])


def _ecrire(table, champ: str, vues: list) -> None:
    table.objects.bulk_create([table(lignejournal=ligne, **{champ: structure}) for ligne, structure in vues])
