"""What a worker does with a row it has claimed: read, write the file, settle the row."""

from __future__ import annotations

import errno
import logging
from dataclasses import replace
from functools import partial
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from comptes.services.audit import tracer
from reporting.models import Rapport, Recit
from reporting.pdf import Pdf
from reporting.rapports import canonique
from reporting.rapports.document import Edition, composer, empreinte, imprimer
from reporting.rapports.instantane import instantane
from reporting.rapports.recits import figer
from reporting.rapports.sortes import Sorte
from reporting.rapports.sujet import Sujet
from reporting.services import travaux
from reporting.services.travaux import BailPerdu, Prise

logger = logging.getLogger(__name__)


def executer(*, pk: int) -> None:
    """Do the work that the row owes, if nobody else is doing it. Any failure ends on the row."""
    prise = travaux.prendre(pk=pk)
    if prise is None:
        return
    try:
        _travailler(prise)
    except BailPerdu:
        logger.warning("document %s : bail perdu, un autre processus l'a repris", pk)
    except Exception as erreur:
        logger.exception("document %s : production en échec", pk)
        _echouer(prise, erreur)


def _travailler(prise: Prise) -> None:
    rapport = Rapport.objects.select_related("conseil__arrondissement").get(pk=prise.pk)
    if rapport.etat == Rapport.Etat.PUBLICATION:
        _sceller(prise, rapport)
    else:
        _produire(prise, rapport)


def _produire(prise: Prise, rapport: Rapport) -> None:
    """From the database to a projet."""
    sorte = rapport.la_sorte
    travaux.avancer(prise=prise, etape="Lecture des données", avancement=10)
    with instantane():
        produit_le = timezone.now()
        donnees = _avec_recits(sorte, rapport.sujet, import_string(sorte.assembleur)(rapport.sujet, produit_le))
    texte = canonique.ecrire(donnees)
    edition = Edition(rapport.numero, sorte.titre, timezone.localtime(produit_le), None, donnees)
    page, pdf = _imprimer(prise, rapport, edition)
    with transaction.atomic():
        rapport = travaux.tenir(prise=prise)
        rapport.donnees, rapport.donnees_sha256, rapport.produit_le = texte, empreinte(texte), produit_le
        rapport.html = page
        _achever(rapport, pdf, Rapport.Etat.PROJET, acte="rapport.produire")


def _avec_recits(sorte: Sorte, sujet: Sujet, donnees: Any) -> Any:
    """The same data with the texts written for them, where the kind takes any."""
    if not sorte.sections:
        return donnees
    return replace(donnees, recits=figer(Recit.objects.du(sorte.code, sujet), dict(sorte.sections)))


def _sceller(prise: Prise, rapport: Rapport) -> None:
    """From the frozen data of the projet, never read again, to the published edition."""
    sorte = rapport.la_sorte
    donnees = canonique.lire(import_string(sorte.donnees), rapport.donnees)
    produit_le, publie_le = timezone.localtime(rapport.produit_le), timezone.localtime(rapport.publie_le)
    page, pdf = _imprimer(prise, rapport, Edition(rapport.numero, sorte.titre, produit_le, publie_le, donnees))
    projet = rapport.fichier.name
    with transaction.atomic():
        rapport = travaux.tenir(prise=prise)
        rapport.html = page
        _achever(rapport, pdf, Rapport.Etat.PUBLIE, acte="rapport.sceller")
        transaction.on_commit(partial(rapport.fichier.storage.delete, projet))


def _imprimer(prise: Prise, rapport: Rapport, edition: Edition) -> tuple[str, Pdf]:
    """The page, and the file that is drawn from it."""
    travaux.avancer(prise=prise, etape="Mise en page", avancement=30)
    page = composer(rapport.la_sorte, edition)
    ecriture = partial(travaux.avancer, prise=prise, etape="Écriture du PDF", avancement=75)
    pdf = imprimer(page, edition, mise_en_page_faite=ecriture)
    travaux.avancer(prise=prise, etape="Enregistrement", avancement=95)
    return page, pdf


def _achever(rapport: Rapport, pdf: Pdf, etat: str, *, acte: str) -> None:
    """Write the file and settle the row, in the caller's transaction: the row is locked and still ours.

    The name carries the fingerprint, so a second attempt after a crash writes the same file, and the file
    of another edition is never overwritten.
    """
    avant = rapport.etat
    rapport.sha256, rapport.taille, rapport.pages = empreinte(pdf.octets), len(pdf.octets), pdf.pages
    rapport.fichier.save(f"{rapport.numero}-{rapport.sha256[:16]}.pdf", ContentFile(pdf.octets), save=False)
    rapport.version_application = settings.VERSION
    rapport.etat, rapport.etape, rapport.avancement = etat, "", 100
    rapport.bail, rapport.jeton, rapport.erreur = None, "", ""
    rapport.save()
    tracer(
        acte=acte,
        objet=rapport,
        par=None,
        de=avant,
        vers=etat,
        numero=rapport.numero,
        sha256=rapport.sha256,
        pages=rapport.pages,
    )


def _echouer(prise: Prise, erreur: Exception) -> None:
    try:
        travaux.echouer(prise=prise, cause=_cause(erreur))
    except BailPerdu:
        logger.warning("document %s : échec d'un processus qui n'avait plus le bail", prise.pk)


def _cause(erreur: Exception) -> str:
    """What the person who asked can understand and act upon; the detail is in the log."""
    if isinstance(erreur, OSError) and erreur.errno == errno.ENOSPC:
        return "Le disque du serveur est plein. Prévenez l'administration technique, puis relancez."
    if isinstance(erreur, OSError) and "librar" in str(erreur):
        return "Le moteur de mise en page n'est pas installé sur le serveur. Prévenez l'administration technique."
    return (
        "Une erreur inattendue a interrompu la production. Relancez ; si elle revient, donnez le numéro du "
        "document à l'administration technique."
    )
