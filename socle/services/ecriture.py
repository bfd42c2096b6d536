"""What the services of every app are made of: refusals beside a field, writing only what changes, locks."""

from collections.abc import Mapping
from typing import NoReturn

from django.core.exceptions import ValidationError
from django.db.models import Model

from socle.templatetags.typographie import typo

# Free while two rows exchange their ranks, which begin at 1.
RANG_DE_PASSAGE = 0


def refuser(champ: str, message: str) -> NoReturn:
    """Refuse with a message that the screen prints beside ``champ``."""
    raise ValidationError({champ: typo(message)})


def refuser_tout(erreurs: Mapping[str, str]) -> None:
    """Refuse with each of these messages beside its field; without any, let through."""
    if erreurs:
        raise ValidationError({champ: typo(message) for champ, message in erreurs.items()})


def remplacer(objet: Model, champs: Mapping[str, object]) -> list[str]:
    """Set ``champs`` on ``objet`` and return the names of those that differ.

    The audit trail tells which fields changed, never their values: it outlives the personal data.
    """
    changes = [nom for nom, valeur in champs.items() if getattr(objet, nom) != valeur]
    for nom in changes:
        setattr(objet, nom, champs[nom])
    return changes


def enregistrer(objet: Model) -> None:
    """Save what the model and the database both accept. Raises ``ValidationError``."""
    objet.full_clean()
    objet.save()


def verrouiller(objet: Model) -> Model:
    """Read ``objet`` again and keep others from writing it until the end of the transaction."""
    return type(objet)._default_manager.select_for_update().get(pk=objet.pk)


def echanger_les_rangs(un: Model, autre: Model) -> None:
    """Exchange the ``rang`` of two rows, which is unique among them."""
    de, vers = un.rang, autre.rang
    for qui, rang in ((un, RANG_DE_PASSAGE), (autre, de), (un, vers)):
        qui.rang = rang
        qui.save(update_fields=["rang"])
