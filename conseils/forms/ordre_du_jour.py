"""Form of a point of the agenda."""

from crispy_forms.layout import Column, Layout, Row
from django import forms

from conseils.forms.base import FormulaireModele
from conseils.models import PointOrdreDuJour


class PointForm(FormulaireModele):
    disposition = Layout(
        Row(Column("intitule", css_class="col-md-9"), Column("duree", css_class="col-md-3")), "porteur", "note"
    )

    class Meta:
        model = PointOrdreDuJour
        fields = ["intitule", "duree", "porteur", "note"]
        widgets = {"note": forms.Textarea(attrs={"rows": 2})}
