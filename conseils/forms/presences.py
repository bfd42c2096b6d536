"""The attendance sheet: members by name, other people in a grid of counts."""

from collections.abc import Iterator

from django import forms
from django.forms import BoundField

from conseils.definitions import COMPTAGE_MAX
from conseils.models import Membre, Reunion, Sexe, TrancheAge
from conseils.services.presences import champ_public


class ChoixMembres(forms.ModelMultipleChoiceField):
    default_error_messages = {
        "invalid_choice": "Une personne cochée n’était pas en mandat le jour de la réunion.",
        "invalid_pk_value": "Une personne cochée n’était pas en mandat le jour de la réunion.",
    }

    def label_from_instance(self, membre: Membre) -> str:
        return f"{membre.nom} {membre.prenom}"


class ChampNombre(forms.IntegerField):
    """A count; empty means nobody. Its bounds are the service's business."""

    def __init__(self, label: str) -> None:
        super().__init__(label=label, required=False)

    def widget_attrs(self, widget: forms.Widget) -> dict:
        return {"min": 0, "max": COMPTAGE_MAX, "inputmode": "numeric", "class": "form-control"}


class PresencesForm(forms.Form):
    """Built for one meeting: its roster is the members in mandate on its day."""

    membres = ChoixMembres(
        label="Membres présents",
        queryset=Membre.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"}),
    )

    def __init__(self, *args, reunion: Reunion, **kwargs) -> None:
        super().__init__(*args, initial=_initial(reunion), **kwargs)
        self.fields["membres"].queryset = reunion.conseil.membres.en_mandat_le(reunion.date)
        for tranche in TrancheAge:
            for sexe in Sexe:
                label = f"{tranche.label.capitalize()}, {sexe.label}"
                self.fields[champ_public(sexe, tranche)] = ChampNombre(label)
        for sexe in Sexe:
            self.fields[f"reponses_{sexe}"] = ChampNombre(f"Ont répondu, {sexe.label}")
            self.fields[f"eloignes_{sexe}"] = ChampNombre(f"Dont éloignés, {sexe.label}")

    def clean(self) -> dict:
        """Return what the service takes."""
        return {
            "membres": list(self.cleaned_data.get("membres", ())),
            "publics": {(s, t): self._nombre(champ_public(s, t)) for t in TrancheAge.values for s in Sexe.values},
            "eloignements": {s: (self._nombre(f"reponses_{s}"), self._nombre(f"eloignes_{s}")) for s in Sexe.values},
        }

    def _nombre(self, champ: str) -> int:
        return self.cleaned_data.get(champ) or 0

    def lignes_public(self) -> Iterator[tuple[str, list[BoundField]]]:
        """The grid, age band by age band."""
        for tranche in TrancheAge:
            yield tranche.label, [self[champ_public(sexe, tranche)] for sexe in Sexe]

    def lignes_eloignes(self) -> Iterator[tuple[str, list[BoundField]]]:
        yield "Ont répondu", [self[f"reponses_{sexe}"] for sexe in Sexe]
        yield "dont éloignés", [self[f"eloignes_{sexe}"] for sexe in Sexe]


def _initial(reunion: Reunion) -> dict:
    """What was recorded the last time."""
    initial = {"membres": list(reunion.presences.values_list("membre", flat=True))}
    for comptage in reunion.publics.all():
        initial[champ_public(comptage.sexe, comptage.tranche_age)] = comptage.nombre
    for comptage in reunion.eloignements.all():
        initial[f"reponses_{comptage.sexe}"] = comptage.reponses
        initial[f"eloignes_{comptage.sexe}"] = comptage.eloignes
    return initial
