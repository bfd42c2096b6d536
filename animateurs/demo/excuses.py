"""Of those who did not come: who sent word, and who gave a proxy to a neighbour of the sheet."""

from collections import defaultdict
from collections.abc import Iterable
from random import Random

from animateurs.demo.profils import PROFILS
from animateurs.demo.scene import Scene
from conseils.models import Mandat, Membre, Presence, Reunion

CHANCE_EXCUSE = 0.3
CHANCE_POUVOIR = 0.08


def excuser_des_absents(scene: Scene, mandats: dict[int, list[Mandat]], agendas: dict[int, list[Reunion]]) -> None:
    """Only where all members are expected: elsewhere nobody owes word."""
    venus = defaultdict(list)
    for presence in Presence.objects.select_related("membre").order_by("membre__nom", "membre__prenom", "pk"):
        venus[presence.reunion_id].append(presence.membre)
    lignes = []
    for numero in PROFILS:
        alea = scene.alea("excuses", numero)
        for reunion in agendas[numero]:
            if reunion.presences_saisies and reunion.type in Reunion.TYPES_DU_GROUPE:
                absents = _absents(reunion, mandats[numero], venus[reunion.pk])
                lignes += _lignes(alea, reunion, absents, venus[reunion.pk])
    Presence.objects.bulk_create(lignes)


def _absents(reunion: Reunion, mandats: list[Mandat], venus: list[Membre]) -> list[Membre]:
    return [mandat.membre for mandat in mandats if mandat.couvre(reunion.date) and mandat.membre not in venus]


def _lignes(alea: Random, reunion: Reunion, absents: list[Membre], venus: list[Membre]) -> Iterable[Presence]:
    nature = Presence.Nature
    for membre in absents:
        tire = alea.random()
        if tire < CHANCE_POUVOIR:
            chez = alea.choice(venus)
            yield Presence(reunion=reunion, membre=membre, nature=nature.REPRESENTE, pouvoir_a=chez)
        elif tire < CHANCE_POUVOIR + CHANCE_EXCUSE:
            yield Presence(reunion=reunion, membre=membre, nature=nature.EXCUSE)
