"""The forms of the journal."""

import re
from functools import cached_property

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.formats import date_format

from animateurs.models import ActionFeuille, LigneJournal, Mission, SemaineJournal, TypeActivite
from animateurs.models.lignes import PUBLIC_MAXIMAL
from animateurs.semainier import periode_de, reunions_de
from animateurs.services.journal import RENCONTRES
from conseils.definitions import definition_eloigne
from conseils.models import Reunion
from socle.entiers import entier
from territoires.models import Partenaire

DUREES = [
    (30, "30 min"),
    (60, "1 h"),
    (90, "1 h 30"),
    (120, "2 h"),
    (180, "3 h"),
    (210, "3 h 30"),
    (420, "7 h"),
]
AUTRE = "autre"
VOS_PLUS_FREQUENTES = "Vos plus fréquentes"
LES_PLUS_FREQUENTES = 6
DUREES_A_SOI = 4
DUREE_ECRITE = re.compile(r"(?:(?P<h>\d{1,2})\s*(?:h|:))?\s*(?:(?P<m>\d{1,4})\s*(?:min|mn)?)?", re.IGNORECASE)


def lire_duree(texte: str) -> int:
    """Minutes from « 2 h 15 », « 2h », « 2:15 », « 45 min » or « 45 ». Raises ``ValidationError``."""
    lu = DUREE_ECRITE.fullmatch(texte.strip())
    if not lu or not any(lu.groups()):
        raise forms.ValidationError("Écrivez la durée comme « 2 h 15 » ou « 45 min ».")
    return int(lu["h"] or 0) * 60 + int(lu["m"] or 0)


class DureeWidget(forms.MultiWidget):
    """The usual durations as buttons, and any other in words."""

    def __init__(self) -> None:
        choix = [*DUREES, (AUTRE, "autre")]
        super().__init__(
            {"": forms.RadioSelect(choices=choix), "autre": forms.TextInput(attrs={"placeholder": "2 h 15"})}
        )

    def decompress(self, minutes: int | None) -> list:
        if not minutes:
            return ["", ""]
        return [minutes, ""] if minutes in dict(DUREES) else [AUTRE, "{} h {:02d}".format(*divmod(minutes, 60))]


class DureeField(forms.MultiValueField):
    """Minutes, from a button or in words; « autre » need not be pressed before writing."""

    widget = DureeWidget

    def __init__(self, **options) -> None:
        fields = (forms.CharField(required=False), forms.CharField(required=False))
        super().__init__(fields, require_all_fields=False, **options)

    def compress(self, valeurs: list) -> int | None:
        choix, ecrite = valeurs or ("", "")
        minutes = lire_duree(ecrite) if ecrite else None
        usuelle = entier(choix)
        if minutes and usuelle and minutes != usuelle:
            raise forms.ValidationError(
                "Deux durées différentes : choisissez « autre » pour garder celle que vous écrivez."
            )
        if not minutes and not usuelle:
            raise forms.ValidationError("Indiquez la durée.", code="required")
        return minutes or usuelle


class LigneForm(forms.ModelForm):
    """One activity of the journal. The rules are those of the model; the form only proposes what they allow."""

    minutes = DureeField(label="Durée")
    jour = forms.TypedChoiceField(label="Jour", coerce=int, widget=forms.RadioSelect)
    mission = forms.ModelChoiceField(Mission.objects.all(), required=False, empty_label="Celle de l’activité")
    total = forms.IntegerField(label="En tout", required=False, min_value=0, max_value=PUBLIC_MAXIMAL)

    class Meta:
        model = LigneJournal
        fields = [
            "jour",
            "type_activite",
            "precision",
            "minutes",
            "motif_weekend",
            "reunion",
            "mission",
            "quartier",
            "action",
            "femmes",
            "hommes",
            "eloignes",
            "acteurs",
            "partenaires",
            "note",
        ]
        labels = {
            "type_activite": "Activité",
            "precision": "Si « Autre », laquelle ?",
            "femmes": "Femmes",
            "hommes": "Hommes",
            "eloignes": "Dont éloignés",
        }
        help_texts = {
            "note": "Pas de nom, pas d’information de santé, d’origine ou d’opinion.",
            "reunion": "Le public est alors compté sur la réunion.",
        }
        widgets = {
            "note": forms.Textarea(attrs={"rows": 2}),
            "type_activite": forms.RadioSelect,
            "acteurs": forms.CheckboxSelectMultiple,
            "partenaires": forms.CheckboxSelectMultiple,
        }

    PUBLIC = ("femmes", "hommes")

    def __init__(self, *args, semaine: SemaineJournal, **kwargs) -> None:
        kwargs.setdefault("instance", LigneJournal(semaine=semaine))
        super().__init__(*args, **kwargs)
        self.instance.semaine = semaine
        self.helper = FormHelper()
        self.helper.form_tag = False
        self._proposer(semaine)
        self._suivre_la_mission()
        for champ in self.PUBLIC:
            self.fields[champ].required = False
        self.initial["total"] = self.instance.public or None

    def _proposer(self, semaine: SemaineJournal) -> None:
        courue = periode_de(semaine.affectation)
        self.fields["jour"].choices = [
            (rang, date_format(jour, "D j")) for rang in range(7) if (jour := semaine.date_du(rang)) in courue
        ]
        self.fields["type_activite"].queryset = TypeActivite.objects.en_usage(self.instance.type_activite_id)
        self.fields["acteurs"].queryset = semaine.affectation.conseil.acteurs.all()
        self.fields["partenaires"].queryset = Partenaire.objects.all()
        self.fields["quartier"].queryset = semaine.affectation.conseil.quartiers.all()
        self.fields["quartier"].empty_label = "Aucun en particulier"
        self.fields["reunion"].queryset = reunions_de(semaine)
        self.fields["reunion"].empty_label = "Aucune"
        self.fields["action"].queryset = ActionFeuille.objects.liables_a(semaine, self.instance.action_id)
        self.fields["action"].empty_label = "Aucune"

    @property
    def missions(self) -> forms.BoundField:
        """The field of the mission, which offers those of the kinds, read with them, and that of the line."""
        champ, missions = self["mission"], {t.mission for t in self._tous_les_types}
        if self.instance.mission_id:
            missions.add(self.instance.mission)
        offertes = sorted(missions, key=lambda mission: mission.ordre)
        champ.field.choices = [("", champ.field.empty_label), *((mission.pk, str(mission)) for mission in offertes)]
        return champ

    def offrir_les_reunions(self, reunions: list[Reunion]) -> None:
        """Draw these, which the page has read already. What is sent is still sought among those of the week."""
        champ = self.fields["reunion"]
        champ.choices = [("", champ.empty_label), *((reunion.pk, str(reunion)) for reunion in reunions)]

    def _suivre_la_mission(self) -> None:
        """Leave the mission blank while it is that of the kind, so that changing the kind changes it."""
        if self.instance.pk and self.instance.mission_id == self.instance.type_activite.mission_id:
            self.initial["mission"] = None

    def clean(self) -> dict:
        donnees = super().clean()
        if not donnees.get("mission") and "type_activite" in donnees:
            donnees["mission"] = donnees["type_activite"].mission
        if "type_activite" in donnees and donnees["type_activite"].code != TypeActivite.AUTRE:
            donnees["precision"] = ""
        for champ in self.PUBLIC:
            if champ in donnees:
                donnees[champ] = donnees[champ] or 0
        self._compter_le_public(donnees)
        for champ in RENCONTRES:
            if champ not in self.changed_data:  # the structures as they were: nothing to write
                donnees.pop(champ, None)
        return donnees

    def _compter_le_public(self, donnees: dict) -> None:
        """Whoever is counted in all, and neither as a woman nor as a man, is « non renseigné »."""
        total = donnees.pop("total", None)
        if self.errors.keys() & {"total", *self.PUBLIC}:
            return
        connus = donnees["femmes"] + donnees["hommes"]
        total = connus if total is None else total
        if total < connus:
            self.add_error("total", f"Femmes et hommes font déjà {connus} : corrigez l’un des trois nombres.")
            return
        donnees["non_renseignes"] = total - connus

    def _post_clean(self) -> None:
        """The service asks the model, once: asking here too would double the cost of saving a line."""

    @property
    def precise(self) -> bool:
        """Whether « Préciser » must be open: something in it is filled or refused."""
        return self._remplis("reunion", "mission", "quartier", "action", "note", "total", "eloignes", *self.PUBLIC)

    @property
    def rencontres_ouvertes(self) -> bool:
        """Whether « Partenaires rencontrés » must be open."""
        return self._remplis(*RENCONTRES)

    def _remplis(self, *champs: str) -> bool:
        return any(self[champ].errors or self[champ].value() not in (None, "", 0, "0", []) for champ in champs)

    @property
    def definition_eloigne(self) -> str:
        return definition_eloigne()

    @property
    def cases_acteurs(self) -> list[dict]:
        return _options(self["acteurs"])

    @property
    def cases_partenaires(self) -> list[dict]:
        return _options(self["partenaires"])

    @property
    def jours_ouvrables(self) -> list[dict]:
        return [option for option in _options(self["jour"]) if int(option["value"]) <= 4]

    @property
    def weekend(self) -> list[dict]:
        return [option for option in _options(self["jour"]) if int(option["value"]) > 4]

    @property
    def durees(self) -> list[dict]:
        """The buttons of the duration, those that the person uses most first."""
        usuelles = LigneJournal.objects.durees_de(self.instance.semaine.affectation.animateur_id)
        dessines, radio = self["minutes"].subwidgets[0].data["subwidgets"][0], self.fields["minutes"].widget.widgets[0]
        radio.choices = boutons_de_duree(usuelles)
        contexte = radio.get_context(dessines["name"], dessines["value"], {"id": dessines["attrs"]["id"]})
        return [option for _, options, _ in contexte["widget"]["optgroups"] for option in options]

    @property
    def frequentes(self) -> list[dict]:
        """The buttons of the kinds that the person uses most."""
        return next((options for nom, options in self._activites if nom == VOS_PLUS_FREQUENTES), [])

    @property
    def autres_activites(self) -> list[tuple[str, list[dict]]]:
        """The other kinds, by mission."""
        return [(nom, options) for nom, options in self._activites if nom != VOS_PLUS_FREQUENTES]

    @property
    def activites_ouvertes(self) -> bool:
        """Whether the other kinds must be in sight: one is chosen, or nothing is frequent yet."""
        choisies = (option["selected"] for _, options in self.autres_activites for option in options)
        return not self.frequentes or any(choisies)

    @cached_property
    def _activites(self) -> list[tuple[str, list[dict]]]:
        """The buttons of every kind, by group: the page asks for them six times, and draws each once."""
        champ = self["type_activite"]
        champ.field.choices = par_usage(self._types)
        contexte = champ.field.widget.get_context(champ.html_name, champ.value(), {"id": champ.auto_id})
        return [(nom, options) for nom, options, _ in contexte["widget"]["optgroups"]]

    @cached_property
    def _types(self) -> list[TypeActivite]:
        """Those in use, and that of the line: one logged before its kind was retired can still be corrected."""
        return [t for t in self._tous_les_types if t.actif or t.pk == self.instance.type_activite_id]

    @cached_property
    def _tous_les_types(self) -> list[TypeActivite]:
        """Read only where they are drawn: writing a line needs the chosen one alone."""
        return list(TypeActivite.objects.avec_usages_de(self.instance.semaine.affectation.animateur_id))

    @cached_property
    def autre(self) -> int | None:
        """The button under which the precision shows: each button asks whether it is that one."""
        return next((t.pk for t in self._types if t.code == TypeActivite.AUTRE), None)

    @property
    def weekend_ouvert(self) -> bool:
        return str(self["jour"].value()) in {"5", "6"} or bool(self["motif_weekend"].errors)


def _options(champ: forms.BoundField) -> list[dict]:
    return [option.data for option in champ]


def ecrire_duree(minutes: int) -> str:
    """« 2 h 15 », « 3 h », « 45 min »: what ``lire_duree`` reads back."""
    h, m = divmod(minutes, 60)
    if not h:
        return f"{m} min"
    return f"{h} h {m:02d}" if m else f"{h} h"


def boutons_de_duree(usuelles: list[int]) -> list[tuple]:
    """The person's own durations, then the ordinary ones, as many buttons as there were, and « autre »."""
    minutes = list(dict.fromkeys([*usuelles[:DUREES_A_SOI], *dict(DUREES), *usuelles]))[: len(DUREES)]
    return [*((duree, ecrire_duree(duree)) for duree in minutes), (AUTRE, "autre")]


def par_usage(types: list[TypeActivite]) -> list[tuple[str, list[tuple[int, str]]]]:
    """Choices by mission, after the kinds that the person uses most."""
    frequents = sorted((t for t in types if t.usages), key=lambda t: -t.usages)[:LES_PLUS_FREQUENTES]
    groupes = {VOS_PLUS_FREQUENTES: frequents}
    for type_activite in types:
        if type_activite not in frequents:
            groupes.setdefault(type_activite.mission.libelle, []).append(type_activite)
    return [(nom, [(t.pk, t.libelle) for t in groupe]) for nom, groupe in groupes.items() if groupe]


class ReunionPriseForm(forms.Form):
    """The one thing to say about a meeting proposed for the journal."""

    minutes = forms.TypedChoiceField(label="Durée", choices=DUREES, coerce=int, initial=120)


class JourForm(forms.Form):
    """The day to which a line is duplicated or moved."""

    jour = forms.TypedChoiceField(label="Jour", coerce=int)
    motif_weekend = forms.CharField(label="Motif, si c’est un samedi ou un dimanche", max_length=120, required=False)

    def __init__(self, *args, ligne: LigneJournal, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        courue = periode_de(ligne.semaine.affectation)
        self.fields["jour"].choices = [
            (rang, date_format(jour, "l j"))
            for rang in range(7)
            if rang != ligne.jour and (jour := ligne.semaine.date_du(rang)) in courue
        ]


class PartageForm(forms.Form):
    """How much of a line becomes a second one."""

    minutes = forms.CharField(label="Durée de la seconde partie", max_length=12)

    def clean_minutes(self) -> int:
        return lire_duree(self.cleaned_data["minutes"])
