"""The accounts of the demonstration and their one password."""

import os
import secrets
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.hashers import make_password

from animateurs.demo.calendrier import a_l_heure
from animateurs.demo.scene import Scene
from comptes.models import Compte, Habilitation
from comptes.roles import (
    ADMINISTRATION,
    ANIMATEUR,
    COORDINATION,
    INSTITUTION,
    LECTEUR,
    PARTENAIRE,
    PREFECTURE,
    VILLE,
    Role,
)
from territoires.models import Arrondissement, Partenaire

DOMAINE = "demo.invalid"


@dataclass(frozen=True)
class Personne:
    """``parti``: a former member of the team, whose account is closed. ``institution``: for whom it answers."""

    cle: str
    prenom: str
    nom: str
    role: Role
    numero: int | None = None
    parti: bool = False
    institution: str = ""

    @property
    def email(self) -> str:
        return f"{self.cle}@{DOMAINE}"

    @property
    def libelle(self) -> str:
        return f"{self.role.libelle}, {self.numero}e" if self.numero else self.role.libelle


PERSONNES = (
    Personne("coordination", "Hélène", "Marchetti", COORDINATION),
    Personne("animateur10", "Nour", "Haddad", ANIMATEUR, 10),
    Personne("animateur11", "Baptiste", "Lemoine", ANIMATEUR, 11),
    Personne("animateur13", "Linh", "Tran", ANIMATEUR, 13),
    Personne("animateur14", "Oumou", "Diakité", ANIMATEUR, 14),
    Personne("animateur17", "Mathilde", "Carpentier", ANIMATEUR, 17),
    Personne("animateur18", "Aminata", "Koné", ANIMATEUR, 18),
    Personne("animateur19", "Karim", "Belkacem", ANIMATEUR, 19),
    Personne("animateur20", "Inês", "Figueira", ANIMATEUR, 20),
    Personne("ancien13", "Julien", "Moreau", ANIMATEUR, 13, parti=True),
    Personne("ancien14", "Salomé", "Brandt", ANIMATEUR, 14, parti=True),
    Personne("prefecture", "Étienne", "Rousselot", PREFECTURE, institution="prefecture-de-paris"),
    Personne("ville", "Sandrine", "Okafor", VILLE, institution="ville-de-paris"),
    Personne("mediation", "Yasmine", "Delorme", PARTENAIRE),
    Personne("bailleur", "Rachid", "Lefort", INSTITUTION, institution="bailleurs-sociaux"),
    Personne("lecteur18", "Claire", "Vasseur", LECTEUR, 18),
    Personne("admin", "Thomas", "Nguyen", ADMINISTRATION),
)


def comptes_de_demonstration() -> list[tuple[str, str, str]]:
    """E-mail, name and role of each account that can sign in, to be printed."""
    return [(p.email, f"{p.prenom} {p.nom}", p.libelle) for p in PERSONNES if not p.parti]


def mot_de_passe_demo() -> str:
    """The password that the installed accounts answer to (chosen now when there is none yet)."""
    chemin = settings.DATA_DIR / "mot_de_passe_demo"
    return chemin.read_text().strip() if chemin.exists() else choisir_mot_de_passe()


def choisir_mot_de_passe() -> str:
    """Keep, for its owner only, the password of the next installation: ``DEMO_PASSWORD`` or a new one."""
    chemin = settings.DATA_DIR / "mot_de_passe_demo"
    ancien = chemin.read_text().strip() if chemin.exists() else ""
    mot_de_passe = os.environ.get("DEMO_PASSWORD", "") or ancien or secrets.token_urlsafe(12)
    chemin.touch(mode=0o600)
    chemin.chmod(0o600)
    chemin.write_text(f"{mot_de_passe}\n")
    return mot_de_passe


def creer_comptes(scene: Scene) -> dict[str, Compte]:
    """Create every account, keyed by its short name. A former member's account is closed and has no password."""
    # One hash for all: they share one password, and hashing it sixteen times would cost seconds.
    empreinte, aucune = make_password(choisir_mot_de_passe()), make_password(None)
    institutions = {partenaire.code: partenaire for partenaire in Partenaire.objects.all()}
    ouverture = a_l_heure(scene.calendrier.ouvre_des(scene.calendrier.debut), 9)
    comptes = Compte.objects.bulk_create(
        Compte(
            email=personne.email,
            prenom=personne.prenom,
            nom=personne.nom,
            password=aucune if personne.parti else empreinte,
            is_active=not personne.parti,
            institution=institutions.get(personne.institution),
            cree_le=ouverture,
        )
        for personne in PERSONNES
    )
    return {personne.cle: compte for personne, compte in zip(PERSONNES, comptes, strict=True)}


def habiliter_hors_equipe(scene: Scene, comptes: dict[str, Compte]) -> None:
    """Everybody but the animateurs, whose habilitation goes with their affectation."""
    arrondissements = {a.numero: a for a in Arrondissement.objects.all()}
    Habilitation.objects.bulk_create(
        Habilitation(
            compte=comptes[personne.cle],
            role=personne.role.code,
            arrondissement=arrondissements[personne.numero] if personne.numero else None,
            debut=scene.calendrier.debut,
        )
        for personne in PERSONNES
        if personne.role is not ANIMATEUR
    )
