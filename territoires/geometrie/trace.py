"""From stored outlines to SVG paths in a frame of a given width."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from territoires.models import Geometrie

MARGE = 4
HAUTEUR_MAX = 460


@dataclass(frozen=True)
class Cadre:
    """Where metres fall on the drawing."""

    ouest: float
    nord: float
    metres_par_unite: float
    largeur: int
    hauteur: int

    def placer(self, x: float, y: float) -> tuple[float, float]:
        unite = self.metres_par_unite
        return round((x - self.ouest) / unite + MARGE, 1), round((self.nord - y) / unite + MARGE, 1)

    def tracer(self, geometrie: Geometrie) -> str:
        """The SVG path of an outline; its holes are rings like the others (even-odd filling)."""
        return "".join(self._anneau(anneau) for polygone in geometrie.polygones for anneau in polygone)

    def _anneau(self, anneau: Sequence) -> str:
        points = (self.placer(x, y) for x, y in anneau[:-1])
        return "M" + "L".join(f"{x:g} {y:g}" for x, y in points) + "Z"

    def centre(self, geometrie: Geometrie) -> tuple[int, int]:
        """Where a label goes: the centre of gravity of the largest outline."""
        anneau = max((polygone[0] for polygone in geometrie.polygones), key=lambda a: abs(_moments(a)[0]))
        aire, mx, my = _moments(anneau)
        x, y = self.placer(mx / (3 * aire), my / (3 * aire)) if aire else self.placer(*anneau[0])
        return round(x), round(y)


def cadrer(geometries: Iterable[Geometrie], largeur: int) -> Cadre:
    """The frame that holds them all, ``largeur`` wide unless it would be too high."""
    points = [p for g in geometries for polygone in g.polygones for anneau in polygone for p in anneau]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    etendue, elevation = max(xs) - min(xs), max(ys) - min(ys)
    unite = max(etendue / (largeur - 2 * MARGE), elevation / (HAUTEUR_MAX - 2 * MARGE)) or 1
    return Cadre(min(xs), max(ys), unite, round(etendue / unite) + 2 * MARGE, round(elevation / unite) + 2 * MARGE)


def _moments(anneau: Sequence) -> tuple[float, float, float]:
    """Twice the signed area of a ring, and six times its moments over that area's half, from its first point."""
    x0, y0 = anneau[0]
    aire = mx = my = 0.0
    for (xa, ya), (xb, yb) in pairwise(anneau):
        produit = (xa - x0) * (yb - y0) - (xb - x0) * (ya - y0)
        aire += produit
        mx += (xa + xb - 2 * x0) * produit
        my += (ya + yb - 2 * y0) * produit
    return aire, mx + 3 * aire * x0, my + 3 * aire * y0
