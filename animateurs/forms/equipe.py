"""The forms of the team."""

from datetime import timedelta

from crispy_forms.helper import FormHelper
from django import forms
from django.utils import timezone

from animateurs.models import Affectation, Convention, NoteChiffre
from animateurs.passations import COORDINATION, RELEVE, SORTANT, Rubrique
from animateurs.querysets.equipe import comptes_affectables
from conseils.forms.base import EnvoyeUneFois


class AffectationForm(EnvoyeUneFois, forms.ModelForm):
    """A new posting."""

    class Meta:
        model = Affectation
        fields = ["animateur", "conseil", "convention", "debut", "fin"]
        labels = {"animateur": "Personne", "debut": "Premier jour", "fin": "Dernier jour"}
        help_texts = {"fin": "Laissez vide si la date n’est pas connue."}
        widgets = {
            "debut": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "fin": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def __init__(self, *args, conseils, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["conseil"].queryset = conseils.select_related("arrondissement")
        self.fields["animateur"].queryset = comptes_affectables()
        for champ in ("animateur", "conseil", "convention"):
            self.fields[champ].empty_label = "Choisir…"
        conventions = Convention.objects.filter(fin__gte=timezone.localdate())
        self.fields["convention"].queryset = conventions
        self.initial.setdefault("convention", conventions.first())
        self.helper = FormHelper()
        self.helper.form_tag = False


class ClotureForm(forms.Form):
    """The last day of a posting."""

    fin = forms.DateField(label="Dernier jour", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False


class NoteForm(EnvoyeUneFois, forms.ModelForm):
    """A note on one of the figures of a fiche."""

    code = forms.ChoiceField(label="Chiffre")

    class Meta:
        model = NoteChiffre
        fields = ["code", "texte"]
        widgets = {"texte": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, chiffres: dict[str, str], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = list(chiffres.items())
        self.helper = FormHelper()
        self.helper.form_tag = False


class PassationForm(forms.Form):
    """First step of a handover: the dates, and who takes over."""

    fin = forms.DateField(
        label="Dernier jour",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="L’accès au conseil s’arrête le soir de ce jour.",
    )
    successeur = forms.ModelChoiceField(
        None, label="Qui prend la suite", required=False, empty_label="Personne pour l’instant : poste vacant"
    )
    premier_jour = forms.DateField(
        label="Premier jour de cette personne",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="Laissez vide pour le lendemain du dernier jour.",
    )

    def __init__(self, *args, affectation: Affectation, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["successeur"].queryset = comptes_affectables().exclude(pk=affectation.animateur_id)
        self.helper = FormHelper()
        self.helper.form_tag = False

    def clean(self) -> dict:
        donnees = super().clean()
        successeur, fin = donnees.get("successeur"), donnees.get("fin")
        if donnees.get("premier_jour") and not successeur and "successeur" not in self.errors:
            self.add_error("successeur", "Choisissez qui commence ce jour-là, ou videz la date.")
        if successeur and fin and not donnees.get("premier_jour") and "premier_jour" not in self.errors:
            donnees["premier_jour"] = fin + timedelta(days=1)
        return donnees


class OuvertForm(forms.Form):
    """Second step: for each kind of open thing, who takes it and what there is to say."""

    def __init__(self, *args, rubriques: list[Rubrique], sortant: str, releve: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.rubriques = rubriques
        for rubrique in rubriques:
            choix = rubrique.choix(sortant, releve)
            self.fields[f"{rubrique.code}_qui"] = forms.ChoiceField(
                label="Qui s’en charge", choices=choix, initial=_par_defaut(rubrique, releve)
            )
            self.fields[f"{rubrique.code}_mot"] = forms.CharField(
                label="Ce qu’il faut savoir", required=False, max_length=1000, help_text="Sans nom d’habitant."
            )
            self.fields[f"{rubrique.code}_mot"].widget = forms.Textarea(attrs={"rows": 2})

    def blocs(self) -> list[tuple[Rubrique, forms.BoundField, forms.BoundField]]:
        """Each kind with its two fields, for the page."""
        return [(r, self[f"{r.code}_qui"], self[f"{r.code}_mot"]) for r in self.rubriques]

    @property
    def reponses(self) -> dict[str, dict[str, str]]:
        return {
            r.code: {"qui": self.cleaned_data[f"{r.code}_qui"], "mot": self.cleaned_data[f"{r.code}_mot"].strip()}
            for r in self.rubriques
        }


def _par_defaut(rubrique: Rubrique, releve: str) -> str:
    if rubrique.a_la_personne:
        return SORTANT
    return RELEVE if releve else COORDINATION


def reponses_initiales(reponses: dict[str, dict[str, str]]) -> dict[str, str]:
    """What was already answered, for a step shown again."""
    return {f"{code}_{champ}": valeur for code, dit in reponses.items() for champ, valeur in dit.items()}
