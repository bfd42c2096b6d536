"""Amounts of money, typed as people write them."""

import re
from decimal import Decimal

from django import forms


class ChampEuros(forms.DecimalField):
    """« 1 250,50 € » as well as « 1250.5 »; shown again as it is written in French."""

    default_error_messages = {"invalid": "Écrivez un montant en euros, par exemple 1 250,50."}

    def __init__(self, **options) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(min_value=0, max_digits=10, decimal_places=2, widget=widget, **options)

    def to_python(self, value) -> Decimal | None:
        if isinstance(value, str):
            value = re.sub(r"[\s€]", "", value).replace(",", ".")
        return super().to_python(value)

    def prepare_value(self, value):
        if isinstance(value, Decimal | int):
            return f"{value:.2f}".replace(".", ",").removesuffix(",00")
        return value
