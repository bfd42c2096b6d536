"""Who the conseil is on the day of the bilan: states rather than figures (indicators I18 and I19)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from conseils.models import Arrete, ConseilCitoyen
from conseils.reglement import VersionLue, reglement_du
from reporting.rapports.bilan_conseil import donnees as d
from socle.templatetags.typographie import date_fr


def fiche_du_conseil(conseil: ConseilCitoyen, jour: date) -> d.Conseil:
    """Read status, arrêté, portage, règlement intérieur and loans as they stood on ``jour``."""
    arrete = Arrete.objects.filter(conseil=conseil).first()
    portage = conseil.portages.en_cours_le(jour).first()
    reglement = reglement_du(conseil, jour)
    return d.Conseil(
        arrondissement=conseil.arrondissement.numero,
        nom=conseil.nom,
        statut=conseil.statut_le(jour),
        installe_le=conseil.date_installation,
        arrete=f"{arrete.reference} du {date_fr(arrete.date)}" if arrete else "",
        portage=portage.get_mode_display() if portage else "",
        portage_depuis=portage.du if portage else None,
        structure_porteuse=portage.structure if portage else "",
        reglement=reglement.etat.label,
        reglement_faits=tuple(_faits(reglement.en_vigueur)) if reglement.en_vigueur else (),
        moyens=tuple(f"{m.description} ({m.prete_par})" for m in conseil.moyens.en_cours_le(jour)),
        presentation=conseil.presentation,
    )


def _faits(lue: VersionLue) -> Iterator[str]:
    """The adoption, then every opinion given; names stay in the application."""
    yield f"Version {lue.version.numero} adoptée le {date_fr(lue.adoptee_le)}"
    for verification in lue.verifications:
        yield (
            f"{verification.get_institution_display()} : {verification.get_avis_display()}, "
            f"le {date_fr(verification.le)}"
        )
