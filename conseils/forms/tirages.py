"""Forms of a drawing of lots: opening it, laying down a list, naming its columns."""

from collections.abc import Iterable, Mapping, Sequence

from django import forms
from django.forms import BoundField
from django.utils.text import capfirst

from comptes.models import Compte
from comptes.permissions import Permission as P
from conseils.forms.base import EnvoyeUneFois, MiseEnPage
from conseils.models import ConseilCitoyen, Depot, Invitation, Tirage
from conseils.services.tirages import champ_quota
from conseils.vivier.colonnes import COLONNES, aplatir, proposer
from conseils.vivier.resume import Effectif

NOMBRE_MAX = 200


class TirageForm(EnvoyeUneFois, MiseEnPage, forms.Form):
    conseil = forms.ModelChoiceField(label="Conseil", queryset=ConseilCitoyen.objects.none(), empty_label=None)
    intitule = forms.CharField(
        label="Intitulé", max_length=120, help_text="Par exemple : « Renouvellement du collège habitants ». Public."
    )
    nombre = forms.IntegerField(label="Personnes à tirer", min_value=1, max_value=NOMBRE_MAX)

    def __init__(self, *args, compte: Compte, tirage: Tirage | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["conseil"].queryset = ConseilCitoyen.objects.pour(compte, P.TIRAGE_MENER)
        if tirage:
            del self.fields["conseil"]


class DepotForm(MiseEnPage, forms.Form):
    fichier = forms.FileField(
        label="Fichier",
        help_text="CSV, ODS ou XLSX, une personne par ligne, les titres des colonnes sur la première.",
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.ods,.xlsx"}),
    )
    liste = forms.CharField(
        label="Nom de la liste",
        max_length=60,
        help_text="D'où viennent ces personnes : « Inscriptions au forum »… Sans nom de personne.",
    )

    def clean(self) -> dict:
        """Return what the service takes."""
        depose = self.cleaned_data.get("fichier")
        if depose is None:
            return self.cleaned_data
        octets = depose.read()
        return {"fichier": depose.name, "octets": octets, "liste": self.cleaned_data.get("liste", "")}


class ColonnesForm(MiseEnPage, forms.Form):
    """One choice of heading for each thing that a list may say, proposed from the headings."""

    homonymes = forms.BooleanField(
        label="Les personnes de même nom sont des personnes différentes",
        required=False,
        help_text="Sans cette case, deux lignes de même nom sont refusées. Même nom et même contact : "
        "toujours refusés.",
    )

    def __init__(self, *args, depot: Depot, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        propositions = proposer(depot.entetes)
        for colonne in COLONNES:
            self.fields[colonne.champ] = forms.TypedChoiceField(
                label=colonne.libelle,
                choices=_choix(depot.entetes),
                coerce=int,
                empty_value=None,
                required=colonne.obligatoire,
                initial=propositions[colonne.champ],
                help_text=colonne.aide,
            )
        self.order_fields([colonne.champ for colonne in COLONNES])

    def clean(self) -> dict:
        """Return what the service takes; one column cannot say two things."""
        colonnes = {colonne.champ: self.cleaned_data.get(colonne.champ) for colonne in COLONNES}
        choisies = [rang for rang in colonnes.values() if rang is not None]
        for champ, rang in colonnes.items():
            if rang is not None and choisies.count(rang) > 1:
                self.add_error(champ, "Cette colonne est choisie deux fois.")
        return {"colonnes": colonnes, "homonymes": self.cleaned_data.get("homonymes", False)}


def _choix(entetes: Sequence[str]) -> list[tuple[str, str]]:
    titres = [(str(i), titre or f"Colonne {i + 1}, sans titre") for i, titre in enumerate(entetes)]
    return [("", "Absente du fichier"), *(choix for choix in titres if aplatir(choix[1]))]


class QuotasForm(forms.Form):
    """Two numbers for each value of the pool. ``quotas``: those already set, or those proposed."""

    def __init__(
        self, *args, effectifs: Mapping[str, Sequence[Effectif]], quotas: Iterable[Mapping], nombre: int, **kwargs
    ) -> None:
        super().__init__(*args, **kwargs)
        self.effectifs = effectifs
        fixes = {(quota["critere"], quota["valeur"]): quota for quota in quotas}
        for ligne in self._lignes():
            fixe = fixes.get((ligne.critere, ligne.valeur), {"minimum": 0, "maximum": nombre})
            for borne in ("minimum", "maximum"):
                self.fields[_champ(ligne, borne)] = forms.IntegerField(
                    label=f"{ligne.libelle.capitalize()}, {borne}",
                    min_value=0,
                    max_value=nombre,
                    initial=fixe[borne],
                    widget=forms.NumberInput(attrs={"class": "form-control"}),
                )

    def clean(self) -> dict:
        """Return what the service takes."""
        return {"quotas": [self._quota(ligne) for ligne in self._lignes()]} if not self.errors else {}

    def grilles(self) -> list[tuple[str, list[tuple[Effectif, BoundField, BoundField]]]]:
        """One table by criterion: each value, its candidates, its two cells."""
        return [
            (critere.label, [(e, self[_champ(e, "minimum")], self[_champ(e, "maximum")]) for e in lignes])
            for critere, lignes in self.effectifs.items()
        ]

    def _lignes(self) -> list[Effectif]:
        return [ligne for lignes in self.effectifs.values() for ligne in lignes]

    def _quota(self, ligne: Effectif) -> dict:
        bornes = {borne: self.cleaned_data[_champ(ligne, borne)] for borne in ("minimum", "maximum")}
        return {"critere": str(ligne.critere), "valeur": ligne.valeur, **bornes}


def _champ(ligne: Effectif, borne: str) -> str:
    return champ_quota({"critere": ligne.critere, "valeur": ligne.valeur}, borne)


class TirerForm(MiseEnPage, forms.Form):
    valeur_publique = forms.CharField(
        label="Valeur publique",
        max_length=200,
        help_text="Un résultat que personne ne pouvait connaître au scellement : « Loto du 21 novembre 2026 : "
        "4 8 15 16 23 ». Elle sera publiée telle quelle et ne pourra plus changer.",
    )


class CloreTirageForm(MiseEnPage, forms.Form):
    motif = forms.CharField(
        label="Motif", max_length=300, help_text="Par exemple : « Toutes les places sont pourvues ». Sans nom."
    )


class ReponsesForm(forms.Form):
    """One answer for each person drawn whose seat has not been drawn again, and who is no membre yet."""

    def __init__(self, *args, invitations: Sequence[Invitation], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.invitations = invitations
        for invitation in self._ouvertes():
            self.fields[f"statut_{invitation.pk}"] = forms.ChoiceField(
                label=f"Réponse du n° {invitation.candidat.numero}",
                choices=[(statut.value, capfirst(statut.label)) for statut in Invitation.Statut],
                initial=invitation.statut,
                widget=forms.Select(attrs={"class": "form-select"}),
            )

    def clean(self) -> dict:
        """Return what the service takes."""
        return {"reponses": {i: self.cleaned_data.get(f"statut_{i.pk}", i.statut) for i in self._ouvertes()}}

    def lignes(self) -> list[tuple[Invitation, BoundField | None]]:
        return [(i, self[f"statut_{i.pk}"] if f"statut_{i.pk}" in self.fields else None) for i in self.invitations]

    def _ouvertes(self) -> list[Invitation]:
        return [i for i in self.invitations if not i.est_remplacee and not i.membre_id]
