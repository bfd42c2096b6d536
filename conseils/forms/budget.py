"""Forms of the budget propre: the envelope and its parts, an expense, its correction, its cancellation."""

from collections.abc import Sequence
from decimal import Decimal

from crispy_forms.layout import Column, Layout, Row
from django import forms

from conseils.forms.argent import ChampEuros
from conseils.forms.base import DateInput, FormulaireModele, MiseEnPage
from conseils.forms.organisation import AvecDepot, DepotInput
from conseils.models import ConseilCitoyen, Depense, Enveloppe
from conseils.services.budget import champ_part
from conseils.services.depots import AIDE


class RepartitionForm(MiseEnPage, forms.Form):
    """The envelope, then one part for each of ``conseils``. An empty part is nothing."""

    montant = ChampEuros(label="Enveloppe de l'exercice")
    source = forms.CharField(
        label="Convention ou source", max_length=200, help_text=Enveloppe._meta.get_field("source").help_text
    )

    def __init__(self, *args, enveloppe: Enveloppe, conseils: Sequence[ConseilCitoyen], **kwargs) -> None:
        self.conseils = conseils
        parts = {p.conseil_id: p.montant for p in enveloppe.parts.all()} if enveloppe.pk else {}
        initial = {champ_part(c): parts.get(c.pk) for c in conseils}
        super().__init__(*args, initial={"montant": enveloppe.montant, "source": enveloppe.source} | initial, **kwargs)
        for conseil in conseils:
            self.fields[champ_part(conseil)] = ChampEuros(label=conseil.nom, required=False)

    @property
    def disposition(self) -> Layout:
        parts = [Column(champ_part(conseil), css_class="col-sm-6 col-lg-4") for conseil in self.conseils]
        return Layout("montant", "source", Row(*parts))

    def clean(self) -> dict:
        """Return what the service takes."""
        lire = self.cleaned_data.get
        parts = {conseil: lire(champ_part(conseil)) or Decimal(0) for conseil in self.conseils}
        return {"montant": lire("montant"), "source": lire("source"), "parts": parts}


class DepenseForm(AvecDepot, FormulaireModele):
    montant = ChampEuros(label="Montant")
    fichier = forms.FileField(label="Justificatif", required=False, widget=DepotInput, help_text=AIDE)

    disposition = Layout(
        Row(Column("date", css_class="col-sm-4"), Column("libelle", css_class="col-sm-8")),
        Row(Column("poste", css_class="col-sm-8"), Column("montant", css_class="col-sm-4")),
        "initiative",
        "fichier",
    )

    class Meta:
        model = Depense
        fields = ["date", "libelle", "poste", "montant", "initiative"]
        widgets = {"date": DateInput}
        help_texts = {"initiative": "Facultatif : la dépense s'ajoute alors à l'argent de cette initiative."}

    def __init__(self, *args, conseil: ConseilCitoyen, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["initiative"].queryset = conseil.initiatives.all()
        self.fields["initiative"].empty_label = "Aucune"


class CorrigerDepenseForm(DepenseForm):
    motif = forms.CharField(
        label="Motif de la correction", max_length=300, help_text="Gardé dans l'historique. Sans nom d'habitant."
    )

    disposition = Layout(*DepenseForm.disposition.fields, "motif")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.justificatif:
            self.fields["fichier"].label = "Remplacer le justificatif"


class AnnulerDepenseForm(MiseEnPage, forms.Form):
    motif = forms.CharField(
        label="Motif de l'annulation",
        required=False,
        max_length=300,
        help_text="La dépense reste lisible, avec ce motif. Sans nom d'habitant.",
    )
