"""The forms of « Amélioration continue »."""

from collections.abc import Iterable, Iterator

from django import forms

from animateurs.models import ActionCorrective, DecisionRevue, FormationEquipe, Lecon, Suggestion
from animateurs.querysets.equipe import comptes_de_l_equipe
from animateurs.services.amelioration import Choix
from comptes.models import Compte
from conseils.forms.base import DateInput, EnvoyeUneFois, FormulaireModele, MiseEnPage

ACTES = {
    "commencer": "La commencer",
    "faire": "La déclarer faite",
    "abandonner": "L’abandonner",
    "rouvrir": "La rouvrir",
}


class LeconForm(FormulaireModele):
    class Meta:
        model = Lecon
        fields = ["constat", "origine", "exercice"]
        widgets = {"constat": forms.Textarea(attrs={"rows": 4})}


class ActionCorrectiveForm(FormulaireModele):
    class Meta:
        model = ActionCorrective
        fields = ["intitule", "responsable", "echeance", "effet"]
        labels = {"intitule": "Ce qui sera fait"}
        widgets = {"echeance": DateInput, "effet": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        tenant = Compte.objects.filter(pk=self.instance.responsable_id)
        self.fields["responsable"].queryset = Compte.objects.filter(
            pk__in=[*comptes_de_l_equipe().values_list("pk", flat=True), *tenant.values_list("pk", flat=True)]
        ).order_by("nom", "prenom")


class AvancerForm(MiseEnPage, forms.Form):
    """What the table allows in the state of the action."""

    acte = forms.ChoiceField(label="Cette action", widget=forms.RadioSelect)
    motif = forms.CharField(
        label="Motif", required=False, max_length=300, help_text="Demandé pour abandonner ou pour rouvrir."
    )
    effet = forms.CharField(
        label="Effet observé", required=False, widget=forms.Textarea(attrs={"rows": 3}), help_text="Ce qui a changé."
    )

    def __init__(self, *args, action: ActionCorrective, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        possibles = ActionCorrective.MACHINE.actes_possibles(action.etat)
        self.fields["acte"].choices = [(acte, ACTES[acte]) for acte in possibles]


class RevueForm(EnvoyeUneFois, MiseEnPage, forms.Form):
    """A decision for each action still open: three fields an action, named after its key."""

    def __init__(self, *args, actions: Iterable[ActionCorrective], **kwargs) -> None:
        self.actions = list(actions)
        super().__init__(*args, **kwargs)
        for action in self.actions:
            self.fields |= self._champs(action)

    def _champs(self, action: ActionCorrective) -> dict[str, forms.Field]:
        decisions = [("", "Choisir…"), *DecisionRevue.Decision.choices]
        return {
            f"decision_{action.pk}": forms.ChoiceField(label="Décision", choices=decisions, required=False),
            f"echeance_{action.pk}": forms.DateField(label="Nouvelle échéance", required=False, widget=DateInput()),
            f"motif_{action.pk}": forms.CharField(label="Motif ou effet observé", required=False, max_length=300),
        }

    def lignes(self) -> Iterator[tuple[ActionCorrective, list[forms.BoundField]]]:
        for action in self.actions:
            yield action, [self[f"{champ}_{action.pk}"] for champ in ("decision", "echeance", "motif")]

    def clean(self) -> dict:
        """What the service asks for: a choice by action."""
        lu = super().clean()
        choix = {
            a.pk: Choix(lu.get(f"decision_{a.pk}", ""), lu.get(f"echeance_{a.pk}"), lu.get(f"motif_{a.pk}", ""))
            for a in self.actions
        }
        return {"choix": choix}


class FormationEquipeForm(FormulaireModele):
    class Meta:
        model = FormationEquipe
        fields = ["intitule", "organisme", "debut", "fin", "heures", "participants", "apports"]
        widgets = {
            "debut": DateInput,
            "fin": DateInput,
            "participants": forms.CheckboxSelectMultiple,
            "apports": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        inscrits = self.instance.participants.values_list("pk", flat=True) if self.instance.pk else ()
        equipe = comptes_de_l_equipe().values_list("pk", flat=True)
        self.fields["participants"].queryset = Compte.objects.filter(pk__in=[*equipe, *inscrits])


class SuggestionForm(FormulaireModele):
    class Meta:
        model = Suggestion
        fields = ["texte", "page"]
        widgets = {"texte": forms.Textarea(attrs={"rows": 5})}


class ReponseSuggestionForm(FormulaireModele):
    class Meta:
        model = Suggestion
        fields = ["etat", "reponse"]
        widgets = {"reponse": forms.Textarea(attrs={"rows": 4})}
