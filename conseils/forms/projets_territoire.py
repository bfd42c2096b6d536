"""Forms of the projet de territoire."""

from django import forms
from django.utils import timezone
from django.utils.text import Truncator, capfirst

from conseils.forms.base import DateInput, FormulaireModele, MiseEnPage
from conseils.models import (
    AvancementPriorite,
    ConseilCitoyen,
    ContributionProjet,
    PrioriteTerritoire,
    ProjetTerritoire,
    Reunion,
)
from socle.exercice import exercice_courant
from socle.templatetags.typographie import date_fr
from territoires.models import ElementContrat

EXERCICES_PROPOSES = 5


class ProjetForm(FormulaireModele):
    class Meta:
        model = ProjetTerritoire
        fields = ["intitule", "adopte_le", "note"]
        widgets = {"adopte_le": DateInput, "note": forms.Textarea(attrs={"rows": 3})}
        help_texts = {"note": "Facultatif. Les priorités de la version précédente sont reprises, à corriger ensuite."}


class PrioriteForm(FormulaireModele):
    class Meta:
        model = PrioriteTerritoire
        fields = ["intitule", "element"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        champ = self.fields["element"]
        champ.queryset = ElementContrat.objects.exclude(niveau=ElementContrat.Niveau.OPERATIONNEL)
        champ.empty_label = "Aucun en particulier"
        champ.label_from_instance = lambda element: Truncator(str(element)).chars(100)


class AvancementForm(MiseEnPage, forms.Form):
    exercice = forms.TypedChoiceField(label="Exercice", coerce=int)
    avancement = forms.ChoiceField(
        label="Où en est cette priorité",
        choices=[(a.value, capfirst(a.label)) for a in AvancementPriorite.Avancement],
        widget=forms.RadioSelect,
    )
    commentaire = forms.CharField(
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Obligatoire si elle est abandonnée. Sans nom de personne.",
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        courant = exercice_courant(timezone.localdate())
        annees = range(courant, courant - EXERCICES_PROPOSES, -1)
        self.fields["exercice"].choices = [(annee, str(annee)) for annee in annees]


class ContributionForm(FormulaireModele):
    class Meta:
        model = ContributionProjet
        fields = ["date", "etape", "texte", "reunion"]
        widgets = {"date": DateInput, "texte": forms.Textarea(attrs={"rows": 5})}

    def __init__(self, *args, conseil: ConseilCitoyen, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        champ = self.fields["reunion"]
        champ.queryset = conseil.reunions.filter(statut=Reunion.Statut.TENUE)
        champ.empty_label = "Aucune en particulier"
        champ.label_from_instance = lambda reunion: f"{date_fr(reunion.date)}, {reunion.intitule}"
