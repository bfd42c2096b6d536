"""Of those who did not come: who sent word, and who gave a proxy to a neighbour of the sheet."""

from collections import defaultdict
from collections.abc import Iterable
from random import Random

from animateurs.demo.profils import PROFILS
from animateurs.demo.scene import Scene
from conseils.models import Mandat, Membre, Presence, Reunion

CHANCE_EXCUSE = 0.3
CHANCE_POUVOIR = 0.08
# Two membres of the 18e who no longer come nor answer: what the animateur's home page must show.
SILENCIEUX = {18: 2}
REUNIONS_MANQUEES = 4


def excuser_des_absents(scene: Scene, mandats: dict[int, list[Mandat]], agendas: dict[int, list[Reunion]]) -> None:
    """Only where all members are expected: elsewhere nobody owes word."""
    silences = {cle for numero in SILENCIEUX for cle in _taire(numero, mandats[numero], agendas[numero])}
    venus = defaultdict(list)
    for presence in Presence.objects.select_related("membre").order_by("membre__nom", "membre__prenom", "pk"):
        venus[presence.reunion_id].append(presence.membre)
    lignes = []
    for numero in PROFILS:
        alea = scene.alea("excuses", numero)
        for reunion in agendas[numero]:
            if reunion.presences_saisies and reunion.type in Reunion.TYPES_DU_GROUPE:
                absents = _absents(reunion, mandats[numero], venus[reunion.pk])
                muets = [membre for membre in absents if (reunion.pk, membre.pk) in silences]
                absents = [membre for membre in absents if membre not in muets]
                lignes += _lignes(alea, reunion, absents, venus[reunion.pk])
    Presence.objects.bulk_create(lignes)


def _taire(numero: int, mandats: list[Mandat], agenda: list[Reunion]) -> list[tuple[int, int]]:
    """Take a few membres away from the last meetings of the group; return who is silent at which."""
    attendues = [r for r in agenda if r.presences_saisies and r.type in Reunion.TYPES_DU_GROUPE]
    manquees = attendues[-REUNIONS_MANQUEES:]
    fideles = [mandat.membre for mandat in mandats if mandat.fin is None and mandat.couvre(manquees[0].date)]
    muets = fideles[: SILENCIEUX[numero]]
    Presence.objects.filter(reunion__in=manquees, membre__in=muets).delete()
    return [(reunion.pk, membre.pk) for reunion in manquees for membre in muets]


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
