"""``docs/roles.md``, printed from ``comptes.roles`` so that the two cannot disagree."""

from pathlib import Path

from django.conf import settings

from comptes.permissions import Permission
from comptes.roles import ROLES, Portee, Role

CHEMIN = Path(settings.BASE_DIR) / "docs" / "roles.md"

TETE = """\
# Roles and permissions

Generated from `comptes/roles.py` by `manage.py documenter_roles`; do not edit. A role is given to a person by a
dated habilitation on Paris or on one arrondissement; what it permits stops with the habilitation and with its
territory. How the rule is applied: `docs/decisions/0001-une-seule-porte.md`.
"""
LEGENDE = """\
**●** : {TERRITOIRE} ; **○** : seulement {TITULAIRE} ; **◇** : seulement {PUBLIE} ; **◈** : seulement
{SOUMIS}.
"""
SIGNES = {Portee.TERRITOIRE: "●", Portee.TITULAIRE: "○", Portee.PUBLIE: "◇", Portee.SOUMIS: "◈"}


def page_des_roles() -> str:
    """Return the text of ``docs/roles.md``."""
    legende = LEGENDE.format(**{portee.name: portee.value for portee in Portee})
    return "\n".join([TETE, "## Who", "", *_roles(), "## May do what", "", legende, *_matrice(), ""])


def _roles() -> list[str]:
    lignes = (f"- **{r.libelle}** (`{r.code}`, {_territoire(r)}). {r.description}" for r in ROLES.values())
    return [*lignes, ""]


def _territoire(role: Role) -> str:
    return " ou ".join([*["Paris"] * role.paris, *["un arrondissement"] * role.arrondissement])


def _matrice() -> list[str]:
    titres = ["Permission", *(role.libelle for role in ROLES.values())]
    lignes = [titres, [":--", *[":-:"] * len(ROLES)], *(_ligne(permission) for permission in Permission)]
    return [f"| {' | '.join(cases)} |" for cases in lignes]


def _ligne(permission: Permission) -> list[str]:
    signes = (SIGNES.get(role.droits.get(permission), "") for role in ROLES.values())
    return [f"{permission.label} (`{permission.value}`)", *signes]
