"""Writing the audit trail. Called inside the transaction of the act it tells."""

from django.db.models import Model

from comptes.models import Compte, LigneAudit


def tracer(
    *, acte: str, objet: Model, par: Compte | None, de: str = "", vers: str = "", motif: str = "", **detail
) -> LigneAudit:
    """Append one line. ``par`` is ``None`` when the machine acts by itself (a scheduled task)."""
    return LigneAudit.objects.create(
        par_id=par.pk if par else None,
        par_nom=str(par) if par else "Automatique",
        acte=acte,
        objet_type=objet._meta.label_lower,
        objet_id=objet.pk,
        de=de,
        vers=vers,
        motif=motif,
        detail=detail,
    )
