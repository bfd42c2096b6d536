"""The form of an absence. There is no field to say why: sickness is a bare fact."""

from django import forms
from django.db.models import QuerySet

from animateurs.models import Absence
from comptes.models import Compte
from conseils.forms.base import DateInput, FormulaireModele


class AbsenceForm(FormulaireModele):
    """``equipe``: the people for whom it may be recorded; ``None`` for one's own, or one already recorded."""

    class Meta:
        model = Absence
        fields = ["nature", "debut", "fin"]
        labels = {"debut": "Premier jour", "fin": "Dernier jour"}
        help_texts = {
            "nature": "Rien d’autre n’est demandé, et surtout pas de motif médical.",
            "fin": "Inclus. Les jours fériés et les week-ends ne comptent pas comme des jours d’absence.",
        }
        widgets = {"debut": DateInput, "fin": DateInput, "nature": forms.RadioSelect}

    def __init__(self, *args, equipe: QuerySet[Compte] | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["nature"].choices = [(n.value, n.label.capitalize()) for n in Absence.Nature]
        if equipe is not None:
            personne = forms.ModelChoiceField(equipe, label="Personne", empty_label="Choisir…")
            self.fields = {"animateur": personne} | self.fields
