"""Forms of a feuille de route: its diagnostic, its actions, what becomes of them, its file."""

from __future__ import annotations

from itertools import groupby

from crispy_forms.layout import Column, Div, Fieldset, Layout, Row
from django import forms
from django.db.models import QuerySet
from django.utils.text import capfirst

from animateurs.models import ActionFeuille, FeuilleDeRoute
from animateurs.services.feuilles import CLORE, REPORTER
from conseils.forms.base import DateInput, EnvoyeUneFois, FormulaireModele, MiseEnPage
from conseils.models import ConseilCitoyen
from socle.templatetags.typographie import date_fr, typo
from territoires.models import ElementContrat, Quartier

SANS_NOM = "Sans nom d'habitant."
ACTES = {
    "faire": "Elle est faite",
    "abandonner": "Elle est abandonnée",
    "reprendre": "On la reprend",
}


class OuvrirFeuilleForm(EnvoyeUneFois, MiseEnPage, forms.Form):
    exercice = forms.TypedChoiceField(label="Exercice", coerce=int, widget=forms.RadioSelect)

    def __init__(self, *args, exercices: list[int], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["exercice"].choices = [(annee, str(annee)) for annee in exercices]
        self.initial.setdefault("exercice", exercices[0])


class DiagnosticForm(FormulaireModele):
    class Meta:
        model = FeuilleDeRoute
        fields = ["diagnostic"]
        widgets = {"diagnostic": forms.Textarea(attrs={"rows": 12})}
        help_texts = {
            "diagnostic": "Ce que le territoire et ses habitants disent, ce sur quoi les actions s'appuient. "
            f"{SANS_NOM} Une ligne vide sépare deux paragraphes."
        }


class ActionForm(FormulaireModele):
    origine = forms.ChoiceField(
        label="Cette action répond à",
        choices=[(o.value, typo(capfirst(o.label))) for o in ActionFeuille.Origine],
        widget=forms.RadioSelect,
    )
    source = forms.ChoiceField(
        label="Venue",
        choices=[(s.value, typo(capfirst(s.label))) for s in ActionFeuille.Source],
        widget=forms.RadioSelect,
    )

    disposition = Layout(
        "intitule",
        Fieldset(
            "À quoi elle répond",
            Row(Column("origine", css_class="col-md-6"), Column("source", css_class="col-md-6")),
            "origine_texte",
            "expression",
            Row(Column("acteur", css_class="col-md-6"), Column("partenaire", css_class="col-md-6")),
        ),
        Fieldset("Ce qu'on veut", "resultat_attendu", "constat_prevu", "echeance"),
        Fieldset("Pour quoi, où, avec qui", "mission", "objectifs", "quartiers"),
        Div("partenaires", css_class="cases-colonnes"),
    )

    class Meta:
        model = ActionFeuille
        fields = [
            "intitule", "origine", "source", "origine_texte", "expression", "acteur", "partenaire", "mission",
            "objectifs", "quartiers", "partenaires", "echeance", "resultat_attendu", "constat_prevu",
        ]  # fmt: skip
        widgets = {
            "echeance": DateInput,
            "mission": forms.RadioSelect,
            "origine_texte": forms.Textarea(attrs={"rows": 2}),
            "resultat_attendu": forms.Textarea(attrs={"rows": 2}),
            "constat_prevu": forms.Textarea(attrs={"rows": 2}),
            **dict.fromkeys(("objectifs", "quartiers", "partenaires"), forms.CheckboxSelectMultiple),
        }
        labels = {"objectifs": "Objectifs du contrat de ville", "quartiers": "Quartiers concernés"}
        help_texts = {
            "expression": "Si elle est notée dans le diagnostic du conseil.",
            "acteur": "Si elle vient d'un acteur de l'annuaire.",
            "partenaire": "Si elle vient d'un partenaire.",
            "constat_prevu": "Ce que l'on comptera ou verra : dix permanences tenues, un local rouvert.",
            "objectifs": "Pensez à l'égalité entre les femmes et les hommes : le contrat de ville la demande à chaque "
            "programme d'actions.",
        }

    def __init__(self, *args, feuille: FeuilleDeRoute, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        conseil = feuille.conseil
        self._proposer("expression", conseil.expressions.order_by("-date", "pk"), "Aucune en particulier")
        self._proposer("acteur", conseil.acteurs.all(), "Aucun")
        self.fields["partenaire"].empty_label = "Aucun"
        self.fields["mission"].empty_label = None
        self.fields["expression"].label_from_instance = lambda e: f"{date_fr(e.date)}, {e.theme}"
        self._proposer("quartiers", self._quartiers(conseil))
        objectifs = ElementContrat.objects.filter(niveau=ElementContrat.Niveau.OBJECTIF).select_related("parent")
        self._proposer("objectifs", objectifs)
        self.fields["objectifs"].choices = par_orientation(objectifs)
        debut, fin = feuille.periode.debut, feuille.periode.fin
        self.fields["echeance"].help_text = f"Entre le {date_fr(debut)} et le {date_fr(fin)}."

    def _quartiers(self, conseil: ConseilCitoyen) -> QuerySet[Quartier]:
        deja = self.instance.quartiers.all() if self.instance.pk else Quartier.objects.none()
        return (conseil.quartiers.all() | deja).distinct()

    def _proposer(self, champ: str, objets: QuerySet, vide: str = "") -> None:
        self.fields[champ].queryset = objets
        if vide:
            self.fields[champ].empty_label = vide


def par_orientation(objectifs: QuerySet[ElementContrat]) -> list[tuple[str, list[tuple[int, str]]]]:
    """The objectives under the orientation to which they belong."""
    groupes = groupby(objectifs.order_by("code"), key=lambda objectif: str(objectif.parent or "Autres"))
    return [(titre, [(o.pk, str(o)) for o in groupe]) for titre, groupe in groupes]


class MotifForm(MiseEnPage, forms.Form):
    """Handing back, or opening again: the person concerned reads why."""

    motif = forms.CharField(max_length=300, widget=forms.Textarea(attrs={"rows": 3}), help_text=SANS_NOM)

    def __init__(self, *args, label: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["motif"].label = label


class AvancerActionForm(MiseEnPage, forms.Form):
    acte = forms.ChoiceField(label="Où en est cette action", widget=forms.RadioSelect)
    le = forms.DateField(label="Faite le", required=False, widget=DateInput, help_text="Vide : aujourd'hui.")
    motif = forms.CharField(
        label="Motif",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=f"Obligatoire si elle est abandonnée. {SANS_NOM}",
    )
    appris = forms.CharField(
        label="Ce que cela a appris",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=f"Ce qui a marché, ce qu'on ferait autrement. {SANS_NOM}",
    )

    def __init__(self, *args, action: ActionFeuille, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        possibles = ActionFeuille.MACHINE.actes_possibles(action.etat)
        self.fields["acte"].choices = [(acte, ACTES[acte]) for acte in possibles if acte in ACTES]
        self.initial.setdefault("appris", action.appris)


class LiensForm(FormulaireModele):
    class Meta:
        model = ActionFeuille
        fields = ["reunions", "initiatives"]
        widgets = dict.fromkeys(("reunions", "initiatives"), forms.CheckboxSelectMultiple)

    def __init__(self, *args, feuille: FeuilleDeRoute, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        periode, conseil = feuille.periode, feuille.conseil
        reunions = conseil.reunions.filter(date__range=(periode.debut, periode.fin)).exclude(statut="annulee")
        deja = self.instance.reunions.all()
        self.fields["reunions"].queryset = (reunions | deja).distinct().order_by("-date", "pk")
        self.fields["reunions"].label_from_instance = lambda r: f"{date_fr(r.date)}, {r.intitule}"
        self.fields["initiatives"].queryset = conseil.initiatives.order_by("-numero")


class ReporterForm(MiseEnPage, forms.Form):
    """One choice and one lesson for each action of the year before."""

    CHOIX = ((REPORTER, "Je la reporte"), (CLORE, "Je la clos"), ("", "Je décide plus tard"))

    def __init__(self, *args, actions: list[ActionFeuille], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.actions = actions
        for action in actions:
            self.fields[f"choix_{action.pk}"] = forms.ChoiceField(
                label=typo("Que devient-elle ?"), choices=self.CHOIX, required=False, widget=forms.RadioSelect,
                initial="",
            )  # fmt: skip
            self.fields[f"appris_{action.pk}"] = forms.CharField(
                label="Ce que cela a appris", required=False, widget=forms.Textarea(attrs={"rows": 3}),
                help_text=typo(f"Obligatoire pour reporter ou clore. {SANS_NOM}"), initial=action.appris,
            )  # fmt: skip

    def clean(self) -> dict:
        """Return what the service takes."""
        lire = self.cleaned_data.get
        return {"decisions": {a.pk: (lire(f"choix_{a.pk}") or "", lire(f"appris_{a.pk}") or "") for a in self.actions}}

    def lignes(self) -> list[tuple]:
        return [(action, self[f"choix_{action.pk}"], self[f"appris_{action.pk}"]) for action in self.actions]


class ImportForm(MiseEnPage, forms.Form):
    fichier = forms.FileField(
        label="Fichier",
        help_text="Le fichier exporté d'ici, en ODS ou en XLSX, corrigé dans votre tableur.",
        widget=forms.ClearableFileInput(attrs={"accept": ".ods,.xlsx"}),
    )
