"""How people were told of the meetings held, and who came to those: one detail for each channel.

A meeting made known in two ways counts under both: these counts are compared with one another, never added up.
The detail is empty for a meeting of which nobody has said how it was made known.
"""

from __future__ import annotations

from django.db.models import QuerySet

from conseils.models import ComptageEloignes, ComptagePublic, Presence, Reunion
from reporting.indicateurs.mesure import Comptage, Mesure, date_dans


def _reunions() -> QuerySet:
    return Reunion.objects.filter(statut="tenue")


def _presences() -> QuerySet:
    return Presence.objects.presents().filter(reunion__statut="tenue")


_DE_LA_REUNION = {
    "dans": date_dans("reunion__date"),
    "conseil": "reunion__conseil",
    "detail": "reunion__canaux__canal",
}

MESURES: tuple[Comptage, ...] = (
    Mesure(
        "reunions_canal", "Réunions tenues, par canal", _reunions, date_dans("date"), "conseil", "", "canaux__canal"
    ),
    Mesure("presences_canal", "Présences de membres, par canal", _presences, **_DE_LA_REUNION),
    Mesure(
        "public_canal",
        "Autres participants, par canal",
        ComptagePublic.objects.filter(reunion__statut="tenue").all,
        champ="nombre",
        somme=True,
        **_DE_LA_REUNION,
    ),
    Mesure(
        "reponses_canal",
        "Réponses à la question sur la participation, par canal",
        ComptageEloignes.objects.filter(reunion__statut="tenue").all,
        champ="reponses",
        somme=True,
        **_DE_LA_REUNION,
    ),
    Mesure(
        "eloignes_canal",
        "Personnes éloignées de la participation, par canal",
        ComptageEloignes.objects.filter(reunion__statut="tenue").all,
        champ="eloignes",
        somme=True,
        **_DE_LA_REUNION,
    ),
)
