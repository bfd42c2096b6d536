"""Forms of an answer, of the link to give it, and of what follows it."""

from collections.abc import Iterator
from datetime import timedelta

from crispy_forms.layout import HTML, Column, Div, Fieldset, Layout, Row
from django import forms
from django.utils import timezone
from django.utils.text import capfirst

from conseils.forms.base import DateInput, EnvoyeUneFois, FormulaireModele, MiseEnPage
from conseils.models import Constat, Reponse, Reunion, Suite
from conseils.services import depots
from conseils.services.reponses import ETUDE_MAX, Engagement
from socle.templatetags.typographie import date_fr, typo

RANGS = (1, 2, 3)
ACTES = {
    "realiser": "Elle est réalisée",
    "abandonner": "Elle est abandonnée",
    "reprendre": "Elle est de nouveau engagée",
}


def _rangee(rang: int) -> Div:
    """One action: what, by whom, for when."""
    qui_et_quand = Row(
        Column(f"responsable_{rang}", css_class="col-md-8"), Column(f"echeance_{rang}", css_class="col-md-4")
    )
    return Div(f"action_{rang}", qui_et_quand, css_class="engagement")


class ReponseForm(EnvoyeUneFois, MiseEnPage, forms.Form):
    """What an institution answers, and up to three actions that it commits to."""

    sens = forms.ChoiceField(
        label="Que répondez-vous ?",
        choices=[(sens, typo(capfirst(sens.label))) for sens in Reponse.Sens],
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez une réponse."},
    )
    etude_jusqu_au = forms.DateField(
        label="À l'étude jusqu'au",
        required=False,
        widget=DateInput,
        help_text="Seulement si la demande est à l'étude : un an au plus.",
    )
    texte = forms.CharField(
        label="Explication",
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Ce que vous ferez, ou pourquoi vous refusez. Le conseil citoyen lira ce texte, "
        "et tout le monde s’il a une page publique : n’y nommez personne.",
        error_messages={"required": "Expliquez votre réponse en quelques mots."},
    )
    signataire = forms.CharField(
        label="Votre fonction",
        max_length=120,
        help_text="Par exemple : cheffe du service de la voirie. Votre nom n'est pas demandé.",
        error_messages={"required": "Indiquez votre fonction."},
    )

    legende = "Vous vous engagez à une action ? (facultatif)"
    fin = ()

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for rang in RANGS:
            self.fields |= self._champs(rang)
        jours = self.fields["etude_jusqu_au"].widget.attrs
        aujourd_hui = timezone.localdate()
        jours["min"] = (aujourd_hui + timedelta(days=1)).isoformat()
        jours["max"] = (aujourd_hui + ETUDE_MAX).isoformat()

    def _champs(self, rang: int) -> dict[str, forms.Field]:
        numero = "" if rang == 1 else f" {rang}"
        return {
            f"action_{rang}": forms.CharField(
                label=typo(f"Action engagée{numero}"), required=False, max_length=Suite.action.field.max_length
            ),
            f"responsable_{rang}": forms.CharField(
                label=typo(f"Par qui{numero}"),
                required=False,
                max_length=Suite.responsable.field.max_length,
                help_text=typo("Un service ou une fonction. Vide : vous-même."),
            ),
            f"echeance_{rang}": forms.DateField(label=typo(f"Pour le{numero}"), required=False, widget=DateInput),
        }

    @property
    def disposition(self) -> Layout:
        ouvert = " open" if any(self.data.get(f"action_{rang}") for rang in RANGS[1:]) else ""
        return Layout(
            "sens",
            Div("etude_jusqu_au", css_class="si-a-l-etude"),
            "texte",
            Fieldset(
                typo(self.legende),
                _rangee(1),
                HTML(f'<details class="champ"{ouvert}><summary>Ajouter d’autres actions</summary>'),
                *map(_rangee, RANGS[1:]),
                HTML("</details>"),
            ),
            "signataire",
            *self.fin,
        )

    def clean(self) -> dict:
        """What the service takes: the rows that were filled become engagements."""
        saisi = super().clean()
        reponse = {nom: saisi.get(nom) for nom in self.fields if not nom.endswith(tuple("123"))}
        if reponse["sens"] != Reponse.Sens.EN_ETUDE:
            reponse["etude_jusqu_au"] = None
        return reponse | {"suites": list(self._engagements(saisi))}

    def _engagements(self, saisi: dict) -> Iterator[Engagement]:
        for rang in RANGS:
            champs = {nom: saisi.get(f"{nom}_{rang}") for nom in ("action", "responsable", "echeance")}
            if champs["action"]:
                self._exiger_un_jour(rang, champs)
                yield Engagement(**champs, rang=rang)
            elif any(champs.values()) and f"action_{rang}" not in self.errors:
                self.add_error(f"action_{rang}", "Écrivez l'action, ou effacez le reste de la ligne.")

    def _exiger_un_jour(self, rang: int, champs: dict) -> None:
        if not champs["echeance"] and f"echeance_{rang}" not in self.errors:
            self.add_error(f"echeance_{rang}", "Indiquez pour quel jour.")


class SaisieReponseForm(ReponseForm):
    """An answer received by letter, typed by the team. The letter may not say for which day."""

    le = forms.DateField(label="Reçue le", widget=DateInput)
    fichier = forms.FileField(
        label="Le courrier", required=False, widget=forms.ClearableFileInput(attrs={"accept": depots.ACCEPTES})
    )

    legende = "L'institution s'engage à une action ? (facultatif)"
    fin = ("le", "fichier")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sens"].label = "Réponse de l’institution"
        self.fields["signataire"].label = "Fonction du signataire"
        self.fields["signataire"].help_text = typo("Sans son nom : sa fonction suffit.")
        self.fields["texte"].help_text = typo(
            "Ce que l'institution fera, ou pourquoi elle refuse. Lu de tous si le conseil a une page publique : ne "
            "recopiez aucun nom."
        )
        for rang in RANGS:
            self.fields[f"responsable_{rang}"].help_text = typo("Un service ou une fonction. Vide : le signataire.")
        # The letter may be old: its days are counted from the day it came.
        self.fields["etude_jusqu_au"].widget.attrs.clear()
        self.fields["fichier"].help_text = typo(f"Facultatif. {depots.AIDE}")

    def _exiger_un_jour(self, rang: int, champs: dict) -> None:
        """A letter says what it says."""


class LienForm(EnvoyeUneFois, MiseEnPage, forms.Form):
    courriel = forms.EmailField(
        label="Adresse professionnelle",
        help_text="Celle du service qui répondra. Le lien part à cette adresse, qui est gardée pour cet acte.",
    )


class NouveauLienForm(MiseEnPage, forms.Form):
    courriel = forms.EmailField(label="Votre adresse professionnelle")


class SuivreSuiteForm(MiseEnPage, forms.Form):
    acte = forms.ChoiceField(label="Où en est cette action", widget=forms.RadioSelect)
    motif = forms.CharField(
        label="Motif",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Obligatoire si elle est abandonnée : le conseil le lira.",
    )

    def __init__(self, *args, suite: Suite, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["acte"].choices = [(acte, ACTES[acte]) for acte in Suite.MACHINE.actes_possibles(suite.etat)]


class ConstatForm(FormulaireModele):
    resultat = forms.ChoiceField(
        label="Ce que le conseil a constaté",
        choices=[(resultat, capfirst(resultat.label)) for resultat in Constat.Resultat],
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Constat
        fields = ["resultat", "preuve", "le", "reunion"]
        widgets = {"le": DateInput}

    def __init__(self, *args, suite: Suite, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        champ = self.fields["reunion"]
        tenues = Reunion.objects.filter(conseil=suite.reponse.destinataire.avis.conseil_id).tenues()
        champ.queryset = tenues.order_by("-date")
        champ.label_from_instance = lambda reunion: f"{date_fr(reunion.date)}, {reunion.intitule}"
        champ.empty_label = "Hors réunion"


class FiltreRecus(MiseEnPage, forms.Form):
    """What an institution wants to see among the acts it received."""

    ETATS = (("", "Tous"), ("attente", "En attente"), ("retard", "En retard"), ("repondus", "Répondus"))

    etat = forms.ChoiceField(label="Afficher", choices=ETATS, required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["etat"].widget.attrs["class"] = "form-select"

    def etat_demande(self) -> str:
        """Nothing when the address asks for what does not exist."""
        return self.cleaned_data["etat"] if self.is_valid() else ""
