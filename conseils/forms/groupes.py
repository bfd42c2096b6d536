"""Forms of the groupes moteurs of a conseil."""

from crispy_forms.layout import Column, Layout, Row
from django import forms

from conseils.forms.base import DateInput, FormulaireModele, MiseEnPage, quartiers_du
from conseils.models import ConseilCitoyen, GroupeMoteur


class GroupeForm(FormulaireModele):
    disposition = Layout("nom", Row(Column("quartier", css_class="col-md-6"), Column("theme", css_class="col-md-6")))

    class Meta:
        model = GroupeMoteur
        fields = ["nom", "quartier", "theme"]
        help_texts = {"nom": "Par exemple : Groupe Goutte d'Or, Groupe emploi."}

    def __init__(self, *args, conseil: ConseilCitoyen, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["quartier"].queryset = quartiers_du(conseil, self.instance.quartier_id)
        self.fields["quartier"].empty_label = "Tout le périmètre du conseil"
        if self.instance.pk is None:
            self.fields["nom"].initial = ""


class FermerGroupeForm(MiseEnPage, forms.Form):
    clos_le = forms.DateField(label="Dernier jour du groupe", widget=DateInput)
