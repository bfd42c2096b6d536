"""Closing a conseil that is dissolved, and opening it again. What it lived stays as it was."""

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils import timezone

from comptes.models import Compte
from comptes.services.audit import tracer
from conseils.models import ConseilCitoyen, Mandat
from conseils.services.ecriture import refuser_avant_la_loi, verrouiller_conseil
from socle.services.ecriture import enregistrer, refuser, remplacer
from socle.templatetags.typographie import date_fr


@transaction.atomic
def clore_conseil(
    *, conseil: ConseilCitoyen, par: Compte, date_cloture: date, motif: str, mandats: Collection[int] = ()
) -> ConseilCitoyen:
    """Close a conseil on its last day. Refused while mandats or meetings go beyond it.

    ``mandats``: how many the person has agreed to end that day; none other, nor more, is ended.

    Raises ``ValidationError``, ``TransitionRefusee``.
    """
    conseil = verrouiller_conseil(conseil.pk)
    avant = conseil.statut
    conseil.statut = ConseilCitoyen.MACHINE.appliquer(avant, "clore", motif)
    _verifier_jour(conseil, date_cloture)
    _refuser_les_reunions(conseil, date_cloture)
    if mandats:
        _finir_les_mandats(conseil, date_cloture, *mandats, par=par)
    _refuser_les_mandats(conseil, date_cloture)
    conseil.date_cloture, conseil.motif_cloture = date_cloture, motif
    enregistrer(conseil)
    tracer(acte="conseil_clos", objet=conseil, par=par, de=avant, vers=conseil.statut, motif=motif)
    return conseil


@transaction.atomic
def rouvrir_conseil(*, conseil: ConseilCitoyen, par: Compte, motif: str) -> ConseilCitoyen:
    """Give a closed conseil the state it had. Raises ``TransitionRefusee``."""
    conseil = verrouiller_conseil(conseil.pk)
    avant = conseil.statut
    statut = ConseilCitoyen.MACHINE.appliquer(avant, conseil.acte_de_reouverture, motif)
    remplacer(conseil, {"statut": statut, "date_cloture": None, "motif_cloture": ""})
    enregistrer(conseil)
    tracer(acte="conseil_rouvert", objet=conseil, par=par, de=avant, vers=conseil.statut, motif=motif)
    return conseil


def _verifier_jour(conseil: ConseilCitoyen, jour: date) -> None:
    if jour > timezone.localdate():
        refuser("date_cloture", "Cette date est à venir : clôturez le conseil le jour venu.")
    refuser_avant_la_loi("date_cloture", jour)
    if conseil.date_installation and jour < conseil.date_installation:
        refuser("date_cloture", f"Ce conseil a été installé plus tard, le {date_fr(conseil.date_installation)}.")


def _finir_les_mandats(conseil: ConseilCitoyen, jour: date, annonces: int, *, par: Compte) -> None:
    """End them all on that day. No meeting is later: nobody was present at one after it."""
    restants = list(Mandat.objects.filter(groupe__conseil=conseil).au_dela_du(jour))
    if len(restants) != annonces:
        refuser("mandats", "Le nombre de mandats a changé entre-temps : vérifiez-le, puis confirmez de nouveau.")
    if any(mandat.debut > jour for mandat in restants):
        refuser("mandats", f"Un mandat commence après le {date_fr(jour)} : corrigez-le d'abord.")
    for mandat in restants:
        mandat.fin, mandat.motif_fin = jour, mandat.motif_fin or Mandat.MotifFin.AUTRE
        enregistrer(mandat)
        tracer(acte="mandat_clos", objet=mandat, par=par, motif=mandat.get_motif_fin_display(), fin=jour)


def _refuser_les_mandats(conseil: ConseilCitoyen, jour: date) -> None:
    """No name here: the page lists them, for those who may read names."""
    nombre = Mandat.objects.filter(groupe__conseil=conseil).au_dela_du(jour).count()
    if nombre:
        courent = "Un mandat court" if nombre == 1 else f"{nombre} mandats courent"
        refuser("date_cloture", f"{courent} au-delà du {date_fr(jour)} : mettez-y fin d'abord.")


def _refuser_les_reunions(conseil: ConseilCitoyen, jour: date) -> None:
    nombre = conseil.reunions.non_annulees_apres(jour).count()
    if nombre:
        sont = (
            "Une réunion est tenue ou programmée" if nombre == 1 else f"{nombre} réunions sont tenues ou programmées"
        )
        refuser("date_cloture", f"{sont} après le {date_fr(jour)} : annulez-les, ou choisissez un jour plus tardif.")
