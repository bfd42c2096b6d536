from reporting.models.rapport import Rapport

__all__ = ["Rapport"]
