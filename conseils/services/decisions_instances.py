"""Writing what an instance decided, and what becomes of it."""

from django.core.exceptions import NON_FIELD_ERRORS
from django.db import transaction
from django.utils import timezone

from comptes.models import Compte
from comptes.services.audit import tracer
from conseils.models import DecisionInstance, Seance
from socle.services.ecriture import enregistrer, refuser, remplacer, verrouiller


@transaction.atomic
def ajouter_decision(*, seance: Seance, par: Compte, **champs) -> DecisionInstance:
    """Record what a séance decided. Raises ``ValidationError``."""
    seance = verrouiller(seance)
    if seance.statut != Seance.Statut.TENUE:
        refuser(NON_FIELD_ERRORS, "Les décisions s'enregistrent une fois la séance tenue.")
    decision = DecisionInstance(seance=seance, **champs)
    _verifier(decision)
    enregistrer(decision)
    tracer(acte="decision_ajoutee", objet=decision, par=par, vers=decision.etat)
    return decision


@transaction.atomic
def modifier_decision(*, decision: DecisionInstance, par: Compte, **champs) -> DecisionInstance:
    """Correct its wording, who does it and by when. Raises ``ValidationError``."""
    decision = verrouiller(decision)
    changes = remplacer(decision, champs)
    _verifier(decision)
    enregistrer(decision)
    tracer(acte="decision_modifiee", objet=decision, par=par, champs=changes)
    return decision


@transaction.atomic
def suivre_decision(*, decision: DecisionInstance, par: Compte, acte: str, motif: str = "") -> DecisionInstance:
    """Tell what becomes of a decision. Raises ``ValidationError``, or ``TransitionRefusee``."""
    decision = verrouiller(decision)
    if DecisionInstance.MACHINE.motif_manque(acte, motif):
        refuser("motif", "Indiquez pourquoi : les conseils le liront.")
    avant, decision.etat = decision.etat, DecisionInstance.MACHINE.appliquer(decision.etat, acte, motif)
    decision.motif = motif.strip() if decision.etat == DecisionInstance.Etat.ABANDONNEE else ""
    decision.close_le = timezone.localdate() if decision.etat in DecisionInstance.CLOSES else None
    enregistrer(decision)
    tracer(acte="decision_suivie", objet=decision, par=par, de=avant, vers=decision.etat, motif=motif.strip())
    return decision


def _verifier(decision: DecisionInstance) -> None:
    if bool(decision.responsable_id) == bool(decision.responsable_autre.strip()):
        refuser("responsable", "Indiquez un responsable : une institution de la liste, ou une autre, pas les deux.")
    if decision.echeance and decision.echeance < decision.seance.date:
        refuser("echeance", f"Cette date précède la séance, le {decision.seance.date:%d/%m/%Y}.")
