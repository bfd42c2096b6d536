"""What the services of this app share: refusals beside a field, and writing only what changes."""

from collections.abc import Mapping
from datetime import timedelta
from typing import NoReturn

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Model

from conseils.models import ConseilCitoyen
from socle.templatetags.typographie import date_fr, typo

# A date may be recorded ahead of time (a renewal voted in June for September), not for ever.
AVANCE_MAX = timedelta(days=365)
# Free while two rows exchange their ranks, which begin at 1.
RANG_DE_PASSAGE = 0


def refuser(champ: str, message: str) -> NoReturn:
    """Refuse with a message that the screen prints beside ``champ``."""
    raise ValidationError({champ: typo(message)})


def remplacer(objet: Model, champs: Mapping[str, object]) -> list[str]:
    """Set ``champs`` on ``objet`` and return the names of those that differ.

    The audit trail tells which fields changed, never their values: it outlives the personal data.
    """
    changes = [nom for nom, valeur in champs.items() if getattr(objet, nom) != valeur]
    for nom in changes:
        setattr(objet, nom, champs[nom])
    return changes


def verrouiller(objet: Model) -> Model:
    """Read ``objet`` again and keep others from writing it until the end of the transaction."""
    return type(objet)._default_manager.select_for_update().get(pk=objet.pk)


def verrouiller_conseil(conseil_id: int) -> ConseilCitoyen:
    """One at a time on a conseil: two people cannot open the same mandat at once."""
    return ConseilCitoyen.objects.select_for_update().get(pk=conseil_id)


def verrouiller_conseil_ouvert(conseil_id: int) -> ConseilCitoyen:
    """The same for what is new in a conseil: one that is closed takes nothing more. Raises ``ValidationError``."""
    conseil = verrouiller_conseil(conseil_id)
    if conseil.est_clos:
        refuser(
            NON_FIELD_ERRORS,
            f"Ce conseil est clos depuis le {date_fr(conseil.date_cloture)} : il ne reçoit plus ni réunion, "
            "ni groupe, ni membre, ni mandat, ni invité, ni tirage. S'il reprend, la coordination le rouvre "
            "depuis la page « Organisation ».",
        )
    return conseil


def echanger_les_rangs(un: Model, autre: Model) -> None:
    """Exchange the ``rang`` of two rows, which is unique among them."""
    de, vers = un.rang, autre.rang
    for qui, rang in ((un, RANG_DE_PASSAGE), (autre, de), (un, vers)):
        qui.rang = rang
        qui.save(update_fields=["rang"])
