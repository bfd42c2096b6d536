"""What people type about documents: a request, and the filters of the library."""

from __future__ import annotations

from django import forms
from django.db.models import QuerySet

from comptes.models import Compte
from comptes.permissions import Permission as P
from conseils.models import ConseilCitoyen
from reporting.models import Rapport
from reporting.rapports.sortes import SORTES


class DemandeForm(forms.Form):
    """Ask for a document about one of the conseils that the account may ask about."""

    sorte = forms.ChoiceField(label="Document", choices=[(s.code, s.titre) for s in SORTES.values()])
    conseil = forms.ModelChoiceField(ConseilCitoyen.objects.none(), label="Conseil citoyen", empty_label=None)
    exercice = forms.TypedChoiceField(
        label="Exercice",
        coerce=int,
        help_text="Un exercice en cours donne un bilan provisoire, arrêté à aujourd’hui.",
    )

    def __init__(self, *args, compte: Compte, exercices: list[int], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["conseil"].queryset = ConseilCitoyen.objects.pour(compte, P.RAPPORT_DEMANDER)
        self.fields["exercice"].choices = [(annee, str(annee)) for annee in exercices]


class FiltreRapports(forms.Form):
    """Filters of the library, kept in the address."""

    exercice = forms.TypedChoiceField(coerce=int, required=False)
    conseil = forms.TypedChoiceField(label="Conseil citoyen", coerce=int, required=False)
    etat = forms.ChoiceField(label="État", choices=[("", "Tous"), *Rapport.Etat.choices], required=False)

    LECTURES = {"exercice": "exercice", "conseil": "conseil__arrondissement__numero", "etat": "etat"}

    def __init__(self, *args, compte: Compte, exercices: list[int], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        conseils = ConseilCitoyen.objects.pour(compte, P.CONSEIL_VOIR)
        self.fields["exercice"].choices = [("", "Tous"), *((annee, str(annee)) for annee in exercices)]
        self.fields["conseil"].choices = [("", "Tous"), *conseils.values_list("arrondissement__numero", "nom")]
        for champ in self.fields.values():
            champ.widget.attrs["class"] = "form-select"

    def filtrer(self, rapports: QuerySet) -> QuerySet:
        """Keep what the address asks for; a value that makes no sense filters nothing."""
        self.is_valid()
        choix = getattr(self, "cleaned_data", {})
        return rapports.filter(**{lecture: choix[nom] for nom, lecture in self.LECTURES.items() if choix.get(nom)})
