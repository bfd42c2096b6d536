"""Forms of the règlement intérieur: a version, its adoption, an opinion."""

from django import forms

from conseils.forms.base import DateInput, EnvoyeUneFois, MiseEnPage
from conseils.forms.organisation import AvecDepot, DepotInput
from conseils.models import Reunion, VerificationReglement, VersionReglement
from conseils.services.depots import AIDE
from socle.templatetags.typographie import date_fr


class VersionForm(EnvoyeUneFois, AvecDepot, forms.Form):
    ecrit_le = forms.DateField(label="Écrite le", widget=DateInput)
    fichier = forms.FileField(label="Fichier", required=False, widget=DepotInput, help_text=AIDE)
    texte = forms.CharField(
        label="Ou texte collé",
        required=False,
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="Si vous n'avez pas de fichier.",
    )


class AdoptionForm(MiseEnPage, forms.Form):
    reunion = forms.ModelChoiceField(
        label="Adoptée par l'assemblée ouverte du",
        queryset=Reunion.objects.none(),
        error_messages={
            "invalid_choice": "Choisissez une assemblée ouverte tenue depuis l'écriture de cette version."
        },
        help_text="La date d'adoption est celle de l'assemblée.",
    )

    def __init__(self, *args, version: VersionReglement, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reunion"].queryset = Reunion.objects.assemblees_tenues_depuis(version.ecrit_le).filter(
            conseil=version.conseil_id
        )
        self.fields["reunion"].label_from_instance = _datee


class VerificationForm(MiseEnPage, forms.Form):
    avis = forms.ChoiceField(
        label="Votre avis",
        choices=[
            (VerificationReglement.Avis.CONFORME, "Conforme"),
            (VerificationReglement.Avis.OBSERVATIONS, "Observations : le conseil devra proposer une nouvelle version"),
        ],
        widget=forms.RadioSelect,
    )
    observations = forms.CharField(
        label="Observations",
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Obligatoires si votre avis n'est pas conforme. Le conseil les lira telles quelles.",
    )


def _datee(reunion: Reunion) -> str:
    return f"{date_fr(reunion.date)}, {reunion.intitule}"
