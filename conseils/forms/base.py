"""What the forms of this app share. They lay out and convert; the rules live in ``services``."""

import hashlib
import json
from datetime import date
from functools import partial

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Manager, Model, Q, QuerySet
from django.db.models.fields import BLANK_CHOICE_DASH
from django.utils.text import capfirst

from conseils.models import ConseilCitoyen
from socle.templatetags.typographie import date_fr, typo
from territoires.models import Quartier

MODIFIEE_AILLEURS = (
    "Cette fiche a été modifiée pendant que vous l'écriviez. Votre saisie est gardée ci-dessous ; à côté de chaque "
    "champ différent, ce qui a été enregistré entre-temps. Corrigez ce qu'il faut, puis enregistrez de nouveau."
)


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
    """Crispy inside the page's own <form>; labels, helps and choices in good French.

    A form says itself what leaving a list empty means, where there is something better to say than nothing.
    """

    disposition: Layout | None = None

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for champ in self.fields.values():
            champ.label = typo(champ.label)
            champ.help_text = typo(champ.help_text)
            if type(champ) in (forms.ChoiceField, forms.TypedChoiceField):
                champ.choices = [(cle, typo(capfirst(_nommer(libelle, champ)))) for cle, libelle in champ.choices]
            elif type(champ) is forms.ModelChoiceField:
                champ.empty_label = _nommer(champ.empty_label, champ)

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper(self)
        helper.form_tag = False
        helper.disable_csrf = True
        helper.render_hidden_fields = True
        if self.disposition is not None:
            helper.layout = self.disposition
        return helper


def _nommer(libelle: str | None, champ: forms.Field) -> str | None:
    """``libelle``, unless it is the dashes that Django proposes first."""
    if libelle != BLANK_CHOICE_DASH[0][1]:
        return libelle
    return "Choisir…" if champ.required else "Sans précision"


class EnvoyeUneFois:
    """A form that creates: the same page sent twice is one act (``conseils.services.envois``)."""

    def empreinte_de_l_envoi(self, faire: partial) -> str:
        """What this very page asks for: its one-off security token, the act, what it is about, what was typed.

        Empty without a token in the page (only programs send none).
        """
        if not self.data.get("csrfmiddlewaretoken"):
            return ""
        sur = {nom: valeur.pk for nom, valeur in faire.keywords.items() if isinstance(valeur, Model)}
        tape = sorted((nom, self.data.getlist(nom)) for nom in self.data)
        return _sha256([getattr(faire.func, "__qualname__", ""), sur, tape])


class FormulaireModele(EnvoyeUneFois, MiseEnPage, forms.ModelForm):
    """A model's fields. The services write the instance, and refuse beside the right field.

    Over a row that exists, ``vu`` is the fingerprint of what it was filled from: what others wrote meanwhile is
    shown, never covered. (A form with a ``version`` has its own way of saying so.)
    """

    vu = ""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and "version" not in self.base_fields:
            vu = None if self.is_bound else partial(self._empreinte, self.instance)
            self.fields["vu"] = forms.CharField(widget=forms.HiddenInput, required=False, initial=vu)

    def _post_clean(self) -> None:
        """Leave the instance alone (ModelForm would fill it and check it here)."""
        self.vu = self.cleaned_data.pop("vu", "")

    def verifier_vu(self, actuel: Model) -> None:
        """Raise ``ValidationError`` when ``actuel`` is no longer what this form was filled from.

        Each field says what was recorded meanwhile, beside what was typed; sent again, what was typed is kept.
        """
        if not self.vu or self.vu == self._empreinte(actuel):
            return
        differents = [nom for nom, valeur in self._valeurs(actuel).items() if self._saisi_autrement(nom, valeur)]
        if not differents:
            return
        self.data = self.data.copy()
        self.data[self.add_prefix("vu")] = self._empreinte(actuel)
        erreurs = {nom: typo(f"Enregistré entre-temps : « {lisible(actuel, nom)} ».") for nom in differents}
        raise ValidationError({NON_FIELD_ERRORS: typo(MODIFIEE_AILLEURS)} | erreurs)

    def _valeurs(self, objet: Model) -> dict:
        return forms.model_to_dict(objet, [nom for nom in self._meta.fields if nom in self.fields])

    def _empreinte(self, objet: Model) -> str:
        return _sha256({nom: _cles(valeur) for nom, valeur in self._valeurs(objet).items()})

    def _saisi_autrement(self, nom: str, valeur: object) -> bool:
        champ = self.fields[nom]
        return champ.has_changed(valeur, champ.widget.value_from_datadict(self.data, self.files, self.add_prefix(nom)))


def lisible(objet: Model, nom: str) -> str:
    """The value of a field, as a sentence may quote it."""
    if libelle := getattr(objet, f"get_{nom}_display", None):
        return libelle()
    valeur = getattr(objet, nom)
    if isinstance(valeur, Manager):
        valeur = ", ".join(map(str, valeur.all()))
    if isinstance(valeur, bool):
        return "oui" if valeur else "non"
    if isinstance(valeur, date):
        return date_fr(valeur)
    return "rien" if valeur in (None, "") else str(valeur)


def _cles(valeur: object) -> object:
    return sorted(objet.pk for objet in valeur) if isinstance(valeur, list) else valeur


def _sha256(contenu: object) -> str:
    return hashlib.sha256(json.dumps(contenu, default=str, sort_keys=True).encode()).hexdigest()


class ConfirmationForm(MiseEnPage, forms.Form):
    """Nothing to fill in: the page says what will happen, and the button confirms it."""


def quartiers_du(conseil: ConseilCitoyen, actuel: int | None) -> QuerySet[Quartier]:
    """The perimeter of a conseil, and the quartier already recorded if it has left it since."""
    return Quartier.objects.filter(Q(conseils=conseil) | Q(pk=actuel)).distinct()
