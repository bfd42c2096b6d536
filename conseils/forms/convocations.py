"""Form of a mailing: nothing to type, but which one was previewed."""

from django import forms

from conseils.forms.base import MiseEnPage


class ConvoquerForm(MiseEnPage, forms.Form):
    rang = forms.IntegerField(widget=forms.HiddenInput)
