"""What the forms of this app share. They lay out and convert; the rules live in ``services``."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.db.models import Q, QuerySet
from django.utils.text import capfirst

from conseils.models import ConseilCitoyen
from socle.templatetags.typographie import typo
from territoires.models import Quartier


class DateInput(forms.DateInput):
    """The browser's own date picker, which speaks ISO."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class HeureInput(forms.TimeInput):
    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class MiseEnPage:
    """Crispy inside the page's own <form>, French typography in labels and helps, choices with their capital."""

    disposition: Layout | None = None

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for champ in self.fields.values():
            champ.label = typo(champ.label)
            champ.help_text = typo(champ.help_text)
            if type(champ) in (forms.ChoiceField, forms.TypedChoiceField):
                champ.choices = [(valeur, capfirst(libelle)) for valeur, libelle in champ.choices]

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper(self)
        helper.form_tag = False
        helper.disable_csrf = True
        if self.disposition is not None:
            helper.layout = self.disposition
        return helper


class FormulaireModele(MiseEnPage, forms.ModelForm):
    """A model's fields. The services write the instance, and refuse beside the right field."""

    def _post_clean(self) -> None:
        """Leave the instance alone (ModelForm would fill it and check it here)."""


class ConfirmationForm(MiseEnPage, forms.Form):
    """Nothing to fill in: the page says what will happen, and the button confirms it."""


def quartiers_du(conseil: ConseilCitoyen, actuel: int | None) -> QuerySet[Quartier]:
    """The perimeter of a conseil, and the quartier already recorded if it has left it since."""
    return Quartier.objects.filter(Q(conseils=conseil) | Q(pk=actuel)).distinct()
