"""Filters that live in the address of a page."""

from collections.abc import Collection, Sequence

from django import forms

from reporting.indicateurs import Famille, Indicateur


class FiltreTableau(forms.Form):
    """Exercice and indicator of the dashboard. A wrong value in the address falls back to the default."""

    exercice = forms.TypedChoiceField(coerce=int, required=False, widget=forms.Select(attrs={"class": "form-select"}))
    indicateur = forms.ChoiceField(
        required=False, label="Indicateur de la carte", widget=forms.Select(attrs={"class": "form-select"})
    )

    def __init__(self, *args, exercices: Sequence[int], indicateurs: Collection[Indicateur], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["exercice"].choices = [(annee, str(annee)) for annee in exercices]
        self.fields["indicateur"].choices = [
            (famille.value, [(i.code, i.libelle) for i in indicateurs if i.famille is famille]) for famille in Famille
        ]

    def choix(self, **defauts) -> dict:
        """The valid values of the address over the defaults."""
        self.is_valid()
        valides = getattr(self, "cleaned_data", {})
        return {nom: valides.get(nom) or defaut for nom, defaut in defauts.items()}
