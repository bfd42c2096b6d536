"""What was done about a membre who no longer comes."""

from django import forms

from conseils.forms.base import DateInput, MiseEnPage


class SuiviAbsencesForm(MiseEnPage, forms.Form):
    appele_le = forms.DateField(label="Appelé le", required=False, widget=DateInput())
    revoir_le = forms.DateField(
        label="Revoir le",
        required=False,
        widget=DateInput(),
        help_text="D'ici là, la tâche ne s'affiche plus sur votre page d'accueil.",
    )
    en_reserve = forms.BooleanField(
        label="Mis en réserve",
        required=False,
        help_text="La personne garde son mandat et ne souhaite pas être relancée ; "
        "la tâche reviendra si elle revient puis manque de nouveau trois réunions.",
    )
