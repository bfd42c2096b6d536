from comptes.models.audit import LigneAudit
from comptes.models.compte import Compte
from comptes.models.conservation import LectureDonnees, Purge
from comptes.models.habilitation import Habilitation

__all__ = ["Compte", "Habilitation", "LectureDonnees", "LigneAudit", "Purge"]
