"""What the dashboard's charts show: from the figures to the data of ``socle.graphiques``."""

from collections.abc import Sequence

from reporting.indicateurs import Unite
from reporting.tableau import Ligne
from socle.graphiques import Donnees, Serie
from socle.periode import Periode


def barres(lignes: Sequence[Ligne], periode: Periode, avant: Periode) -> Donnees:
    """One indicator, conseil by conseil: this period and the one a year before."""
    unite = lignes[0].cases[0].indicateur.unite if lignes else Unite.PERSONNES
    return Donnees(
        categories=[ligne.conseil.arrondissement.ordinal for ligne in lignes],
        series=[
            Serie(str(periode.debut.year), [ligne.cases[0].valeur.valeur for ligne in lignes]),
            Serie(str(avant.debut.year), [ligne.cases[0].avant.valeur for ligne in lignes]),
        ],
        unite=unite.value if unite in (Unite.POURCENT, Unite.EUROS) else "",
        decimales=unite.decimales,
    )
