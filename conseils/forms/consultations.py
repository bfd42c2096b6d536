"""Forms of a consultation: preparing it, answering it, drawing propositions and mesures from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from types import MappingProxyType

from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.forms import BoundField
from django.utils import timezone

from conseils.forms.base import DateInput, EnvoyeUneFois, FormulaireModele, MiseEnPage
from conseils.models import (
    ConseilCitoyen,
    Consultation,
    JourneeTravail,
    Mesure,
    Proposition,
    Question,
    ReponseQuestion,
    Sexe,
    Thematique,
    TrancheAge,
)
from conseils.models.consultations import NOTE_MAX, NOTE_MIN, TEXTE_MAX
from conseils.services.consultations import themes_de_2017
from conseils.services.questionnaires import champ_question
from socle.templatetags.typographie import nombre, typo
from territoires.models import Quartier

NOTES = [(str(note), str(note)) for note in range(NOTE_MIN, NOTE_MAX + 1)]


class MomentInput(forms.DateTimeInput):
    """The browser's own picker of a day and a time."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class ConsultationForm(FormulaireModele):
    themes = forms.MultipleChoiceField(
        label="Thèmes",
        choices=themes_de_2017,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Les six thèmes de la consultation nationale de 2017.",
    )
    autres_themes = forms.CharField(
        label="Autres thèmes", required=False, widget=forms.Textarea(attrs={"rows": 3}), help_text="Un par ligne."
    )

    disposition = Layout(
        "titre",
        "organisateur",
        "presentation",
        Row(Column("ouverture", css_class="col-sm-6"), Column("cloture", css_class="col-sm-6")),
        "conseils",
        "themes",
        "autres_themes",
    )

    class Meta:
        model = Consultation
        fields = ["titre", "organisateur", "presentation", "ouverture", "cloture", "conseils"]
        widgets = {"ouverture": MomentInput, "cloture": MomentInput, "conseils": forms.CheckboxSelectMultiple}
        help_texts = {
            "ouverture": "Heure de Paris.",
            "cloture": "Heure de Paris. Le questionnaire de 2017 a duré 13 jours.",
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["conseils"].queryset = ConseilCitoyen.objects.select_related("arrondissement")
        self.fields["conseils"].required = False
        self.fields["presentation"].widget.attrs["rows"] = 4
        if self.instance.pk:
            self._reprendre(self.instance.thematiques.all())
        else:
            self.initial["themes"] = [nature for nature, _ in themes_de_2017()]

    def _reprendre(self, thematiques: Iterable[Thematique]) -> None:
        connus = dict(themes_de_2017())
        self.initial["themes"] = [t.nature for t in thematiques if t.nature in connus]
        self.initial["autres_themes"] = "\n".join(t.intitule for t in thematiques if t.nature not in connus)

    def clean(self) -> dict:
        """Return what the service takes: themes as (nature, title), in order."""
        saisie = dict(self.cleaned_data)
        cochees = saisie.pop("themes", [])
        autres = _lignes(saisie.pop("autres_themes", ""))
        saisie["themes"] = [theme for theme in themes_de_2017() if theme[0] in cochees] + [
            (Thematique.Nature.AUTRE.value, intitule) for intitule in autres
        ]
        return saisie | {"conseils": list(saisie.get("conseils", ()))}


class QuestionForm(FormulaireModele):
    choix = forms.CharField(
        label="Choix proposés",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Un par ligne, pour une question à choix.",
    )

    class Meta:
        model = Question
        fields = ["thematique", "texte", "aide", "genre", "obligatoire"]

    def __init__(self, *args, consultation: Consultation, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["thematique"].queryset = consultation.thematiques.all()
        self.fields["thematique"].empty_label = None
        self.fields["genre"].choices = Question.Genre.choices
        self.order_fields(["thematique", "texte", "aide", "genre", "choix", "obligatoire"])
        if self.instance.pk:
            self.initial["choix"] = "\n".join(c.libelle for c in self.instance.choix.all())

    def clean_choix(self) -> list[str]:
        return _lignes(self.cleaned_data["choix"])


class ClotureForm(MiseEnPage, forms.Form):
    cloture = forms.DateTimeField(
        label="Nouvelle clôture",
        widget=MomentInput,
        initial=timezone.localtime,
        help_text="Heure de Paris. Proposée : maintenant.",
    )


class QuestionnaireForm(MiseEnPage, forms.Form):
    """The questions of some themes, and the two facts about oneself when ``vous``. Names are ``q<key>``.

    ``brouillon``: what was typed before, shown again.
    """

    def __init__(
        self,
        *args,
        thematiques: Iterable[Thematique],
        vous: bool = False,
        brouillon: Mapping[str, list[str]] = MappingProxyType({}),
        **kwargs,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.questions = {champ_question(q): q for t in thematiques for q in t.questions.all()}
        for nom, question in self.questions.items():
            self.fields[nom] = _champ(question)
        if vous:
            self.fields["sexe"] = _facultatif("Vous êtes", Sexe)
            self.fields["tranche_age"] = _facultatif("Votre âge", TrancheAge)
        for nom, champ in self.fields.items():
            if valeurs := brouillon.get(nom):
                champ.initial = valeurs if isinstance(champ, forms.MultipleChoiceField) else valeurs[0]

    def par_theme(self) -> Iterator[tuple[Thematique, list[BoundField]]]:
        """Theme by theme, their questions."""
        for theme, noms in groupby(self.questions, key=lambda nom: self.questions[nom].thematique):
            yield theme, [self[nom] for nom in noms]

    def contenu(self) -> dict:
        """What the service takes: the values by question."""
        return {question: self.cleaned_data.get(nom) for nom, question in self.questions.items()}

    def saisie(self) -> dict[str, list[str]]:
        """What was typed and stands, as the draft keeps it."""
        return {nom: self.data.getlist(nom) for nom in self.fields if nom in self.cleaned_data}


class SaisieForm(EnvoyeUneFois, QuestionnaireForm):
    """An answer handed in on paper."""

    recue_le = forms.DateField(
        label="Remise le",
        widget=DateInput,
        initial=timezone.localdate,
        help_text="Le jour où le papier vous a été remis : il dit si la réponse est dans les délais.",
    )


class RecuForm(MiseEnPage, forms.Form):
    recu = forms.CharField(
        label="Numéro de reçu", max_length=30, help_text="Douze signes, donnés à l'envoi. Par exemple K7QM-2ZXP-94TB."
    )


class PropositionForm(FormulaireModele):
    class Meta:
        model = Proposition
        fields = ["thematique", "texte", "quartier"]
        widgets = {"texte": forms.Textarea(attrs={"rows": 3})}
        help_texts = {"texte": "Avec vos mots, sans nom ni détail qui désigne quelqu'un. 600 caractères au plus."}

    def __init__(self, *args, consultation: Consultation, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["thematique"].queryset = consultation.thematiques.all()
        self.fields["thematique"].empty_label = None
        self.fields["quartier"].queryset = Quartier.objects.filter(conseils__consultations=consultation).distinct()
        self.fields["quartier"].empty_label = "Tous les quartiers"


class ExtraireForm(EnvoyeUneFois, MiseEnPage, forms.Form):
    """Draw a proposition from what somebody wrote, or feed one that exists."""

    extrait = forms.CharField(
        label="Extrait de la réponse",
        max_length=TEXTE_MAX,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Gardez les mots qui portent l'idée, sans les changer.",
    )
    existante = forms.ModelChoiceField(
        label="Proposition déjà relevée",
        required=False,
        queryset=Proposition.objects.none(),
        empty_label="Aucune : c'est une nouvelle proposition",
    )
    texte = forms.CharField(
        label="Nouvelle proposition",
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Avec vos mots, sans nom ni détail qui désigne quelqu'un. 600 caractères au plus.",
    )
    quartier = forms.ModelChoiceField(
        label="Quartier", required=False, queryset=Quartier.objects.none(), empty_label="Tous les quartiers"
    )

    def __init__(self, *args, source: ReponseQuestion, **kwargs) -> None:
        super().__init__(*args, initial={"extrait": source.texte}, **kwargs)
        consultation = source.reponse.consultation
        self.fields["existante"].queryset = consultation.propositions.retenues().filter(
            thematique=source.question.thematique
        )
        self.fields["quartier"].queryset = Quartier.objects.filter(conseils=source.reponse.conseil)

    def clean(self) -> dict:
        saisie = self.cleaned_data
        if not saisie.get("existante") and not saisie.get("texte") and "texte" not in self.errors:
            self.add_error("texte", "Écrivez la proposition, ou choisissez-en une déjà relevée.")
        return saisie


class FusionnerForm(MiseEnPage, forms.Form):
    dans = forms.ModelChoiceField(
        label="Proposition à garder",
        queryset=Proposition.objects.none(),
        empty_label=None,
        help_text="Les extraits et les mesures de celle-ci la rejoignent.",
    )

    def __init__(self, *args, proposition: Proposition, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        autres = proposition.consultation.propositions.retenues().exclude(pk=proposition.pk)
        self.fields["dans"].queryset = autres


class JourneeForm(FormulaireModele):
    disposition = Layout(
        Row(Column("date", css_class="col-sm-5"), Column("lieu", css_class="col-sm-7")),
        Row(*(Column(nom, css_class="col-6 col-md-3") for nom in JourneeTravail.PUBLICS), css_class="align-items-end"),
    )

    class Meta:
        model = JourneeTravail
        fields = ["date", "lieu", *JourneeTravail.PUBLICS]
        widgets = {"date": DateInput}


class MesureForm(FormulaireModele):
    class Meta:
        model = Mesure
        fields = ["thematique", "titre", "texte", "propositions"]
        widgets = {"texte": forms.Textarea(attrs={"rows": 5}), "propositions": forms.CheckboxSelectMultiple}
        labels = {"propositions": "Propositions reprises"}

    def __init__(self, *args, consultation: Consultation, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["thematique"].queryset = consultation.thematiques.all()
        self.fields["thematique"].empty_label = None
        self.fields["propositions"].queryset = consultation.propositions.retenues()
        self.fields["propositions"].required = False

    def clean_propositions(self) -> list[Proposition]:
        return list(self.cleaned_data["propositions"])


def _champ(question: Question) -> forms.Field:
    commun = {"label": question.texte, "help_text": question.aide, "required": question.obligatoire}
    if question.genre == Question.Genre.TEXTE:
        aide = f"{question.aide} {nombre(TEXTE_MAX)} caractères au plus.".strip()
        zone = forms.Textarea(attrs={"rows": 4, "maxlength": TEXTE_MAX})
        return forms.CharField(**commun | {"help_text": aide}, max_length=TEXTE_MAX, widget=zone)
    if question.genre == Question.Genre.ECHELLE:
        aide = question.aide or f"De {NOTE_MIN} (pas du tout) à {NOTE_MAX} (tout à fait)."
        return forms.TypedChoiceField(
            **commun | {"help_text": aide}, choices=NOTES, coerce=int, empty_value=None, widget=forms.RadioSelect
        )
    choix = question.choix.all()
    if question.genre == Question.Genre.MULTIPLE:
        return ChampChoix(choix, commun)
    return ChampUnChoix(choix, commun)


class ChampChoix(forms.TypedMultipleChoiceField):
    """Boxes to tick, read from choices already fetched: no query per question."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, choix, commun: dict) -> None:
        par_cle = {str(c.pk): c for c in choix}
        super().__init__(choices=[(cle, typo(c.libelle)) for cle, c in par_cle.items()], coerce=par_cle.get, **commun)


class ChampUnChoix(forms.TypedChoiceField):
    """The same with one answer at most, as a list so that services treat both alike."""

    widget = forms.RadioSelect

    def __init__(self, choix, commun: dict) -> None:
        par_cle = {str(c.pk): c for c in choix}
        super().__init__(
            choices=[(cle, typo(c.libelle)) for cle, c in par_cle.items()],
            coerce=lambda cle: [par_cle[cle]],
            empty_value=[],
            **commun,
        )


def _facultatif(libelle: str, choix) -> forms.ChoiceField:
    """« Non renseigné » is ticked already: nobody is asked to say."""
    return forms.TypedChoiceField(
        label=libelle,
        choices=choix.choices,
        initial="N",
        required=False,
        empty_value="N",
        widget=forms.RadioSelect,
        help_text="Facultatif.",
    )


def _lignes(texte: str) -> list[str]:
    return [ligne.strip() for ligne in texte.splitlines() if ligne.strip()]
