"""Forms of a meeting: plan or change it, cancel it."""

from crispy_forms.layout import Column, Layout, Row
from django import forms

from conseils.forms.base import DateInput, FormulaireModele, HeureInput, MiseEnPage, quartiers_du
from conseils.forms.canaux import ChampCanaux, canaux_de
from conseils.models import ConseilCitoyen, Reunion


class ReunionForm(FormulaireModele):
    statut = forms.ChoiceField(label="Statut", initial=Reunion.Statut.PREVUE, widget=forms.RadioSelect)
    canaux = ChampCanaux()

    disposition = Layout(
        Row(Column("type", css_class="col-md-5"), Column("intitule", css_class="col-md-7")),
        Row(Column("echelle", css_class="col-md-5"), Column("quartier", css_class="col-md-7")),
        Row(
            Column("date", css_class="col-6 col-md-3"),
            Column("heure", css_class="col-6 col-md-2"),
            Column("duree", css_class="col-md-3"),
        ),
        "lieu",
        "lieu_prete",
        "auto_animee",
        "canaux",
        "statut",
    )

    class Meta:
        model = Reunion
        fields = [
            "type",
            "intitule",
            "echelle",
            "quartier",
            "date",
            "heure",
            "duree",
            "lieu",
            "lieu_prete",
            "auto_animee",
            "statut",
        ]
        widgets = {"date": DateInput, "heure": HeureInput}
        help_texts = {"quartier": "Obligatoire pour une réunion à l'échelle d'un quartier."}

    def __init__(self, *args, conseil: ConseilCitoyen, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["canaux"].initial = canaux_de(self.instance)
        self.fields["quartier"].queryset = quartiers_du(conseil, self.instance.quartier_id)
        self.fields["quartier"].empty_label = "Aucun en particulier"
        self.fields["statut"].choices = [
            (statut, statut.label) for statut in Reunion.Statut if statut in self._statuts_possibles()
        ]

    def _valeurs(self, objet: Reunion) -> dict:
        """What others wrote of the channels meanwhile is shown too."""
        return super()._valeurs(objet) | {"canaux": canaux_de(objet)}

    def _statuts_possibles(self) -> set[str]:
        """Its own, and those that the table of transitions opens; cancelling has its own page."""
        if self.instance.pk is None:
            return {Reunion.Statut.PREVUE, Reunion.Statut.TENUE}
        transitions = [t for t in Reunion.MACHINE.transitions.values() if t.acte != "annuler"]
        return {self.instance.statut} | {t.vers for t in transitions if self.instance.statut in t.de}


class AnnulerReunionForm(MiseEnPage, forms.Form):
    motif = forms.CharField(
        label="Motif de l'annulation",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Sans nom de personne.",
    )
