"""Filters that live in the address of a page."""

from collections.abc import Collection, Sequence

from django import forms

from conseils.models import ConseilCitoyen
from reporting.indicateurs import Famille, Indicateur


class FiltreAdresse(forms.Form):
    """A wrong value in the address falls back to the default."""

    def choix(self, **defauts) -> dict:
        """The valid values of the address over the defaults."""
        self.is_valid()
        valides = getattr(self, "cleaned_data", {})
        return {nom: valides.get(nom) or defaut for nom, defaut in defauts.items()}


class FiltreTableau(FiltreAdresse):
    """Exercice and indicator of the dashboard."""

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


class FiltreIndicateurs(FiltreAdresse):
    """Exercice and conseil of the pages of the indicators; on that of the records, which count."""

    exercice = forms.TypedChoiceField(coerce=int, required=False, widget=forms.Select(attrs={"class": "form-select"}))
    conseil = forms.TypedChoiceField(coerce=int, required=False, widget=forms.Select(attrs={"class": "form-select"}))
    compte = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args, exercices: Sequence[int], conseils: Collection[ConseilCitoyen], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["exercice"].choices = [(annee, str(annee)) for annee in exercices]
        self.fields["conseil"].choices = [("", "Tous"), *((c.arrondissement.numero, c.nom) for c in conseils)]
