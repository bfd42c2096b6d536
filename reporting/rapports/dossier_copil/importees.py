"""The one place where what is imported (I40 to I43) enters a dossier."""

from __future__ import annotations

from reporting.rapports.dossier_copil.donnees_importees import Importees
from reporting.rapports.dossier_copil.lecture import Lecture


def lire_les_donnees_importees(lecture: Lecture) -> Importees:
    """Targets, commitments, series and opinions about ``lecture.cles``, as known on ``lecture.arrete_au``.

    Nothing is imported yet: every part says « non renseigné ».
    """
    return Importees()
