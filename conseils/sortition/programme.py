"""``python -m conseils.sortition.programme``: JSON on the standard input, JSON on the standard output.

A process of its own because the same seed gives the same panel only under a fixed ``PYTHONHASHSEED``, and
because the solver (scipy, cvxpy: half a gigabyte) should weigh on the draw alone.
"""

from __future__ import annotations

import json
import sys
from importlib.metadata import version

# No Gurobi, so the fairest algorithm that everybody can run again.
ALGORITHME = "maximin"


def main() -> None:
    # Solvers print; our answer must be alone on the output.
    sortie, sys.stdout = sys.stdout, sys.stderr
    json.dump(calculer(json.load(sys.stdin)), sortie)


def calculer(demande: dict) -> dict:
    """Return ``panel``, or ``assouplissements`` when no panel can meet the quotas (``None``: none would do)."""
    from sortition_algorithms import errors  # noqa: PLC0415

    try:
        return {"panel": _panel(demande), "algorithme": signature()}
    except errors.InfeasibleQuotasError as refus:
        return {"assouplissements": _differences(demande["quotas"], refus.features)}
    except (errors.InfeasibleQuotasCantRelaxError, errors.SelectionError):
        return {"assouplissements": None}


def signature() -> str:
    """What must be the same for a replay to be bound to give the same panel."""
    bibliotheques = ("sortition-algorithms", "highspy", "numpy")
    return ", ".join([ALGORITHME, *(f"{nom} {version(nom)}" for nom in bibliotheques)])


def _panel(demande: dict) -> list[int]:
    from sortition_algorithms.core import find_random_sample  # noqa: PLC0415
    from sortition_algorithms.utils import set_random_provider  # noqa: PLC0415

    criteres = _criteres(demande["quotas"])
    # The library takes 0 for « no seed »; a sha256 is never 0, and this says so.
    set_random_provider(int(demande["graine"], 16) or 1)
    panels, _ = find_random_sample(
        criteres,
        _personnes(demande["vivier"], criteres),
        demande["nombre"],
        [],
        selection_algorithm=ALGORITHME,
        test_selection=demande["essai"],
    )
    return sorted(int(numero) for numero in panels[0])


def _criteres(quotas: list[dict]) -> dict:
    from requests.structures import CaseInsensitiveDict  # noqa: PLC0415
    from sortition_algorithms.features import FeatureValueMinMax, set_default_max_flex  # noqa: PLC0415

    criteres = CaseInsensitiveDict()
    for quota in quotas:
        valeurs = criteres.setdefault(quota["critere"], CaseInsensitiveDict())
        valeurs[quota["valeur"]] = FeatureValueMinMax(min=quota["minimum"], max=quota["maximum"])
    set_default_max_flex(criteres)
    return criteres


def _personnes(vivier: list[dict], criteres: dict):
    from sortition_algorithms.people import People  # noqa: PLC0415

    personnes = People([])
    for rang, candidat in enumerate(sorted(vivier, key=lambda c: int(c["numero"])), start=2):
        personnes.add(candidat["numero"], candidat, criteres, rang)
    return personnes


def _differences(quotas: list[dict], assouplis: dict) -> list[dict]:
    """The smallest change that would do: which bound of which value, from what to what."""
    differences = []
    for quota in quotas:
        nouveau = assouplis[quota["critere"]][quota["valeur"]]
        for borne, valeur in (("minimum", nouveau.min), ("maximum", nouveau.max)):
            if valeur != quota[borne]:
                differences.append({**quota, "borne": borne, "propose": valeur})
    return differences


if __name__ == "__main__":
    main()
