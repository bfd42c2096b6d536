"""The change from one value to the next, in the unit of the indicator."""

from __future__ import annotations

from reporting.indicateurs.declaration import Unite
from reporting.indicateurs.table import Valeur
from socle.templatetags.typographie import euros, nombre


def evolution(valeur: Valeur, avant: Valeur) -> str:
    """« +3 », « −2 points », « stable »; empty where there is nothing to compare. Never good nor bad."""
    if valeur.etat or avant.etat:
        return "" if valeur.etat != avant.etat else "stable"
    if valeur.valeur is None or avant.valeur is None:
        return ""
    unite = valeur.indicateur.unite
    ecart = round(valeur.valeur - avant.valeur, unite.decimales)
    if not ecart:
        return "stable"
    taille = euros(abs(ecart)) if unite is Unite.EUROS else nombre(abs(ecart), unite.decimales)
    suffixe = (" point" if abs(ecart) < 2 else " points") if unite is Unite.POURCENT else ""
    return f"{'+' if ecart > 0 else '−'}{taille}{suffixe}"
