"""How people were told of the meetings held, and who came to those: one detail for each channel.

A meeting made known in two ways counts under both: these counts are compared with one another, never added up.
The detail is empty for a meeting of which nobody has said how it was made known.
"""

from __future__ import annotations

from reporting.indicateurs.mesure import Comptage, Mesure, date_dans
from reporting.indicateurs.mesures.reunions import (
    presences_tenues,
    publics_comptes,
    reponses_comptees,
    reunions_tenues,
)

_DE_LA_REUNION = {
    "dans": date_dans("reunion__date"),
    "conseil": "reunion__conseil",
    "detail": "reunion__canaux__canal",
}

MESURES: tuple[Comptage, ...] = (
    Mesure(
        "reunions_canal",
        "Réunions tenues, par canal",
        reunions_tenues,
        date_dans("date"),
        "conseil",
        "",
        "canaux__canal",
    ),
    Mesure("presences_canal", "Présences de membres, par canal", presences_tenues, **_DE_LA_REUNION),
    Mesure(
        "public_canal",
        "Autres participants, par canal",
        publics_comptes,
        champ="nombre",
        somme=True,
        **_DE_LA_REUNION,
    ),
    Mesure(
        "reponses_canal",
        "Réponses à la question sur la participation, par canal",
        reponses_comptees,
        champ="reponses",
        somme=True,
        **_DE_LA_REUNION,
    ),
    Mesure(
        "eloignes_canal",
        "Personnes éloignées de la participation, par canal",
        reponses_comptees,
        champ="eloignes",
        somme=True,
        **_DE_LA_REUNION,
    ),
)
