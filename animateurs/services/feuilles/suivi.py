"""What becomes of an action, once the feuille has been validated."""

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils import timezone

from animateurs.models import ActionFeuille, FeuilleDeRoute
from animateurs.services.feuilles.actions import changer_d_etat
from animateurs.services.feuilles.verrou import verrouiller_feuille
from comptes.models import Compte
from comptes.permissions import Permission as P
from comptes.services.audit import tracer
from socle.services.ecriture import enregistrer, refuser, verrouiller
from socle.templatetags.typographie import date_fr
from socle.transitions import TransitionRefusee


@transaction.atomic
def avancer_action(
    *, action: ActionFeuille, par: Compte, acte: str, le: date | None = None, motif: str = "", appris: str = ""
) -> ActionFeuille:
    """Say that it is done, given up, or taken up again. Raises ``ValidationError``, or ``TransitionRefusee``."""
    feuille, action = _suivie(action, par)
    if acte == "abandonner" and not motif.strip():
        refuser("motif", "Indiquez pourquoi : la coordination et les commanditaires le liront.")
    avant = changer_d_etat(action, acte, motif.strip())
    if action.etat == ActionFeuille.Etat.FAITE:
        action.faite_le = _jour_plausible(feuille, le or timezone.localdate())
    action.appris = appris.strip() or action.appris
    enregistrer(action)
    tracer(acte=f"action.{acte}", objet=action, par=par, de=avant, vers=action.etat, motif=motif.strip())
    return action


@transaction.atomic
def lier_action(*, action: ActionFeuille, par: Compte, reunions: Collection, initiatives: Collection) -> ActionFeuille:
    """Say which meetings and initiatives move it; those that are no longer named are unlinked."""
    feuille, action = _suivie(action, par)
    for champ, objets in (("reunions", reunions), ("initiatives", initiatives)):
        if any(objet.conseil_id != feuille.conseil_id for objet in objets):
            refuser(champ, "Choisissez parmi ce que fait ce conseil.")
        getattr(action, champ).set(objets)
    tracer(acte="action.lier", objet=action, par=par, reunions=len(reunions), initiatives=len(initiatives))
    return action


def _suivie(action: ActionFeuille, par: Compte) -> tuple[FeuilleDeRoute, ActionFeuille]:
    """The feuille and the action, locked, once the feuille has been validated."""
    feuille = verrouiller_feuille(action.feuille, par, P.FEUILLE_MODIFIER)
    if feuille.validee_le is None:
        raise TransitionRefusee("Une action se suit une fois la feuille de route validée.")
    return feuille, verrouiller(action)


def _jour_plausible(feuille: FeuilleDeRoute, le: date) -> date:
    if not feuille.periode.debut <= le <= timezone.localdate():
        refuser("le", f"Entre le {date_fr(feuille.periode.debut)} et aujourd'hui.")
    return le
