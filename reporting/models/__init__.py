from reporting.models.cumul import Cumul, MoisTouche
from reporting.models.export import Export
from reporting.models.rapport import Rapport
from reporting.models.recit import Recit

__all__ = ["Cumul", "Export", "MoisTouche", "Rapport", "Recit"]
