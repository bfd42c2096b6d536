"""Who came for the first time, and which éloignés came back: asked at the meetings where the public is large."""

from collections import defaultdict
from collections.abc import Iterable

from animateurs.demo.hasard import parmi
from animateurs.demo.scene import Scene
from conseils.models import ComptageEloignes, ComptagePremieres, ComptagePublic, Reunion

PUBLIC_INTERROGE = 8  # below, everybody knows everybody and nobody asks
PART_DE_PREMIERES = 0.35
PART_DE_RETOURS = 0.4


def compter_les_venues(scene: Scene, agendas: dict[int, list[Reunion]]) -> None:
    """Complete the attendance with the two optional counts of the entry screen."""
    publics, eloignements = _par_reunion(ComptagePublic), _par_reunion(ComptageEloignes)
    premieres, retours = [], []
    for numero, reunions in agendas.items():
        alea = scene.alea("venues", numero)
        for reunion in reunions:
            par_sexe = _par_sexe(publics[reunion.pk])
            if sum(par_sexe.values()) < PUBLIC_INTERROGE:
                continue
            for sexe, public in par_sexe.items():
                if nombre := parmi(alea, public, PART_DE_PREMIERES):
                    premieres.append(ComptagePremieres(reunion=reunion, sexe=sexe, nombre=nombre))
            for comptage in eloignements[reunion.pk]:
                comptage.deja_venus = parmi(alea, comptage.eloignes, PART_DE_RETOURS)
                retours.append(comptage)
    ComptagePremieres.objects.bulk_create(premieres)
    ComptageEloignes.objects.bulk_update(retours, ["deja_venus"])


def _par_reunion(modele: type) -> dict[int, list]:
    comptages = defaultdict(list)
    for comptage in modele.objects.order_by("reunion", "pk"):
        comptages[comptage.reunion_id].append(comptage)
    return comptages


def _par_sexe(publics: Iterable[ComptagePublic]) -> dict[str, int]:
    totaux = defaultdict(int)
    for comptage in publics:
        totaux[comptage.sexe] += comptage.nombre
    return totaux
