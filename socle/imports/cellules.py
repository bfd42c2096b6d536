"""What a cell says, as a value of its field, and back. Messages are Django's own, in French."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import BooleanField, DecimalField, Field, Model

OUI_NON = {"oui": True, "non": False}
# A comma would make a spreadsheet read « 18,19 » as a decimal number.
ENTRE_VALEURS = "|"


def lire_cellule(champ: Field, cellule: str) -> Any:
    """Return the value of a cell for a field that is not a relation. Raises ``ValidationError``."""
    if not cellule:
        return _vide(champ)
    if isinstance(champ, BooleanField):
        if cellule not in OUI_NON:
            raise ValidationError(f"« oui » ou « non » attendu, « {cellule} » lu")
        return OUI_NON[cellule]
    if isinstance(champ, DecimalField):
        cellule = cellule.replace(",", ".")
    return champ.to_python(cellule)


def decouper(cellule: str) -> list[str]:
    """Return the codes of a cell that names several rows."""
    return [code.strip() for code in cellule.split(ENTRE_VALEURS)] if cellule else []


def exiger(champ: Field, cellule: str) -> None:
    """Raise ``ValidationError`` when an empty cell stands in a column that must be filled."""
    if not cellule and not champ.blank:
        raise ValidationError("cellule vide, valeur obligatoire")


def ecrire(valeur: Any, repere: str) -> str:
    """Return the cell that would give ``valeur``; relations are written by their field ``repere``."""
    if valeur is None:
        return ""
    if isinstance(valeur, bool):
        return "oui" if valeur else "non"
    if isinstance(valeur, Model):
        return str(getattr(valeur, repere))
    if isinstance(valeur, Iterable) and not isinstance(valeur, str):
        return ENTRE_VALEURS.join(sorted(ecrire(v, repere) for v in valeur))
    return str(valeur)


def _vide(champ: Field) -> Any:
    exiger(champ, "")
    return None if champ.null else ""
