"""Writing meetings: plan, change, cancel."""

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils import timezone

from comptes.models import Compte
from comptes.services.audit import tracer
from conseils.definitions import LOI
from conseils.models import ConseilCitoyen, Membre, Reunion
from conseils.services.avis import garder_les_avis
from conseils.services.canaux import remplacer_canaux
from conseils.services.ecriture import refuser_trop_loin, verrouiller_conseil, verrouiller_conseil_ouvert
from conseils.services.proces_verbaux import garder_les_proces_verbaux
from socle.services.ecriture import enregistrer, refuser, remplacer, verrouiller
from socle.templatetags.typographie import date_fr

ACTE_VERS = {Reunion.Statut.PREVUE: "programmer", Reunion.Statut.TENUE: "tenir", Reunion.Statut.ANNULEE: "annuler"}


@transaction.atomic
def programmer_reunion(
    *, conseil: ConseilCitoyen, par: Compte, canaux: Collection[str] | None = None, **champs
) -> Reunion:
    """Record a meeting, to come or already held. Raises ``ValidationError``."""
    reunion = Reunion(conseil=verrouiller_conseil_ouvert(conseil.pk), **champs)
    _verifier(reunion)
    enregistrer(reunion)
    remplacer_canaux(reunion, canaux)
    tracer(acte="reunion_programmee", objet=reunion, par=par, vers=reunion.statut)
    return reunion


@transaction.atomic
def modifier_reunion(
    *, reunion: Reunion, par: Compte, statut: str, canaux: Collection[str] | None = None, **champs
) -> Reunion:
    """Change a meeting. Raises ``ValidationError``, or ``TransitionRefusee`` for its statut."""
    conseil = verrouiller_conseil(reunion.conseil_id)
    reunion = verrouiller(reunion)
    avant, ancien_quartier = reunion.statut, reunion.quartier_id
    changes = remplacer(reunion, champs)
    if statut != avant:
        _changer_statut(reunion, ACTE_VERS[statut])
    if changes or statut != avant:
        reunion.sequence += 1
    _verifier(reunion, quartier_garde=ancien_quartier)
    _verifier_cloture(reunion, conseil)
    _garder_les_presences(reunion)
    garder_les_proces_verbaux(reunion)
    _garder_les_adoptions(reunion)
    garder_les_avis(reunion)
    enregistrer(reunion)
    # Apart: a calendar tells nothing of them, its sequence does not move.
    changes += remplacer_canaux(reunion, canaux)
    tracer(acte="reunion_modifiee", objet=reunion, par=par, de=avant, vers=reunion.statut, champs=changes)
    return reunion


@transaction.atomic
def annuler_reunion(*, reunion: Reunion, par: Compte, motif: str) -> Reunion:
    """Cancel a meeting; it stays, and can be planned again. Raises ``TransitionRefusee``."""
    reunion = verrouiller(reunion)
    avant = reunion.statut
    _changer_statut(reunion, "annuler")
    reunion.sequence += 1
    garder_les_proces_verbaux(reunion)
    _garder_les_adoptions(reunion)
    garder_les_avis(reunion)
    enregistrer(reunion)
    tracer(acte="reunion_annulee", objet=reunion, par=par, de=avant, vers=reunion.statut, motif=motif)
    return reunion


def _changer_statut(reunion: Reunion, acte: str) -> None:
    statut = Reunion.MACHINE.appliquer(reunion.statut, acte)
    if reunion.presences_saisies and statut != Reunion.Statut.TENUE:
        refuser("statut", "Les présences de cette réunion sont saisies : elle a bien été tenue.")
    reunion.statut = statut


def _verifier(reunion: Reunion, quartier_garde: int | None = None) -> None:
    _verifier_date(reunion.date, reunion.statut)
    if reunion.echelle == Reunion.Echelle.QUARTIER and reunion.quartier is None:
        refuser("quartier", "Indiquez le quartier : la réunion est à l'échelle d'un quartier.")
    # A quartier that has left the perimeter since stays on the meetings that it had.
    permis = {quartier_garde, None, *reunion.conseil.quartiers.values_list("pk", flat=True)}
    if reunion.quartier_id not in permis:
        refuser("quartier", "Ce quartier n'est pas dans le périmètre du conseil.")


def _verifier_date(jour: date, statut: str) -> None:
    aujourd_hui = timezone.localdate()
    if jour < LOI:
        refuser("date", "Aucune réunion n'a pu se tenir avant la loi du 21 février 2014 : vérifiez l'année.")
    refuser_trop_loin("date", jour, ans=2)
    if statut == Reunion.Statut.TENUE and jour > aujourd_hui:
        refuser("date", "Cette date est à venir : la réunion ne peut pas être déjà tenue.")


def _verifier_cloture(reunion: Reunion, conseil: ConseilCitoyen) -> None:
    if conseil.est_clos and reunion.statut != Reunion.Statut.ANNULEE and reunion.date > conseil.date_cloture:
        refuser("date", f"Ce conseil est clos : son dernier jour a été le {date_fr(conseil.date_cloture)}.")


def _garder_les_presences(reunion: Reunion) -> None:
    """Refuse a new date on which people already noted as present held no mandat."""
    presents = Membre.objects.filter(presences__reunion=reunion)
    if presents.exclude(pk__in=presents.en_mandat_le(reunion.date)).exists():
        refuser("date", "Des membres notés présents n'étaient pas en mandat ce jour-là.")


def _garder_les_adoptions(reunion: Reunion) -> None:
    """Refuse what would leave a version of the règlement adopted nowhere, or before it was written."""
    for version in reunion.versions_adoptees.all():
        if reunion.type != Reunion.Type.ASSEMBLEE:
            refuser("type", "Le règlement intérieur y a été adopté : c'était une assemblée ouverte.")
        if reunion.statut != Reunion.Statut.TENUE:
            refuser("statut", "Le règlement intérieur y a été adopté : cette assemblée a bien été tenue.")
        if reunion.date < version.ecrit_le:
            refuser("date", f"La {version} du règlement, adoptée ce jour-là, a été écrite plus tard.")
