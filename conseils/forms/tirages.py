"""Forms of a drawing of lots: opening it, laying down a list, naming its columns."""

from collections.abc import Sequence

from django import forms

from comptes.models import Compte
from comptes.permissions import Permission as P
from conseils.forms.base import MiseEnPage
from conseils.models import ConseilCitoyen, Depot, Tirage
from conseils.vivier.colonnes import COLONNES, aplatir, proposer

NOMBRE_MAX = 200


class TirageForm(MiseEnPage, forms.Form):
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
