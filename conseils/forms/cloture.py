"""Forms of the end of a conseil, and of its return."""

from datetime import date

from django import forms
from django.utils import timezone

from conseils.forms.base import DateInput, MiseEnPage
from conseils.models import ConseilCitoyen

MOTIF_MAX = ConseilCitoyen._meta.get_field("motif_cloture").max_length


class CloreConseilForm(MiseEnPage, forms.Form):
    date_cloture = forms.DateField(label="Dernier jour du conseil", widget=DateInput, initial=timezone.localdate)
    motif = forms.CharField(
        label="Motif",
        max_length=MOTIF_MAX,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Lu par tous ceux qui voient le conseil. Sans nom de personne.",
    )

    def jour(self) -> date:
        """The day asked about: the one that was typed, or today."""
        self.is_valid()  # reads what was typed
        return getattr(self, "cleaned_data", {}).get("date_cloture") or timezone.localdate()


class RouvrirConseilForm(MiseEnPage, forms.Form):
    motif = forms.CharField(
        label="Motif",
        max_length=MOTIF_MAX,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Gardé dans l'historique. Sans nom de personne.",
    )
