"""Forms of the council's word, and the filters of its list, which live in the address."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from crispy_forms.layout import Column, Field, Fieldset, Layout, Row
from django import forms
from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone

from conseils.forms.base import DateInput, FormulaireModele, MiseEnPage
from conseils.models import Avis, ConseilCitoyen, Destinataire, Divergence, DocumentAvis, Reunion
from conseils.querysets.avis import EN_RETARD, AvisQuerySet
from socle.periode import Periode
from territoires.models import ElementContrat, Partenaire, Quartier

NIVEAU = ElementContrat.Niveau
DIVERGENCES = 3  # offered at once; others are added on the page of the avis
COURRIEL = "Le lien pour répondre y part. Une adresse de service, sans nom de personne si possible."


@dataclass
class Orientation:
    """One heading of the nomenclature and what may be ticked under it."""

    titre: ElementContrat
    cases: list[tuple[ElementContrat, bool]]

    @property
    def cochees(self) -> int:
        return len([coche for _, coche in self.cases if coche])


class AvisForm(FormulaireModele):
    disposition = Layout(
        Row(Column("type", css_class="col-md-4"), Column("titre", css_class="col-md-8")),
        "texte",
        Row(Column("etape", css_class="col-md-6"), Column("echelle", css_class="col-md-6")),
        "quartiers",
        Field("objectifs", template="conseils/_cases_objectifs.html"),
        "sujet_libre",
        Field("expressions", template="conseils/_cases_expressions.html"),
    )

    class Meta:
        model = Avis
        fields = [
            "type", "titre", "texte", "etape", "echelle", "quartiers", "objectifs", "sujet_libre", "expressions",
        ]  # fmt: skip
        widgets = {
            "texte": forms.Textarea(attrs={"rows": 12}),
            "quartiers": forms.CheckboxSelectMultiple,
            "objectifs": forms.CheckboxSelectMultiple,
            "expressions": forms.CheckboxSelectMultiple,
        }
        help_texts = {
            "etape": "Le moment de la vie du contrat dont il s'agit, si c'en est un.",
            "quartiers": "Ceux du périmètre que l'acte concerne.",
            "objectifs": "Dépliez une orientation et cochez ce qui convient. Facultatif.",
        }

    def __init__(self, *args, conseil: ConseilCitoyen, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        # The perimeter, and the quartiers already recorded if they have left it since.
        self.fields["quartiers"].queryset = Quartier.objects.filter(
            Q(conseils=conseil) | Q(avis=self.instance.pk)
        ).distinct()
        titres = (NIVEAU.AXE, NIVEAU.ORIENTATION)
        self.fields["objectifs"].queryset = ElementContrat.objects.exclude(niveau__in=titres)
        self.fields["expressions"].queryset = conseil.expressions.all()
        self.fields["etape"].choices = [("", "Aucune en particulier"), *Avis.Etape.choices]

    def axes(self) -> Iterator[tuple[ElementContrat, list[Orientation]]]:
        """The nomenclature as the form shows it: each axe, its orientations, what may be ticked under each."""
        elements = list(ElementContrat.objects.order_by("contrat__debut", "code"))
        enfants = {}
        for element in elements:
            enfants.setdefault(element.parent_id, []).append(element)
        coches = {str(cle) for cle in self["objectifs"].value() or ()}
        for axe in (element for element in elements if element.niveau == NIVEAU.AXE):
            yield axe, [_orientation(titre, enfants, coches) for titre in enfants.get(axe.pk, ())]


def _orientation(titre: ElementContrat, enfants: dict, coches: set[str]) -> Orientation:
    cases = [(element, str(element.pk) in coches) for element in _sous(titre, enfants)]
    return Orientation(titre, cases)


def _sous(element: ElementContrat, enfants: dict) -> Iterator[ElementContrat]:
    """All that is below, in the order of the contract."""
    fils = enfants.get(element.pk, ())
    return chain.from_iterable((un, *_sous(un, enfants)) for un in fils)


def champ_opinion(rang: int) -> forms.CharField:
    return forms.CharField(
        label=f"Opinion divergente {rang}",
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Sans nom d'habitant.",
    )


def champ_nombre() -> forms.IntegerField:
    return forms.IntegerField(label="Personnes qui la partagent", min_value=1, max_value=999, required=False)


class AdopterForm(MiseEnPage, forms.Form):
    adopte_en = forms.ModelChoiceField(
        label="Réunion qui l'a adopté",
        queryset=None,
        help_text="Les décisions se prennent en assemblée ouverte ; une autre réunion est acceptée, avec un rappel.",
        error_messages={"invalid_choice": "Cette réunion n'est pas parmi les réunions tenues du conseil."},
    )
    voix_pour = forms.IntegerField(label="Voix pour", min_value=0, max_value=999, required=False)
    voix_contre = forms.IntegerField(label="Voix contre", min_value=0, max_value=999, required=False)
    abstentions = forms.IntegerField(label="Abstentions", min_value=0, max_value=999, required=False)
    texte_1, nombre_1 = champ_opinion(1), champ_nombre()
    texte_2, nombre_2 = champ_opinion(2), champ_nombre()
    texte_3, nombre_3 = champ_opinion(3), champ_nombre()

    def __init__(self, *args, conseil: ConseilCitoyen, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        tenues = conseil.reunions.tenues().order_by("-date", "-pk")
        self.fields["adopte_en"].queryset = tenues
        self.fields["adopte_en"].choices = _par_sorte(tenues)

    @property
    def disposition(self) -> Layout:
        divergences = (
            Row(Column(f"texte_{rang}", css_class="col-md-8"), Column(f"nombre_{rang}", css_class="col-md-4"))
            for rang in range(1, DIVERGENCES + 1)
        )
        return Layout(
            "adopte_en",
            Fieldset(
                "Vote, s’il y en a eu un",
                Row(*(Column(nom, css_class="col-sm-4") for nom in ("voix_pour", "voix_contre", "abstentions"))),
            ),
            Fieldset("Opinions divergentes, jointes à l’acte et jamais effacées", *divergences),
        )

    def clean(self) -> dict:
        """Return what the service takes."""
        lire = super().clean().get
        for rang in range(1, DIVERGENCES + 1):
            if lire(f"nombre_{rang}") and not lire(f"texte_{rang}"):
                self.add_error(f"texte_{rang}", "Écrivez cette opinion, ou videz le nombre de personnes.")
        return {
            "adopte_en": lire("adopte_en"),
            **{nom: lire(nom) for nom in ("voix_pour", "voix_contre", "abstentions")},
            "divergences": [
                {"texte": lire(f"texte_{rang}"), "nombre": lire(f"nombre_{rang}")}
                for rang in range(1, DIVERGENCES + 1)
                if lire(f"texte_{rang}")
            ],
        }


def _par_sorte(reunions) -> list:
    """Open assemblies first: they are where decisions are taken."""
    assemblees, autres = [], []
    for reunion in reunions:
        liste = assemblees if reunion.type == Reunion.Type.ASSEMBLEE else autres
        liste.append((reunion.pk, f"{reunion.date:%d/%m/%Y}, {reunion.intitule}"))
    groupes = (("Assemblées ouvertes", assemblees), ("Autres réunions", autres))
    return [("", "Choisir…"), *((titre, liste) for titre, liste in groupes if liste)]


class DivergenceForm(FormulaireModele):
    class Meta:
        model = Divergence
        fields = ["texte", "nombre"]
        widgets = {"texte": forms.Textarea(attrs={"rows": 4})}


class RetirerForm(MiseEnPage, forms.Form):
    motif = forms.CharField(
        label="Motif du retrait",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Il reste lisible avec l'acte. Sans nom d'habitant.",
    )


class DestinataireForm(FormulaireModele):
    class Meta:
        model = Destinataire
        fields = ["partenaire", "courriel"]
        help_texts = {"courriel": COURRIEL}

    def __init__(self, *args, avis: Avis, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["partenaire"].queryset = Partenaire.objects.exclude(pk__in=avis.destinataires.values("partenaire"))
        self.fields["partenaire"].label = "Institution"


class CourrielForm(FormulaireModele):
    class Meta:
        model = Destinataire
        fields = ["courriel"]
        help_texts = {"courriel": COURRIEL}


class AccuseForm(MiseEnPage, forms.Form):
    le = forms.DateField(label="Accusé de réception le", widget=DateInput, initial=timezone.localdate)


class DocumentAvisForm(FormulaireModele):
    class Meta:
        model = DocumentAvis
        fields = ["titre", "fichier", "diffusable"]


class FiltreAvis(forms.Form):
    """A wrong value in the address filters nothing."""

    genre = forms.ChoiceField(label="Type", required=False, choices=[("", "Tous"), *Avis.Type.choices])
    etat = forms.ChoiceField(
        label="État", required=False, choices=[("", "Tous"), *Avis.Etat.choices, (EN_RETARD, "réponse en retard")]
    )
    destinataire = forms.ModelChoiceField(queryset=None, required=False, empty_label="Tous")
    objectif = forms.ModelChoiceField(queryset=None, required=False, empty_label="Tous")
    exercice = forms.ChoiceField(required=False)

    def __init__(self, demande: QueryDict, *, avis: AvisQuerySet, exercices: list[Periode]) -> None:
        super().__init__(demande)
        self.exercices = {str(exercice.debut.year): exercice for exercice in exercices}
        self.fields["destinataire"].queryset = Partenaire.objects.filter(avis_recus__avis__in=avis).distinct()
        self.fields["objectif"].queryset = ElementContrat.objects.filter(avis__in=avis).distinct()
        libelles = [(annee, exercice.libelle.capitalize()) for annee, exercice in self.exercices.items()]
        self.fields["exercice"].choices = [("", "Tous"), *libelles]
        for champ in self.fields.values():
            champ.widget.attrs["class"] = "form-select"

    def choix(self) -> dict:
        self.is_valid()
        valides = getattr(self, "cleaned_data", {})
        choisis = {nom: valides.get(nom) or None for nom in self.fields}
        return choisis | {"exercice": self.exercices.get(choisis["exercice"])}

    @property
    def actif(self) -> bool:
        return any(self.choix().values())
