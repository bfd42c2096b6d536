"""Doing a draw again from what was published, and telling whether everything still agrees. Writes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from conseils.models import Tirage, Tour
from conseils.services.scellement import calculer_tour, graine
from conseils.sortition.appel import CalculImpossible
from conseils.vivier import canonique


@dataclass(frozen=True)
class Rejeu:
    """One tour done again: its panel, and what does not agree (nothing, when all is well)."""

    tour: Tour
    panel: tuple[int, ...]
    ecarts: tuple[str, ...]


def rejouer(tirage: Tirage) -> Iterator[Rejeu]:
    """Every tour that was drawn, the first one first."""
    for tour in tirage.tours.exclude(tire_le=None):
        ecarts = [*_ecarts_du_scelle(tour)]
        try:
            panel = calculer_tour(tour).panel
        except CalculImpossible as erreur:
            panel, ecarts = (), [*ecarts, str(erreur)]
        tires = tuple(tour.invitations.order_by("candidat__numero").values_list("candidat__numero", flat=True))
        if panel != tires:
            ecarts.append("le panel recalculé n'est pas celui qui est enregistré")
        yield Rejeu(tour, panel, tuple(ecarts))


def _ecarts_du_scelle(tour: Tour) -> Iterator[str]:
    actuel = canonique.ecrire_vivier(tour.tirage.candidats.non_appeles(tour.rang).du_vivier())
    if canonique.empreinte(tour.vivier) != tour.empreinte:
        yield "le vivier publié n'a pas l'empreinte scellée"
    if canonique.empreinte(actuel) != tour.empreinte:
        yield "les candidats enregistrés ne sont plus ceux du vivier scellé"
    if canonique.empreinte(tour.secret) != tour.engagement:
        yield "le secret révélé ne correspond pas à l'engagement"
    if graine(tour.secret, tour.valeur_publique) != tour.graine:
        yield "la graine ne vient pas du secret et de la valeur publique"
