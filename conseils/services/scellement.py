"""Sealing a draw, asking for it, doing it. See docs/decisions/0006-tirage-au-sort.md.

The queue is a state and one claim: ``Tirage.etat`` says that a draw is owed, ``Tour.bail`` who does it and
until when. The draw is short and has no step to report, so it needs no heartbeat.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import NoReturn

from django.conf import settings
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from comptes.models import Compte
from comptes.services.audit import tracer
from conseils.models import Candidat, Critere, Invitation, Tirage, Tour
from conseils.sortition import appel
from conseils.sortition.appel import CalculImpossible, Reponse
from conseils.vivier import canonique
from conseils.vivier.resume import libelles_du_critere
from socle.courtier import reveiller, reveiller_apres
from socle.services.ecriture import enregistrer, refuser, verrouiller
from socle.templatetags.typographie import typo

logger = logging.getLogger(__name__)

TACHE = "conseils.tasks.tirer_au_sort"
MARGE = timedelta(seconds=60)  # of the lease over the time given to the program
TENTATIVES_MAX = 3


def sceller(*, tirage: Tirage, par: Compte) -> Tour:
    """Freeze the pool and the quotas and publish their fingerprints, before anybody knows the seed.

    Raises ``ValidationError`` when no panel can meet the quotas, with the smallest change that would do.
    """
    tour = _preparer(tirage, par)
    # The solver takes seconds: outside the transaction, on the very texts that are then sealed.
    _exiger_faisable(tirage, tour)
    with transaction.atomic():
        tirage = verrouiller(tirage)
        avant, tirage.etat = tirage.etat, Tirage.MACHINE.appliquer(tirage.etat, "sceller")
        if (tour.vivier, tour.quotas) != (_vivier(tirage, tour.rang), _quotas(tirage)):
            refuser(NON_FIELD_ERRORS, "Le vivier ou les quotas viennent de changer : relisez-les puis recommencez.")
        tirage.save()
        enregistrer(tour)
        tracer(
            acte="tirage.sceller",
            objet=tirage,
            par=par,
            de=avant,
            vers=tirage.etat,
            tour=tour.rang,
            empreinte=tour.empreinte,
            engagement=tour.engagement,
        )
    return tour


@transaction.atomic
def tirer(*, tirage: Tirage, par: Compte, valeur_publique: str) -> Tour:
    """Ask for the draw with a value that nobody could know at the sealing. From here the seed is settled."""
    tirage = verrouiller(tirage)
    avant, tirage.etat = tirage.etat, Tirage.MACHINE.appliquer(tirage.etat, "tirer")
    tour = tirage.tours.last()
    tour.valeur_publique = " ".join(valeur_publique.split())
    tour.graine = graine(tour.secret, tour.valeur_publique)
    tour.demande_le = timezone.now()
    enregistrer(tour)
    tirage.save()
    tracer(acte="tirage.tirer", objet=tirage, par=par, de=avant, vers=tirage.etat, tour=tour.rang)
    reveiller_apres(TACHE, tour.pk)
    return tour


@transaction.atomic
def relancer(*, tirage: Tirage, par: Compte) -> None:
    """Try again a draw that was given up, with the same seed: nobody can draw until the result pleases."""
    tour = verrouiller(tirage.tours.last())
    if not tour.abandonne:
        return
    tour.erreur, tour.tentatives, tour.bail = "", 0, None
    tour.save()
    tracer(acte="tirage.relancer", objet=tirage, par=par, tour=tour.rang)
    reveiller_apres(TACHE, tour.pk)


def graine(secret: str, valeur_publique: str) -> str:
    """The seed: neither who sealed nor who gave the public value could choose it alone."""
    return canonique.empreinte(f"{secret}\n{valeur_publique}")


def executer(*, pk: int) -> None:
    """Do the draw that this row owes, if nobody else is doing it."""
    jeton = _prendre(pk)
    if jeton is None:
        return
    tour = Tour.objects.select_related("tirage").get(pk=pk)
    try:
        reponse = calculer_tour(tour)
        _aboutir(tour, jeton, reponse)
    except CalculImpossible as erreur:
        _echouer(tour, jeton, str(erreur))


def calculer_tour(tour: Tour) -> Reponse:
    """The panel of a tour, from its published texts and nothing else."""
    reponse = appel.calculer(
        vivier=canonique.lire_vivier(tour.vivier),
        quotas=canonique.lire_quotas(tour.quotas),
        nombre=tour.nombre,
        graine=tour.graine,
    )
    if not reponse.faisable:
        raise CalculImpossible("Aucun panel ne respecte les quotas.")
    return reponse


def relancer_tirages() -> int:
    """Wake a worker for every draw that nobody holds; give up on those tried too often."""
    orphelins = Tour.objects.a_tirer(timezone.now())
    orphelins.filter(tentatives__gte=TENTATIVES_MAX).update(
        erreur=f"Le tirage s'est interrompu {TENTATIVES_MAX} fois avant la fin.", bail=None
    )
    restants = list(orphelins.values_list("pk", flat=True))
    for pk in restants:
        reveiller(TACHE, pk)
    return len(restants)


def _prendre(pk: int) -> str | None:
    """Claim the row with one UPDATE; ``None`` when it is done or somebody holds it."""
    jeton, maintenant = secrets.token_hex(16), timezone.now()
    bail = timedelta(seconds=settings.TIRAGE_DELAI) + MARGE
    libres = Tour.objects.a_tirer(maintenant).filter(pk=pk, tentatives__lt=TENTATIVES_MAX)
    pris = libres.update(jeton=jeton, bail=maintenant + bail, tentatives=F("tentatives") + 1)
    return jeton if pris else None


@transaction.atomic
def _aboutir(tour: Tour, jeton: str, reponse: Reponse) -> None:
    """Write the panel, unless another worker has taken the row meanwhile."""
    tour = Tour.objects.select_for_update().filter(pk=tour.pk, jeton=jeton, tire_le=None).first()
    if tour is None:
        return
    tirage = verrouiller(tour.tirage)
    avant, tirage.etat = tirage.etat, Tirage.MACHINE.appliquer(tirage.etat, "aboutir")
    tour.tire_le, tour.algorithme, tour.bail, tour.jeton = timezone.now(), reponse.algorithme, None, ""
    enregistrer(tour)
    tirage.save()
    _inviter(tour, tirage.candidats.filter(numero__in=reponse.panel))
    tracer(
        acte="tirage.aboutir",
        objet=tirage,
        par=None,
        de=avant,
        vers=tirage.etat,
        tour=tour.rang,
        tires=len(reponse.panel),
        graine=tour.graine,
    )


def _inviter(tour: Tour, candidats: Iterable[Candidat]) -> None:
    libres = iter(Invitation.objects.filter(tour__tirage=tour.tirage).a_remplacer())
    Invitation.objects.bulk_create(
        Invitation(tour=tour, candidat=candidat, remplace=next(libres, None)) for candidat in candidats
    )


@transaction.atomic
def _echouer(tour: Tour, jeton: str, cause: str) -> None:
    logger.warning("tirage %s : %s", tour.pk, cause)
    if Tour.objects.filter(pk=tour.pk, jeton=jeton, tire_le=None).update(erreur=cause, bail=None, jeton=""):
        tracer(acte="tirage.echouer", objet=tour.tirage, par=None, motif=cause, tour=tour.rang)


def _preparer(tirage: Tirage, par: Compte) -> Tour:
    """The tour to come, with its secret; nothing is written."""
    Tirage.MACHINE.appliquer(tirage.etat, "sceller")
    rang = tirage.tours.count() + 1
    vivier, secret = _vivier(tirage, rang), secrets.token_hex(32)
    return Tour(
        tirage=tirage,
        rang=rang,
        nombre=places_a_pourvoir(tirage),
        vivier=vivier,
        empreinte=canonique.empreinte(vivier),
        quotas=_quotas(tirage),
        secret=secret,
        engagement=canonique.empreinte(secret),
        scelle_le=timezone.now(),
        scelle_par=par,
    )


def places_a_pourvoir(tirage: Tirage) -> int:
    """All of them at the first tour; then the seats left free."""
    return tirage.nombre - Invitation.objects.filter(tour__tirage=tirage).retenues().count()


def _vivier(tirage: Tirage, rang: int) -> str:
    return canonique.ecrire_vivier(tirage.candidats.non_appeles(rang).du_vivier())


def _quotas(tirage: Tirage) -> str:
    """What the quotas still ask for, once those who hold a seat are counted."""
    retenues = Invitation.objects.filter(tour__tirage=tirage).retenues().select_related("candidat__quartier")
    assis = [invitation.candidat for invitation in retenues]
    return canonique.ecrire_quotas(_reste(quota, assis) for quota in tirage.quotas.all())


def _reste(quota, assis: Sequence[Candidat]) -> dict:
    pris = sum(candidat.valeur(quota.critere) == quota.valeur for candidat in assis)
    return {
        "critere": quota.critere,
        "valeur": quota.valeur,
        "minimum": max(0, quota.minimum - pris),
        "maximum": max(0, quota.maximum - pris),
    }


def _exiger_faisable(tirage: Tirage, tour: Tour) -> None:
    vivier, quotas = canonique.lire_vivier(tour.vivier), canonique.lire_quotas(tour.quotas)
    if tour.nombre < 1:
        refuser(NON_FIELD_ERRORS, "Toutes les places sont pourvues : il n'y a personne à tirer.")
    if not quotas:
        refuser(NON_FIELD_ERRORS, "Fixez d'abord les quotas.")
    if len(vivier) <= tour.nombre:
        refuser(
            NON_FIELD_ERRORS,
            f"Le vivier compte {len(vivier)} personnes pour {tour.nombre} places : ajoutez une liste.",
        )
    _exiger_quotas_complets(vivier, quotas)
    try:
        reponse = appel.calculer(vivier=vivier, quotas=quotas, nombre=tour.nombre, essai=True)
    except CalculImpossible as erreur:
        refuser(NON_FIELD_ERRORS, str(erreur))
    if not reponse.faisable:
        _refuser_infaisable(tirage, reponse)


def _exiger_quotas_complets(vivier: Sequence[dict], quotas: Sequence[dict]) -> None:
    prevus = {(quota["critere"], quota["valeur"]) for quota in quotas}
    presents = {(critere, candidat[critere]) for candidat in vivier for critere in {c for c, _ in prevus}}
    if not presents <= prevus:
        refuser(NON_FIELD_ERRORS, "Le vivier a changé depuis que les quotas sont fixés : enregistrez-les de nouveau.")


def _refuser_infaisable(tirage: Tirage, reponse: Reponse) -> NoReturn:
    debut = "Aucun panel ne peut respecter tous ces quotas à la fois."
    if not reponse.assouplissements:
        raise ValidationError({NON_FIELD_ERRORS: typo(f"{debut} Élargissez-les, ou ajoutez des candidats.")})
    pas = [typo(phrase(tirage, changement)) for changement in reponse.assouplissements]
    raise ValidationError({NON_FIELD_ERRORS: [f"{debut} Le plus petit changement qui suffirait{typo(' :')}", *pas]})


def phrase(tirage: Tirage, changement: dict) -> str:
    """« Sexe, femme : abaisser le minimum de 5 à 3. »"""
    critere = Critere(changement["critere"])
    libelle = libelles_du_critere(critere, tirage.conseil.quartiers.all()).get(
        changement["valeur"], changement["valeur"]
    )
    verbe = "abaisser le minimum" if changement["borne"] == "minimum" else "relever le maximum"
    de, a = changement[changement["borne"]], changement["propose"]
    return f"{critere.label.capitalize()}, {libelle} : {verbe} de {de} à {a}."
