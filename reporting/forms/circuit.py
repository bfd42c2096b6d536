"""What people type to decide on a document, to check a file, to compare two documents, to open a campaign."""

from __future__ import annotations

import re

from django import forms

from conseils.forms.base import DateInput, FormulaireModele, MiseEnPage
from reporting.models import Campagne
from reporting.rapports.document import empreinte_du_fichier

TAILLE_MAX = 40 * 1024 * 1024


class DecisionForm(MiseEnPage, forms.Form):
    """Accept, or hand back and say why."""

    decision = forms.ChoiceField(
        label="Votre décision",
        choices=[("accepter", "J’accepte ce document"), ("renvoyer", "Je le renvoie")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez : accepter, ou renvoyer."},
    )
    motif = forms.CharField(
        label="Motif du renvoi",
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Ce qui doit être corrigé, et où : la coordination et l’animateur le liront.",
    )

    def __init__(self, *args, peut_accepter: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not peut_accepter:
            self.fields["decision"].choices = self.fields["decision"].choices[1:]

    def clean(self) -> dict:
        saisi = super().clean()
        motif = (saisi.get("motif") or "").strip()
        if saisi.get("decision") == "renvoyer" and not motif:
            self.add_error("motif", "Écrivez le motif : sans lui, la coordination ne saurait pas quoi corriger.")
        if saisi.get("decision") == "accepter" and motif:
            self.add_error("motif", "Un document accepté n’a pas de motif : effacez-le, ou renvoyez le document.")
        return saisi


class VerificationForm(MiseEnPage, forms.Form):
    """A file, or the fingerprint that somebody computed from it."""

    fichier = forms.FileField(
        label="Fichier PDF",
        required=False,
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}),
        help_text="Il n’est pas gardé : seule son empreinte est calculée.",
    )
    sha256 = forms.CharField(
        label="ou son empreinte (sha256)",
        required=False,
        max_length=200,
        help_text="64 caractères, de 0 à 9 et de a à f.",
    )

    def clean_sha256(self) -> str:
        tape = re.sub(r"\s", "", self.cleaned_data["sha256"]).lower()
        if tape and not re.fullmatch(r"[0-9a-f]{64}", tape):
            raise forms.ValidationError("Une empreinte sha256 compte 64 caractères, de 0 à 9 et de a à f.")
        return tape

    def clean_fichier(self):
        fichier = self.cleaned_data["fichier"]
        if fichier and fichier.size > TAILLE_MAX:
            raise forms.ValidationError("Ce fichier dépasse 40 Mo : donnez plutôt son empreinte.")
        return fichier

    def clean(self) -> dict:
        """Add ``empreinte``, from one or the other."""
        saisi = super().clean()
        if self.errors:
            return saisi
        fichier, tapee = saisi["fichier"], saisi["sha256"]
        if bool(fichier) == bool(tapee):
            raise forms.ValidationError("Choisissez un fichier, ou écrivez son empreinte : l’un des deux.")
        saisi["empreinte"] = tapee or empreinte_du_fichier(fichier)
        return saisi


class ComparaisonForm(MiseEnPage, forms.Form):
    """The numbers of two documents, kept in the address."""

    a = forms.CharField(label="Premier document", max_length=40, help_text="Son numéro, par exemple BC-18-2025-01.")
    b = forms.CharField(label="Second document", max_length=40)

    def clean(self) -> dict:
        saisi = super().clean()
        if saisi.get("a") and saisi.get("a") == saisi.get("b"):
            self.add_error("b", "C’est le même document : choisissez-en un autre.")
        return saisi


class CampagneForm(FormulaireModele):
    """The exercice and its three dates."""

    class Meta:
        model = Campagne
        fields = ("exercice", "preparation", "relecture", "publication")
        widgets = dict.fromkeys(("preparation", "relecture", "publication"), DateInput)

    def remplir(self, campagne: Campagne) -> Campagne:
        """The campaign with what was typed; the service checks and writes it."""
        for nom, valeur in self.cleaned_data.items():
            setattr(campagne, nom, valeur)
        return campagne
