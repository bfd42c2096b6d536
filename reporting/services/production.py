"""What a worker does with a row it has claimed: read, write the file, settle the row."""

from __future__ import annotations

import errno
import logging
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from reporting import courriels
from reporting.models import PassageRapport, Rapport, Recit
from reporting.pdf import Pdf
from reporting.rapports import canonique
from reporting.rapports.document import Edition, composer, empreinte, imprimer
from reporting.rapports.edition import editer, relire
from reporting.rapports.instantane import instantane
from reporting.rapports.recits import figer
from reporting.rapports.sortes import Sorte
from reporting.rapports.sujet import Sujet
from reporting.services import travaux
from reporting.services.annonces import annoncer_la_campagne, annoncer_la_production
from reporting.services.baux import BASE_PERDUE, BailPerdu, Prise
from reporting.services.passages import noter

logger = logging.getLogger(__name__)


Moteur = Callable[..., Pdf]
Acte = PassageRapport.Acte
# What a worker owes on data already frozen: the state it leads to, the act, and who is told.
EDITIONS = {
    Rapport.Etat.SOUMISSION: (Rapport.Etat.SOUMIS, Acte.REMETTRE, courriels.annoncer_soumis),
    Rapport.Etat.PUBLICATION: (Rapport.Etat.PUBLIE, Acte.SCELLER, lambda _rapport: None),
}


def executer(*, pk: int, moteur: Moteur | None = None) -> None:
    """Do the work that the row owes, if nobody else is doing it. Any failure ends on the row; without the
    base there is no writing it, and the work is left to be taken again.

    ``moteur``: another engine than ours, for an edition that nobody will read.
    """
    prise = travaux.prendre(pk=pk)
    if prise is None:
        return
    try:
        _travailler(prise, moteur or imprimer)
    except BailPerdu:
        logger.warning("document %s : bail perdu, un autre processus l'a repris", pk)
    except BASE_PERDUE:
        logger.warning("document %s : base perdue, le travail sera repris", pk, exc_info=True)
        travaux.FILE.rendre(prise)
    except Exception as erreur:
        logger.exception("document %s : production en échec", pk)
        _echouer(prise, erreur)


def _travailler(prise: Prise, moteur: Moteur) -> None:
    rapport = Rapport.objects.select_related("conseil__arrondissement", "remplace").get(pk=prise.pk)
    if rapport.etat in EDITIONS:
        _rediter(prise, rapport, moteur)
    else:
        _produire(prise, rapport, moteur)


def _produire(prise: Prise, rapport: Rapport, moteur: Moteur) -> None:
    """From the database to a projet. What has not changed since the last one is not drawn again."""
    travaux.FILE.avancer(prise, etape="Lecture des données", avancement=10)
    with instantane():
        produit_le = timezone.now()
        donnees = import_string(rapport.la_sorte.assembleur)(rapport.sujet, produit_le)
        donnees = _avec_recits(rapport.la_sorte, rapport.sujet, donnees)
    texte = canonique.ecrire(donnees)
    if _inchange(rapport, texte):
        _garder(prise)
        return
    page, pdf = _imprimer(prise, rapport, editer(rapport, donnees, produit_le), moteur)
    with transaction.atomic():
        rapport = travaux.FILE.tenir(prise)
        ancien = rapport.fichier.name
        rapport.donnees, rapport.donnees_sha256, rapport.produit_le = texte, empreinte(texte), produit_le
        _achever(rapport, page, pdf, Rapport.Etat.PROJET, acte=Acte.PRODUIRE)
        _effacer(rapport, ancien)
        transaction.on_commit(partial(annoncer_la_production, rapport))


def _avec_recits(sorte: Sorte, sujet: Sujet, donnees: Any) -> Any:
    """The same data with the texts written for them, where the kind takes any."""
    if not sorte.sections:
        return donnees
    return replace(donnees, recits=figer(Recit.objects.du(sorte.code, sujet), dict(sorte.sections)))


def _rediter(prise: Prise, rapport: Rapport, moteur: Moteur) -> None:
    """From the frozen data of the projet, never read again, to the edition submitted, or published."""
    vers, acte, annoncer = EDITIONS[rapport.etat]
    page, pdf = _imprimer(prise, rapport, editer(rapport, relire(rapport), rapport.produit_le), moteur)
    with transaction.atomic():
        rapport = travaux.FILE.tenir(prise)
        ancien = rapport.fichier.name
        _achever(rapport, page, pdf, vers, acte=acte)
        _effacer(rapport, ancien)
        transaction.on_commit(partial(annoncer, rapport))


def _inchange(rapport: Rapport, texte: str) -> bool:
    """The projet at hand is that of the same data, drawn by the same version of the application."""
    dernier = rapport.passages.exclude(acte__in=(Acte.DEMANDER, Acte.REPRENDRE, Acte.RELANCER)).last()
    a_jour = rapport.donnees_sha256 == empreinte(texte) and rapport.version_application == settings.VERSION
    return a_jour and dernier is not None and dernier.vers == Rapport.Etat.PROJET


@transaction.atomic
def _garder(prise: Prise) -> None:
    rapport = travaux.FILE.tenir(prise)
    _regler(rapport, Rapport.Etat.PROJET, acte=Acte.GARDER)
    transaction.on_commit(partial(annoncer_la_campagne, rapport.campagne_id))


def _imprimer(prise: Prise, rapport: Rapport, edition: Edition, moteur: Moteur) -> tuple[str, Pdf]:
    """The page, and the file that is drawn from it."""
    travaux.FILE.avancer(prise, etape="Mise en page", avancement=30)
    page = composer(rapport.la_sorte, edition)
    ecriture = partial(travaux.FILE.avancer, prise, etape="Écriture du PDF", avancement=75)
    pdf = moteur(page, edition, mise_en_page_faite=ecriture)
    travaux.FILE.avancer(prise, etape="Enregistrement", avancement=95)
    return page, pdf


def _achever(rapport: Rapport, page: str, pdf: Pdf, etat: str, *, acte: str) -> None:
    """Write the file and settle the row, in the caller's transaction: the row is locked and still ours.

    The name carries the fingerprint, so a second attempt after a crash writes the same file, and the file
    of another edition is never overwritten.
    """
    rapport.html, rapport.html_sha256 = page, empreinte(page)
    rapport.sha256, rapport.taille, rapport.pages = empreinte(pdf.octets), len(pdf.octets), pdf.pages
    rapport.fichier.save(f"{rapport.numero}-{rapport.sha256[:16]}.pdf", ContentFile(pdf.octets), save=False)
    rapport.version_application = settings.VERSION
    rapport.duree = round((timezone.now() - rapport.debut).total_seconds() * 1000)
    _regler(rapport, etat, acte=acte, sha256=rapport.sha256, pages=rapport.pages)


def _regler(rapport: Rapport, etat: str, *, acte: str, **detail) -> None:
    avant = rapport.etat
    rapport.etat, rapport.etape, rapport.avancement = etat, "", 100
    rapport.bail, rapport.jeton, rapport.erreur = None, "", ""
    rapport.save()
    noter(rapport, acte, de=avant, par=None, **detail)


def _effacer(rapport: Rapport, ancien: str) -> None:
    """Once committed, the file of the edition before this one is nobody's."""
    if ancien and ancien != rapport.fichier.name:
        transaction.on_commit(partial(rapport.fichier.storage.delete, ancien))


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
