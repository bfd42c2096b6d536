"""Filters that live in the address of a page."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True)
class ChoixTableau:
    """What the dashboard shows. ``indicateur``: the one of the map, always of the family."""

    exercice: int
    famille: Famille
    indicateur: Indicateur


class FiltreTableau(FiltreAdresse):
    """Exercice, family and indicator of the dashboard. Never printed: each choice is a link."""

    exercice = forms.TypedChoiceField(coerce=int, required=False)
    famille = forms.ChoiceField(required=False)
    indicateur = forms.ChoiceField(required=False)

    def __init__(self, *args, exercices: Sequence[int], indicateurs: Collection[Indicateur], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.montrables = {i.code: i for i in indicateurs if i.chiffre}
        self.fields["exercice"].choices = [(annee, str(annee)) for annee in exercices]
        self.fields["famille"].choices = {i.famille.code: "" for i in self.montrables.values()}
        self.fields["indicateur"].choices = dict.fromkeys(self.montrables, "")

    def retenu(self, courant: int) -> ChoixTableau:
        """An indicator tells its family; a family alone shows its first."""
        choix = self.choix(exercice=courant, famille="", indicateur="")
        demande = self.montrables.get(choix["indicateur"])
        siens = [i for i in self.montrables.values() if choix["famille"] in ("", i.famille.code)]
        indicateur = demande if demande in siens else siens[0]
        return ChoixTableau(choix["exercice"], indicateur.famille, indicateur)


class FiltreIndicateurs(FiltreAdresse):
    """Exercice and conseil of the pages of the indicators; on that of the records, which count."""

    exercice = forms.TypedChoiceField(coerce=int, required=False, widget=forms.Select(attrs={"class": "form-select"}))
    conseil = forms.TypedChoiceField(coerce=int, required=False, widget=forms.Select(attrs={"class": "form-select"}))
    compte = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args, exercices: Sequence[int], conseils: Collection[ConseilCitoyen], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["exercice"].choices = [(annee, str(annee)) for annee in exercices]
        self.fields["conseil"].choices = [("", "Tous"), *((c.arrondissement.numero, c.nom) for c in conseils)]
