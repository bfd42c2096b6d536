"""Reading a GeoJSON file of polygons: all the outlines in Lambert 93, or everything that is wrong with it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import Any

from socle.imports import FichierRefuse
from territoires.geometrie.projection import Point, lambert93

OCTETS_MAX = 40 * 1024 * 1024
POINTS_MAX = 20_000  # for one place
# Official properties that name a place, and what they name.
CODES = {"code_qp": "quartier", "c_arinsee": "arrondissement", "c_ar": "arrondissement"}
# A generous frame around Paris, in metres: what falls outside is in another projection, or elsewhere.
CADRE = ((630_000, 675_000), (6_845_000, 6_885_000))
SYSTEMES = ("CRS84", "4326", "2154")

Polygone = list[list[Point]]


@dataclass(frozen=True)
class Lieu:
    """One place of the file: ``rang`` is its position there, ``genre`` what its code names."""

    rang: int
    genre: str
    code: str
    polygones: list[Polygone]


class _Faute(Exception):
    """What is wrong with one place."""


def lire(chemin: Path) -> tuple[list[Lieu], int]:
    """The places of the file, and how many were left out because they are not in Paris."""
    entites = _entites(chemin)
    lieux, erreurs, dehors = [], [], 0
    for rang, entite in enumerate(entites, 1):
        try:
            lieu = _lieu(rang, entite)
        except _Faute as faute:
            erreurs.append(f"entité {rang} : {faute}")
        else:
            dehors += lieu is None
            lieux += [lieu] if lieu else []
    if erreurs:
        raise FichierRefuse(chemin.name, erreurs)
    return lieux, dehors


def _entites(chemin: Path) -> list:
    try:
        if chemin.stat().st_size > OCTETS_MAX:
            raise FichierRefuse(chemin.name, ["fichier de plus de 40 Mo : demandez un extrait limité à Paris"])
        contenu = json.loads(chemin.read_text(encoding="utf-8-sig"))
    except OSError:
        raise FichierRefuse(chemin.name, ["fichier introuvable ou illisible"]) from None
    except (ValueError, RecursionError):
        raise FichierRefuse(chemin.name, ["ce fichier n'est pas du GeoJSON : le texte ne se lit pas"]) from None
    if not isinstance(contenu, dict) or contenu.get("type") != "FeatureCollection":
        raise FichierRefuse(chemin.name, ["ce fichier n'est pas une « FeatureCollection » GeoJSON"])
    if not isinstance(contenu.get("features"), list) or not contenu["features"]:
        raise FichierRefuse(chemin.name, ["le fichier ne contient aucune entité (« features »)"])
    _verifier_systeme(chemin, contenu.get("crs"))
    return contenu["features"]


def _verifier_systeme(chemin: Path, systeme: Any) -> None:
    """Absent, it is WGS 84 by the standard, or Lambert 93 by its values."""
    if systeme and not json.dumps(systeme).rstrip('"} ').endswith(SYSTEMES):
        raise FichierRefuse(chemin.name, ["coordonnées attendues en WGS 84 ou en Lambert-93 (« crs » inconnu)"])


def _lieu(rang: int, entite: Any) -> Lieu | None:
    if not isinstance(entite, dict) or not isinstance(entite.get("properties"), dict):
        raise _Faute("ce n'est pas une entité avec des propriétés")
    genre, code = _code(entite["properties"])
    if genre == "quartier" and code[2:5] != "075":
        return None
    try:
        return Lieu(rang, genre, code, list(_polygones(entite.get("geometry"))))
    except _Faute as faute:
        raise _Faute(f"{code}, {faute}") from None


def _code(proprietes: dict) -> tuple[str, str]:
    par_nom = {nom.lower(): valeur for nom, valeur in proprietes.items()}
    for nom, genre in CODES.items():
        if (code := par_nom.get(nom)) not in (None, "") and not isinstance(code, bool):
            return genre, str(code).strip()
    raise _Faute(f"aucun code connu parmi ses propriétés ({', '.join(CODES)})")


def _polygones(geometrie: Any) -> Iterator[Polygone]:
    genre = geometrie.get("type") if isinstance(geometrie, dict) else None
    if genre not in ("Polygon", "MultiPolygon"):
        raise _Faute(f"contour attendu (Polygon ou MultiPolygon), « {genre or 'rien'} » lu")
    coordonnees = geometrie.get("coordinates")
    for polygone in _liste([coordonnees] if genre == "Polygon" else coordonnees):
        yield [_anneau(anneau) for anneau in _liste(polygone)]


def _liste(valeur: Any) -> list:
    if not isinstance(valeur, list) or not valeur:
        raise _Faute("contour vide ou mal formé")
    return valeur


def _anneau(positions: Any) -> list[Point]:
    """A ring in metres, closed when the file forgot to."""
    if len(_liste(positions)) > POINTS_MAX:
        raise _Faute(f"contour de plus de {POINTS_MAX} points")
    points = [_en_metres(position) for position in positions]
    if points[0] != points[-1]:
        points.append(points[0])
    if len(set(points)) < 3:
        raise _Faute("contour de moins de trois points distincts")
    return points


def _en_metres(position: Any) -> Point:
    """Degrees and metres are told apart by their size; anything outside Paris is refused."""
    if not (isinstance(position, list) and len(position) >= 2 and all(map(_est_un_nombre, position[:2]))):
        raise _Faute("position qui n'est pas un couple de nombres")
    x, y = position[:2]
    if 40 < x < 52 and -6 < y < 11:
        raise _Faute("latitude et longitude inversées : la longitude vient d'abord")
    point = lambert93((x, y)) if abs(x) <= 180 and abs(y) < 90 else (float(x), float(y))
    if not all(bas <= valeur <= haut for valeur, (bas, haut) in zip(point, CADRE, strict=True)):
        raise _Faute(f"position hors de Paris ({x} ; {y})")
    return point


def _est_un_nombre(valeur: Any) -> bool:
    return isinstance(valeur, int | float) and not isinstance(valeur, bool) and isfinite(valeur)
