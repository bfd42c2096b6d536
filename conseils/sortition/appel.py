"""Running the program of the draw in a new process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec

from django.conf import settings

ABSENT = (
    "La bibliothèque du tirage n'est pas installée sur ce serveur. Demandez à l'administration technique de lancer "
    "« scripts/installer.sh tirage »."
)


class CalculImpossible(Exception):
    """The program could not answer. ``str()`` is fit for the screen."""


@dataclass(frozen=True)
class Reponse:
    """A panel, or why there is none: the smallest relaxation (``None`` when nothing would do)."""

    panel: tuple[int, ...] = ()
    algorithme: str = ""
    assouplissements: tuple[Mapping, ...] | None = None

    @property
    def faisable(self) -> bool:
        return bool(self.panel)


def installe() -> bool:
    return find_spec("sortition_algorithms") is not None


def calculer(
    *, vivier: Sequence[Mapping], quotas: Sequence[Mapping], nombre: int, graine: str = "1", essai: bool = False
) -> Reponse:
    """Choose a panel. ``essai`` only tells whether there is one, in about two seconds."""
    if not installe():
        raise CalculImpossible(ABSENT)
    demande = {"vivier": list(vivier), "quotas": list(quotas), "nombre": nombre, "graine": graine, "essai": essai}
    reponse = _executer(json.dumps(demande))
    assouplissements = reponse.get("assouplissements")
    return Reponse(
        tuple(reponse.get("panel", ())),
        reponse.get("algorithme", ""),
        None if assouplissements is None else tuple(assouplissements),
    )


def _executer(demande: str) -> dict:
    try:
        fini = subprocess.run(
            [sys.executable, "-m", "conseils.sortition.programme"],
            input=demande,
            capture_output=True,
            text=True,
            check=False,
            cwd=settings.BASE_DIR,
            env=os.environ | {"PYTHONHASHSEED": "0", "PYTHONWARNINGS": "ignore"},
            timeout=settings.TIRAGE_DELAI,
        )
    except subprocess.TimeoutExpired:
        raise CalculImpossible(
            f"Le calcul n'a pas abouti en {settings.TIRAGE_DELAI} secondes : relancez quand la machine est moins "
            "occupée, ou simplifiez les quotas."
        ) from None
    if fini.returncode:
        raise CalculImpossible("Le calcul s'est interrompu. Relancez ; s'il échoue encore, prévenez l'administration.")
    return json.loads(fini.stdout)
