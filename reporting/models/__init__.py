from reporting.models.rapport import Rapport
from reporting.models.recit import Recit

__all__ = ["Rapport", "Recit"]
