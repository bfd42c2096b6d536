"""The campaign of a year: open it, ask for all its documents, ask again for those that failed, submit them all.

One document that cannot be asked for never stops the others: each is asked for in its own savepoint.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from comptes.models import Compte
from comptes.permissions import Permission as P
from comptes.porte import partout
from comptes.services.audit import tracer
from reporting.campagnes import Piece, pieces
from reporting.models import Campagne, Rapport
from reporting.services import circuit, travaux
from socle.services.ecriture import verrouiller
from socle.transitions import TransitionRefusee


@transaction.atomic
def enregistrer(*, campagne: Campagne, par: Compte) -> Campagne:
    """Open a campaign, or change its dates. Raises ``ValidationError``."""
    _verifier_droit(par)
    nouvelle = campagne.pk is None
    if nouvelle:
        campagne.creee_par = par
    campagne.full_clean()
    campagne.save()
    tracer(acte="campagne.ouvrir" if nouvelle else "campagne.modifier", objet=campagne, par=par, nom=str(campagne))
    return campagne


@transaction.atomic
def produire(*, campagne: Campagne, par: Compte | None) -> int:
    """Ask for what is missing, make again what failed or is still a projet. Return how many are asked for.

    Asking twice asks for nothing twice: what is being made, or already in the hands of the commanditaires, is
    left alone, and a projet whose data have not changed is kept as it is (``production``).
    """
    if par is not None:
        _verifier_droit(par)
    campagne = verrouiller(campagne)
    demandes = _pour_chacune(pieces(campagne), lambda piece: _produire_une(campagne, piece, par))
    campagne.lancee_le = campagne.lancee_le or timezone.now()
    campagne.annoncee_le = None if demandes else campagne.annoncee_le
    campagne.save()
    tracer(acte="campagne.produire", objet=campagne, par=par, documents=demandes)
    return demandes


@transaction.atomic
def relancer_les_echecs(*, campagne: Campagne, par: Compte) -> int:
    """Put every failed document of the campaign back in the queue. Return how many."""
    _verifier_droit(par)
    echecs = [piece for piece in pieces(campagne) if piece.rapport and piece.rapport.etat == Rapport.Etat.ECHEC]
    relances = _pour_chacune(echecs, lambda piece: travaux.relancer(rapport=piece.rapport, par=par))
    Campagne.objects.filter(pk=campagne.pk).update(annoncee_le=None)
    return relances


@transaction.atomic
def tout_soumettre(*, campagne: Campagne, par: Compte) -> int:
    """Put every projet of the campaign in the hands of the commanditaires. Return how many."""
    _verifier_droit(par)
    projets = [piece for piece in pieces(campagne) if piece.a_soumettre]
    return _pour_chacune(projets, lambda piece: circuit.soumettre(rapport=piece.rapport, par=par))


def preparer_les_campagnes(jour: date) -> int:
    """On its day (or the first one after), ask for the documents of each campaign not asked for yet."""
    dues = Campagne.objects.filter(preparation__lte=jour, lancee_le=None)
    return sum(produire(campagne=campagne, par=None) for campagne in dues)


def _verifier_droit(par: Compte) -> None:
    if not partout(par, P.RAPPORT_PUBLIER):
        raise PermissionDenied


def _produire_une(campagne: Campagne, piece: Piece, par: Compte | None) -> bool:
    rapport = piece.rapport
    if rapport is None:
        travaux.demander(sorte=piece.sorte.code, sujet=piece.sujet, par=par, campagne=campagne)
        return True
    # One asked for by hand joins the campaign, whose end is told once all of it is made.
    refaire = {Rapport.Etat.ECHEC: travaux.relancer, Rapport.Etat.PROJET: circuit.reprendre}.get(rapport.etat)
    if refaire is None:
        return False
    Rapport.objects.filter(pk=rapport.pk).update(campagne=campagne)
    refaire(rapport=rapport, par=par)
    return True


def _pour_chacune(voulues: Iterable[Piece], faire: Callable[[Piece], object]) -> int:
    """How many could be done. What cannot says why on the page of the campaign."""
    faites = 0
    for piece in voulues:
        try:
            with transaction.atomic():
                faites += faire(piece) is not False
        except (ValidationError, TransitionRefusee):
            continue
    return faites
