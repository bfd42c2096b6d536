"""The queue of documents to produce. The row is the truth; a message only wakes a worker.

Claiming, holding and giving back a row are those of every queue (``reporting.services.baux``); here stands
what is particular to documents: who may ask for one, its number, and what a failure leaves behind.
"""

from __future__ import annotations

from functools import partial

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from comptes.models import Compte
from comptes.permissions import Permission as P
from comptes.porte import partout
from conseils.models import ConseilCitoyen
from reporting.models import Campagne, PassageRapport, Rapport
from reporting.periodes import exercices_proposes
from reporting.querysets import exercices_du_conseil
from reporting.rapports.sortes import SORTES, Sorte
from reporting.rapports.sujet import Sujet
from reporting.services.annonces import annoncer_la_campagne
from reporting.services.baux import INTERROMPUE, FileDeTravaux, Prise
from reporting.services.passages import etat_de_repli, noter
from socle.exercice import exercice_courant
from socle.services.ecriture import enregistrer, verrouiller

FILE = FileDeTravaux(Rapport, "reporting.tasks.produire_rapport")
Acte = PassageRapport.Acte


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
        rapport = verrouiller(rapport)
        avant = rapport.etat
        rapport.etat = Rapport.MACHINE.appliquer(avant, "relancer")
        rapport.repartir()
        enregistrer(rapport)
        noter(rapport, Acte.RELANCER, de=avant, par=par)
        FILE.reveiller_apres(rapport.pk)


def prendre(*, pk: int) -> Prise | None:
    """Claim a row for this worker, and start its clock."""
    return FILE.prendre(pk, debut=timezone.now())


@transaction.atomic
def echouer(*, prise: Prise, cause: str) -> None:
    """End in failure with a cause fit for the screen. A failed edition leaves the document as it was."""
    _echec(FILE.tenir(prise), cause)


def relancer_travaux() -> int:
    """Wake workers for every row that nobody holds, and give up on those tried too often."""
    return FILE.balayer(_abandonner)


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
    enregistrer(rapport)
    noter(rapport, Acte.DEMANDER, de="", par=par, motif=rapport.motif_correction)
    if reveil:
        FILE.reveiller_apres(rapport.pk)
    return rapport


@transaction.atomic
def _abandonner(pk: int) -> None:
    rapport = FILE.orphelin(pk)
    if rapport is not None:
        _echec(rapport, INTERROMPUE)


def _echec(rapport: Rapport, cause: str) -> None:
    avant = rapport.etat
    acheve = avant in Rapport.ACHEVES
    rapport.etat = etat_de_repli(rapport) if acheve else Rapport.Etat.ECHEC
    rapport.publie_le = rapport.publie_par = rapport.bail = None
    rapport.jeton, rapport.erreur = "", cause
    rapport.save()
    noter(rapport, Acte.ECHOUER, de=avant, par=None, motif=cause)
    transaction.on_commit(partial(annoncer_la_campagne, rapport.campagne_id))
