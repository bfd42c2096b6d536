"""The boxes of the ways in which people were told of a meeting."""

from django import forms
from django.utils.text import capfirst

from conseils.models import CanalMobilisation, Reunion


class ChampCanaux(forms.MultipleChoiceField):
    """Several, or none when nobody knows."""

    def __init__(self) -> None:
        super().__init__(
            label="Comment les gens ont-ils été prévenus ?",
            choices=[(canal.value, capfirst(canal.label)) for canal in CanalMobilisation.Canal],
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text="Plusieurs canaux sont possibles ; tous peuvent être corrigés après la réunion.",
        )


def canaux_de(reunion: Reunion) -> tuple[str, ...]:
    """What the boxes begin with."""
    return tuple(reunion.canaux.values_list("canal", flat=True)) if reunion.pk else ()
