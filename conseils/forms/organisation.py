"""The form of a conseil's organisation."""

from crispy_forms.layout import Column, Layout, Row
from django import forms

from conseils.forms.base import DateInput, FormulaireModele
from conseils.models import ConseilCitoyen
from territoires.models import Quartier


class ConseilForm(FormulaireModele):
    statut = forms.ChoiceField(label="Statut", choices=ConseilCitoyen.Statut, widget=forms.RadioSelect)

    disposition = Layout(
        "statut",
        "date_installation",
        Row(Column("mode_portage", css_class="col-md-6"), Column("structure_porteuse", css_class="col-md-6")),
        "quartiers",
        "presentation",
    )

    class Meta:
        model = ConseilCitoyen
        fields = ["statut", "date_installation", "mode_portage", "structure_porteuse", "quartiers", "presentation"]
        widgets = {
            "date_installation": DateInput,
            "quartiers": forms.CheckboxSelectMultiple,
            "presentation": forms.Textarea(attrs={"rows": 5}),
        }
        help_texts = {
            "date_installation": "À remplir quand le conseil est installé ; vide tant qu'il est en préfiguration.",
            "structure_porteuse": "Le nom de l'association qui porte le conseil, s'il y en a une.",
            "presentation": "Quelques phrases pour qui découvre ce conseil. Aucun nom d'habitant.",
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mode_portage"].choices = [("", "Pas encore choisi"), *ConseilCitoyen.Portage.choices]
        quartiers = Quartier.objects.filter(arrondissements=self.instance.arrondissement_id)
        self.fields["quartiers"].queryset = quartiers
        self.fields["quartiers"].label_from_instance = _avec_categorie


def _avec_categorie(quartier: Quartier) -> str:
    return f"{quartier.nom} ({quartier.categorie}, géographie {quartier.generation})"
