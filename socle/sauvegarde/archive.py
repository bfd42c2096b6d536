"""Making the archive, restoring it, and the drill that does both beside what is in service."""

from __future__ import annotations

import json
import os
import shutil
import tarfile
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from django.conf import settings
from django.core.files.storage import default_storage
from django.core.management.base import CommandError
from django.db import connection
from django.utils import timezone

from socle.sauvegarde import postgresql, sqlite
from socle.sauvegarde.sommes import Somme, sommes_des_fichiers

MANIFESTE, DOCUMENTS = "manifeste.json", "documents"


@dataclass(frozen=True)
class Manifeste:
    """What an archive holds."""

    version: str
    faite_le: str
    moteur: str
    tables: dict[str, Somme]
    fichiers: dict[str, Somme]

    @classmethod
    def lire(cls, texte: str) -> Manifeste:
        lu = json.loads(texte)
        sommes = {nom: {cle: Somme(*valeur) for cle, valeur in lu[nom].items()} for nom in ("tables", "fichiers")}
        return cls(**lu | sommes)


class Ecart(NamedTuple):
    """A table or a file, as the archive says it is and as it was found."""

    nom: str
    attendu: Somme | None
    trouve: Somme | None


def sauvegarder(dossier: Path) -> Path:
    """Write one archive into ``dossier``, whole or absent, that only its owner may read."""
    dossier.mkdir(parents=True, exist_ok=True)
    maintenant = timezone.localtime()
    archive = dossier / f"sauvegarde-{maintenant:%Y%m%d-%H%M%S}.tar"
    provisoire = archive.with_suffix(".en-cours")
    try:
        _ecrire(provisoire, maintenant.isoformat(timespec="seconds"))
        provisoire.replace(archive)
    finally:
        provisoire.unlink(missing_ok=True)
    return archive


def restaurer(archive: Path) -> Manifeste:
    """Fill an empty installation from ``archive``. Raises ``CommandError`` where something is already there."""
    moteur, documents = _moteur(), Path(default_storage.location)
    if not moteur.est_vide(moteur.en_service()) or sommes_des_fichiers(documents):
        raise CommandError(
            "La base ou le dossier des documents n'est pas vide : rien n'a été touché. Restaurez dans une base neuve "
            "et un dossier neuf, vérifiez, puis basculez (docs/exploitation.md)."
        )
    return _restaurer(archive, moteur.en_service(), documents)


def exercer(archive: Path) -> tuple[Manifeste, dict[str, Somme], dict[str, Somme]]:
    """Restore ``archive`` beside what is in service; return what it says, then the tables and files found."""
    with _a_cote_de(archive, "exercice-") as dossier, _moteur().a_cote() as base:
        manifeste = _deballer_et_restaurer(archive, base, Path(dossier))
        return manifeste, _moteur().sommes(base), sommes_des_fichiers(Path(dossier))


def comparer(attendues: dict[str, Somme], trouvees: dict[str, Somme]) -> list[Ecart]:
    noms = sorted(attendues.keys() | trouvees.keys())
    ecarts = (Ecart(nom, attendues.get(nom), trouvees.get(nom)) for nom in noms)
    return [ecart for ecart in ecarts if ecart.attendu != ecart.trouve]


def _a_cote_de(archive: Path, prefixe: str) -> tempfile.TemporaryDirectory:
    """Where there was room for the archive: in production, /tmp is memory."""
    return tempfile.TemporaryDirectory(prefix=prefixe, dir=archive.resolve().parent)


def _moteur() -> ModuleType:
    return postgresql if connection.vendor == "postgresql" else sqlite


def _ecrire(provisoire: Path, faite_le: str) -> None:
    """The base first: the files that it names are already there, and never change."""
    moteur, documents = _moteur(), Path(default_storage.location)
    with tempfile.TemporaryDirectory(prefix="sauvegarde-", dir=provisoire.parent) as dossier:
        base = Path(dossier) / moteur.NOM
        tables = moteur.copier(base)
        copies = Path(dossier) / DOCUMENTS
        if documents.exists():
            shutil.copytree(documents, copies, ignore=shutil.ignore_patterns(".*"))
        manifeste = Manifeste(settings.VERSION, faite_le, connection.vendor, tables, sommes_des_fichiers(copies))
        (Path(dossier) / MANIFESTE).write_text(json.dumps(asdict(manifeste), indent=1))
        _empaqueter(Path(dossier), provisoire)


def _empaqueter(dossier: Path, provisoire: Path) -> None:
    with provisoire.open("wb") as flux:
        provisoire.chmod(0o600)
        with tarfile.open(fileobj=flux, mode="w") as paquet:
            for contenu in sorted(dossier.iterdir()):
                paquet.add(contenu, contenu.name)
        flux.flush()
        os.fsync(flux.fileno())


def _restaurer(archive: Path, base: Path | str, documents: Path) -> Manifeste:
    manifeste = _deballer_et_restaurer(archive, base, documents)
    ecarts = comparer(manifeste.tables, _moteur().sommes(base))
    ecarts += comparer(manifeste.fichiers, sommes_des_fichiers(documents))
    if ecarts:
        raise CommandError(f"Restauré, mais {len(ecarts)} somme(s) diffèrent : {', '.join(e.nom for e in ecarts)}.")
    return manifeste


def _deballer_et_restaurer(archive: Path, base: Path | str, documents: Path) -> Manifeste:
    moteur = _moteur()
    with _a_cote_de(archive, "restauration-") as dossier, tarfile.open(archive) as paquet:
        paquet.extractall(dossier, filter="data")
        manifeste = Manifeste.lire((Path(dossier) / MANIFESTE).read_text())
        if manifeste.moteur != connection.vendor:
            raise CommandError(
                f"Cette sauvegarde vient de {manifeste.moteur} : elle se restaure sur {manifeste.moteur}."
            )
        moteur.restaurer(Path(dossier) / moteur.NOM, base)
        if (Path(dossier) / DOCUMENTS).exists():
            shutil.copytree(Path(dossier) / DOCUMENTS, documents, dirs_exist_ok=True)
    return manifeste
