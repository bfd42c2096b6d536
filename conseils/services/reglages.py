"""The delays to answer, which the coordination sets. An act already sent keeps the day it was given."""

from django.db import transaction

from comptes.models import Compte
from comptes.services.audit import tracer
from conseils.models import DelaiReponse
from socle.services.ecriture import enregistrer, refuser, remplacer, verrouiller
from territoires.models import Partenaire

JOURS_MAX = 730


@transaction.atomic
def ajouter_delai(*, par: Compte, type: str, partenaire: Partenaire, **champs) -> DelaiReponse:  # noqa: A002
    """Give an institution a delay of its own. Raises ``ValidationError``."""
    if DelaiReponse.objects.filter(type=type, partenaire=partenaire).exists():
        refuser("partenaire", "Cette institution a déjà son délai pour ce type d'acte : modifiez-le.")
    delai = DelaiReponse(type=type, partenaire=partenaire, **champs)
    _enregistrer(delai)
    tracer(acte="delai_ajoute", objet=delai, par=par, jours=delai.jours, tacite=delai.tacite)
    return delai


@transaction.atomic
def modifier_delai(*, delai: DelaiReponse, par: Compte, **champs) -> DelaiReponse:
    """Change a delay for the acts sent from now on. Raises ``ValidationError``."""
    delai = verrouiller(delai)
    changes = remplacer(delai, champs)
    _enregistrer(delai)
    tracer(acte="delai_modifie", objet=delai, par=par, champs=changes, jours=delai.jours, tacite=delai.tacite)
    return delai


@transaction.atomic
def retirer_delai(*, delai: DelaiReponse, par: Compte) -> None:
    """An institution follows the general delay again. Raises ``ValidationError`` for the general one itself."""
    if delai.partenaire_id is None:
        refuser(
            "__all__", "Le délai général ne se retire pas : laissez le nombre de jours vide pour n'en fixer aucun."
        )
    tracer(acte="delai_retire", objet=delai, par=par, jours=delai.jours)
    delai.delete()


def _enregistrer(delai: DelaiReponse) -> None:
    if delai.jours is not None and not 1 <= delai.jours <= JOURS_MAX:
        refuser("jours", f"Un délai va de 1 à {JOURS_MAX} jours ; laissez vide s'il n'y en a pas.")
    if delai.tacite and delai.jours is None:
        refuser("tacite", "Un accord tacite suppose un nombre de jours : indiquez-le, ou décochez cette case.")
    enregistrer(delai)
