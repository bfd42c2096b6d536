"""The edition that a row stands for: its frozen data, its dates, its signatures, and what it corrects."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.module_loading import import_string

from reporting.models import PassageRapport, Rapport
from reporting.rapports import canonique
from reporting.rapports.comparaison import comparer
from reporting.rapports.document import Correction, Edition, Signature

Acte = PassageRapport.Acte


def editer(rapport: Rapport, donnees: Any, produit_le: datetime) -> Edition:
    """The edition of ``donnees`` in the state of the row: projet, submitted, or published."""
    passages = [] if _est_un_projet(rapport) else list(rapport.passages.filter(tour=rapport.tour))
    soumis_le = next((p.le for p in passages if p.acte == Acte.SOUMETTRE), None)
    return Edition(
        rapport.numero,
        rapport.la_sorte.titre,
        timezone.localtime(produit_le),
        rapport.publie_le and timezone.localtime(rapport.publie_le),
        donnees,
        soumis_le and timezone.localtime(soumis_le),
        _signatures(passages),
        _correction(rapport, donnees),
    )


def relire(rapport: Rapport) -> Any:
    """The frozen data of a row, as an instance of the class of its kind."""
    return canonique.lire(import_string(rapport.la_sorte.donnees), rapport.donnees)


def _est_un_projet(rapport: Rapport) -> bool:
    return rapport.etat in (Rapport.Etat.DEMANDE, Rapport.Etat.EN_COURS)


def _signatures(passages: list[PassageRapport]) -> tuple[Signature, ...]:
    """Each act once: that which was asked for again after a failure is the one that counts."""
    retenus = {(p.acte, p.institution): p for p in passages if p.acte in PassageRapport.SIGNATURES}
    return tuple(_signature(p) for p in sorted(retenus.values(), key=lambda p: (p.le, p.pk)))


def _signature(passage: PassageRapport) -> Signature:
    institution = passage.get_institution_display()
    return Signature(passage.get_acte_display(), passage.par_nom, institution, timezone.localtime(passage.le))


def _correction(rapport: Rapport, donnees: Any) -> Correction | None:
    ancien = rapport.remplace
    if ancien is None:
        return None
    publie_le = timezone.localtime(ancien.publie_le)
    return Correction(ancien.numero, publie_le, rapport.motif_correction, comparer(relire(ancien), donnees))
