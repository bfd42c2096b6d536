"""Making a feuille say what a file says."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction

from animateurs.models import FeuilleDeRoute
from animateurs.services.feuilles.actions import ajouter, modifier, retirer
from animateurs.services.feuilles.verrou import avancer, prendre
from comptes.models import Compte
from comptes.services.audit import tracer


@dataclass(frozen=True)
class Importation:
    """What an import did."""

    ajoutees: int
    modifiees: int
    retirees: int

    @property
    def phrase(self) -> str:
        return (
            f"Le fichier est importé : {self.modifiees} action(s) relue(s), {self.ajoutees} ajoutée(s), "
            f"{self.retirees} retirée(s)."
        )


@transaction.atomic
def importer(
    *, feuille: FeuilleDeRoute, version: int, par: Compte, diagnostic: str | None, lignes: Iterable[Mapping]
) -> Importation:
    """Make the feuille say what a file says, whole or not at all.

    Each line holds the fields of an action, and ``cle``: the action it changes, or ``None`` for a new one. An
    action that no line names is taken away. Raises ``ValidationError``, with the number of each line at fault.
    """
    feuille = prendre(feuille, version, par)
    if diagnostic is not None:
        feuille.diagnostic = diagnostic
    lignes = list(lignes)
    actuelles = {action.pk: action for action in feuille.actions.select_for_update(of=("self",))}
    retirees = [action for cle, action in actuelles.items() if cle not in {ligne["cle"] for ligne in lignes}]
    _toutes(("", partial(retirer, action)) for action in retirees)
    _liberer_les_rangs(feuille)
    _toutes(
        (f"ligne {ligne['numero']}", partial(_importer_ligne, feuille, actuelles, ligne, rang))
        for rang, ligne in enumerate(lignes, start=1)
    )
    avancer(feuille)
    modifiees = sum(ligne["cle"] is not None for ligne in lignes)
    bilan = Importation(len(lignes) - modifiees, modifiees, len(retirees))
    tracer(acte="feuille.importer", objet=feuille, par=par, **vars(bilan))
    return bilan


def _liberer_les_rangs(feuille: FeuilleDeRoute) -> None:
    """Move every action past the ranks that the file is about to give."""
    dernier = feuille.actions.prochain_rang() + 10_000
    for ecart, action in enumerate(feuille.actions.order_by("rang")):
        action.rang = dernier + ecart
        action.save(update_fields=["rang"])


def _importer_ligne(feuille: FeuilleDeRoute, actuelles: Mapping, ligne: Mapping, rang: int) -> None:
    champs = dict(ligne["champs"])
    if ligne["cle"] is None:
        ajouter(feuille, champs, rang)
        return
    modifier(actuelles[ligne["cle"]], {**champs, "rang": rang})


def _toutes(ecritures: Iterable[tuple[str, partial]]) -> None:
    """Run them all and refuse with everything that is wrong, not the first thing only."""
    erreurs = []
    for ou, ecrire in ecritures:
        try:
            ecrire()
        except ValidationError as refus:
            erreurs += [f"{ou} : {message}" if ou else message for message in refus.messages]
    if erreurs:
        raise ValidationError({NON_FIELD_ERRORS: erreurs})
