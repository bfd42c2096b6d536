"""Exporting a list: at once when it is short, as a job when it is long. Every file leaves a line of audit.

The right is asked three times: when the file is asked for, when it is made and when it is handed over.
"""

from __future__ import annotations

import hashlib
import io
import logging
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import BinaryIO

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db import transaction
from django.http import QueryDict
from django.utils import timezone

from comptes.models import Compte
from comptes.permissions import Permission as P
from comptes.porte import detient
from comptes.services.audit import tracer
from reporting.exports import filtres as lecture
from reporting.exports import ouvertes
from reporting.exports.contenu import Avance, preparer
from reporting.exports.declaration import Filtres, Jeu, arrondissements_portes, lisible
from reporting.exports.formats import FORMATS, Format
from reporting.exports.listes import JEUX
from reporting.models import Export
from reporting.services.baux import BASE_PERDUE, INTERROMPUE, BailPerdu, FileDeTravaux, Prise, cause_lisible
from socle.services.ecriture import enregistrer, verrouiller
from socle.transitions import TransitionRefusee

logger = logging.getLogger(__name__)
FILE = FileDeTravaux(Export, "reporting.tasks.produire_export")
EN_MEMOIRE = 1024 * 1024  # a file smaller than that never touches the disk
DROIT_PERDU = "Vos droits ont changé depuis la demande : cette liste ne vous est plus ouverte."


@dataclass(frozen=True)
class Fichier:
    """A file that is whole, read from its beginning, with its name and how many lines it holds."""

    flux: BinaryIO
    nom: str
    forme: Format
    lignes: int


def exporter(*, jeu: Jeu, forme: Format, filtres: Filtres, par: Compte) -> Fichier | Export:
    """The file at once, or the job that will make it. Raises ``PermissionDenied``, ``ValidationError``."""
    _verifier(jeu, par)
    if jeu.compter(par, filtres) > settings.EXPORT_SEUIL:
        return _demander(jeu, forme, filtres, par)
    fichier = _ecrire(jeu, forme, filtres, par=par, maintenant=timezone.now())
    tracer(acte="export.produire", objet=par, par=par, **_detail(jeu, forme, filtres, fichier.lignes))
    return fichier


def executer(*, pk: int) -> None:
    """Make the file that the row owes, if nobody else is making it. Any failure but the base's ends on the row."""
    prise = FILE.prendre(pk)
    if prise is None:
        return
    try:
        _produire(prise)
    except BailPerdu:
        logger.warning("export %s : bail perdu, un autre processus l'a repris", pk)
    except PermissionDenied:
        _echouer(prise, DROIT_PERDU)
    except BASE_PERDUE:
        logger.warning("export %s : base perdue, le travail sera repris", pk, exc_info=True)
        FILE.rendre(prise)
    except Exception as erreur:
        logger.exception("export %s : production en échec", pk)
        _echouer(prise, cause_lisible(erreur))


def relancer(*, export: Export, par: Compte) -> None:
    """Put a failed job back in the queue. Raises ``TransitionRefusee``, or ``PermissionDenied`` to another."""
    with transaction.atomic():
        export = verrouiller(export)
        if export.demande_par_id != par.pk:
            raise PermissionDenied
        _verifier(_jeu(export), par)
        avant = export.etat
        export.etat = Export.MACHINE.appliquer(avant, "relancer")
        export.repartir()
        enregistrer(export)
        tracer(acte="export.relancer", objet=export, par=par, de=avant, vers=export.etat, liste=export.liste)
        FILE.reveiller_apres(export.pk)


def remettre(*, export: Export, par: Compte) -> Fichier:
    """Hand a finished file over to its author, who must still reach all that it holds."""
    jeu = _jeu(export)
    if export.demande_par_id != par.pk:
        raise PermissionDenied
    _verifier(jeu, par)
    if not set(export.portee) <= set(arrondissements_portes(par, jeu.permission)):
        raise PermissionDenied
    if not export.telechargeable:
        raise TransitionRefusee("Ce fichier n’est pas prêt.")
    tracer(acte="export.telecharger", objet=export, par=par, liste=export.liste, lignes=export.lignes)
    return Fichier(export.fichier.open(), export.nom, FORMATS[export.forme], export.lignes)


def relancer_exports() -> int:
    """Give back the jobs that nobody holds."""
    return FILE.balayer(_abandonner)


def effacer_perimes() -> int:
    """Erase what has been kept long enough: the row, then its file once the row is gone."""
    perimes = list(Export.objects.perimes(timezone.now()))
    for export in perimes:
        _effacer(export)
    return len(perimes)


def _jeu(export: Export) -> Jeu:
    """Raises ``PermissionDenied`` when the list is no longer offered."""
    if export.liste not in JEUX:
        raise PermissionDenied
    return JEUX[export.liste]


def _verifier(jeu: Jeu, par: Compte) -> None:
    if not lisible(jeu, par):
        raise PermissionDenied


@transaction.atomic
def _demander(jeu: Jeu, forme: Format, filtres: Filtres, par: Compte) -> Export:
    export = Export(liste=jeu.code, forme=forme.code, filtres=lecture.ecrire(filtres), demande_par=par)
    enregistrer(export)
    detail = {"liste": jeu.code, "forme": forme.code, "filtres": export.filtres}
    tracer(acte="export.demander", objet=export, par=par, vers=export.etat, **detail)
    FILE.reveiller_apres(export.pk)
    return export


def _produire(prise: Prise) -> None:
    export = Export.objects.select_related("demande_par").get(pk=prise.pk)
    jeu, par, forme = _jeu(export), export.demande_par, FORMATS[export.forme]
    _verifier(jeu, par)
    filtres = lecture.lire(jeu, QueryDict(export.filtres).dict())
    FILE.avancer(prise, etape="Lecture des données", avancement=1)
    total = jeu.compter(par, filtres)
    avance = partial(_avancer, prise, max(total, 1))
    maintenant, portee = timezone.now(), arrondissements_portes(par, jeu.permission)
    fichier = _ecrire(jeu, forme, filtres, par=par, maintenant=maintenant, avance=avance)
    _ranger(prise, fichier, maintenant, portee)


def _avancer(prise: Prise, total: int, lignes: int) -> None:
    FILE.avancer(prise, etape="Écriture du fichier", avancement=min(95, 1 + 94 * lignes // total))


def _ecrire(
    jeu: Jeu, forme: Format, filtres: Filtres, *, par: Compte, maintenant: datetime, avance: Avance | None = None
) -> Fichier:
    """The whole file in a temporary place that nobody else sees, read back from its beginning.

    The rows come from one statement, which is a snapshot by itself. A transaction around it would hold up
    every writer on SQLite, and forbid renewing the lease on PostgreSQL.
    """
    compteur = _Compteur(avance)
    with ExitStack() as pile:
        flux = pile.enter_context(tempfile.SpooledTemporaryFile(max_size=EN_MEMOIRE))
        contenu = preparer(jeu, filtres, compte=par, maintenant=maintenant, avance=compteur)
        forme.ecrire(contenu, flux)
        flux.seek(0)
        pile.pop_all()  # whole: whoever sends it closes it
    return Fichier(flux, f"{contenu.nom}.{forme.extension}", forme, compteur.lignes)


class _Compteur:
    """Remembers how many lines have passed, and tells whoever follows."""

    def __init__(self, avance: Avance | None) -> None:
        self.avance, self.lignes = avance, 0

    def __call__(self, lignes: int) -> None:
        self.lignes = lignes
        if self.avance:
            self.avance(lignes)


def _ranger(prise: Prise, fichier: Fichier, maintenant: datetime, portee: list[int]) -> None:
    """Keep the file and settle the row: it is locked, and still ours."""
    empreinte = hashlib.file_digest(fichier.flux, "sha256").hexdigest()
    taille = fichier.flux.tell()
    fichier.flux.seek(0)
    with fichier.flux, transaction.atomic():
        export = FILE.tenir(prise)
        avant = export.etat
        export.sha256, export.taille, export.lignes, export.nom = empreinte, taille, fichier.lignes, fichier.nom
        export.fichier.save(f"{export.pk}-{empreinte[:16]}.{fichier.forme.extension}", File(fichier.flux), save=False)
        export.produit_le, export.portee, export.etat = maintenant, portee, Export.Etat.PRET
        export.etape, export.avancement, export.bail, export.jeton, export.erreur = "", 100, None, "", ""
        export.save()
        detail = {"liste": export.liste, "lignes": export.lignes, "sha256": empreinte}
        tracer(acte="export.produire", objet=export, par=None, de=avant, vers=export.etat, **detail)


def _echouer(prise: Prise, cause: str) -> None:
    try:
        with transaction.atomic():
            _echec(FILE.tenir(prise), cause)
    except BailPerdu:
        logger.warning("export %s : échec d'un processus qui n'avait plus le bail", prise.pk)


@transaction.atomic
def _abandonner(pk: int) -> None:
    export = FILE.orphelin(pk)
    if export is not None:
        _echec(export, INTERROMPUE)


def _echec(export: Export, cause: str) -> None:
    avant = export.etat
    export.etat, export.bail, export.jeton, export.erreur = Export.Etat.ECHEC, None, "", cause
    export.save()
    tracer(acte="export.echouer", objet=export, par=None, de=avant, vers=export.etat, motif=cause)


@transaction.atomic
def _effacer(export: Export) -> None:
    fichier = export.fichier
    tracer(acte="export.effacer", objet=export, par=None, de=export.etat, liste=export.liste)
    if fichier:
        transaction.on_commit(partial(fichier.storage.delete, fichier.name))
    export.delete()


def _detail(jeu: Jeu, forme: Format, filtres: Filtres, lignes: int) -> dict:
    return {"liste": jeu.code, "forme": forme.code, "filtres": lecture.ecrire(filtres), "lignes": lignes}


def exporter_donnees_ouvertes(*, par: Compte) -> Fichier:
    """The open data in one archive. Raises ``PermissionDenied`` to whoever may not publish."""
    if not detient(par, P.RAPPORT_PUBLIER):
        raise PermissionDenied
    jour = timezone.localdate()
    octets = ouvertes.archive(jour)
    tracer(acte="export.donnees_ouvertes", objet=par, par=par, sha256=hashlib.sha256(octets).hexdigest())
    return Fichier(io.BytesIO(octets), f"donnees-ouvertes_{jour}.zip", FORMATS["csv"], len(ouvertes.JEUX_OUVERTS))
