"""The form of a person's right to be forgotten."""

from django import forms

from conseils.forms.base import MiseEnPage


class EffacementForm(MiseEnPage, forms.Form):
    """Why: it stays in the trail after the name is gone, so it must not hold the name."""

    motif = forms.CharField(
        label="Motif",
        max_length=300,
        help_text="Par exemple : « demande reçue par courrier le 12 novembre ». N'écrivez pas le nom de la personne.",
    )
