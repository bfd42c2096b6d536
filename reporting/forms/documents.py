"""What people type about documents: a request, and the filters of the library."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from comptes.models import Compte
from comptes.permissions import Permission as P
from conseils.forms.base import EnvoyeUneFois, MiseEnPage
from conseils.models import ConseilCitoyen
from reporting.models import Rapport, Recit
from reporting.rapports.recits import SIGNES_MAX
from reporting.rapports.sortes import ARCHIVEES, Sorte
from reporting.rapports.sujet import Sujet, objets_de

# The latest; an older one is asked for from its own page.
CHOIX_MAX = 200


class DemandeForm(EnvoyeUneFois, forms.Form):
    """Ask for a document of one kind: about a conseil, about all of Paris, or about one thing of these."""

    conseil = forms.ModelChoiceField(ConseilCitoyen.objects.none(), label="Conseil citoyen", empty_label=None)
    exercice = forms.TypedChoiceField(
        label="Exercice",
        coerce=int,
        help_text="Un exercice en cours donne un document provisoire, arrêté à aujourd’hui.",
    )
    objet = forms.ChoiceField()
    motif = forms.CharField(
        label="Ce que ce document corrige",
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="À remplir seulement si ce document a déjà été publié : le nouveau le remplacera et dira pourquoi.",
    )

    def __init__(self, *args, sorte: Sorte, compte: Compte, exercices: list[int], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self._objets, self._compte = objets_de(sorte), compte
        self.fields["conseil"].queryset = ConseilCitoyen.objects.pour(compte, P.RAPPORT_DEMANDER)
        self.fields["exercice"].choices = [(annee, str(annee)) for annee in exercices]
        if self._objets:
            self.fields["objet"].label = self._objets.libelle
            lignes = self._objets.a_portee(compte)[:CHOIX_MAX]
            self.fields["objet"].choices = [(str(o.pk), self._objets.nom(o)) for o in lignes]
        for nom in self._superflus(sorte):
            del self.fields[nom]
        if sorte.immediate:
            del self.fields["motif"]

    def propose(self, cle: str) -> bool:
        """Whether this account may ask about the thing that a link names."""
        return not self._objets or cle in dict(self.fields["objet"].choices)

    def clean(self) -> dict:
        """Add the subject of the document, once everything typed makes sense."""
        saisi = super().clean()
        if self._objets and "objet" in saisi:
            self._trouver(saisi)
        elif not self.errors:
            saisi["sujet"] = Sujet(saisi["exercice"], saisi.get("conseil"))
        return saisi

    def _trouver(self, saisi: dict) -> None:
        """What cannot be asked about says so beside the field."""
        saisi["ligne"] = self._objets.ligne(self._compte, saisi["objet"])
        try:
            saisi["sujet"] = self._objets.sujet(saisi["ligne"])
        except ValidationError as refus:
            self.add_error("objet", refus)

    def _superflus(self, sorte: Sorte) -> tuple[str, ...]:
        if sorte.objets:
            return ("conseil", "exercice")
        return ("objet",) if sorte.par_conseil else ("objet", "conseil")


class FiltreRapports(forms.Form):
    """Filters of the library, kept in the address."""

    sorte = forms.ChoiceField(
        label="Document", choices=[("", "Tous"), *((s.code, s.titre) for s in ARCHIVEES)], required=False
    )
    exercice = forms.TypedChoiceField(coerce=int, required=False)
    conseil = forms.TypedChoiceField(label="Conseil citoyen", coerce=int, required=False)
    etat = forms.ChoiceField(label="État", choices=[("", "Tous"), *Rapport.Etat.choices], required=False)

    LECTURES = {
        "sorte": "sorte",
        "exercice": "exercice",
        "conseil": "conseil__arrondissement__numero",
        "etat": "etat",
    }

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


class RecitForm(MiseEnPage, forms.Form):
    """The text of one section, and which one it was filled from."""

    texte = forms.CharField(
        label="Texte",
        required=False,
        max_length=SIGNES_MAX,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text="Laissez une ligne vide entre deux paragraphes. Commencez par un tiret les éléments d'une liste. "
        "Entourez de **deux étoiles** ce qui est important, d'*une étoile* ce qui est en italique.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args, recit: Recit | None, **kwargs) -> None:
        initial = {"texte": recit.texte, "version": recit.version} if recit else {"version": 0}
        super().__init__(*args, initial=initial, **kwargs)

    def repartir_de(self, recit: Recit | None) -> Recit | None:
        """Keep what was typed over the text written meanwhile, if there is one; return it, to be shown."""
        if recit is None or recit.version == self.cleaned_data["version"]:
            return None
        self.data = self.data.copy()
        self.data["version"] = recit.version
        return recit
