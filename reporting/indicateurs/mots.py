"""Formulas in words: what is counted above and below, for whoever reads a definition."""

from __future__ import annotations

from animateurs.models import ActionFeuille
from conseils.models import Financement, Mandat, Portage, Sexe
from reporting.indicateurs.declaration import Formule, Indicateur, Terme
from reporting.indicateurs.mesures import MESURES
from territoires.models import Engagement

_CHOIX = (Mandat.College, Mandat.Origine, ActionFeuille.Source, Financement.Source, Engagement.Nature, Portage.Mode)
_DETAILS = {valeur: libelle for choix in _CHOIX for valeur, libelle in choix.choices} | {
    f"M{n}": f"mission {n}" for n in (1, 2, 3)
}
_SEXES = {Sexe.FEMME: "femmes", Sexe.HOMME: "hommes", Sexe.NON_RENSEIGNE: "non renseigné"}


def terme_en_mots(terme: Terme) -> str:
    """« Membres en fin de période : habitants ». How a count could be split says nothing of this one."""
    libelle = MESURES[terme.cle].libelle.split(", par ")[0]
    precisions = [_DETAILS.get(d, d) for d in terme.details or ()]
    precisions += [_SEXES[s] for s in terme.sexes or ()]
    return f"{libelle} : {', '.join(precisions)}" if precisions else libelle


def formule_en_mots(formule: Formule) -> str:
    """The terms one after the other, with « plus » and « moins »."""
    mots = ""
    for terme in formule:
        lien = (" plus " if terme.signe > 0 else " moins ") if mots else ""
        texte = terme_en_mots(terme)
        mots += lien + (_minuscule(texte) if mots else texte)
    return mots


def masquage(indicateur: Indicateur) -> str:
    """What is not told, and to whom."""
    if indicateur.reponses_min:
        return f"Moins de {_NOMBRES[indicateur.reponses_min]} réponses ne se communiquent pas."
    if any(getattr(MESURES[terme.cle], "sexe", "") for terme in indicateur.termes):
        return "Dans les documents, un compte d'une à quatre personnes devient « n. c. »."
    return "Sans objet : aucune personne n'est comptée."


_NOMBRES = {5: "cinq"}


def _minuscule(texte: str) -> str:
    return texte[:1].lower() + texte[1:]
