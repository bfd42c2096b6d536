"""Import of the outlines: the whole file or nothing, and as many times as one likes.

As for the reference data, no audit line: this room stands below the audit trail.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from socle.imports import FichierRefuse
from socle.services.ecriture import enregistrer
from territoires.geometrie.geojson import Lieu, lire
from territoires.geometrie.projection import Point, simplifier
from territoires.models import Arrondissement, Geometrie, Quartier

# Metres: a quartier is looked at closer than an arrondissement.
TOLERANCES = {"quartier": 4, "arrondissement": 20}
# Who publishes them, and under which licence.
ORIGINES = {
    "quartier": ("ANCT, périmètres des quartiers prioritaires", "Licence Ouverte 2.0"),
    "arrondissement": ("Ville de Paris, limites des arrondissements", "ODbL 1.0"),
}


@dataclass
class BilanGeometries:
    """What an import did, in numbers of places."""

    creees: int = 0
    modifiees: int = 0
    inchangees: int = 0
    hors_de_paris: int = 0


def importer_geometries(
    *, fichier: Path, source: str = "", licence: str = "", a_blanc: bool = False
) -> BilanGeometries:
    """Bring the outlines to what the file says. Raises ``FichierRefuse`` and then writes nothing."""
    lieux, dehors = lire(fichier)
    connus = _connus(fichier, lieux)
    bilan = BilanGeometries(hors_de_paris=dehors)
    with transaction.atomic():
        for lieu in lieux:
            _enregistrer(bilan, lieu, connus[lieu.code], source, licence)
        transaction.set_rollback(a_blanc)
    return bilan


def _connus(fichier: Path, lieux: list[Lieu]) -> dict[str, Quartier | Arrondissement]:
    """The place of each code, however the file writes it; every unknown or repeated code refuses the file."""
    par_code: dict[str, Quartier | Arrondissement] = {q.code: q for q in Quartier.objects.all()}
    for arrondissement in Arrondissement.objects.all():
        par_code[arrondissement.code_insee] = par_code[str(arrondissement.numero)] = arrondissement
    erreurs, vus = [], set()
    for lieu in lieux:
        trouve = par_code.get(lieu.code)
        if trouve is None:
            erreurs.append(f"entité {lieu.rang} : {lieu.genre} inconnu, « {lieu.code} »")
        elif trouve in vus:
            erreurs.append(f"entité {lieu.rang} : « {lieu.code} » est donné deux fois")
        vus.add(trouve)
    if erreurs:
        raise FichierRefuse(fichier.name, erreurs)
    return par_code


def _enregistrer(
    bilan: BilanGeometries, lieu: Lieu, place: Quartier | Arrondissement, source: str, licence: str
) -> None:
    origine, termes = ORIGINES[lieu.genre]
    geometrie = Geometrie.objects.filter(**{lieu.genre: place}).first()
    champs = {"polygones": _alleger(lieu), "source": source or origine, "licence": licence or termes}
    if geometrie and champs == {nom: getattr(geometrie, nom) for nom in champs}:
        bilan.inchangees += 1
        return
    bilan.modifiees += geometrie is not None
    bilan.creees += geometrie is None
    geometrie = geometrie or Geometrie(**{lieu.genre: place})
    for nom, valeur in {**champs, "importee_le": timezone.localdate()}.items():
        setattr(geometrie, nom, valeur)
    enregistrer(geometrie)


def _alleger(lieu: Lieu) -> list:
    """Simplified; a hole that the tolerance flattens is left out, an outline never is."""
    tolerance = TOLERANCES[lieu.genre]
    polygones = []
    for dehors, *trous in lieu.polygones:
        anneaux = [_dehors(dehors, tolerance), *(simplifier(trou, tolerance) for trou in trous)]
        polygones.append([[list(point) for point in anneau] for anneau in anneaux if len(anneau) > 3])
    return polygones


def _dehors(points: list[Point], tolerance: float) -> list[tuple[int, int]]:
    simple = simplifier(points, tolerance)
    return simple if len(simple) > 3 else [(round(x), round(y)) for x, y in points]
