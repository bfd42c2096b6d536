"""When an answer is expected: the delays that the coordination has set, applied to one addressee."""

from datetime import date, timedelta
from typing import NamedTuple

from conseils.models import DelaiReponse
from territoires.models import Partenaire


class Echeance(NamedTuple):
    """The last day to answer (``None``: no clock), and whether silence is then agreement."""

    jour: date | None
    tacite: bool


SANS_HORLOGE = Echeance(None, False)


def echeance_de(type_avis: str, partenaire: Partenaire, jour: date) -> Echeance:
    """What an avis of this kind, received by this institution on ``jour``, gives it."""
    delai = DelaiReponse.objects.pour_un(type_avis, partenaire.pk).first()
    if delai is None or delai.jours is None:
        return SANS_HORLOGE
    return Echeance(jour + timedelta(days=delai.jours), delai.tacite)
