"""Writing decisions: taken in open assembly, followed until they are done. Elsewhere one proposes."""

from django.core.exceptions import NON_FIELD_ERRORS
from django.db import transaction

from comptes.models import Compte
from comptes.services.audit import tracer
from conseils.models import Decision, ProcesVerbal, Reunion
from socle.services.ecriture import enregistrer, refuser, remplacer, verrouiller


@transaction.atomic
def ajouter_decision(*, reunion: Reunion, par: Compte, **champs) -> Decision:
    """Record a decision or a proposition. Raises ``ValidationError``."""
    reunion = _ouvrir(reunion)
    decision = Decision(reunion=reunion, **champs)
    _verifier(decision)
    enregistrer(decision)
    tracer(acte="decision_ajoutee", objet=decision, par=par, vers=decision.etat, nature=decision.nature)
    return decision


@transaction.atomic
def modifier_decision(*, decision: Decision, par: Compte, **champs) -> Decision:
    """Correct its wording, until the procès-verbal is approved. Raises ``ValidationError``."""
    _ouvrir(decision.reunion)
    decision = verrouiller(decision)
    changes = remplacer(decision, champs)
    _verifier(decision)
    enregistrer(decision)
    tracer(acte="decision_modifiee", objet=decision, par=par, champs=changes)
    return decision


@transaction.atomic
def retirer_decision(*, decision: Decision, par: Compte) -> None:
    """Delete what was recorded by mistake, until the procès-verbal is approved. Raises ``ValidationError``."""
    _ouvrir(decision.reunion)
    tracer(acte="decision_retiree", objet=decision, par=par, de=decision.etat)
    decision.delete()


@transaction.atomic
def suivre_decision(*, decision: Decision, par: Compte, acte: str, motif: str = "") -> Decision:
    """Tell what becomes of a decision. Raises ``ValidationError``, or ``TransitionRefusee``."""
    decision = verrouiller(decision)
    if decision.nature != Decision.Nature.DECISION:
        refuser(NON_FIELD_ERRORS, "Une proposition se suit quand l'assemblée l'a décidée.")
    if Decision.MACHINE.motif_manque(acte, motif):
        refuser("motif", "Indiquez pourquoi : le conseil le lira.")
    avant, decision.etat = decision.etat, Decision.MACHINE.appliquer(decision.etat, acte, motif)
    decision.motif = motif.strip() if decision.etat == Decision.Etat.ABANDONNEE else ""
    enregistrer(decision)
    tracer(acte="decision_suivie", objet=decision, par=par, de=avant, vers=decision.etat, motif=motif.strip())
    return decision


def _ouvrir(reunion: Reunion) -> Reunion:
    """Lock the meeting, and refuse once its procès-verbal is approved."""
    reunion = verrouiller(reunion)
    if reunion.statut != Reunion.Statut.TENUE:
        refuser(NON_FIELD_ERRORS, "Les décisions s'enregistrent une fois la réunion tenue.")
    if reunion.proces_verbaux.courants().filter(etat=ProcesVerbal.Etat.APPROUVE).exists():
        refuser(NON_FIELD_ERRORS, "Le procès-verbal est approuvé : changer ses décisions demande un rectificatif.")
    return reunion


def _verifier(decision: Decision) -> None:
    if decision.nature == Decision.Nature.DECISION and decision.reunion.type != Reunion.Type.ASSEMBLEE:
        refuser(
            "nature",
            "Les décisions se prennent en assemblée ouverte. Enregistrez une proposition : la prochaine assemblée "
            "pourra la décider.",
        )
    if decision.echeance and decision.echeance < decision.reunion.date:
        refuser("echeance", f"Cette date précède la réunion, le {decision.reunion.date:%d/%m/%Y}.")
