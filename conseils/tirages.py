"""What the pages of a draw show: quotas proposed, and each sealed tour with what is known of it by now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from conseils.models import Candidat, Critere, Invitation, Tirage, Tour
from conseils.references import references_le
from conseils.vivier.canonique import lire_quotas, lire_vivier
from conseils.vivier.propositions import proposer_quotas
from conseils.vivier.resume import Effectif, libelles_du_critere
from territoires.models import MesureQuartier, Quartier


def propositions(tirage: Tirage, effectifs: Mapping[str, Sequence[Effectif]]) -> list[dict]:
    """Quotas to begin with, from the pool and the known populations."""
    codes = [ligne.valeur for ligne in effectifs[Critere.QUARTIER] if ligne.valeur != "N"]
    populations = MesureQuartier.objects.populations_par_code(codes)
    habitants = references_le(timezone.localdate()).habitants_pourcent
    return proposer_quotas(effectifs, tirage.nombre, populations, habitants)


@dataclass(frozen=True)
class QuotaPublie:
    """One quota in words, beside the pool and, once drawn, beside the panel."""

    critere: str
    libelle: str
    minimum: int
    maximum: int
    vivier: int
    tires: int | None


@dataclass(frozen=True)
class Tire:
    """A person drawn, as the public sees them: a number, four attributes, an answer."""

    numero: int
    attributs: str
    statut: str
    libelle_statut: str
    remplace: int | None


@dataclass(frozen=True)
class TourPublie:
    """All that is public of a tour. The secret and the seed are empty until the draw."""

    rang: int
    nombre: int
    candidats: int
    empreinte: str
    engagement: str
    scelle_le: datetime
    secret: str
    valeur_publique: str
    graine: str
    tire_le: datetime | None
    duree: timedelta | None
    algorithme: str
    erreur: str
    quotas: tuple[QuotaPublie, ...]
    tires: tuple[Tire, ...]


def tours_publies(tirage: Tirage) -> list[TourPublie]:
    """Every sealed tour, in three queries. No name."""
    invitations = Invitation.objects.filter(tour__tirage=tirage).select_related(
        "candidat__quartier", "remplace__candidat"
    )
    par_tour: dict[int, list[Invitation]] = {}
    for invitation in invitations:
        par_tour.setdefault(invitation.tour_id, []).append(invitation)
    tours = list(tirage.tours.all())
    libelles = _libelles() if tours else {}
    return [_publier(tour, par_tour.get(tour.pk, []), libelles) for tour in tours]


def _publier(tour: Tour, invitations: Sequence[Invitation], libelles: Mapping[str, Mapping[str, str]]) -> TourPublie:
    vivier = lire_vivier(tour.vivier)
    revele = bool(tour.graine)
    return TourPublie(
        rang=tour.rang,
        nombre=tour.nombre,
        candidats=len(vivier),
        empreinte=tour.empreinte,
        engagement=tour.engagement,
        scelle_le=tour.scelle_le,
        secret=tour.secret if revele else "",
        valeur_publique=tour.valeur_publique,
        graine=tour.graine,
        tire_le=tour.tire_le,
        duree=tour.duree,
        algorithme=tour.algorithme,
        erreur=tour.erreur,
        quotas=tuple(_quota(q, vivier, tour, invitations, libelles) for q in lire_quotas(tour.quotas)),
        tires=tuple(_tire(invitation, libelles) for invitation in invitations),
    )


def _quota(quota: dict, vivier: list[dict], tour: Tour, invitations: Sequence[Invitation], libelles) -> QuotaPublie:
    critere, valeur = quota["critere"], quota["valeur"]
    tires = sum(invitation.candidat.valeur(critere) == valeur for invitation in invitations)
    return QuotaPublie(
        critere=Critere(critere).label,
        libelle=libelles[critere].get(valeur, valeur),
        minimum=quota["minimum"],
        maximum=quota["maximum"],
        vivier=sum(candidat[critere] == valeur for candidat in vivier),
        tires=tires if tour.tire_le else None,
    )


def _tire(invitation: Invitation, libelles: Mapping[str, Mapping[str, str]]) -> Tire:
    remplace = invitation.remplace
    return Tire(
        numero=invitation.candidat.numero,
        attributs=_attributs(invitation.candidat, libelles),
        statut=invitation.statut,
        libelle_statut=invitation.get_statut_display(),
        remplace=remplace.candidat.numero if remplace else None,
    )


def _attributs(candidat: Candidat, libelles: Mapping[str, Mapping[str, str]]) -> str:
    valeurs = ((critere, candidat.valeur(critere)) for critere in Critere.values)
    return ", ".join(libelles[critere].get(valeur, valeur) for critere, valeur in valeurs)


def _libelles() -> dict[str, dict[str, str]]:
    quartiers = Quartier.objects.all()
    return {critere.value: libelles_du_critere(critere, quartiers) for critere in Critere}
