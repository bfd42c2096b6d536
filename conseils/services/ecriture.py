"""What the services of this app share: one at a time on a conseil, and dates that are plausible."""

from datetime import date, timedelta

from django.core.exceptions import NON_FIELD_ERRORS
from django.utils import timezone

from conseils.definitions import LOI
from conseils.models import ConseilCitoyen
from socle.services.ecriture import refuser
from socle.templatetags.typographie import date_fr

UN_AN = timedelta(days=365)


def refuser_avant_la_loi(champ: str, jour: date) -> None:
    if jour < LOI:
        refuser(champ, "Aucun conseil citoyen n'existait avant la loi du 21 février 2014 : vérifiez l'année.")


def refuser_trop_loin(champ: str, jour: date, *, ans: int = 1) -> None:
    """A date may be recorded ahead of time (a renewal voted in June for September), not for ever."""
    if jour > timezone.localdate() + ans * UN_AN:
        duree = "d'un an" if ans == 1 else "de deux ans"
        refuser(champ, f"Cette date est à plus {duree} : vérifiez l'année.")


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
