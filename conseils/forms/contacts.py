"""A person who asked to be contacted."""

from django import forms
from django.utils import timezone

from conseils.forms.base import DateInput, FormulaireModele
from conseils.models import DemandeContact


class DemandeContactForm(FormulaireModele):
    accord = forms.BooleanField(
        label="La personne a demandé à être recontactée et accepte que son nom soit noté pour cela",
        required=False,
    )

    class Meta:
        model = DemandeContact
        fields = ("nom", "contact", "consenti_le")
        widgets = {"consenti_le": DateInput()}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["consenti_le"].initial = timezone.localdate()
