"""Forms of the instances: a séance, what became of it, its agenda, its decisions, the seats of a conseil."""

from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.db.models import QuerySet
from django.utils.text import capfirst

from conseils.forms.base import DateInput, FormulaireModele, HeureInput, MiseEnPage
from conseils.instances import TENUES_COMME_REUNIONS
from conseils.models import (
    DecisionInstance,
    DelegationSeance,
    Membre,
    PointSeance,
    Representation,
    Reunion,
    Seance,
)
from socle.templatetags.typographie import date_fr
from socle.transitions import Machine
from territoires.models import TypeInstance

ACTES_SEANCE = {
    "tenir": "Elle s'est tenue",
    "annuler": "Elle est annulée",
    "reprogrammer": "Elle est de nouveau prévue",
}
ACTES_DECISION = {
    "engager": "Elle est en cours",
    "faire": "Elle est faite",
    "abandonner": "Elle est abandonnée",
    "reprendre": "Elle est de nouveau à faire",
}


class SeanceForm(FormulaireModele):
    """The instance is chosen once: its steps and its seats follow from it."""

    class Meta:
        model = Seance
        fields = ["type", "arrondissement", "date", "heure", "lieu", "invitant"]
        widgets = {"date": DateInput, "heure": HeureInput}
        help_texts = {
            "arrondissement": "Pour une instance d'arrondissement seulement.",
            "invitant": "Qui convoque ; vide : comme le contrat de ville le dit.",
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["type"], self.fields["arrondissement"]
            return
        champ = self.fields["type"]
        champ.queryset = TypeInstance.objects.exclude(code__in=TENUES_COMME_REUNIONS).exclude(historique=True)
        champ.label_from_instance = lambda t: f"{t.nom} ({t.get_echelle_display()})"
        self.fields["arrondissement"].empty_label = "Aucun : Paris ou pays"


class _SuivreForm(MiseEnPage, forms.Form):
    """What becomes of something: an act that its state allows, and a reason when it is given up."""

    acte = forms.ChoiceField(widget=forms.RadioSelect)
    motif = forms.CharField(
        label="Motif",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Obligatoire pour annuler ou abandonner. Sans nom de personne.",
    )

    libelle: str
    actes: dict[str, str]

    def __init__(self, *args, machine: Machine, etat: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["acte"].label = self.libelle
        self.fields["acte"].choices = [(acte, self.actes[acte]) for acte in machine.actes_possibles(etat)]


class StatuerSeanceForm(_SuivreForm):
    libelle, actes = "Ce qu’est devenue cette séance", ACTES_SEANCE


class SuivreDecisionInstanceForm(_SuivreForm):
    libelle, actes = "Où en est cette décision", ACTES_DECISION


class PointSeanceForm(FormulaireModele):
    class Meta:
        model = PointSeance
        fields = ["intitule", "note"]
        widgets = {"note": forms.Textarea(attrs={"rows": 2})}


class DecisionInstanceForm(FormulaireModele):
    disposition = Layout(
        "texte",
        Row(Column("responsable", css_class="col-md-6"), Column("responsable_autre", css_class="col-md-6")),
        "echeance",
    )

    class Meta:
        model = DecisionInstance
        fields = ["texte", "responsable", "responsable_autre", "echeance"]
        widgets = {"texte": forms.Textarea(attrs={"rows": 3}), "echeance": DateInput}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["responsable"].empty_label = "Une autre, à préciser"


class BilanContratForm(MiseEnPage, forms.Form):
    valide_le = forms.DateField(
        label="Bilan validé le",
        required=False,
        widget=DateInput,
        help_text="Le bilan annuel du contrat, que les instances de cet exercice examinent. Vide : pas encore validé.",
    )


class DesignerForm(FormulaireModele):
    class Meta:
        model = Representation
        fields = ["membre", "nature"]
        widgets = {"nature": forms.RadioSelect}

    def __init__(self, *args, membres: QuerySet[Membre], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["membre"].queryset = membres
        self.fields["nature"].choices = [(n.value, capfirst(n.label)) for n in Representation.Nature]


class CompteRenduForm(FormulaireModele):
    """Who came, seat by seat, then three texts. ``cleaned_data["presences"]``: presence by seat."""

    class Meta:
        model = DelegationSeance
        fields = ["dit", "decide", "restitue_en", "restitution"]
        widgets = {nom: forms.Textarea(attrs={"rows": 4}) for nom in ("dit", "decide", "restitution")}

    def __init__(self, *args, seance: Seance, reunions: QuerySet[Reunion], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        champ = self.fields["restitue_en"]
        champ.queryset = reunions.filter(date__gte=seance.date, statut=Reunion.Statut.TENUE)
        champ.empty_label = "Pas encore"
        champ.label_from_instance = lambda reunion: f"{date_fr(reunion.date)}, {reunion.intitule}"
        self.sieges = self._sieges()
        presences = {f"presence_{siege.pk}": _presence(siege) for siege in self.sieges}
        self.fields = presences | self.fields

    def _sieges(self) -> list[Representation]:
        if not self.instance.pk:
            return []
        return list(self.instance.representations.select_related("membre"))

    def clean(self) -> dict:
        donnees = super().clean()
        lues = {siege.pk: donnees.pop(f"presence_{siege.pk}", None) for siege in self.sieges}
        donnees["presences"] = {pk: presence for pk, presence in lues.items() if presence}
        return donnees


def _presence(siege: Representation) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=f"{siege.membre} ({siege.get_nature_display()})",
        choices=[(p.value, capfirst(p.label)) for p in Representation.Presence],
        initial=siege.presence,
        widget=forms.RadioSelect,
    )
