"""What a feuille de route says, as plain values: what a revision freezes, and what every screen and file prints.

The key of an action is its number in the base: it is the same from one revision to the next.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.text import capfirst

from animateurs.models import ActionFeuille, FeuilleDeRoute, RevisionFeuille
from socle.templatetags.typographie import date_fr

# What an action says, in the order in which it is read.
CHAMPS = {
    "intitule": "Intitulé",
    "repond_a": "Répond à",
    "mission": "Mission",
    "objectifs": "Objectifs du contrat de ville",
    "quartiers": "Quartiers",
    "partenaires": "Partenaires",
    "echeance": "Échéance",
    "resultat_attendu": "Résultat attendu",
    "constat_prevu": "À quoi on le verra",
}


def contenu_de(feuille: FeuilleDeRoute) -> dict:
    """The feuille de route as it stands, in five queries whatever its length."""
    actions = feuille.actions.completes().order_by("rang")
    return {"diagnostic": feuille.diagnostic, "actions": [contenu_action(action) for action in actions]}


def derniere_revision(feuille: FeuilleDeRoute) -> RevisionFeuille | None:
    """What readers see."""
    return feuille.revisions.select_related("validee_par").order_by("-rang").first()


def action_lisible(action: dict) -> dict[str, str]:
    """Each field of an action as it is printed."""
    nommes = {nom: "\n".join(_nom(element) for element in action[nom]) for nom in ("quartiers", "partenaires")}
    return {
        "intitule": action["intitule"],
        "repond_a": repond_a(action),
        "mission": _nom(action["mission"]),
        "objectifs": "\n".join(f"{o['code']} {o['nom']}" for o in action["objectifs"]),
        **nommes,
        "echeance": date_fr(_jour(action)),
        "resultat_attendu": action["resultat_attendu"],
        "constat_prevu": action["constat_prevu"],
    }


def repond_a(action: dict) -> str:
    """« Une attente d'habitants : rouvrir le local ». An expression is told by its line, never quoted."""
    origine = ActionFeuille.Origine(action["origine"]).label
    source = ActionFeuille.Source(action["source"]).label
    structure = action["acteur"] or (action["partenaire"] or {}).get("nom", "")
    precision = f" ({structure})" if structure else ""
    return capfirst(f"{origine} {source}{precision} : {action['origine_texte']}")


def _jour(action: dict):
    return ActionFeuille._meta.get_field("echeance").to_python(action["echeance"])


def _nom(element: dict) -> str:
    return element["nom"]


def contenu_action(action: ActionFeuille) -> dict:
    return {
        "cle": action.pk,
        "intitule": action.intitule,
        "origine": action.origine,
        "source": action.source,
        "origine_texte": action.origine_texte,
        "expression": action.expression_id,
        "acteur": action.acteur.nom if action.acteur else "",
        "partenaire": _code(action.partenaire) if action.partenaire else None,
        "mission": {"code": action.mission.code, "nom": action.mission.libelle},
        "objectifs": [{"code": o.code, "nom": o.intitule} for o in _par_code(action.objectifs.all())],
        "quartiers": [_code(quartier) for quartier in _par_code(action.quartiers.all())],
        "partenaires": [_code(partenaire) for partenaire in _par_code(action.partenaires.all())],
        "echeance": action.echeance.isoformat(),
        "resultat_attendu": action.resultat_attendu,
        "constat_prevu": action.constat_prevu,
    }


def _code(objet) -> dict:
    return {"code": objet.code, "nom": objet.nom}


def _par_code(objets: Iterable) -> list:
    return sorted(objets, key=lambda objet: objet.code)
