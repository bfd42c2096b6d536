"""Forms of the groupe moteur: a person, a mandat."""

from crispy_forms.layout import Column, Fieldset, Layout, Row
from django import forms
from django.db.models import Q
from django.utils import timezone

from conseils.forms.base import DateInput, FormulaireModele, MiseEnPage, quartiers_du
from conseils.models import ConseilCitoyen, GroupeMoteur, Mandat, Membre, Sexe

IDENTITE = ("prenom", "nom", "sexe", "tranche_age", "quartier", "structure", "courriel")
DISPOSITION_IDENTITE = (
    Row(Column("prenom", css_class="col-md-6"), Column("nom", css_class="col-md-6")),
    "sexe",
    Row(Column("tranche_age", css_class="col-md-6"), Column("quartier", css_class="col-md-6")),
    "structure",
    "courriel",
)
DISPOSITION_MANDAT = (
    "groupe",
    Row(Column("college", css_class="col-md-6"), Column("origine", css_class="col-md-6")),
    "debut",
)


class MembreForm(FormulaireModele):
    """What is known of a person: the least that the reports need."""

    sexe = forms.ChoiceField(
        label="Sexe", choices=Sexe, initial=Sexe.NON_RENSEIGNE, widget=forms.RadioSelect, help_text="Tel que déclaré."
    )

    disposition = Layout(*DISPOSITION_IDENTITE)

    class Meta:
        model = Membre
        fields = IDENTITE

    def __init__(self, *args, conseil: ConseilCitoyen, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["quartier"].queryset = quartiers_du(conseil, self.instance.quartier_id)
        self.fields["quartier"].empty_label = "Non connu"


class ChoixGroupe:
    """The groupe of a mandat: asked only where the conseil has several to choose from."""

    def proposer_groupes(self, conseil: ConseilCitoyen, actuel: int | None = None) -> None:
        ouverts = conseil.groupes.filter(Q(pk__in=conseil.groupes.ouverts_le(timezone.localdate())) | Q(pk=actuel))
        if len(ouverts) > 1:
            self.fields["groupe"].queryset = ouverts
            self.fields["groupe"].initial = actuel or ouverts[0].pk
        else:
            del self.fields["groupe"]


class MandatForm(ChoixGroupe, FormulaireModele):
    """A mandat to open or to correct."""

    groupe = forms.ModelChoiceField(GroupeMoteur.objects.none(), label="Groupe", empty_label=None)
    college = forms.ChoiceField(label="Collège", choices=Mandat.College, widget=forms.RadioSelect)
    origine = forms.ChoiceField(label="Origine", choices=Mandat.Origine, widget=forms.RadioSelect)

    class Meta:
        model = Mandat
        fields = ["groupe", "college", "origine", "debut"]
        widgets = {"debut": DateInput}

    def __init__(self, *args, conseil: ConseilCitoyen, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.proposer_groupes(conseil, self.instance.groupe_id)

    @property
    def disposition(self) -> Layout:
        return Layout(*_presents(self, DISPOSITION_MANDAT))


class InscriptionForm(ChoixGroupe, MembreForm):
    """A person and a first mandat, in one gesture."""

    groupe = forms.ModelChoiceField(GroupeMoteur.objects.none(), label="Groupe", empty_label=None)
    college = forms.ChoiceField(label="Collège", choices=Mandat.College, widget=forms.RadioSelect)
    origine = forms.ChoiceField(label="Origine", choices=Mandat.Origine, widget=forms.RadioSelect)
    debut = forms.DateField(label="Entrée le", widget=DateInput)
    homonyme = forms.BooleanField(
        label="C'est une autre personne, qui porte le même nom", required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args, conseil: ConseilCitoyen, **kwargs) -> None:
        super().__init__(*args, conseil=conseil, **kwargs)
        self._conseil = conseil
        self.proposer_groupes(conseil)

    @property
    def disposition(self) -> Layout:
        return Layout(
            Fieldset("La personne", DISPOSITION_IDENTITE[0], "homonyme", *DISPOSITION_IDENTITE[1:]),
            Fieldset("Son mandat", *_presents(self, DISPOSITION_MANDAT)),
        )

    def clean(self) -> dict:
        """Show the box that says « somebody else » only when the name is already known."""
        champs = super().clean()
        if self._conseil.membres.homonymes(champs.get("prenom", ""), champs.get("nom", "")).exists():
            self.fields["homonyme"].widget = forms.CheckboxInput()
        return champs


class CloreMandatForm(MiseEnPage, forms.Form):
    fin = forms.DateField(label="Dernier jour du mandat", widget=DateInput)
    motif_fin = forms.ChoiceField(label="Motif de la sortie", choices=Mandat.MotifFin, widget=forms.RadioSelect)


def _presents(formulaire: forms.BaseForm, disposition: tuple) -> list:
    """The layout without the field that this conseil does not need."""
    return [piece for piece in disposition if not isinstance(piece, str) or piece in formulaire.fields]
