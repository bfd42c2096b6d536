"""The same figures twice: as every page reads them, and from the rows alone."""

from collections import defaultdict
from datetime import date

from reporting.indicateurs.lecture import lire, unir
from reporting.indicateurs.mesures import MESURES
from socle.periode import Periode

AUJOURD_HUI = date(2026, 11, 18)
ADDITIVES = [cle for cle, mesure in MESURES.items() if mesure.additif]
# Whole months, and two that are not: both ways of reading.
PERIODES = [Periode.exercice(2026).jusqu_au(AUJOURD_HUI), Periode.exercice(2025)]


def lus(conseils, periodes=PERIODES):
    return _sommes(lire(ADDITIVES, conseils, periodes, AUJOURD_HUI))


def bruts(conseils, periodes=PERIODES):
    return _sommes(unir([MESURES[cle].requete(conseils, periodes, AUJOURD_HUI) for cle in ADDITIVES]))


def _sommes(lignes):
    sommes = defaultdict(lambda: [0, 0])
    for conseil, cle, sexe, detail, *nombres in lignes:
        if any(nombres):
            avant = sommes[conseil, cle, sexe, detail]
            sommes[conseil, cle, sexe, detail] = [a + n for a, n in zip(avant, nombres, strict=True)]
    return dict(sommes)
