"""Forms of a formation: the session, then who came and the questionnaires."""

from collections.abc import Iterator
from decimal import Decimal

from crispy_forms.layout import Column, Fieldset, Layout, Row
from django import forms
from django.forms import BoundField

from conseils.forms.base import DateInput, FormulaireModele
from conseils.forms.presences import ChampNombre, ChoixMembres
from conseils.models import ComptageFormation, ConseilCitoyen, DelegationFormation, Formation, Membre, Sexe
from conseils.models.formations import CENTIEMES, ECHELLE_MAX, ECHELLE_MIN
from conseils.querysets.conseil import ConseilQuerySet
from conseils.services.formations import champ_comptage

MINUTES_PAR_HEURE = 60


class ChampHeures(forms.DecimalField):
    """Typed in hours, « 2,5 »; kept in minutes."""

    def __init__(self, **kwargs) -> None:
        super().__init__(
            min_value=Decimal("0.5"),
            max_value=60,
            decimal_places=2,
            localize=True,
            widget=forms.TextInput(attrs={"inputmode": "decimal"}),
            **kwargs,
        )

    def clean(self, value: str) -> int:
        return round(super().clean(value) * MINUTES_PAR_HEURE)

    def prepare_value(self, value):
        if isinstance(value, int):
            return Decimal(value) / MINUTES_PAR_HEURE
        return value


class FormationForm(FormulaireModele):
    """``conseils``: those for which the account may enter a formation; asked only when there are several."""

    minutes = ChampHeures(label="Durée, en heures", help_text="En tout, par exemple 2,5.")

    disposition = Layout(
        Row(Column("nature", css_class="col-md-4"), Column("intitule", css_class="col-md-8")),
        "finalite",
        Row(Column("organisme", css_class="col-md-6"), Column("organisme_autre", css_class="col-md-6")),
        Row(
            Column("debut", css_class="col-sm-6 col-md-4"),
            Column("fin", css_class="col-sm-6 col-md-4"),
            Column("minutes", css_class="col-md-4"),
        ),
        "lieu",
        Fieldset("Public", "pour_membres", "pour_agents", "pour_elus"),
        "conseils",
    )

    class Meta:
        model = Formation
        fields = [
            "nature",
            "intitule",
            "finalite",
            "organisme",
            "organisme_autre",
            "debut",
            "fin",
            "minutes",
            "lieu",
            "pour_membres",
            "pour_agents",
            "pour_elus",
            "conseils",
        ]
        widgets = {"debut": DateInput, "fin": DateInput, "conseils": forms.CheckboxSelectMultiple}
        labels = {"conseils": "Conseils associés"}
        help_texts = {
            "organisme_autre": "À remplir si l'organisme n'est pas dans la liste.",
            "fin": "Vide pour une formation d'un seul jour.",
            "conseils": "Chaque conseil saisit ensuite ses propres participants.",
        }

    def __init__(self, *args, conseil: ConseilCitoyen, possibles: ConseilQuerySet, **kwargs) -> None:
        kwargs.setdefault("initial", {"conseils": [conseil]})
        super().__init__(*args, **kwargs)
        self.conseil = conseil
        self.fields["conseils"].queryset = possibles
        self.fields["conseils"].required = False
        self.seul = len(possibles) < 2
        if self.seul:
            self.fields["conseils"].widget = forms.MultipleHiddenInput()

    def clean_conseils(self) -> list[ConseilCitoyen]:
        """An account of one conseil is not asked which one."""
        return [self.conseil] if self.seul else list(self.cleaned_data["conseils"])


class ChampMoyenne(forms.DecimalField):
    """A mean read on the questionnaires; its bounds are the service's business."""

    def __init__(self, label: str) -> None:
        super().__init__(
            label=label,
            required=False,
            localize=True,
            max_digits=4,
            decimal_places=2,
            widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "form-control"}),
        )


class ParticipantsForm(forms.Form):
    """Built for one conseil and one formation: its roster is the members in mandate on the first day."""

    membres = ChoixMembres(
        label="Membres formés",
        queryset=Membre.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"}),
        error_messages={
            "invalid_choice": "Une personne cochée n’était pas en mandat le premier jour de la formation.",
            "invalid_pk_value": "Une personne cochée n’était pas en mandat le premier jour de la formation.",
        },
    )

    def __init__(self, *args, delegation: DelegationFormation, **kwargs) -> None:
        super().__init__(*args, initial=_initial(delegation), **kwargs)
        self.fields["membres"].queryset = delegation.conseil.membres.en_mandat_le(delegation.formation.debut)
        for public in ComptageFormation.Public:
            for sexe in Sexe:
                champ = ChampNombre(f"{public.label.capitalize()}, {sexe.label}")
                self.fields[champ_comptage(public, sexe)] = champ
        for sexe in Sexe:
            self.fields[f"reponses_{sexe}"] = ChampNombre(f"Réponses, {sexe.label}")
            self.fields[f"avant_{sexe}"] = ChampMoyenne(f"Moyenne avant, {sexe.label}")
            self.fields[f"apres_{sexe}"] = ChampMoyenne(f"Moyenne après, {sexe.label}")

    def clean(self) -> dict:
        """Return what the service takes."""
        lire = self.cleaned_data.get
        return {
            "membres": list(lire("membres", ())),
            "comptages": {
                (p, s): lire(champ_comptage(p, s)) or 0 for p in ComptageFormation.Public.values for s in Sexe.values
            },
            "questionnaires": {
                s: (lire(f"reponses_{s}") or 0, lire(f"avant_{s}"), lire(f"apres_{s}")) for s in Sexe.values
            },
        }

    def lignes_autres(self) -> Iterator[tuple[str, list[BoundField]]]:
        """The grid of the other people, public by public."""
        for public in ComptageFormation.Public:
            yield public.label, [self[champ_comptage(public, sexe)] for sexe in Sexe]

    def lignes_questionnaires(self) -> Iterator[tuple[str, list[BoundField]]]:
        yield "Réponses", [self[f"reponses_{sexe}"] for sexe in Sexe]
        yield "Moyenne avant", [self[f"avant_{sexe}"] for sexe in Sexe]
        yield "Moyenne après", [self[f"apres_{sexe}"] for sexe in Sexe]

    echelle = f"de {ECHELLE_MIN} (pas du tout) à {ECHELLE_MAX} (tout à fait)"


def _initial(delegation: DelegationFormation) -> dict:
    """What was recorded the last time."""
    initial = {"membres": list(delegation.participations.values_list("membre", flat=True))}
    for comptage in delegation.comptages.all():
        initial[champ_comptage(comptage.public, comptage.sexe)] = comptage.nombre
    for c in delegation.competences.all():
        initial[f"reponses_{c.sexe}"] = c.reponses
        for moment, somme in (("avant", c.somme_avant), ("apres", c.somme_apres)):
            initial[f"{moment}_{c.sexe}"] = round(Decimal(somme) / (c.reponses * CENTIEMES), 2)
    return initial
