"""The attendance sheet: one line to type, members by number and name, other people in a grid of counts."""

from collections.abc import Iterator
from dataclasses import dataclass

from django import forms
from django.forms import BoundField
from django.http import QueryDict

from conseils.definitions import COMPTAGE_MAX
from conseils.emargement import feuille
from conseils.forms.canaux import ChampCanaux, canaux_de
from conseils.models import Membre, Presence, Reunion, Sexe, TrancheAge
from conseils.saisie_rapide import Lecture, lire
from conseils.services.presences import champ_pouvoir, champ_public
from conseils.services.venues import Venues, champ_quartier
from socle.templatetags.typographie import typo


class ChoixMembres(forms.ModelMultipleChoiceField):
    default_error_messages = {
        "invalid_choice": "Une personne cochée n’était pas en mandat le jour de la réunion.",
        "invalid_pk_value": "Une personne cochée n’était pas en mandat le jour de la réunion.",
    }

    def label_from_instance(self, membre: Membre) -> str:
        return f"{membre.nom} {membre.prenom}"


class ChampNombre(forms.IntegerField):
    """A count; empty means nobody. Its bounds are the service's business."""

    def __init__(self, label: str) -> None:
        super().__init__(label=label, required=False)

    def widget_attrs(self, widget: forms.Widget) -> dict:
        return {"min": 0, "max": COMPTAGE_MAX, "inputmode": "numeric", "class": "form-control"}


@dataclass(frozen=True)
class LigneMembre:
    """A membre on the screen: the number of the sheet, the two boxes, and the number that holds the proxy."""

    numero: int
    membre: Membre
    present: bool
    excuse: bool
    pouvoir: BoundField


class PresencesForm(forms.Form):
    """Built for one meeting: its roster is that of its attendance sheet.

    ``saisie`` is the line to type; ``lue`` is the one that the boxes already tell. A line not yet read is
    read and shown, never recorded unseen.
    """

    saisie = forms.CharField(
        label="Saisie rapide",
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off", "spellcheck": "false"}),
    )
    lue = forms.CharField(required=False, widget=forms.HiddenInput)
    membres = ChoixMembres(label="Membres présents", queryset=Membre.objects.none(), required=False)
    excuses = ChoixMembres(label="Membres excusés", queryset=Membre.objects.none(), required=False)
    canaux = ChampCanaux()
    confirmation = forms.BooleanField(
        label="Ces nombres sont exacts",
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
    )

    def __init__(self, *args, reunion: Reunion, **kwargs) -> None:
        self.reunion = reunion
        self.feuille = {ligne.numero: ligne.membre for ligne in feuille(reunion)}
        numeros = {membre.pk: numero for numero, membre in self.feuille.items()}
        super().__init__(*args, initial=_initial(reunion, numeros), **kwargs)
        for champ in ("membres", "excuses"):
            self.fields[champ].queryset = reunion.conseil.membres.en_mandat_le(reunion.date)
        for numero, membre in self.feuille.items():
            self.fields[champ_pouvoir(membre)] = ChampNombre(f"Pouvoir du n° {numero}, {membre}, donné au n°")
        self._ajouter_comptages()

    def _ajouter_comptages(self) -> None:
        for tranche in TrancheAge:
            for sexe in Sexe:
                label = f"{tranche.label.capitalize()}, {sexe.label}"
                self.fields[champ_public(sexe, tranche)] = ChampNombre(label)
        for sexe in Sexe:
            self.fields[f"reponses_{sexe}"] = ChampNombre(f"Ont répondu, {sexe.label}")
            self.fields[f"eloignes_{sexe}"] = ChampNombre(f"Dont éloignés, {sexe.label}")
            self.fields[f"deja_venus_{sexe}"] = ChampNombre(f"Dont déjà venus, {sexe.label}")
            self.fields[f"premieres_{sexe}"] = ChampNombre(f"Pour la première fois, {sexe.label}")
        self.quartiers = list(self.reunion.conseil.quartiers.all())
        for quartier in self.quartiers:
            self.fields[champ_quartier(quartier)] = ChampNombre(quartier.nom)

    @property
    def a_lire(self) -> bool:
        """Whether the line has been typed or changed since it was last read, or is asked to be read again."""
        saisie = self.data.get("saisie", "").strip()
        return "lire" in self.data or (bool(saisie) and saisie != self.data.get("lue", ""))

    def avec_la_ligne_lue(self) -> "PresencesForm":
        """The same form, its boxes and its grid filled from the line, with what could not be read."""
        lecture = lire(self.data.get("saisie", ""), self.feuille.keys())
        rempli = PresencesForm(self._remplir(lecture), reunion=self.reunion)
        rempli.full_clean()
        for refus in lecture.refus:
            rempli.add_error("saisie", typo(str(refus)))
        return rempli

    def _remplir(self, lecture: Lecture) -> QueryDict:
        """What the line says replaces what was there about the same people; nothing else moves."""
        donnees = self.data.copy()
        presents, excuses, representes = (
            {str(self.feuille[numero].pk) for numero in numeros}
            for numeros in (lecture.presents, lecture.excuses, lecture.pouvoirs)
        )
        dits = presents | excuses | representes
        donnees.setlist("membres", sorted(set(donnees.getlist("membres")) - dits | presents))
        donnees.setlist("excuses", sorted(set(donnees.getlist("excuses")) - dits | excuses))
        for numero in lecture.presents | lecture.excuses | lecture.pouvoirs.keys():
            donnees[champ_pouvoir(self.feuille[numero])] = lecture.pouvoirs.get(numero, "")
        for sexe, nombre in lecture.autres.items():
            donnees[champ_public(sexe, TrancheAge.NON_RENSEIGNE)] = nombre
        donnees["lue"] = "" if lecture.refus else donnees.get("saisie", "").strip()
        return donnees

    def clean(self) -> dict:
        """Return what the service takes."""
        return {
            "membres": list(self.cleaned_data.get("membres", ())),
            "excuses": list(self.cleaned_data.get("excuses", ())),
            "pouvoirs": self._pouvoirs(),
            "venues": self._venues(),
            "canaux": self.cleaned_data.get("canaux", []),
            "confirmation": self.cleaned_data.get("confirmation", False),
            "publics": {(s, t): self._nombre(champ_public(s, t)) for t in TrancheAge.values for s in Sexe.values},
            "eloignements": {s: (self._nombre(f"reponses_{s}"), self._nombre(f"eloignes_{s}")) for s in Sexe.values},
        }

    def _nombre(self, champ: str) -> int:
        return self.cleaned_data.get(champ) or 0

    def _venues(self) -> Venues:
        return Venues(
            premieres={s: self._nombre(f"premieres_{s}") for s in Sexe.values},
            quartiers={quartier: self._nombre(champ_quartier(quartier)) for quartier in self.quartiers},
            deja_venus={s: self.cleaned_data.get(f"deja_venus_{s}") for s in Sexe.values},
        )

    def _pouvoirs(self) -> dict[Membre, Membre]:
        pouvoirs = {}
        for membre in self.feuille.values():
            numero = self._nombre(champ_pouvoir(membre))
            if numero in self.feuille:
                pouvoirs[membre] = self.feuille[numero]
            elif numero:
                self.add_error(champ_pouvoir(membre), typo(f"Le numéro {numero} n'est pas sur la feuille."))
        return pouvoirs

    @property
    def nombre_presents(self) -> int:
        return len(self["membres"].value() or ())

    def lignes_membres(self) -> Iterator[LigneMembre]:
        """The sheet, in the order of its numbers."""
        presents, excuses = ({str(cle) for cle in self[champ].value() or ()} for champ in ("membres", "excuses"))
        for numero, membre in self.feuille.items():
            cle = str(membre.pk)
            yield LigneMembre(numero, membre, cle in presents, cle in excuses, self[champ_pouvoir(membre)])

    def lignes_public(self) -> Iterator[tuple[str, list[BoundField]]]:
        """The grid, age band by age band."""
        for tranche in TrancheAge:
            yield tranche.label, [self[champ_public(sexe, tranche)] for sexe in Sexe]

    def lignes_eloignes(self) -> Iterator[tuple[str, list[BoundField]]]:
        yield "Ont répondu", [self[f"reponses_{sexe}"] for sexe in Sexe]
        yield "dont éloignés", [self[f"eloignes_{sexe}"] for sexe in Sexe]
        yield "dont déjà venus (s’ils le disent)", [self[f"deja_venus_{sexe}"] for sexe in Sexe]

    def lignes_premieres(self) -> Iterator[tuple[str, list[BoundField]]]:
        yield "Pour la première fois", [self[f"premieres_{sexe}"] for sexe in Sexe]

    @property
    def champs_quartiers(self) -> list[BoundField]:
        return [self[champ_quartier(quartier)] for quartier in self.quartiers]

    @property
    def venues_ouvertes(self) -> bool:
        """Unfolded as soon as it holds something to see."""
        champs = [*self.champs_quartiers, *(self[f"premieres_{sexe}"] for sexe in Sexe)]
        return any(champ.value() or champ.errors for champ in champs)


def _initial(reunion: Reunion, numeros: dict[int, int]) -> dict:
    """What was recorded the last time."""
    initial = _initial_des_membres(reunion, numeros) | {"canaux": canaux_de(reunion)}
    for comptage in reunion.publics.all():
        initial[champ_public(comptage.sexe, comptage.tranche_age)] = comptage.nombre
    for comptage in reunion.eloignements.all():
        initial[f"reponses_{comptage.sexe}"] = comptage.reponses
        initial[f"eloignes_{comptage.sexe}"] = comptage.eloignes
        initial[f"deja_venus_{comptage.sexe}"] = comptage.deja_venus
    for comptage in reunion.premieres.all():
        initial[f"premieres_{comptage.sexe}"] = comptage.nombre
    for comptage in reunion.provenances.all():
        initial[f"quartier_{comptage.quartier_id}"] = comptage.nombre
    return initial


def _initial_des_membres(reunion: Reunion, numeros: dict[int, int]) -> dict:
    nature = Presence.Nature
    initial = {"membres": [], "excuses": []}
    for presence in reunion.presences.all():
        if presence.nature == nature.REPRESENTE:
            initial[f"pouvoir_{presence.membre_id}"] = numeros.get(presence.pouvoir_a_id)
        else:
            initial["membres" if presence.nature == nature.PRESENT else "excuses"].append(presence.membre_id)
    return initial
