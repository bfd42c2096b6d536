"""Forms of a conseil's organisation: who it is, its arrêté, who carries it, what it is lent."""

from crispy_forms.layout import Column, Layout, Row
from django import forms

from conseils.forms.base import DateInput, EnvoyeUneFois, FormulaireModele, MiseEnPage
from conseils.models import ConseilCitoyen, MoyenPrete, PagePublique, Portage
from conseils.services.depots import ACCEPTES, AIDE
from territoires.models import Quartier


class DepotInput(forms.FileInput):
    """A file to hand in, of a kind that ``services.depots`` knows."""

    def __init__(self) -> None:
        super().__init__(attrs={"accept": ACCEPTES})


class AvecDepot(MiseEnPage):
    """A form with a field « fichier ». A browser never sends a file again by itself: say so."""

    def add_error(self, field: str | None, error) -> None:
        super().add_error(field, error)
        if self.files.get("fichier"):
            self["fichier"].help_text = f"Choisissez de nouveau votre fichier. {AIDE}"


class ConseilForm(FormulaireModele):
    disposition = Layout("quartiers", "presentation")

    class Meta:
        model = ConseilCitoyen
        fields = ["quartiers", "presentation"]
        widgets = {
            "quartiers": forms.CheckboxSelectMultiple,
            "presentation": forms.Textarea(attrs={"rows": 5}),
        }
        help_texts = {"presentation": "Quelques phrases pour qui découvre ce conseil. Aucun nom d'habitant."}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        quartiers = Quartier.objects.filter(arrondissements=self.instance.arrondissement_id)
        self.fields["quartiers"].queryset = quartiers
        self.fields["quartiers"].label_from_instance = _avec_categorie


class InstallationForm(EnvoyeUneFois, AvecDepot, forms.Form):
    date_installation = forms.DateField(label="Date d'installation", widget=DateInput)
    reference = forms.CharField(label="Référence de l'arrêté", max_length=80)
    date_arrete = forms.DateField(label="Date de l'arrêté", widget=DateInput)
    fichier = forms.FileField(label="Texte de l'arrêté", required=False, widget=DepotInput, help_text=AIDE)

    disposition = Layout(
        "date_installation",
        Row(Column("reference", css_class="col-md-7"), Column("date_arrete", css_class="col-md-5")),
        "fichier",
    )


class PortageForm(FormulaireModele):
    mode = forms.ChoiceField(
        label="Mode de portage",
        choices=Portage.Mode,
        widget=forms.RadioSelect,
    )

    disposition = Layout(
        "mode",
        "structure",
        Row(Column("du", css_class="col-sm-6"), Column("au", css_class="col-sm-6")),
        "note",
    )

    class Meta:
        model = Portage
        fields = ["mode", "structure", "du", "au", "note"]
        widgets = {"du": DateInput, "au": DateInput}
        labels = {"structure": "Association ou structure porteuse"}
        help_texts = {
            "au": "Vide tant que ce portage est en cours.",
            "note": "Par exemple ce qui a été décidé avec la Ville et l'État. Aucun nom d'habitant.",
        }


class MoyenForm(FormulaireModele):
    disposition = Layout(
        Row(Column("nature", css_class="col-md-4"), Column("description", css_class="col-md-8")),
        "prete_par",
        Row(Column("du", css_class="col-sm-6"), Column("au", css_class="col-sm-6")),
    )

    class Meta:
        model = MoyenPrete
        fields = ["nature", "description", "prete_par", "du", "au"]
        widgets = {"du": DateInput, "au": DateInput}
        help_texts = {"au": "Vide tant que le prêt est en cours."}


class PagePubliqueForm(FormulaireModele):
    disposition = Layout("ouverte", "contact")

    class Meta:
        model = PagePublique
        fields = ["ouverte", "contact"]
        help_texts = {
            "ouverte": "Ouverte, elle est lue sans compte. Décochée, elle n'existe plus pour personne.",
            "contact": "Facultative. Une adresse générique, qui n'est celle de personne : tout le monde la lira.",
        }


def _avec_categorie(quartier: Quartier) -> str:
    return f"{quartier.nom} ({quartier.categorie}, géographie {quartier.generation})"
