"""A feuille de route: its last revision, or the draft before the first one."""

from __future__ import annotations

from django.db.models import QuerySet

from animateurs.feuilles.contenu import CHAMPS, action_lisible, contenu_de, derniere_revision
from animateurs.models import FeuilleDeRoute
from comptes.models import Compte
from comptes.permissions import Permission as P
from reporting.rapports.sujet import Objets, Sujet


def assembler(feuille: FeuilleDeRoute) -> dict:
    revision = derniere_revision(feuille)
    contenu = revision.contenu if revision else contenu_de(feuille)
    actions = [(action["intitule"], list(_lignes(action))) for action in contenu["actions"]]
    return {"feuille": feuille, "revision": revision, "diagnostic": contenu["diagnostic"], "actions": actions}


def _lignes(action: dict):
    """Everything of an action but its title and what is empty, with its label."""
    for champ, texte in action_lisible(action).items():
        if texte and champ != "intitule":
            yield CHAMPS[champ], texte


def _a_portee(compte: Compte | None) -> QuerySet:
    feuilles = FeuilleDeRoute.objects.pour_ecran().order_by("-exercice", "conseil__arrondissement__numero")
    return feuilles.pour(compte, P.FEUILLE_VOIR) if compte else feuilles


OBJETS = Objets("Feuille de route", _a_portee, lambda f: Sujet(f.exercice, f.conseil, str(f.pk)))
