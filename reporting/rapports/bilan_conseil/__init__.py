"""The bilan annuel of one conseil: what it holds (``donnees``) and how it is read (``assembleur``)."""

from reporting.rapports.bilan_conseil.assembleur import assembler
from reporting.rapports.bilan_conseil.donnees import Bilan

__all__ = ["Bilan", "assembler"]
