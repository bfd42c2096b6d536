"""Two revisions side by side: what was added, what was taken away, what changed, field by field."""

from __future__ import annotations

from dataclasses import dataclass

from animateurs.feuilles.contenu import CHAMPS, action_lisible


@dataclass(frozen=True)
class Difference:
    """One field that is not the same. Empty text: nothing was said."""

    libelle: str
    avant: str
    apres: str


@dataclass(frozen=True)
class ActionChangee:
    intitule: str
    differences: tuple[Difference, ...]


@dataclass(frozen=True)
class Comparaison:
    diagnostic: Difference | None
    ajoutees: tuple[dict, ...]
    retirees: tuple[dict, ...]
    changees: tuple[ActionChangee, ...]
    ordre_change: bool

    @property
    def identiques(self) -> bool:
        return not (self.diagnostic or self.ajoutees or self.retirees or self.changees or self.ordre_change)


def comparer(avant: dict, apres: dict) -> Comparaison:
    """What became of ``avant`` in ``apres``. An action is followed by its key, whatever its place or its name."""
    anciennes, nouvelles = _par_cle(avant), _par_cle(apres)
    gardees = [cle for cle in nouvelles if cle in anciennes]
    changees = (_action(anciennes[cle], nouvelles[cle]) for cle in gardees)
    return Comparaison(
        diagnostic=_difference("Diagnostic", avant["diagnostic"], apres["diagnostic"]),
        ajoutees=tuple(action for cle, action in nouvelles.items() if cle not in anciennes),
        retirees=tuple(action for cle, action in anciennes.items() if cle not in nouvelles),
        changees=tuple(action for action in changees if action.differences),
        ordre_change=gardees != [cle for cle in anciennes if cle in nouvelles],
    )


def _par_cle(contenu: dict) -> dict[int, dict]:
    return {action["cle"]: action for action in contenu["actions"]}


def _action(avant: dict, apres: dict) -> ActionChangee:
    lues, relues = action_lisible(avant), action_lisible(apres)
    toutes = (_difference(libelle, lues[champ], relues[champ]) for champ, libelle in CHAMPS.items())
    return ActionChangee(apres["intitule"], tuple(d for d in toutes if d))


def _difference(libelle: str, avant: str, apres: str) -> Difference | None:
    return None if avant == apres else Difference(libelle, avant, apres)
