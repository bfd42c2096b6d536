"""What each action says: its links, its rules, its state."""

from collections.abc import Collection, Mapping

from django.core.exceptions import NON_FIELD_ERRORS

from animateurs.models import ActionFeuille, FeuilleDeRoute
from socle.services.ecriture import enregistrer, refuser, remplacer
from socle.templatetags.typographie import date_fr

LIENS = ("objectifs", "quartiers", "partenaires")
# To which source each link belongs.
RELIE = {"expression": "habitant", "acteur": "acteur", "partenaire": "partenaire"}


def ajouter(feuille: FeuilleDeRoute, champs: dict, rang: int | None = None) -> ActionFeuille:
    liens = _separer(champs)
    action = ActionFeuille(feuille=feuille, rang=rang or feuille.actions.prochain_rang(), **champs)
    _verifier(action, liens)
    enregistrer(action)
    _relier(action, liens)
    return action


def modifier(action: ActionFeuille, champs: dict) -> list[str]:
    liens = _separer(champs)
    changes = remplacer(action, champs)
    _verifier(action, liens)
    enregistrer(action)
    _relier(action, liens)
    return changes


def _separer(champs: dict) -> dict[str, Collection]:
    """Take the many-to-many fields out of ``champs``."""
    return {nom: list(champs.pop(nom)) for nom in LIENS if nom in champs}


def _relier(action: ActionFeuille, liens: Mapping[str, Collection]) -> None:
    for nom, objets in liens.items():
        getattr(action, nom).set(objets)


def _verifier(action: ActionFeuille, liens: Mapping[str, Collection]) -> None:
    """The rules that look beyond the row, each refusal beside its field."""
    feuille = action.feuille
    if action.echeance and action.echeance not in feuille.periode:
        debut, fin = date_fr(feuille.periode.debut), date_fr(feuille.periode.fin)
        refuser("echeance", f"L'échéance est dans l'exercice de la feuille : du {debut} au {fin}.")
    for champ, source in RELIE.items():
        objet = getattr(action, champ)
        if objet and action.source != source:
            refuser(champ, f"Ne le reliez que si l'action vient {ActionFeuille.Source(source).label}.")
        if objet and getattr(objet, "conseil_id", feuille.conseil_id) != feuille.conseil_id:
            refuser(champ, "Choisissez parmi ce que connaît ce conseil.")
    _exiger_le_perimetre(action, liens.get("quartiers", ()))


def _exiger_le_perimetre(action: ActionFeuille, quartiers: Collection) -> None:
    """A quartier that has left the perimeter since stays where it was."""
    permis = set(action.feuille.conseil.quartiers.values_list("pk", flat=True))
    if action.pk:
        permis |= set(action.quartiers.values_list("pk", flat=True))
    if any(quartier.pk not in permis for quartier in quartiers):
        refuser("quartiers", "Choisissez des quartiers du périmètre du conseil.")


def retirer(action: ActionFeuille) -> None:
    if action.feuille.actions.engagees().filter(pk=action.pk).exists():
        refuser(
            NON_FIELD_ERRORS,
            f"« {action.intitule} » : des heures, une réunion ou une initiative y sont liées. Détachez-les, ou gardez "
            "l'action et dites qu'elle est abandonnée.",
        )
    ancienne = action.reporte
    action.delete()
    if ancienne:
        changer_d_etat(ancienne, "rendre")
        ancienne.save()


def changer_d_etat(action: ActionFeuille, acte: str, motif: str = "") -> str:
    """Apply one transition of the table; what no longer holds is emptied. Returns the state before."""
    avant, action.etat = action.etat, ActionFeuille.MACHINE.appliquer(action.etat, acte, motif)
    action.motif = motif if action.etat == ActionFeuille.Etat.ABANDONNEE else ""
    action.faite_le = None
    return avant
