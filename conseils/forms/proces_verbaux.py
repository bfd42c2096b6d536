"""Forms of what a meeting leaves: the text, its approval, a decision and its follow-up."""

from crispy_forms.layout import Column, Layout, Row
from django import forms

from conseils.forms.base import DateInput, FormulaireModele, MiseEnPage
from conseils.models import Decision, ProcesVerbal, Reunion
from socle.templatetags.typographie import date_fr, typo

ACTES = {"faire": "Elle est faite", "abandonner": "Elle est abandonnée", "reprendre": "Elle est de nouveau à faire"}


class RedigerForm(FormulaireModele):
    """The text, and which one it was filled from."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    class Meta:
        model = ProcesVerbal
        fields = ["texte"]
        widgets = {"texte": forms.Textarea(attrs={"rows": 18})}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = self.instance.version

    def en_conflit(self, pv: ProcesVerbal | None) -> bool:
        """Whether ``pv`` was written after the text that this form was filled from."""
        return pv is not None and self.cleaned_data.get("version") != pv.version

    def repartir_de(self, pv: ProcesVerbal) -> None:
        """Keep what was typed, over a text that its author now has under the eyes."""
        self.data = self.data.copy()
        self.data["version"] = pv.version


class ApprouverForm(MiseEnPage, forms.Form):
    approuve_en = forms.ModelChoiceField(label="Réunion qui l'a approuvé", queryset=Reunion.objects.none())

    def __init__(self, *args, pv: ProcesVerbal, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        champ = self.fields["approuve_en"]
        champ.queryset = pv.reunion.conseil.reunions.tenues_apres(pv.approuvable_apres)
        champ.label_from_instance = lambda reunion: f"{date_fr(reunion.date)}, {reunion.intitule}"


class DecisionForm(FormulaireModele):
    nature = forms.ChoiceField(label="Nature", choices=Decision.Nature, widget=forms.RadioSelect)

    disposition = Layout(
        "nature",
        "texte",
        Row(Column("responsable", css_class="col-md-8"), Column("echeance", css_class="col-md-4")),
    )

    class Meta:
        model = Decision
        fields = ["nature", "texte", "responsable", "echeance"]
        widgets = {"texte": forms.Textarea(attrs={"rows": 3}), "echeance": DateInput}

    def __init__(self, *args, reunion: Reunion, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if reunion.type == Reunion.Type.ASSEMBLEE:
            self.fields["nature"].initial = Decision.Nature.DECISION
            return
        self.fields["nature"].initial = Decision.Nature.PROPOSITION
        self.fields["nature"].help_text = typo(
            "Selon le contrat de ville, les décisions se prennent en assemblée ouverte. Cette réunion n'en est pas "
            "une : elle propose, l'assemblée décide."
        )


class SuiviForm(MiseEnPage, forms.Form):
    acte = forms.ChoiceField(label="Où en est cette décision", widget=forms.RadioSelect)
    motif = forms.CharField(
        label="Motif",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Obligatoire si elle est abandonnée. Sans nom de personne.",
    )

    def __init__(self, *args, decision: Decision, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        possibles = Decision.MACHINE.actes_possibles(decision.etat)
        self.fields["acte"].choices = [(acte, ACTES[acte]) for acte in possibles]
