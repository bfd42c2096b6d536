"""The form of a guest."""

from crispy_forms.layout import Column, Layout, Row

from conseils.forms.base import DateInput, FormulaireModele
from conseils.models import Invite


class InviteForm(FormulaireModele):
    disposition = Layout(
        Row(Column("prenom", css_class="col-md-6"), Column("nom", css_class="col-md-6")),
        Row(Column("qualite", css_class="col-md-6"), Column("fonction", css_class="col-md-6")),
        Row(Column("debut", css_class="col-md-6"), Column("fin", css_class="col-md-6")),
    )

    class Meta:
        model = Invite
        fields = ["prenom", "nom", "qualite", "fonction", "debut", "fin"]
        widgets = {"debut": DateInput, "fin": DateInput}
        help_texts = {"fin": "Laissez vide tant que la personne est invitée."}
