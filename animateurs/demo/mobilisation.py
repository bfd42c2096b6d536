"""How people heard of the meetings, where members sit elsewhere, the public of the structures: all invented."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from random import Random

from animateurs.demo.profils import PROFILS, Profil
from animateurs.demo.scene import Scene
from conseils.models import Acteur, CanalMobilisation, Reunion, SiegeParticipation

CANAL, INSTANCE = CanalMobilisation.Canal, SiegeParticipation.Instance
# The more often, the further left.
USUELS = (
    CANAL.COURRIER,
    CANAL.AFFICHAGE,
    CANAL.STRUCTURES,
    CANAL.RESEAUX,
    CANAL.PORTE,
    CANAL.BOUCHE,
    CANAL.TEMPS_FORT,
)
INSTANCES = (INSTANCE.QUARTIER, INSTANCE.BUDGET, INSTANCE.GUP, INSTANCE.CICA, INSTANCE.SENIORS, INSTANCE.FPH)
CHANCE_NON_DIT = 0.15
PARTS = (None, 20, 35, 50, 60, 75, 90)


def mobiliser(scene: Scene) -> None:
    """Write it all; meetings and structures are already there."""
    alea = scene.alea("mobilisation", 0)
    reunions = Reunion.objects.tenues().order_by("pk")
    CanalMobilisation.objects.bulk_create(canal for reunion in reunions for canal in _canaux(reunion, alea))
    acteurs = list(Acteur.objects.order_by("pk"))
    for acteur in acteurs:
        acteur.part_qpv = alea.choice(PARTS)
    Acteur.objects.bulk_update(acteurs, ["part_qpv"])
    SiegeParticipation.objects.bulk_create(s for profil in PROFILS.values() for s in _sieges(scene, profil, alea))


def _canaux(reunion: Reunion, alea: Random) -> Iterator[CanalMobilisation]:
    if alea.random() < CHANCE_NON_DIT:
        return
    retenus = {canal for rang, canal in enumerate(USUELS) if alea.random() < 0.6 / (1 + rang / 2)}
    for canal in sorted(retenus or {CANAL.COURRIER}):
        yield CanalMobilisation(reunion=reunion, canal=canal)


def _sieges(scene: Scene, profil: Profil, alea: Random) -> Iterator[SiegeParticipation]:
    du = scene.calendrier.ouvre_des(scene.fondation(profil) + timedelta(days=alea.randint(30, 200)))
    if du > scene.calendrier.aujourd_hui:
        return
    for instance in alea.sample(INSTANCES, alea.randint(1, 3)):
        yield SiegeParticipation(
            conseil=scene.conseils[profil.numero], instance=instance, nombre=alea.randint(1, 4), du=du
        )
