"""The same people in every test: one for each role."""

from datetime import date

from comptes.models import Compte
from conseils.models import ConseilCitoyen
from tests import fabriques as f


def avec_role(role: str, prenom: str, arrondissement=None, **champs) -> Compte:
    adresse = f"{role}-{prenom}@exemple.invalid".lower()
    compte = f.CompteFabrique(prenom=prenom, nom=role.capitalize(), email=adresse, **champs)
    f.HabilitationFabrique(compte=compte, role=role, arrondissement=arrondissement)
    return compte


def conseil(numero: int) -> ConseilCitoyen:
    return f.ConseilFabrique(arrondissement=f.ArrondissementFabrique(numero=numero))


def affecte(prenom: str, numero: int) -> Compte:
    """An animateur with a running affectation."""
    accompagne = conseil(numero)
    compte = avec_role("animateur", prenom, accompagne.arrondissement)
    f.AffectationFabrique(animateur=compte, conseil=accompagne, debut=date(2026, 1, 5))
    return compte


def prefecture() -> Compte:
    institution = f.PartenaireFabrique(code="prefecture-de-paris", nom="Préfecture de Paris", nature="etat")
    return avec_role("prefecture", "Paul", institution=institution)


def ville() -> Compte:
    institution = f.PartenaireFabrique(code="ville-de-paris", nom="Ville de Paris", nature="collectivite")
    return avec_role("ville", "Vera", institution=institution)


def bailleur() -> Compte:
    """Answers for the bailleurs sociaux, and sees nothing else."""
    institution = f.PartenaireFabrique(code="bailleurs-sociaux", nom="Bailleurs sociaux", nature="bailleur")
    return avec_role("institution", "Basile", institution=institution)


def lectrice_du_19e() -> Compte:
    """Keeps the 18e and only reads the 19e."""
    compte = avec_role("animateur", "Lila", conseil(18).arrondissement)
    f.HabilitationFabrique(compte=compte, role="lecteur", arrondissement=conseil(19).arrondissement)
    return compte


def animatrice_et_ville() -> Compte:
    """Keeps the 18e, and reads the figures of all Paris for the Ville."""
    compte = avec_role("animateur", "Zoe", conseil(18).arrondissement)
    compte.institution = f.PartenaireFabrique(code="ville-de-paris", nom="Ville de Paris", nature="collectivite")
    compte.save()
    f.HabilitationFabrique(compte=compte, role="ville", arrondissement=None)
    return compte


PERSONNES = {
    "coordinatrice": lambda: avec_role("coordination", "Corinne"),
    "animatrice": lambda: affecte("Amina", 18),
    "animateur_du_19e": lambda: affecte("Nadir", 19),
    "prefecture": prefecture,
    "ville": ville,
    "partenaire": lambda: avec_role("partenaire", "Mina"),
    "lecteur": lambda: avec_role("lecteur", "Lea", conseil(18).arrondissement),
    "bailleur": bailleur,
    "administrateur": lambda: avec_role("administration", "Adam"),
    "lectrice_du_19e": lectrice_du_19e,
    "animatrice_et_ville": animatrice_et_ville,
    "personne_sans_droit": lambda: f.CompteFabrique(prenom="Sacha", nom="Sans-Droit"),
}
