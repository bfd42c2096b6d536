"""The whole application in one archive: the base, the private files, and the sums that prove both.

A manifest counts the rows of each table and the bytes of each file, with their sha256. A restoration that does
not find the same sums is a failure, and says where. See docs/exploitation.md.
"""

from socle.sauvegarde.archive import Ecart, Manifeste, comparer, exercer, restaurer, sauvegarder
from socle.sauvegarde.sommes import Somme

__all__ = ["Ecart", "Manifeste", "Somme", "comparer", "exercer", "restaurer", "sauvegarder"]
