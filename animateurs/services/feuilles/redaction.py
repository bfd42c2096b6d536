"""Drafting: the diagnostic and the actions, one by one."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from animateurs.models import ActionFeuille, FeuilleDeRoute
from animateurs.services.feuilles.actions import ajouter, modifier, retirer
from animateurs.services.feuilles.verrou import avancer, prendre
from comptes.models import Compte
from comptes.permissions import Permission as P
from comptes.services.audit import tracer
from conseils.models import ConseilCitoyen
from conseils.services.ecriture import verrouiller_conseil_ouvert
from socle.services.ecriture import echanger_les_rangs, enregistrer, verrouiller


@transaction.atomic
def ouvrir_feuille(*, conseil: ConseilCitoyen, exercice: int, par: Compte) -> FeuilleDeRoute:
    """Begin the feuille de route of a year, empty. Raises ``ValidationError``."""
    if not par.has_perm(P.FEUILLE_MODIFIER, conseil):
        raise PermissionDenied
    feuille = FeuilleDeRoute(conseil=verrouiller_conseil_ouvert(conseil.pk), exercice=exercice)
    enregistrer(feuille)
    tracer(acte="feuille.ouvrir", objet=feuille, par=par, vers=feuille.etat, exercice=exercice)
    return feuille


@transaction.atomic
def ecrire_diagnostic(*, feuille: FeuilleDeRoute, version: int, par: Compte, diagnostic: str) -> FeuilleDeRoute:
    """What the territory and its inhabitants say, on which the actions rest."""
    feuille = prendre(feuille, version, par)
    feuille.diagnostic = diagnostic
    avancer(feuille)
    tracer(acte="feuille.diagnostic", objet=feuille, par=par)
    return feuille


@transaction.atomic
def ajouter_action(*, feuille: FeuilleDeRoute, version: int, par: Compte, **champs) -> ActionFeuille:
    """Put an action at the end. Raises ``ValidationError``."""
    feuille = prendre(feuille, version, par)
    action = ajouter(feuille, champs)
    avancer(feuille)
    tracer(acte="feuille.action_ajouter", objet=feuille, par=par, action=action.pk)
    return action


@transaction.atomic
def modifier_action(*, action: ActionFeuille, version: int, par: Compte, **champs) -> ActionFeuille:
    """Change what an action says. Raises ``ValidationError``."""
    feuille = prendre(action.feuille, version, par)
    action = verrouiller(action)
    changes = modifier(action, champs)
    avancer(feuille)
    tracer(acte="feuille.action_modifier", objet=feuille, par=par, action=action.pk, champs=changes)
    return action


@transaction.atomic
def deplacer_action(*, action: ActionFeuille, version: int, par: Compte, sens: str) -> None:
    """Exchange an action with its neighbour; nothing to do at either end."""
    feuille = prendre(action.feuille, version, par)
    action = verrouiller(action)
    voisine = feuille.actions.voisin(action.rang, sens)
    if voisine is None:
        return
    echanger_les_rangs(action, voisine)
    avancer(feuille)
    tracer(acte="feuille.action_deplacer", objet=feuille, par=par, action=action.pk, rang=action.rang)


@transaction.atomic
def retirer_action(*, action: ActionFeuille, version: int, par: Compte) -> None:
    """Take an action away. Once something moves it, it is given up instead. Raises ``ValidationError``."""
    feuille = prendre(action.feuille, version, par)
    tracer(acte="feuille.action_retirer", objet=feuille, par=par, action=action.pk)
    retirer(verrouiller(action))
    avancer(feuille)
