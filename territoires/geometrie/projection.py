"""From degrees (WGS 84) to metres (Lambert 93), and outlines with fewer points.

The formulas and constants are those that the IGN publishes for the conformal conic projection of France.
"""

from __future__ import annotations

from math import atanh, cos, exp, hypot, radians, sin

Point = tuple[float, float]

EXCENTRICITE = 0.0818191910428158
EXPOSANT = 0.7256077650532670
RAYON = 11754255.4260960
POLE = (700000.0, 12655612.0498760)
MERIDIEN = radians(3)


def lambert93(point: Point) -> Point:
    """Metres east and north of a longitude and a latitude, right to a few centimetres."""
    longitude, latitude = map(radians, point)
    isometrique = atanh(sin(latitude)) - EXCENTRICITE * atanh(EXCENTRICITE * sin(latitude))
    rayon = RAYON * exp(-EXPOSANT * isometrique)
    angle = EXPOSANT * (longitude - MERIDIEN)
    return POLE[0] + rayon * sin(angle), POLE[1] - rayon * cos(angle)


def simplifier(anneau: list[Point], tolerance: float) -> list[tuple[int, int]]:
    """The closed ring in whole metres, without the points nearer than ``tolerance`` to their neighbours' line.

    Cut in two at the point farthest from the first: a ring begins and ends at the same place.
    """
    sommet = max(range(len(anneau)), key=lambda i: _distance(anneau[i], anneau[0], anneau[0]))
    moities = _garder(anneau[: sommet + 1], tolerance)[:-1] + _garder(anneau[sommet:], tolerance)
    arrondis = [(round(x), round(y)) for x, y in moities]
    return [p for i, p in enumerate(arrondis) if i == 0 or p != arrondis[i - 1]]


def _garder(points: list[Point], tolerance: float) -> list[Point]:
    """Douglas and Peucker's choice, with a stack of our own: a long outline would exhaust Python's."""
    gardes, reste = {0, len(points) - 1}, [(0, len(points) - 1)]
    while reste:
        debut, fin = reste.pop()
        ecarts = [(_distance(points[i], points[debut], points[fin]), i) for i in range(debut + 1, fin)]
        ecart, i = max(ecarts, default=(0, 0))
        if ecart > tolerance:
            gardes.add(i)
            reste += [(debut, i), (i, fin)]
    return [points[i] for i in sorted(gardes)]


def _distance(point: Point, a: Point, b: Point) -> float:
    """From a point to a segment."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    carre = dx * dx + dy * dy
    part = max(0.0, min(1.0, ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / carre)) if carre else 0.0
    return hypot(point[0] - a[0] - part * dx, point[1] - a[1] - part * dy)
