"""The queue of documents to produce. The row is the truth; a message only wakes a worker.

A worker claims a row with one UPDATE that writes a lease and a token. Every later write of the worker is
conditional on the token, so whoever lost the lease (too slow, or believed dead) can no longer touch the
row. ``relancer_travaux`` gives back what nobody holds. See docs/decisions/0003-file-de-travaux.md.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Case, F, Value, When
from django.utils import timezone

from comptes.models import Compte
from comptes.permissions import Permission as P
from comptes.porte import partout
from conseils.models import ConseilCitoyen
from reporting.models import Campagne, PassageRapport, Rapport
from reporting.periodes import exercice_courant, exercices_proposes
from reporting.querysets import exercices_du_conseil
from reporting.rapports.sortes import SORTES, Sorte
from reporting.rapports.sujet import Sujet
from reporting.services.annonces import annoncer_la_campagne
from reporting.services.passages import etat_de_repli, noter
from socle import courtier

# Longer than the longest step between two heartbeats, even on a busy machine.
BAIL = timedelta(seconds=90)
TENTATIVES_MAX = 3
TACHE = "reporting.tasks.produire_rapport"
Acte = PassageRapport.Acte


class BailPerdu(Exception):
    """Another worker holds the row, or it has been settled: stop, write nothing."""


@dataclass(frozen=True)
class Prise:
    """A row held by this worker: its key and the token that proves the lease."""

    pk: int
    jeton: str


def demander(
    *, sorte: str, sujet: Sujet, par: Compte | None, motif: str = "", campagne: Campagne | None = None,
    reveil: bool = True,
) -> Rapport:  # fmt: skip
    """Ask for a document. From the console ``par`` is ``None``, and no worker needs waking (``reveil``).

    ``motif``: what it corrects, when the same document has been published already. Raises ``PermissionDenied``
    without the right on this conseil (on all of Paris where there is none), ``ValidationError`` when the
    exercice makes no sense, when the same document is under way, or when a correction gives no reason.
    """
    if par is not None and not peut_demander(par, sujet.conseil):
        raise PermissionDenied
    _verifier_exercice(sujet)
    rapport = _numeroter(SORTES[sorte], sujet)
    _verifier_suite(rapport, motif)
    rapport.campagne = campagne
    try:
        return _inscrire(rapport, par, reveil=reveil)
    except IntegrityError:
        # Somebody asked between our reading of the last number and our writing of the next one.
        raise ValidationError("Un document semblable vient d'être demandé : ouvrez la page « Documents ».") from None


def peut_demander(compte: Compte, conseil: ConseilCitoyen | None) -> bool:
    """Whether this account may ask for a document about this conseil, or about all of Paris."""
    if conseil is None:
        return partout(compte, P.RAPPORT_DEMANDER)
    return compte.has_perm(P.RAPPORT_DEMANDER, conseil)


def sortes_demandables(compte: Compte) -> list[Sorte]:
    """The kinds that this account may ask for: one about all of Paris asks for the right on all of Paris."""
    tout_paris = peut_demander(compte, None)
    return [s for s in SORTES.values() if tout_paris or s.par_conseil]


def relancer(*, rapport: Rapport, par: Compte | None) -> None:
    """Put a failed production back in the queue. Raises ``TransitionRefusee`` when it has not failed."""
    if par is not None and not peut_demander(par, rapport.conseil):
        raise PermissionDenied
    with transaction.atomic():
        rapport = Rapport.objects.select_for_update().get(pk=rapport.pk)
        avant = rapport.etat
        rapport.etat = Rapport.MACHINE.appliquer(avant, "relancer")
        rapport.tentatives = rapport.avancement = 0
        rapport.erreur = rapport.etape = ""
        rapport.bail = None
        rapport.full_clean()
        rapport.save()
        noter(rapport, Acte.RELANCER, de=avant, par=par)
        reveiller_apres(rapport)


def prendre(*, pk: int) -> Prise | None:
    """Claim a row for this worker; ``None`` when there is nothing to do or somebody holds it."""
    prise = Prise(pk, secrets.token_hex(16))
    libres = Rapport.objects.a_prendre(timezone.now()).filter(pk=pk, tentatives__lt=TENTATIVES_MAX)
    pris = libres.update(
        etat=Case(When(etat="demande", then=Value("en_cours")), default=F("etat")),
        jeton=prise.jeton,
        bail=timezone.now() + BAIL,
        tentatives=F("tentatives") + 1,
        debut=timezone.now(),
    )
    return prise if pris else None


def avancer(*, prise: Prise, etape: str, avancement: int) -> None:
    """Tell where the work stands and renew the lease. Raises ``BailPerdu`` when it is no longer ours."""
    tenu = Rapport.objects.tenus_par(prise.jeton).filter(pk=prise.pk)
    if not tenu.update(etape=etape, avancement=avancement, bail=timezone.now() + BAIL):
        raise BailPerdu


def tenir(*, prise: Prise) -> Rapport:
    """Lock the row for its last writing, inside the caller's transaction. Raises ``BailPerdu``."""
    rapport = Rapport.objects.select_for_update().tenus_par(prise.jeton).order_by().filter(pk=prise.pk).first()
    if rapport is None:
        raise BailPerdu
    return rapport


@transaction.atomic
def echouer(*, prise: Prise, cause: str) -> None:
    """End in failure with a cause fit for the screen. A failed edition leaves the document as it was."""
    _echec(tenir(prise=prise), cause)


def relancer_travaux() -> int:
    """Wake workers for every row that nobody holds, and give up on those tried too often."""
    orphelins = Rapport.objects.a_prendre(timezone.now())
    for pk in orphelins.filter(tentatives__gte=TENTATIVES_MAX).values_list("pk", flat=True):
        _abandonner(pk)
    relances = list(orphelins.filter(tentatives__lt=TENTATIVES_MAX).values_list("pk", flat=True))
    for pk in relances:
        reveiller(pk)
    return len(relances)


def reveiller(pk: int) -> None:
    """Send the message that wakes a worker."""
    courtier.reveiller(TACHE, pk)


def _verifier_exercice(sujet: Sujet) -> None:
    exercice, courant = sujet.exercice, exercice_courant(timezone.localdate())
    # What a séance or a week is about may well lie ahead: it is that thing that decides.
    if exercice > courant and not sujet.objet:
        raise ValidationError({"exercice": f"L'exercice {exercice} n'a pas commencé."})
    connus = exercices_du_conseil(sujet.conseil) if sujet.conseil else exercices_proposes(courant)
    if exercice not in connus and not sujet.objet:
        raise ValidationError(
            {"exercice": f"Rien n'est enregistré sur l'exercice {exercice} : ni accompagnement, ni réunion."}
        )


def _verifier_suite(rapport: Rapport, motif: str) -> None:
    """What has been published is replaced with a reason; what the commanditaires hold is decided first."""
    autres = Rapport.objects.du_meme_sujet(rapport)
    if tenu := autres.filter(etat__in=rapport.EN_CIRCUIT).first():
        raise ValidationError(
            f"{tenu.numero} est {tenu.get_etat_display()} : il suit le circuit de validation. Ouvrez-le plutôt."
        )
    rapport.remplace = autres.filter(etat=Rapport.Etat.PUBLIE).order_by("-rang").first()
    if rapport.remplace and not motif.strip():
        raise ValidationError(
            {"motif": f"{rapport.remplace.numero} est déjà publié : dites ce que le nouveau document corrige."}
        )
    rapport.motif_correction = motif.strip() if rapport.remplace else ""


def _numeroter(sorte: Sorte, sujet: Sujet) -> Rapport:
    rang = Rapport.objects.dernier_rang(sorte.code, sujet.conseil and sujet.conseil.pk, sujet.exercice) + 1
    lieu = f"{sujet.conseil.arrondissement.numero:02d}-" if sujet.conseil else ""
    numero = f"{sorte.prefixe}-{lieu}{sujet.exercice}-{rang:02d}"
    return Rapport(sorte=sorte.code, rang=rang, numero=numero, **vars(sujet))


@transaction.atomic
def _inscrire(rapport: Rapport, par: Compte | None, *, reveil: bool) -> Rapport:
    rapport.demande_par = par
    rapport.full_clean()
    rapport.save()
    noter(rapport, Acte.DEMANDER, de="", par=par, motif=rapport.motif_correction)
    if reveil:
        reveiller_apres(rapport)
    return rapport


def reveiller_apres(rapport: Rapport) -> None:
    transaction.on_commit(lambda: reveiller(rapport.pk))


@transaction.atomic
def _abandonner(pk: int) -> None:
    rapport = Rapport.objects.select_for_update().a_prendre(timezone.now()).order_by().filter(pk=pk).first()
    if rapport is not None:
        _echec(rapport, f"La production s'est interrompue {TENTATIVES_MAX} fois avant la fin.")


def _echec(rapport: Rapport, cause: str) -> None:
    avant = rapport.etat
    acheve = avant in Rapport.ACHEVES
    rapport.etat = etat_de_repli(rapport) if acheve else Rapport.Etat.ECHEC
    rapport.publie_le = rapport.publie_par = rapport.bail = None
    rapport.jeton, rapport.erreur = "", cause
    rapport.save()
    noter(rapport, Acte.ECHOUER, de=avant, par=None, motif=cause)
    transaction.on_commit(partial(annoncer_la_campagne, rapport.campagne_id))
