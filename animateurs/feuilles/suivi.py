"""A feuille de route as its pages show it: what it says, and where each action stands today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from animateurs.feuilles.contenu import action_lisible, contenu_de, derniere_revision
from animateurs.models import ActionFeuille, FeuilleDeRoute, RevisionFeuille


@dataclass(frozen=True)
class ActionSuivie:
    """One action: what it says, and the row behind it when it still exists."""

    cle: int
    lisible: dict[str, str]
    action: ActionFeuille | None
    code: str
    libelle: str


@dataclass(frozen=True)
class FeuilleLue:
    """What one account reads of a feuille. ``revision``: it reads what was frozen, not what is being written."""

    diagnostic: str
    actions: tuple[ActionSuivie, ...]
    revision: RevisionFeuille | None
    contenu: dict


def lire_pour(feuille: FeuilleDeRoute, jour: date, *, equipe: bool) -> FeuilleLue | None:
    """The team reads the feuille itself; the others, its last revision. ``None``: never validated."""
    revision = derniere_revision(feuille)
    if equipe:
        contenu = contenu_de(feuille)
    elif revision:
        contenu = revision.contenu
    else:
        return None
    rangees = {action.pk: action for action in feuille.actions.avec_avancement()}
    suivies = tuple(_suivre(action, rangees.get(action["cle"]), jour) for action in contenu["actions"])
    return FeuilleLue(contenu["diagnostic"], suivies, revision, contenu)


def _suivre(contenu: dict, action: ActionFeuille | None, jour: date) -> ActionSuivie:
    code, libelle = action.situation_le(jour) if action else ("prevue", "en cours de révision")
    return ActionSuivie(contenu["cle"], action_lisible(contenu), action, code, libelle)
