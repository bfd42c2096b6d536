"""One export before it is a file: what it says of itself, its columns and its lines, read as they are written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.text import slugify

from comptes.models import Compte
from reporting.confidentialite import NON_COMMUNIQUE, SEUIL
from reporting.exports import filtres as lecture
from reporting.exports.declaration import PAR_LOT, Filtres, Jeu, Valeur

PERSONNELLES = (
    "Ce fichier contient des données personnelles d'habitants. Ne le transmettez pas, ne le conservez pas au-delà "
    "de votre besoin : son export est inscrit au journal d'audit."
)
PETITS = (
    f"« {NON_COMMUNIQUE} » cache un effectif de moins de {SEUIL} personnes, ou un autre qui le révélerait, "
    "à qui ne lit pas les noms."
)
Avance = Callable[[int], None]


@dataclass(frozen=True)
class Contenu:
    """``lignes`` is read once, as the file is written: memory does not grow with it."""

    jeu: Jeu
    filtres: Filtres
    etabli_le: datetime
    auteur: str
    lignes: Iterator[list[Valeur]]

    @property
    def nom(self) -> str:
        """The name of the file without its extension: list, filters, day."""
        choisis = [self.jeu.code]
        if self.filtres.conseil:
            choisis.append(lecture.arrondissement(self.filtres.conseil))
        choisis += [str(self.filtres.exercice)] if self.filtres.exercice else []
        choisis += [valeur for _, valeur in self.filtres.autres]
        return "_".join([*(slugify(mot) for mot in choisis), f"{self.etabli_le:%Y-%m-%d}"])

    @property
    def entete(self) -> list[tuple[str, Valeur]]:
        """What the file says before its table."""
        jeu = self.jeu
        lignes: list[tuple[str, Valeur]] = [("Titre", jeu.titre), ("Définition", jeu.definition)]
        lignes += lecture.en_clair(jeu, self.filtres) or [("Filtres", "aucun, tout ce que l'auteur peut lire")]
        lignes += [("Établi le", self.etabli_le), ("Par", self.auteur)]
        lignes += [("Données personnelles", PERSONNELLES)] if jeu.personnelles else []
        lignes += [("Petits effectifs", PETITS)] if jeu.masque else []
        return lignes


def preparer(
    jeu: Jeu, filtres: Filtres, *, compte: Compte, maintenant: datetime, avance: Avance | None = None
) -> Contenu:
    """What this account would read, now. ``avance`` is told how many lines are written, lot by lot."""
    lignes = jeu.lignes(compte, filtres)
    return Contenu(jeu, filtres, maintenant, str(compte), _suivies(lignes, avance) if avance else lignes)


def _suivies(lignes: Iterator[list[Valeur]], avance: Avance) -> Iterator[list[Valeur]]:
    rang = 0
    for rang, ligne in enumerate(lignes, start=1):
        yield ligne
        if rang % PAR_LOT == 0:
            avance(rang)
    avance(rang)
