"""Roles, in code and reviewed like code: what each one may do, and how far.

A person holds a role through a dated ``Habilitation`` on Paris or on one arrondissement. The generated
page ``docs/roles.md`` prints this file; a test keeps the two equal.
"""

from dataclasses import dataclass
from enum import Enum

from comptes.permissions import Permission as P


class Portee(Enum):
    """How far a permission reaches inside the territory of the habilitation."""

    TERRITOIRE = "tout le territoire de l'habilitation"
    TITULAIRE = "ce dont la personne est titulaire"
    INSTITUTION = "ce qui est adressé à l'institution de la personne"
    PUBLIE = "ce qui est publié"
    SOUMIS = "ce qui est soumis ou publié"


@dataclass(frozen=True)
class Role:
    """One role: stable ``code``, French ``libelle`` and ``description``, and its permissions.

    ``droits`` maps each permission to its ``Portee``. ``paris`` and ``arrondissement`` say on which
    kind of territory the role may be given. ``par_affectation``: opened and closed by an affectation,
    never by hand. ``mfa``: held only with a second factor (docs/decisions/0012-mfa.md).
    """

    code: str
    libelle: str
    description: str
    droits: dict[P, Portee]
    paris: bool = True
    arrondissement: bool = False
    par_affectation: bool = False
    mfa: bool = False


def _partout(*permissions: P) -> dict[P, Portee]:
    return dict.fromkeys(permissions, Portee.TERRITOIRE)


_LANCEES = {P.CONSULTATION_VOIR: Portee.PUBLIE}  # one that is being prepared is the coordination's own
_COMMANDITAIRE = (
    _partout(P.CONSEIL_VOIR, P.INSTANCE_VOIR, P.TABLEAU_VOIR, P.AMELIORATION_VOIR)
    | {P.FEUILLE_VOIR: Portee.PUBLIE, P.RAPPORT_VOIR: Portee.SOUMIS}
    | _LANCEES
)
_VALIDE = {P.RAPPORT_VALIDER: Portee.SOUMIS}
_REPOND = {P.AVIS_REPONDRE: Portee.INSTITUTION}

COORDINATION = Role(
    "coordination",
    "Coordination",
    "Suit les huit animateurs et les huit conseils, revoit les semaines, produit et publie les bilans.",
    _partout(
        P.CONSEIL_VOIR,
        P.CONSEIL_MODIFIER,
        P.MEMBRE_VOIR,
        P.MEMBRE_MODIFIER,
        P.REUNION_MODIFIER,
        P.REGLEMENT_DEPOSER,
        P.FORMATION_MODIFIER,
        P.AUTONOMIE_MODIFIER,
        P.DIAGNOSTIC_TENIR,
        P.INITIATIVE_MODIFIER,
        P.BUDGET_VOIR,
        P.BUDGET_REPARTIR,
        P.DEPENSE_SAISIR,
        P.TIRAGE_MENER,
        P.AVIS_MODIFIER,
        P.DELAI_MODIFIER,
        P.INSTANCE_VOIR,
        P.INSTANCE_MODIFIER,
        P.REPRESENTATION_SAISIR,
        P.PROJET_TERRITOIRE_MODIFIER,
        P.CONSULTATION_VOIR,
        P.CONSULTATION_SAISIR,
        P.CONSULTATION_MENER,
        P.SEMAINE_VOIR,
        P.SEMAINE_REVOIR,
        P.FEUILLE_VOIR,
        P.FEUILLE_VALIDER,
        P.ABSENCE_SAISIR,
        P.EQUIPE_VOIR,
        P.EQUIPE_MODIFIER,
        P.TYPE_ACTIVITE_MODIFIER,
        P.AMELIORATION_VOIR,
        P.AMELIORATION_MODIFIER,
        P.TABLEAU_VOIR,
        P.RAPPORT_VOIR,
        P.RAPPORT_DEMANDER,
        P.RAPPORT_PUBLIER,
        P.MEMBRE_DROITS,
        P.DONNEES_SUIVRE,
    ),
    mfa=True,
)
ANIMATEUR = Role(
    "animateur",
    "Animateur ou animatrice",
    "Accompagne le conseil citoyen de son affectation et tient son propre journal. "
    "L'habilitation s'ouvre et se ferme avec l'affectation.",
    _partout(
        P.CONSEIL_VOIR,
        P.MEMBRE_VOIR,
        P.MEMBRE_MODIFIER,
        P.REUNION_MODIFIER,
        P.REGLEMENT_DEPOSER,
        P.FORMATION_MODIFIER,
        P.AUTONOMIE_MODIFIER,
        P.DIAGNOSTIC_TENIR,
        P.INITIATIVE_MODIFIER,
        P.BUDGET_VOIR,
        P.DEPENSE_SAISIR,
        P.TIRAGE_MENER,
        P.AVIS_MODIFIER,
        P.FEUILLE_VOIR,
        P.FEUILLE_MODIFIER,
        P.INSTANCE_VOIR,
        P.REPRESENTATION_SAISIR,
        P.PROJET_TERRITOIRE_MODIFIER,
        P.CONSULTATION_SAISIR,
        P.AMELIORATION_VOIR,
        P.RAPPORT_VOIR,
        P.RAPPORT_DEMANDER,
    )
    | _LANCEES
    | dict.fromkeys((P.SEMAINE_VOIR, P.SEMAINE_SAISIR, P.ABSENCE_SAISIR), Portee.TITULAIRE),
    paris=False,
    arrondissement=True,
    par_affectation=True,
)
PREFECTURE = Role(
    "prefecture",
    "Commanditaire, Préfecture",
    "Lit les chiffres des conseils et les documents publiés, accepte ou renvoie ceux qui lui sont soumis, "
    "vérifie les règlements intérieurs, répond aux avis adressés à son institution ; "
    "jamais le nom d'un habitant.",
    _COMMANDITAIRE | _REPOND | _VALIDE | _partout(P.BUDGET_VOIR, P.REGLEMENT_VERIFIER_PREFECTURE),
)
VILLE = Role(
    "ville",
    "Commanditaire, Ville de Paris",
    "Lit les chiffres des conseils et les documents publiés, accepte ou renvoie ceux qui lui sont soumis, "
    "vérifie les règlements intérieurs, répond aux avis adressés à son institution ; "
    "jamais le nom d'un habitant.",
    _COMMANDITAIRE | _REPOND | _VALIDE | _partout(P.BUDGET_VOIR, P.REGLEMENT_VERIFIER_VILLE),
)
LECTEUR = Role(
    "lecteur",
    "Lecteur d'arrondissement",
    "Mairie, chef de projet ou délégué du préfet : lit le conseil de son arrondissement et ce qui en est publié.",
    _partout(P.CONSEIL_VOIR, P.INSTANCE_VOIR) | {P.RAPPORT_VOIR: Portee.PUBLIE} | _LANCEES | _REPOND,
    paris=False,
    arrondissement=True,
)
PARTENAIRE = Role(
    "partenaire",
    "Partenaire, France Médiation",
    "Appui méthodologique et évaluation : indicateurs, documents soumis et publiés, sans aucun nom.",
    _COMMANDITAIRE,
)
INSTITUTION = Role(
    "institution",
    "Institution destinataire",
    "Bailleur, opérateur ou autre partenaire : lit les avis qui lui sont adressés et y répond.",
    _REPOND,
    arrondissement=True,
)
ADMINISTRATION = Role(
    "administration",
    "Administration technique",
    "Gère les comptes et les habilitations ; ne voit aucune donnée d'habitant.",
    _partout(P.COMPTE_GERER, P.DONNEES_SUIVRE),
    mfa=True,
)

ROLES: dict[str, Role] = {
    role.code: role
    for role in (COORDINATION, ANIMATEUR, PREFECTURE, VILLE, LECTEUR, PARTENAIRE, INSTITUTION, ADMINISTRATION)
}


def codes_ayant(permission: P, portee: Portee) -> list[str]:
    """Return the codes of the roles that hold ``permission`` with exactly this reach."""
    return [role.code for role in ROLES.values() if role.droits.get(permission) is portee]
