"""Open data: aggregates that anybody may reuse, under Licence Ouverte 2.0. No name, no small count of people.

The same data on the same day give the same bytes: every order is explicit and no clock is read.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from conseils.models import ConseilCitoyen, Seance
from reporting.confidentialite import NON_COMMUNIQUE, SEUIL
from reporting.exports.declaration import Colonne, Genre
from reporting.exports.formats.csv import schema_de, table
from reporting.exports.listes.chiffres import COLONNES, Etendue, mesurer
from reporting.indicateurs import INDICATEURS
from reporting.models.rapport import Rapport
from reporting.periodes import exercices_proposes
from reporting.querysets.exports import avis_par_theme
from socle.exercice import exercice_courant

AN_ZERO = (1980, 1, 1, 0, 0, 0)  # the first day that an archive knows
LICENCE = f"""Licence Ouverte / Open Licence, version 2.0 (Etalab, avril 2017)

Ces données sont publiées sous la Licence Ouverte 2.0, homologuée pour les administrations françaises
(article D. 323-2-1 du code des relations entre le public et l'administration).

Vous êtes libre de les reproduire, de les diffuser, de les adapter et de les exploiter, y compris à titre
commercial, à condition d'en mentionner la paternité : le nom du concédant et la date de mise à jour, sans suggérer
qu'il vous reconnaît ou cautionne votre usage. Les données sont fournies telles quelles.

Texte complet : https://www.etalab.gouv.fr/licence-ouverte-open-licence
Mention proposée : « Conseils citoyens de Paris, dispositif d'animation, données au [date du dossier] ».

Les effectifs de moins de {SEUIL} personnes, et ceux qui les révéleraient, portent « {NON_COMMUNIQUE} ».
"""


@dataclass(frozen=True)
class JeuOuvert:
    """One table to publish. ``lire`` gives its rows, in order, as they stand on a day."""

    code: str
    titre: str
    definition: str
    colonnes: tuple[Colonne, ...]
    lire: Callable[[date], Iterable[Any]]


def _indicateurs(jour: date) -> list[dict]:
    conseils = ConseilCitoyen.objects.select_related("arrondissement").order_by("arrondissement__numero")
    publics = [indicateur for indicateur in INDICATEURS.values() if indicateur.permission is None]
    return mesurer(Etendue(list(conseils), exercices_proposes(exercice_courant(jour)), publics), jour)


def _documents(_: date) -> Iterable[Rapport]:
    publies = Rapport.objects.filter(etat=Rapport.Etat.PUBLIE).select_related("conseil__arrondissement")
    return publies.defer("donnees", "html").order_by("numero")


def _instances(jour: date) -> Iterable[Seance]:
    tenues = Seance.objects.tenues().filter(date__lte=jour).select_related("type", "arrondissement")
    return tenues.order_by("date", "type__code", "arrondissement__numero", "pk")


JEUX_OUVERTS = (
    JeuOuvert(
        "indicateurs",
        "Indicateurs",
        "Les indicateurs par exercice et par arrondissement, puis pour tout le dispositif.",
        COLONNES,
        _indicateurs,
    ),
    JeuOuvert(
        "documents",
        "Documents publiés",
        "Les documents publiés, avec l'empreinte qui permet d'en vérifier le fichier.",
        (
            Colonne("numero", "Numéro"),
            Colonne("document", "Document", chemin="titre"),
            Colonne("arrondissement", "Arrondissement", Genre.ENTIER, "conseil.arrondissement.numero"),
            Colonne("exercice", "Exercice", Genre.ENTIER),
            Colonne("publie_le", "Publié le", Genre.INSTANT),
            Colonne("pages", "Pages", Genre.ENTIER),
            Colonne("sha256", "Empreinte SHA-256"),
        ),
        _documents,
    ),
    JeuOuvert(
        "instances",
        "Séances tenues des instances",
        "Le calendrier des séances tenues ; sans arrondissement, une instance de tout Paris.",
        (
            Colonne("date", "Date", Genre.DATE),
            Colonne("instance", "Instance", chemin="type.nom"),
            Colonne("arrondissement", "Arrondissement", Genre.ENTIER, "arrondissement.numero"),
            Colonne("ouverte", "Ouverte au conseil citoyen", Genre.BOOLEEN, "type.ouverte_au_conseil"),
        ),
        _instances,
    ),
    JeuOuvert(
        "avis",
        "Actes adoptés par thème",
        "Nombre d'avis et d'autres actes adoptés, par exercice, par arrondissement et par objectif du contrat de "
        "ville ; un acte qui relève de plusieurs objectifs compte dans chacun.",
        (
            Colonne("exercice", "Exercice", Genre.ENTIER),
            Colonne("arrondissement", "Arrondissement", Genre.ENTIER),
            Colonne("objectif", "Code de l'objectif", description="Vide : sujet libre, hors des objectifs."),
            Colonne("theme", "Thème"),
            Colonne("actes", "Actes adoptés", Genre.ENTIER),
        ),
        avis_par_theme,
    ),
)


def fichiers(jour: date) -> dict[str, bytes]:
    """Everything to publish, by file name."""
    textes = {"LICENCE.txt": LICENCE, "LISEZMOI.md": _presentation(jour)}
    for jeu in JEUX_OUVERTS:
        textes[f"{jeu.code}.csv"] = _table(jeu, jour)
        schema = {"title": jeu.titre, "description": jeu.definition, **schema_de(jeu.colonnes, decimale=".")}
        textes[f"{jeu.code}.schema.json"] = json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
    return {nom: texte.encode() for nom, texte in sorted(textes.items())}


def archive(jour: date) -> bytes:
    """The same files in one archive, without the time at which it was made."""
    tampon = io.BytesIO()
    with ZipFile(tampon, "w") as zip_:
        for nom, octets in fichiers(jour).items():
            zip_.writestr(ZipInfo(nom, AN_ZERO), octets, ZIP_DEFLATED)
    return tampon.getvalue()


def _table(jeu: JeuOuvert, jour: date) -> str:
    sortie = io.StringIO(newline="")
    lignes = ([colonne.lire(objet) for colonne in jeu.colonnes] for objet in jeu.lire(jour))
    table(jeu.colonnes, lignes, sortie, csv.excel, decimale=".")
    return sortie.getvalue()


def _presentation(jour: date) -> str:
    """What the folder holds, table by table and column by column."""
    parties = [
        f"# Conseils citoyens de Paris : données ouvertes au {jour:%d/%m/%Y}",
        "Chiffres du dispositif d'animation, sans aucune donnée nominative. Licence Ouverte 2.0 (`LICENCE.txt`).",
        "Fichiers CSV (RFC 4180) en UTF-8 : virgule, point décimal, dates ISO 8601, « oui » ou « non ». Chaque table "
        "a son dictionnaire au format Table Schema.",
        f"« {NON_COMMUNIQUE} » : effectif de moins de {SEUIL} personnes, ou qui en révélerait un.",
    ]
    return "\n\n".join([*parties, *(_dictionnaire(jeu) for jeu in JEUX_OUVERTS)]) + "\n"


def _dictionnaire(jeu: JeuOuvert) -> str:
    lignes = [f"| `{c.nom}` | {c.titre} | {c.genre.value} | {c.description} |" for c in jeu.colonnes]
    entete = ["| Colonne | Titre | Contenu | Précision |", "|---|---|---|---|"]
    return "\n".join([f"## `{jeu.code}.csv` : {jeu.titre}", "", jeu.definition, "", *entete, *lignes])
