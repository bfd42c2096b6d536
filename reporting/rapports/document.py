"""A document in the making: frozen data, then one text, then one file."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.files.base import File
from django.template.loader import render_to_string

from reporting.pdf import Pdf, PieceJointe, rendre
from reporting.rapports import canonique
from reporting.rapports.comparaison import Difference
from reporting.rapports.sortes import Sorte
from socle.templatetags.typographie import date_fr


@dataclass(frozen=True)
class Signature:
    """Who did what to the document, in whose name, and when: « Soumis », « Accepté », « Publication décidée »."""

    acte: str
    nom: str
    institution: str
    le: datetime


@dataclass(frozen=True)
class Correction:
    """The published document that this one replaces, why, and what differs between the two."""

    numero: str
    publie_le: datetime
    motif: str
    differences: tuple[Difference, ...]


@dataclass(frozen=True)
class Edition:
    """What the template receives: the data, and how this edition of them is named and dated.

    ``produit_le`` is the moment of the data. ``soumis_le`` and ``publie_le`` are ``None`` on a projet. No other
    date enters the text, so the same edition always gives the same bytes.
    """

    numero: str
    titre: str
    produit_le: datetime
    publie_le: datetime | None
    donnees: Any
    soumis_le: datetime | None = None
    signatures: tuple[Signature, ...] = ()
    correction: Correction | None = None

    @property
    def mention(self) -> str:
        """What this edition is, as each of its pages says."""
        if self.publie_le:
            return f"Publié le {date_fr(self.publie_le)}"
        return f"Soumis le {date_fr(self.soumis_le)}" if self.soumis_le else f"Projet au {date_fr(self.produit_le)}"


def composer(sorte: Sorte, edition: Edition) -> str:
    """The HTML of the document."""
    return render_to_string(sorte.gabarit, {"edition": edition})


def imprimer(page: str, edition: Edition, *, mise_en_page_faite: Callable[[], None] = lambda: None) -> Pdf:
    """The PDF of a page of ``composer``, which carries the figures of its edition for machines."""
    return rendre(page, jointe=_donnees(edition), mise_en_page_faite=mise_en_page_faite)


def _donnees(edition: Edition) -> PieceJointe:
    return PieceJointe(
        nom="donnees.json",
        texte=canonique.ecrire(edition.donnees),
        description=f"Les chiffres du document {edition.numero}, pour un logiciel",
        date=edition.produit_le,
    )


def empreinte(contenu: bytes | str) -> str:
    """The sha256, in hexadecimal, of a file or of a text."""
    return hashlib.sha256(contenu.encode() if isinstance(contenu, str) else contenu).hexdigest()


def empreinte_du_fichier(fichier: File) -> str:
    """The sha256 of a file, read piece by piece."""
    somme = hashlib.sha256()
    for morceau in fichier.chunks():
        somme.update(morceau)
    return somme.hexdigest()
