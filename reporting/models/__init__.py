from reporting.models.campagne import Campagne
from reporting.models.cumul import Cumul, MoisTouche
from reporting.models.export import Export
from reporting.models.passage import DefautRapport, PassageRapport
from reporting.models.rapport import Rapport
from reporting.models.recit import Recit

__all__ = ["Campagne", "Cumul", "DefautRapport", "Export", "MoisTouche", "PassageRapport", "Rapport", "Recit"]
