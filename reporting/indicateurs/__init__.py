"""The one home of figures: counts (``mesures``), declarations (``catalogue``), values (``table``)."""

from reporting.indicateurs.catalogue import INDICATEURS
from reporting.indicateurs.declaration import Famille, Indicateur, Registre, Unite
from reporting.indicateurs.table import Part, Table, Valeur, collecter

__all__ = [
    "INDICATEURS",
    "Famille",
    "Indicateur",
    "Part",
    "Registre",
    "Table",
    "Unite",
    "Valeur",
    "collecter",
]
