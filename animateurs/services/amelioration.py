"""Lessons, corrective actions and their yearly review, training of the team, suggestions about the tool."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from animateurs.models import (
    ActionCorrective,
    DecisionRevue,
    FormationEquipe,
    Lecon,
    RevueAnnuelle,
    Suggestion,
)
from comptes.models import Compte
from comptes.permissions import Permission as P
from comptes.porte import detient
from comptes.services.audit import tracer
from socle.services.ecriture import enregistrer, refuser, remplacer, verrouiller

CLOSES = (ActionCorrective.Etat.FAITE, ActionCorrective.Etat.ABANDONNEE)
REPORTER = DecisionRevue.Decision.REPORTER


@transaction.atomic
def enregistrer_lecon(*, par: Compte, lecon: Lecon | None = None, **champs) -> Lecon:
    """Write or correct a lesson."""
    return _enregistrer(lecon or Lecon(), champs, "lecon", par)


@transaction.atomic
def enregistrer_action(
    *, par: Compte, lecon: Lecon | None = None, action: ActionCorrective | None = None, **champs
) -> ActionCorrective:
    """Decide an action about ``lecon``, or correct one; its effect may be told at any time."""
    return _enregistrer(action or ActionCorrective(lecon=lecon), champs, "action_corrective", par)


@transaction.atomic
def avancer_action(
    *, action: ActionCorrective, acte: str, par: Compte, motif: str = "", effet: str = ""
) -> ActionCorrective:
    """One step of the table. Raises ``TransitionRefusee``."""
    _exiger_droit(par)
    action = verrouiller(action)
    de = action.etat
    action.etat = ActionCorrective.MACHINE.appliquer(de, acte, motif)
    action.close_le = timezone.localdate() if action.etat in CLOSES else None
    action.motif = motif.strip() if action.etat == ActionCorrective.Etat.ABANDONNEE else ""
    action.effet = effet.strip() or action.effet
    enregistrer(action)
    tracer(acte=f"action_corrective.{acte}", objet=action, par=par, de=de, vers=action.etat, motif=motif.strip())
    return action


@dataclass(frozen=True)
class Choix:
    """What the review decides about one action."""

    decision: str
    echeance: date | None = None
    motif: str = ""


@transaction.atomic
def faire_la_revue(*, exercice: int, choix: Mapping[int, Choix], par: Compte) -> RevueAnnuelle:
    """Review an exercice: a decision for each action still open, by its key. Once, and whole."""
    _exiger_droit(par)
    if exercice > timezone.localdate().year:
        refuser(NON_FIELD_ERRORS, "Cet exercice n'est pas commencé.")
    if RevueAnnuelle.objects.filter(exercice=exercice).exists():
        refuser(NON_FIELD_ERRORS, "La revue de cet exercice est déjà faite.")
    revue = RevueAnnuelle(exercice=exercice, par=par)
    enregistrer(revue)
    actions = list(ActionCorrective.objects.a_revoir_pour(exercice))
    for action in actions:
        _decider(revue, action, choix.get(action.pk), par)
    tracer(acte="revue_annuelle", objet=revue, par=par, exercice=exercice, actions=len(actions))
    return revue


def _decider(revue: RevueAnnuelle, action: ActionCorrective, choix: Choix | None, par: Compte) -> None:
    if choix is None or not choix.decision:
        refuser(f"decision_{action.pk}", "Décidez de cette action : elle est encore ouverte.")
    if choix.decision == REPORTER:
        _reporter(revue, action, choix)
    else:
        if choix.decision == DecisionRevue.Decision.ABANDONNER and not choix.motif.strip():
            refuser(f"motif_{action.pk}", "Indiquez pourquoi cette action est abandonnée.")
        effet = choix.motif if choix.decision == DecisionRevue.Decision.FAIRE else ""
        avancer_action(action=action, acte=choix.decision, motif=choix.motif, effet=effet, par=par)
    echeance = choix.echeance if choix.decision == REPORTER else None
    enregistrer(
        DecisionRevue(
            revue=revue, action=action, decision=choix.decision, echeance=echeance, motif=choix.motif.strip()
        )
    )


def _reporter(revue: RevueAnnuelle, action: ActionCorrective, choix: Choix) -> None:
    """Carried to the next year: the same action, with a new due date."""
    if choix.echeance is None or choix.echeance.year <= revue.exercice:
        refuser(f"echeance_{action.pk}", f"Donnez une nouvelle échéance, après {revue.exercice}.")
    ActionCorrective.objects.filter(pk=action.pk).update(echeance=choix.echeance)


@transaction.atomic
def enregistrer_formation_equipe(
    *, par: Compte, participants, formation: FormationEquipe | None = None, **champs
) -> FormationEquipe:
    """Write or correct a training of the team, with who followed it."""
    formation = _enregistrer(formation or FormationEquipe(), champs, "formation_equipe", par)
    formation.participants.set(participants)
    return formation


@transaction.atomic
def suggerer(*, texte: str, page: str, par: Compte) -> Suggestion:
    """Anybody signed in may say what to change in the tool."""
    suggestion = Suggestion(texte=texte, page=page, par=par)
    enregistrer(suggestion)
    tracer(acte="suggestion", objet=suggestion, par=par)
    return suggestion


@transaction.atomic
def repondre_a_la_suggestion(*, suggestion: Suggestion, etat: str, reponse: str, par: Compte) -> Suggestion:
    """Say what became of it; its author reads the answer."""
    if etat != Suggestion.Etat.RECUE and not reponse.strip():
        refuser("reponse", "Répondez en quelques mots : l'auteur de la suggestion vous lira.")
    return _enregistrer(suggestion, {"etat": etat, "reponse": reponse}, "suggestion", par)


def _enregistrer(objet: Model, champs: Mapping[str, object], nom: str, par: Compte):
    """Create or correct a row, as the coordination alone may."""
    _exiger_droit(par)
    if objet.pk is None:
        return _creer(objet, champs, nom, par)
    objet = verrouiller(objet)
    if changes := remplacer(objet, champs):
        enregistrer(objet)
        tracer(acte=f"{nom}.corriger", objet=objet, par=par, champs=changes)
    return objet


def _creer(objet: Model, champs: Mapping[str, object], nom: str, par: Compte):
    for champ, valeur in champs.items():
        setattr(objet, champ, valeur)
    enregistrer(objet)
    tracer(acte=f"{nom}.ajouter", objet=objet, par=par)
    return objet


def _exiger_droit(par: Compte) -> None:
    if not detient(par, P.AMELIORATION_MODIFIER):
        raise PermissionDenied
