"""Forms of the end of a conseil, and of its return."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from conseils.forms.base import DateInput, MiseEnPage
from conseils.models import ConseilCitoyen
from socle.templatetags.typographie import date_fr, typo

MOTIF_MAX = ConseilCitoyen._meta.get_field("motif_cloture").max_length


class CloreConseilForm(MiseEnPage, forms.Form):
    date_cloture = forms.DateField(label="Dernier jour du conseil", widget=DateInput, initial=timezone.localdate)
    motif = forms.CharField(
        label="Motif",
        max_length=MOTIF_MAX,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Lu par tous ceux qui voient le conseil. Sans nom de personne.",
    )

    mandats = forms.TypedMultipleChoiceField(
        label="Mandats en cours",
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Le nombre de mandats a changé : vérifiez-le, puis confirmez de nouveau."},
    )

    def jour(self) -> date:
        """The day asked about: the one that was typed, or today."""
        try:
            return self.fields["date_cloture"].to_python(self["date_cloture"].value()) or timezone.localdate()
        except ValidationError:
            return timezone.localdate()

    def proposer(self, nombre: int) -> None:
        """Offer to end that many mandats: what is ticked says how many were announced."""
        if not nombre:
            del self.fields["mandats"]
            return
        jour = date_fr(self.jour())
        libelle = f"Mettre fin aux {nombre} mandats le {jour}" if nombre > 1 else f"Mettre fin au mandat le {jour}"
        self.fields["mandats"].choices = [(nombre, typo(f"{libelle}, dernier jour du conseil"))]


class RouvrirConseilForm(MiseEnPage, forms.Form):
    motif = forms.CharField(
        label="Motif",
        max_length=MOTIF_MAX,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Gardé dans l'historique. Sans nom de personne.",
    )
