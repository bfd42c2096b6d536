"""What the services that count people by categories share."""

from collections.abc import Callable, Mapping

from conseils.definitions import COMPTAGE_MAX


def erreurs_de_comptage(nombres: Mapping[tuple[str, str], int], champ: Callable[[str, str], str]) -> dict[str, str]:
    """The refusal of each impossible count, by the name that ``champ`` gives to its cell."""
    return {
        champ(*case): f"Entre 0 et {COMPTAGE_MAX}."
        for case, nombre in nombres.items()
        if not 0 <= nombre <= COMPTAGE_MAX
    }


def comptes_du_sexe(publics: Mapping[tuple[str, str], int], sexe: str) -> int:
    """How many people of this sex, by (sex, age band). A negative count has its own refusal."""
    return sum(max(nombre, 0) for (un, _), nombre in publics.items() if un == sexe)
