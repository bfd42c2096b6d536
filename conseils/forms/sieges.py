"""The form of the seats held in another body of participation."""

from crispy_forms.layout import Column, Layout, Row

from conseils.forms.base import DateInput, FormulaireModele
from conseils.models import SiegeParticipation


class SiegeForm(FormulaireModele):
    disposition = Layout(
        "instance",
        "precision",
        "nombre",
        Row(Column("du", css_class="col-sm-6"), Column("au", css_class="col-sm-6")),
    )

    class Meta:
        model = SiegeParticipation
        fields = ["instance", "precision", "nombre", "du", "au"]
        widgets = {"du": DateInput, "au": DateInput}
        help_texts = {
            "precision": "Laquelle, si l'arrondissement en a plusieurs. Aucun nom de personne.",
            "au": "Vide tant que ces sièges sont tenus.",
        }
