"""Forms of the diagnostic, and the filters of its two lists, which live in the address."""

from crispy_forms.layout import Column, Layout, Row
from django import forms

from conseils.definitions import QUARTIER_VECU
from conseils.forms.base import DateInput, FormulaireModele, quartiers_du
from conseils.models import Acteur, ConseilCitoyen, Expression, Interlocuteur
from territoires.models import ElementContrat


class ExpressionForm(FormulaireModele):
    disposition = Layout(
        Row(Column("date", css_class="col-md-4"), Column("source", css_class="col-md-8")),
        Row(
            Column("echelle", css_class="col-md-4"),
            Column("quartier", css_class="col-md-4"),
            Column("lieu", css_class="col-md-4"),
        ),
        "theme",
        "objectif",
        "texte",
    )

    class Meta:
        model = Expression
        fields = ["date", "source", "echelle", "quartier", "lieu", "theme", "objectif", "texte"]
        widgets = {"date": DateInput, "texte": forms.Textarea(attrs={"rows": 5})}
        help_texts = {
            "theme": "En quelques mots : propreté, école, emploi des jeunes…",
            "objectif": "Si un objectif du contrat de ville correspond.",
            "texte": "Pas de nom, pas d'information de santé, d'origine ou d'opinion qui désigne quelqu'un.",
        }

    def __init__(self, *args, conseil: ConseilCitoyen, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["quartier"].queryset = quartiers_du(conseil, self.instance.quartier_id)
        self.fields["quartier"].empty_label = "Aucun en particulier"
        self.fields["objectif"].queryset = ElementContrat.objects.filter(niveau=ElementContrat.Niveau.OBJECTIF)
        self.fields["objectif"].empty_label = "Aucun"


class ActeurForm(FormulaireModele):
    site = forms.URLField(label="Site internet", required=False, assume_scheme="https")

    disposition = Layout(
        "nom",
        Row(Column("nature", css_class="col-md-6"), Column("quartier", css_class="col-md-6")),
        "site",
        "part_qpv",
    )

    class Meta:
        model = Acteur
        fields = ["nom", "nature", "quartier", "site", "part_qpv"]
        help_texts = {"part_qpv": f"Facultatif, dit par la structure elle-même. {QUARTIER_VECU}"}

    def __init__(self, *args, conseil: ConseilCitoyen, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["quartier"].queryset = quartiers_du(conseil, self.instance.quartier_id)
        self.fields["quartier"].empty_label = "Aucun en particulier"


class InterlocuteurForm(FormulaireModele):
    disposition = Layout(
        Row(Column("fonction", css_class="col-md-6"), Column("nom", css_class="col-md-6")),
        Row(Column("courriel", css_class="col-md-6"), Column("telephone", css_class="col-md-6")),
    )

    class Meta:
        model = Interlocuteur
        fields = ["fonction", "nom", "courriel", "telephone"]
        help_texts = {
            "nom": "Facultatif, et seulement si la personne est d'accord.",
            "courriel": "Coordonnées professionnelles seulement ; un courriel ou un téléphone suffit.",
        }


class FiltreDiagnostic(forms.Form):
    """Search and filters; a wrong value in the address filters nothing."""

    q = forms.CharField(label="Rechercher", required=False, max_length=80)
    quartier = forms.ModelChoiceField(queryset=None, required=False, empty_label="Tous les quartiers")
    genre = forms.ChoiceField(required=False)

    def __init__(self, *args, conseil: ConseilCitoyen, genre: str, choix: list, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["quartier"].queryset = conseil.quartiers.all()
        self.fields["genre"].label = genre
        self.fields["genre"].choices = [("", "Toutes"), *choix]
        for champ in self.fields.values():
            choisit = isinstance(champ.widget, forms.Select)
            champ.widget.attrs["class"] = "form-select" if choisit else "form-control"

    def choix(self) -> dict:
        self.is_valid()
        valides = getattr(self, "cleaned_data", {})
        return {nom: valides.get(nom) for nom in self.fields}


class FiltreActeurs(FiltreDiagnostic):
    """The annuaire is also read by the public that a structure receives."""

    public = forms.ChoiceField(
        label="Public", required=False, choices=[("", "Toutes"), ("vecu", "Structures du quartier vécu")]
    )
