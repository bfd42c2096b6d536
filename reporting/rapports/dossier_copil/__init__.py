"""The dossier of a comité de pilotage, of the contrat de ville or of one projet de territoire: parts A to L."""

from reporting.rapports.dossier_copil.assembleur import assembler
from reporting.rapports.dossier_copil.donnees import Dossier
from reporting.rapports.dossier_copil.objets import CONTRAT, TERRITOIRE

__all__ = ["CONTRAT", "TERRITOIRE", "Dossier", "assembler"]
