"""The timeline of a document: one row for each act, in the transaction of the act."""

from comptes.models import Compte
from comptes.services.audit import tracer
from reporting.models import PassageRapport, Rapport
from socle.services.ecriture import enregistrer


def noter(
    rapport: Rapport, acte: str, *, de: str, par: Compte | None, institution: str = "", motif: str = "", **detail
) -> PassageRapport:
    """Add the act that has just led ``rapport`` from ``de`` to where it stands; the audit trail tells it too."""
    passage = PassageRapport(
        rapport=rapport,
        acte=acte,
        de=de,
        vers=rapport.etat,
        par=par,
        par_nom=str(par) if par else "Automatique",
        institution=institution,
        motif=motif.strip(),
        tour=rapport.tour,
        donnees_sha256=rapport.donnees_sha256,
    )
    enregistrer(passage)
    tracer(
        acte=f"rapport.{acte}", objet=rapport, par=par, de=de, vers=rapport.etat, motif=passage.motif,
        numero=rapport.numero, **detail,
    )  # fmt: skip
    return passage


def etat_de_repli(rapport: Rapport) -> str:
    """Where a failed job leaves the document: as it was before the act that asked for the job."""
    actes = (PassageRapport.Acte.SOUMETTRE, PassageRapport.Acte.PUBLIER)
    return rapport.passages.filter(acte__in=actes).order_by("-le", "-pk").values_list("de", flat=True)[0]
