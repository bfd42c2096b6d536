"""Charts and the tile map, drawn as SVG on the server: the same drawing on screen and in a PDF.

    {% load graphiques %}
    {% graphique_barres donnees "Réunions par type" "Exercice 2026, et 2025 en clair" %}
    {% graphique_colonnes donnees titre description tableau=False %}
    {% graphique_empile donnees titre description %}
    {% carte_tuiles tuiles titre description %}
    {% graphique_matrice matrice titre description %}

``donnees`` is a ``Donnees``, ``tuiles`` an iterable of ``Tuile``. ``tableau=False`` leaves out the table
of figures, for a PDF that prints its own.

The geometry is worked out here, in plain functions; the templates only write it down. Styles are
presentation attributes, which both a strict content security policy and WeasyPrint accept; colours are
those of ``static/css/jetons.css`` (a test keeps them equal). Nothing is told by colour alone: values
are printed, series differ in lightness and in texture. Same data, same bytes.
"""

from __future__ import annotations

import math
import textwrap
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django import template

from socle.templatetags.typographie import INSECABLE, nombre

register = template.Library()

Nombre = int | float | Decimal

# -- What the caller gives ---------------------------------------------------------------------


@dataclass(frozen=True)
class Serie:
    """One series, in the order of the categories. ``None`` is « unknown », never zero."""

    nom: str
    valeurs: Sequence[Nombre | None]

    def __post_init__(self) -> None:
        if any(v is not None and v < 0 for v in self.valeurs):
            raise ValueError(f"La série « {self.nom} » a une valeur négative.")


@dataclass(frozen=True)
class Donnees:
    """What a chart shows: up to three series over the same categories.

    ``unite`` follows each value (« % », « h »); ``decimales`` is how many are printed.
    """

    categories: Sequence[str]
    series: Sequence[Serie]
    unite: str = ""
    decimales: int = 0

    def __post_init__(self) -> None:
        if not 1 <= len(self.series) <= len(ENCRES):
            raise ValueError(f"Un graphique montre de une à {len(ENCRES)} séries.")
        if any(len(s.valeurs) != len(self.categories) for s in self.series):
            raise ValueError("Chaque série a une valeur par catégorie, ou None.")

    @property
    def maximum(self) -> float:
        return float(max((v for s in self.series for v in s.valeurs if v is not None), default=0))

    def texte(self, valeur: Nombre | None) -> str:
        """« 1 234,5 % »; « – » when unknown."""
        texte = nombre(valeur, self.decimales)
        return f"{texte}{INSECABLE}{self.unite}" if self.unite and valeur is not None else texte


@dataclass(frozen=True)
class Tuile:
    """One tile of the map, at a column and a row.

    ``valeur`` is printed as it is. ``intensite`` goes from 0 to 4; ``None`` marks a place that is there
    for context only. ``adresse`` makes the tile a link.
    """

    colonne: int
    ligne: int
    libelle: str
    valeur: str = ""
    intensite: int | None = None
    adresse: str = ""


@dataclass(frozen=True)
class Matrice:
    """A number at each crossing of a row and a column: who, and in which month."""

    colonnes: Sequence[str]
    rangees: Sequence[tuple[str, Sequence[int]]]

    @property
    def maximum(self) -> int:
        return max((valeur for _, valeurs in self.rangees for valeur in valeurs), default=0)

    def intensite(self, valeur: int) -> int:
        """From 0 (nothing) to 4 (the maximum of the matrix)."""
        return math.ceil(4 * valeur / self.maximum) if valeur else 0


# -- What the template writes down -------------------------------------------------------------

BLANC, NOIR, GRIS, BORD, TRAIT, ACCENT = "#ffffff", "#1c2528", "#424d52", "#747e82", "#dcdfdd", "#0f4c5c"


@dataclass(frozen=True)
class Encre:
    """How a shape is filled, outlined and written upon; ``hachures`` draws lines over the fill."""

    fond: str
    trait: str
    texte: str = NOIR
    hachures: bool = False


ENCRES = (
    Encre(fond=ACCENT, trait=ACCENT, texte=BLANC),
    Encre(fond="#a9cbd1", trait=ACCENT, hachures=True),
    Encre(fond="#e4e8e8", trait=BORD),
)
INTENSITES = (
    Encre(fond="#f3f7f7", trait=BORD),
    Encre(fond="#dbe9eb", trait=BORD),
    Encre(fond="#a9cbd1", trait=BORD),
    Encre(fond="#33707e", trait="#33707e", texte=BLANC),
    Encre(fond=ACCENT, trait=ACCENT, texte=BLANC),
)
CONTEXTE = Encre(fond="none", trait=TRAIT, texte=GRIS)


@dataclass(frozen=True)
class Rectangle:
    x: float
    y: float
    largeur: float
    hauteur: float
    encre: Encre


@dataclass(frozen=True)
class Texte:
    x: float
    y: float
    texte: str
    ancre: str = "start"
    couleur: str = NOIR
    graisse: int = 400


@dataclass(frozen=True)
class Groupe:
    """Shapes painted together; ``adresse`` makes them one link."""

    rectangles: Sequence[Rectangle] = ()
    textes: Sequence[Texte] = ()
    adresse: str = ""


@dataclass
class Dessin:
    """A drawing that grows downwards: ``hauteur`` is where the next shape goes."""

    largeur: float = 460
    hauteur: float = 0
    filets: list[tuple[float, float, float]] = field(default_factory=list)  # x1, x2, y
    rectangles: list[Rectangle] = field(default_factory=list)
    textes: list[Texte] = field(default_factory=list)
    groupes: list[Groupe] = field(default_factory=list)

    def remplir(self, rectangle: Rectangle) -> None:
        """Paint a rectangle; one without area would still show its outline."""
        if rectangle.largeur and rectangle.hauteur:
            self.rectangles.append(rectangle)

    @property
    def hachures(self) -> bool:
        return any(r.encre.hachures for r in self.rectangles)

    @property
    def liens(self) -> bool:
        return any(g.adresse for g in self.groupes)


# The text is 15 units high (the template says so). There is no font on the server to measure it with, so
# its width is estimated from four classes of characters of Source Sans 3, each rounded up.
LARGEURS = (("mwMW%", 12.5), ("ABCDEFGHIJKLNOPQRSTUVXYZÀÉÈÊÔ", 9.0), (" ijltf.,;:!'’()\u00a0\u202f", 4.2))
LARGEUR_COURANTE = 7.8
INTERLIGNE = 18
MILIEU = 5  # from the middle of a line of text down to its baseline


def _longueur(texte: str) -> float:
    """The width that a text takes, a little over-estimated."""
    return sum(next((largeur for signes, largeur in LARGEURS if c in signes), LARGEUR_COURANTE) for c in texte)


def _place(textes: Iterable[str]) -> float:
    """The width that the longest of these texts takes."""
    return max((_longueur(t) for t in textes), default=0)


def _en_lignes(libelle: str) -> list[str]:
    return textwrap.wrap(libelle, 24, break_long_words=False) or [""]


def _place_des_libelles(categories: Iterable[str]) -> float:
    return _place(ligne for c in categories for ligne in _en_lignes(c)) + 8


def _legender(dessin: Dessin, series: Sequence[Serie]) -> None:
    """Write the legend, unless there is a single series: the title names it."""
    if len(series) == 1:
        return
    x = 0.0
    for serie, encre in zip(series, ENCRES, strict=False):
        suite = x + 22 + _longueur(serie.nom) + 18
        if x and suite - 18 > dessin.largeur:
            x, suite = 0.0, suite - x
            dessin.hauteur += INTERLIGNE + 4
        dessin.remplir(Rectangle(x, dessin.hauteur + 2, 14, 14, encre))
        dessin.textes.append(Texte(x + 22, dessin.hauteur + 14, serie.nom))
        x = suite
    dessin.hauteur += INTERLIGNE + 14


def _ouvrir_rangee(dessin: Dessin, libelle: str, hauteur: float) -> float:
    """Write a row's label, leave it its height, and return the top of what goes beside it."""
    lignes = _en_lignes(libelle)
    rangee = max(hauteur, len(lignes) * INTERLIGNE)
    haut = dessin.hauteur + (rangee - len(lignes) * INTERLIGNE) / 2
    for i, ligne in enumerate(lignes):
        dessin.textes.append(Texte(0, haut + i * INTERLIGNE + INTERLIGNE / 2 + MILIEU, ligne))
    y = dessin.hauteur + (rangee - hauteur) / 2
    dessin.hauteur += rangee + 12
    return y


# -- Horizontal bars ---------------------------------------------------------------------------

EPAISSEUR = 20
PAS = EPAISSEUR + 3


def dessiner_barres(donnees: Donnees) -> Dessin:
    """One group per category, one bar per series, the value written at the end of each bar."""
    dessin = Dessin()
    _legender(dessin, donnees.series)
    gauche = _place_des_libelles(donnees.categories)
    droite = _place(donnees.texte(v) for s in donnees.series for v in s.valeurs) + 10
    echelle = (dessin.largeur - gauche - droite) / (donnees.maximum or 1)
    for i, categorie in enumerate(donnees.categories):
        y = _ouvrir_rangee(dessin, categorie, len(donnees.series) * PAS)
        for serie, encre in zip(donnees.series, ENCRES, strict=False):
            longueur = float(serie.valeurs[i] or 0) * echelle
            valeur = donnees.texte(serie.valeurs[i])
            dessin.remplir(Rectangle(gauche, y, longueur, EPAISSEUR, encre))
            dessin.textes.append(Texte(gauche + longueur + 6, y + EPAISSEUR / 2 + MILIEU, valeur))
            y += PAS
    return dessin


# -- Columns, month by month -------------------------------------------------------------------

HAUTEUR_COLONNES = 170


def dessiner_colonnes(donnees: Donnees) -> Dessin:
    """One group of columns per category over three rules: zero, half and a round maximum."""
    dessin = Dessin()
    _legender(dessin, donnees.series)
    plafond = _plafond(donnees.maximum, donnees.decimales)
    bas = dessin.hauteur + HAUTEUR_COLONNES + INTERLIGNE
    gauche = _graduer(dessin, donnees, plafond, bas)
    case = (dessin.largeur - gauche) / max(len(donnees.categories), 1)
    largeur = min(case * 0.76 / len(donnees.series), 32)
    for i in range(len(donnees.categories)):
        x = gauche + case * i + (case - largeur * len(donnees.series)) / 2
        for serie, encre in zip(donnees.series, ENCRES, strict=False):
            hauteur = float(serie.valeurs[i] or 0) / plafond * HAUTEUR_COLONNES
            dessin.remplir(Rectangle(x, bas - hauteur, largeur, hauteur, encre))
            x += largeur
    _nommer_colonnes(dessin, donnees.categories, gauche, case, bas)
    return dessin


def _plafond(maximum: float, decimales: int) -> float:
    """The round number at or above ``maximum`` whose half is as round."""
    if maximum <= 0:
        return 2
    puissance = 10 ** math.floor(math.log10(maximum))
    rond = next(m * puissance for m in (1, 2, 4, 6, 8, 10) if m * puissance >= maximum)
    return rond if decimales else max(rond, 2)


def _graduer(dessin: Dessin, donnees: Donnees, plafond: float, bas: float) -> float:
    """Draw the three rules with their values and return where the columns begin."""
    graduations = [(part, donnees.texte(plafond * part)) for part in (0, 0.5, 1)]
    gauche = _place(texte for _, texte in graduations) + 8
    for part, texte in graduations:
        y = bas - HAUTEUR_COLONNES * part
        dessin.filets.append((gauche, dessin.largeur, y))
        dessin.textes.append(Texte(gauche - 8, y + MILIEU, texte, "end", GRIS))
    return gauche


def _nommer_colonnes(dessin: Dessin, categories: Sequence[str], gauche: float, case: float, bas: float) -> None:
    """Write the names under the columns, one in two (or three…) when they would touch."""
    saut = math.ceil(_place(categories) / case) if categories else 1
    for i in range(0, len(categories), saut):
        dessin.textes.append(Texte(gauche + case * (i + 0.5), bas + INTERLIGNE + 2, categories[i], "middle"))
    dessin.hauteur = bas + INTERLIGNE + 10


# -- Shares of a whole -------------------------------------------------------------------------


def dessiner_empile(donnees: Donnees) -> Dessin:
    """One bar of 100 % per category, cut in shares, with the whole (« sur 37 ») at its end."""
    dessin = Dessin()
    _legender(dessin, donnees.series)
    totaux = [sum(s.valeurs[i] or 0 for s in donnees.series) for i in range(len(donnees.categories))]
    gauche = _place_des_libelles(donnees.categories)
    droite = _place(f"sur {donnees.texte(t)}" for t in totaux) + 10
    largeur = dessin.largeur - gauche - droite
    for i, categorie in enumerate(donnees.categories):
        y = _ouvrir_rangee(dessin, categorie, EPAISSEUR + 4)
        parts = [float(s.valeurs[i] or 0) / float(totaux[i]) if totaux[i] else 0 for s in donnees.series]
        _tracer_parts(dessin, gauche, y, largeur, parts)
        fin = f"sur {donnees.texte(totaux[i])}" if totaux[i] else "–"
        x = gauche + (largeur + 6 if totaux[i] else 0)
        dessin.textes.append(Texte(x, y + (EPAISSEUR + 4) / 2 + MILIEU, fin, couleur=GRIS))
    return dessin


def _tracer_parts(dessin: Dessin, x: float, y: float, largeur: float, parts: Sequence[float]) -> None:
    """Draw the shares side by side; one too narrow for its percentage is read in the table."""
    for part, encre in zip(parts, ENCRES, strict=False):
        dessin.remplir(Rectangle(x, y, part * largeur, EPAISSEUR + 4, encre))
        texte = f"{nombre(part * 100)}{INSECABLE}%"
        if part * largeur > _place([texte]):
            dessin.textes.append(
                Texte(x + part * largeur / 2, y + (EPAISSEUR + 4) / 2 + MILIEU, texte, "middle", encre.texte, 600)
            )
        x += part * largeur


# -- The tile map ------------------------------------------------------------------------------

COTE = 66
PAS_TUILE = COTE + 6


def dessiner_tuiles(tuiles: Sequence[Tuile]) -> Dessin:
    """One square per tile, its label above its value."""
    colonnes = [t.colonne for t in tuiles] or [1]
    lignes = [t.ligne for t in tuiles] or [1]
    dessin = Dessin(
        largeur=(max(colonnes) - min(colonnes) + 1) * PAS_TUILE - 4,
        hauteur=(max(lignes) - min(lignes) + 1) * PAS_TUILE - 4,
    )
    dessin.groupes = [_tracer_tuile(t, t.colonne - min(colonnes), t.ligne - min(lignes)) for t in tuiles]
    return dessin


def _tracer_tuile(tuile: Tuile, colonne: int, ligne: int) -> Groupe:
    encre = CONTEXTE if tuile.intensite is None else INTENSITES[tuile.intensite]
    x, y = colonne * PAS_TUILE + 1, ligne * PAS_TUILE + 1
    milieu = x + COTE / 2
    textes = [Texte(milieu, y + (28 if tuile.valeur else 38), tuile.libelle, "middle", encre.texte, 600)]
    if tuile.valeur:
        textes.append(Texte(milieu, y + 50, tuile.valeur, "middle", encre.texte))
    return Groupe([Rectangle(x, y, COTE, COTE, encre)], textes, tuile.adresse)


# -- The matrix --------------------------------------------------------------------------------

CASE_MATRICE = 24
LARGEUR_MATRICE = 640


def dessiner_matrice(matrice: Matrice) -> Dessin:
    """One square per crossing, darker when its number is higher; the number is written in it."""
    dessin = Dessin(largeur=LARGEUR_MATRICE)
    gauche = _place_des_libelles(nom for nom, _ in matrice.rangees)
    case = min((dessin.largeur - gauche) / max(len(matrice.colonnes), 1), 2 * CASE_MATRICE)
    for rang, colonne in enumerate(matrice.colonnes):
        dessin.textes.append(Texte(gauche + case * (rang + 0.5), INTERLIGNE, colonne, "middle", GRIS))
    dessin.hauteur = INTERLIGNE + 12
    for nom, valeurs in matrice.rangees:
        y = _ouvrir_rangee(dessin, nom, CASE_MATRICE)
        for rang, valeur in enumerate(valeurs):
            cadre = Rectangle(gauche + case * rang, y, case - 3, CASE_MATRICE, INTENSITES[matrice.intensite(valeur)])
            _tracer_case(dessin, cadre, valeur)
    return dessin


def _tracer_case(dessin: Dessin, cadre: Rectangle, valeur: int) -> None:
    dessin.remplir(cadre)
    if valeur:
        x, y = cadre.x + cadre.largeur / 2, cadre.y + cadre.hauteur / 2 + MILIEU
        dessin.textes.append(Texte(x, y, nombre(valeur), "middle", cadre.encre.texte, 600))


# -- The tags ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Rangee:
    """One row of the table of figures."""

    libelle: str
    valeurs: Sequence[str]
    adresse: str = ""


def _figure(dessin: Dessin, titre: str, description: str, *, entetes: list[str], rangees: list[Rangee]) -> dict:
    # The number of the figure comes from what it shows, so that the same data give the same bytes.
    numero = zlib.crc32(repr((titre, description, entetes, rangees)).encode())
    return {
        "dessin": dessin,
        "titre": titre,
        "description": description,
        "entetes": entetes,
        "rangees": rangees,
        "identifiant": f"figure-{numero:08x}",
    }


def _graphique(dessin: Dessin, donnees: Donnees, titre: str, description: str) -> dict:
    rangees = [
        Rangee(categorie, [donnees.texte(serie.valeurs[i]) for serie in donnees.series])
        for i, categorie in enumerate(donnees.categories)
    ]
    description = description or f"De {donnees.texte(0)} à {donnees.texte(donnees.maximum)}."
    return _figure(dessin, titre, description, entetes=[s.nom for s in donnees.series], rangees=rangees)


@register.inclusion_tag("composants/graphiques/figure.html")
def graphique_barres(donnees: Donnees, titre: str, description: str = "", *, tableau: bool = True) -> dict:
    """Horizontal bars, grouped when there are several series (this year, last year)."""
    return _graphique(dessiner_barres(donnees), donnees, titre, description) | {"tableau": tableau}


@register.inclusion_tag("composants/graphiques/figure.html")
def graphique_colonnes(donnees: Donnees, titre: str, description: str = "", *, tableau: bool = True) -> dict:
    """Vertical columns, for months."""
    return _graphique(dessiner_colonnes(donnees), donnees, titre, description) | {"tableau": tableau}


@register.inclusion_tag("composants/graphiques/figure.html")
def graphique_empile(donnees: Donnees, titre: str, description: str = "", *, tableau: bool = True) -> dict:
    """Bars of 100 %, cut in shares (femmes, hommes, non renseigné)."""
    return _graphique(dessiner_empile(donnees), donnees, titre, description) | {"tableau": tableau}


@register.inclusion_tag("composants/graphiques/figure.html")
def carte_tuiles(tuiles: Iterable[Tuile], titre: str, description: str = "", *, tableau: bool = True) -> dict:
    """The map: one tile per place, shaded by its intensity."""
    tuiles = list(tuiles)
    rangees = [Rangee(t.libelle, [t.valeur], t.adresse) for t in tuiles if t.valeur]
    description = description or "Une tuile par lieu, plus foncée quand la valeur est plus haute."
    contexte = _figure(dessiner_tuiles(tuiles), titre, description, entetes=["Valeur"], rangees=rangees)
    return contexte | {"tableau": tableau}


@register.inclusion_tag("composants/graphiques/figure.html")
def graphique_matrice(matrice: Matrice, titre: str, description: str = "", *, tableau: bool = True) -> dict:
    """Squares, shaded by their number: rows × months."""
    rangees = [Rangee(nom, [nombre(valeur) for valeur in valeurs]) for nom, valeurs in matrice.rangees]
    description = description or f"De 0 à {nombre(matrice.maximum)} ; plus foncé quand le nombre est plus haut."
    contexte = _figure(dessiner_matrice(matrice), titre, description, entetes=[*matrice.colonnes], rangees=rangees)
    return contexte | {"tableau": tableau}
