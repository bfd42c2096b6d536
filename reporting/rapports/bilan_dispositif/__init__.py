"""The bilan annuel of the whole dispositif: the eight conseils side by side, never ranked."""

from reporting.rapports.bilan_dispositif.assembleur import assembler
from reporting.rapports.bilan_dispositif.donnees import BilanDispositif

__all__ = ["BilanDispositif", "assembler"]
