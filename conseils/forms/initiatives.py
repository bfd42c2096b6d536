"""Forms of an initiative: what it is, where it stands, who carries it, its milestones, money and documents."""

from collections.abc import Iterator

from crispy_forms.layout import Column, Div, Fieldset, Layout, Row
from django import forms
from django.forms import BoundField
from django.utils.text import capfirst

from conseils.forms.argent import ChampEuros
from conseils.forms.base import DateInput, FormulaireModele, MiseEnPage
from conseils.forms.organisation import AvecDepot, DepotInput
from conseils.forms.presences import ChampNombre
from conseils.models import ConseilCitoyen, DocumentInitiative, Financement, Initiative, Jalon, Sexe, TrancheAge
from conseils.services.depots import AIDE
from conseils.services.presences import champ_public
from socle.templatetags.typographie import date_fr
from territoires.models import ElementContrat, Quartier

ACTES = {
    "preparer": "On la prépare",
    "lancer": "Elle est lancée",
    "terminer": "Elle est terminée",
    "abandonner": "Elle est abandonnée",
    "reprendre": "On la reprend",
}


class InitiativeForm(FormulaireModele):
    route = forms.ChoiceField(
        label="Qui la porte",
        choices=[(route.value, capfirst(route.label)) for route in Initiative.Route],
        widget=forms.RadioSelect,
    )

    disposition = Layout(
        "titre",
        "description",
        "proposee_le",
        "route",
        Row(
            Column("structure_acteur", css_class="col-md-6"),
            Column("structure_partenaire", css_class="col-md-6"),
        ),
        Fieldset("Où, et pour quoi", "quartiers", "objectifs"),
        Fieldset("Avec qui", "acteurs", Div("partenaires", css_class="cases-colonnes")),
        Fieldset("D’où vient l’idée", "nee_en_reunion", "nee_de_decision", "nee_d_expression"),
    )

    class Meta:
        model = Initiative
        fields = [
            "titre",
            "description",
            "proposee_le",
            "route",
            "structure_acteur",
            "structure_partenaire",
            "quartiers",
            "objectifs",
            "acteurs",
            "partenaires",
            "nee_en_reunion",
            "nee_de_decision",
            "nee_d_expression",
        ]
        widgets = {
            "description": forms.Textarea(attrs={"rows": 5}),
            "proposee_le": DateInput,
            **dict.fromkeys(("quartiers", "objectifs", "acteurs", "partenaires"), forms.CheckboxSelectMultiple),
        }
        help_texts = {
            "structure_acteur": "Seulement si elle est confiée à une structure.",
            "objectifs": "Au moins un : le contrat de ville soutient les initiatives qui servent ses objectifs.",
            "nee_en_reunion": "Facultatif : une réunion, une décision ou une expression.",
        }

    def __init__(self, *args, conseil: ConseilCitoyen, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        deja = self.instance.quartiers.all() if self.instance.pk else Quartier.objects.none()
        self._proposer("quartiers", (conseil.quartiers.all() | deja).distinct())
        self._proposer("objectifs", ElementContrat.objects.filter(niveau=ElementContrat.Niveau.OBJECTIF))
        for champ in ("acteurs", "structure_acteur"):
            self._proposer(champ, conseil.acteurs.all())
        self._proposer("nee_en_reunion", conseil.reunions.tenues().order_by("-date"), "Aucune en particulier")
        decisions = self.fields["nee_de_decision"].queryset.filter(reunion__conseil=conseil)
        self._proposer("nee_de_decision", decisions.order_by("-reunion__date", "pk"), "Aucune en particulier")
        self._proposer("nee_d_expression", conseil.expressions.all(), "Aucune en particulier")
        self.fields["nee_en_reunion"].label_from_instance = lambda r: f"{date_fr(r.date)}, {r.intitule}"
        for champ in ("structure_acteur", "structure_partenaire"):
            self.fields[champ].empty_label = "Aucune"

    def _proposer(self, champ: str, objets, vide: str = "") -> None:
        self.fields[champ].queryset = objets
        if vide:
            self.fields[champ].empty_label = vide


class AvancerForm(MiseEnPage, forms.Form):
    acte = forms.ChoiceField(label="Où en est cette initiative", widget=forms.RadioSelect)
    le = forms.DateField(
        label="Date",
        required=False,
        widget=DateInput,
        help_text="Celle du lancement ou de la fin. Vide : aujourd'hui.",
    )
    motif = forms.CharField(
        label="Motif",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Obligatoire si elle est abandonnée. Sans nom d'habitant.",
    )

    def __init__(self, *args, initiative: Initiative, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        possibles = Initiative.MACHINE.actes_possibles(initiative.etat)
        self.fields["acte"].choices = [(acte, ACTES[acte]) for acte in possibles if acte in ACTES]


class EvaluerForm(MiseEnPage, forms.Form):
    resultat = forms.ChoiceField(
        label="Ce qu'elle visait est",
        choices=[(resultat.value, capfirst(resultat.label)) for resultat in Initiative.Resultat],
        widget=forms.RadioSelect,
        required=False,
    )
    apprentissage = forms.CharField(
        label="Ce que cela a appris",
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Ce qui a marché, ce qu'on ferait autrement, ce qui peut servir à un autre conseil. "
        "Sans nom d'habitant.",
    )


class PorteursForm(forms.Form):
    """The grid of those who carry an initiative."""

    def __init__(self, *args, initiative: Initiative, **kwargs) -> None:
        deja = {champ_public(c.sexe, c.tranche_age): c.nombre for c in initiative.porteurs.all()}
        super().__init__(*args, initial=deja, **kwargs)
        for tranche in TrancheAge:
            for sexe in Sexe:
                champ = ChampNombre(f"{capfirst(tranche.label)}, {sexe.label}")
                self.fields[champ_public(sexe, tranche)] = champ

    def clean(self) -> dict:
        """Return what the service takes."""
        lire = self.cleaned_data.get
        cases = {(s, t): lire(champ_public(s, t)) or 0 for t in TrancheAge.values for s in Sexe.values}
        return {"nombres": cases}

    def lignes(self) -> Iterator[tuple[str, list[BoundField]]]:
        for tranche in TrancheAge:
            yield tranche.label, [self[champ_public(sexe, tranche)] for sexe in Sexe]


class JalonForm(FormulaireModele):
    disposition = Layout(
        "libelle",
        Row(Column("echeance", css_class="col-sm-6"), Column("fait_le", css_class="col-sm-6")),
    )

    class Meta:
        model = Jalon
        fields = ["libelle", "echeance", "fait_le"]
        widgets = {"echeance": DateInput, "fait_le": DateInput}
        help_texts = {"fait_le": "Vide tant qu'elle est à faire."}


class FinancementForm(FormulaireModele):
    demande = ChampEuros(label="Montant demandé")
    accorde = ChampEuros(label="Montant accordé", required=False)
    depense = ChampEuros(
        label="Montant dépensé",
        required=False,
        help_text="Pour le budget propre, laissez vide : c'est la somme des dépenses saisies dans « Moyens ».",
    )
    confirmation = forms.BooleanField(label="Ces montants sont exacts", required=False)

    disposition = Layout(
        Row(Column("source", css_class="col-md-6"), Column("precision", css_class="col-md-6")),
        "numero_projet",
        Row(Column("etat", css_class="col-md-6"), Column("decide_le", css_class="col-md-6")),
        Row(
            Column("demande", css_class="col-md-4"),
            Column("accorde", css_class="col-md-4"),
            Column("depense", css_class="col-md-4"),
        ),
        "confirmation",
    )

    class Meta:
        model = Financement
        fields = ["source", "precision", "numero_projet", "etat", "decide_le", "demande", "accorde", "depense"]
        widgets = {"decide_le": DateInput}
        help_texts = {
            "numero_projet": "Celui du Budget participatif, s'il est connu.",
            "decide_le": "Date de l'accord ou du refus.",
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not self.data.get("confirmation"):
            self.fields["confirmation"].widget = forms.HiddenInput()

    def add_error(self, field: str | None, error) -> None:
        """The box appears when there is something to confirm."""
        super().add_error(field, error)
        if "confirmation" in self.errors:
            self.fields["confirmation"].widget = forms.CheckboxInput()


class DocumentInitiativeForm(AvecDepot, FormulaireModele):
    fichier = forms.FileField(widget=DepotInput, help_text=AIDE)

    class Meta:
        model = DocumentInitiative
        fields = ["titre", "fichier", "diffusable"]


class FiltreInitiatives(forms.Form):
    """Filters of the list, in the address; a wrong value filters nothing."""

    etat = forms.ChoiceField(label="État", required=False, choices=[("", "Tous"), *Initiative.Etat.choices])
    route = forms.ChoiceField(
        label="Qui la porte", required=False, choices=[("", "Toutes"), *Initiative.Route.choices]
    )
    quartier = forms.ModelChoiceField(queryset=None, required=False, empty_label="Tous")

    def __init__(self, *args, conseil: ConseilCitoyen, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["quartier"].queryset = conseil.quartiers.all()
        for champ in self.fields.values():
            champ.widget.attrs["class"] = "form-select"

    def choix(self) -> dict:
        self.is_valid()
        return {nom: self.cleaned_data.get(nom) for nom in self.fields}
