"""Personal data of the conseils: members first, then whoever meets a conseil.

There is no field for health, origin, religion or opinion, and none for a birth date or an address: an age band
and a quartier are enough for every report.
"""

from conseils.rgpd.champs import CHAMPS
from conseils.rgpd.fiches import FICHES, TRAITEMENTS
from conseils.rgpd.lectures import LECTURES
from conseils.rgpd.regles import REGLES

__all__ = ["CHAMPS", "FICHES", "LECTURES", "REGLES", "TRAITEMENTS"]
