"""Form of somebody drawn who accepts: the usual inscription, filled from the pool."""

from crispy_forms.layout import Layout
from django import forms
from django.utils import timezone

from conseils.forms.composition import InscriptionForm
from conseils.models import Identite, Invitation, Mandat
from socle.templatetags.typographie import typo


class InscriptionTireForm(InscriptionForm):
    oublier = forms.BooleanField(
        label="Effacer son nom et son contact de la liste du tirage",
        required=False,
        initial=True,
        help_text="La fiche de membre les remplace ; le numéro et la preuve du tirage restent.",
    )

    def __init__(self, *args, invitation: Invitation, **kwargs) -> None:
        super().__init__(*args, conseil=invitation.tour.tirage.conseil, initial=_connu(invitation), **kwargs)
        identite = _identite(invitation)
        if identite is None:
            del self.fields["oublier"]
        elif identite.contact:
            self.fields["courriel"].help_text = typo(f"Contact donné dans la liste : {identite.contact}")

    @property
    def disposition(self) -> Layout:
        disposition = super().disposition
        if "oublier" in self.fields:
            disposition.append("oublier")
        return disposition


def _connu(invitation: Invitation) -> dict:
    candidat, identite = invitation.candidat, _identite(invitation)
    connu = {
        "sexe": candidat.sexe,
        "tranche_age": candidat.tranche_age,
        "quartier": candidat.quartier_id,
        "college": candidat.college,
        "origine": Mandat.Origine.TIRE_AU_SORT,
        "debut": timezone.localdate(),
    }
    if identite is None:
        return connu
    courriel = identite.contact if "@" in identite.contact else ""
    return connu | {"prenom": identite.prenom, "nom": identite.nom, "courriel": courriel}


def _identite(invitation: Invitation) -> Identite | None:
    return getattr(invitation.candidat, "identite", None)
