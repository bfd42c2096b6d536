"""The form of the grid: for each criterion, the level by what it means, then its evidence."""

from collections.abc import Iterator

from django import forms
from django.forms import BoundField
from django.utils import timezone

from conseils.autonomie import CRITERES, Critere
from conseils.forms.base import FormulaireModele
from conseils.models import EvaluationAutonomie
from socle.templatetags.typographie import typo


class EvaluationForm(FormulaireModele):
    """The half-year is asked once, and does not change when the evaluation is corrected."""

    class Meta:
        model = EvaluationAutonomie
        fields = [
            "annee",
            "semestre",
            *(champ for critere in CRITERES for champ in (critere.champ, critere.preuve)),
        ]
        widgets = {critere.preuve: forms.Textarea(attrs={"rows": 2}) for critere in CRITERES}

    def __init__(self, *args, **kwargs) -> None:
        aujourd_hui = timezone.localdate()
        initial = {"annee": aujourd_hui.year, "semestre": 1 if aujourd_hui.month <= 6 else 2}
        super().__init__(*args, initial=initial if kwargs.get("instance") is None else None, **kwargs)
        if self.instance.pk:
            del self.fields["annee"], self.fields["semestre"]
        for critere in CRITERES:
            self.fields[critere.champ] = _choix(critere)
            self.fields[critere.preuve].label = typo("Un fait qui le montre")

    def criteres(self) -> Iterator[tuple[Critere, BoundField, BoundField]]:
        for critere in CRITERES:
            yield critere, self[critere.champ], self[critere.preuve]


def _choix(critere: Critere) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=critere.libelle,
        coerce=int,
        choices=[(niveau, f"{niveau}. {sens}") for niveau, sens in enumerate(critere.niveaux)],
        widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
        error_messages={"required": "Choisissez un niveau."},
    )
