"""Forms of the administration of accounts. Rules are in the services; forms collect what they need."""

from allauth.account.forms import LoginForm, ResetPasswordForm
from crispy_forms.helper import FormHelper
from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from comptes.models import Compte
from comptes.roles import ROLES
from comptes.services.mot_de_passe import demander_lien
from territoires.models import Arrondissement, Partenaire

# What an affectation gives is not offered: the service would refuse it.
ROLES_A_DONNER = [(role.code, role.libelle) for role in ROLES.values() if not role.par_affectation]


def champ_jour(**options) -> forms.DateField:
    """A day, with the browser's own calendar."""
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)


class Formulaire(forms.Form):
    """Laid out by crispy-forms inside the ``<form>`` of the page."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False


class HabilitationForm(Formulaire):
    """A role, where, and from when to when."""

    role = forms.ChoiceField(
        label="Rôle",
        choices=[("", "Choisissez"), *ROLES_A_DONNER],
        help_text="Le rôle d’animateur ne se donne pas ici : il s’ouvre et se ferme avec l’affectation, "
        "dans la page de l’équipe.",
    )
    arrondissement = forms.ModelChoiceField(
        Arrondissement.objects.all(),
        required=False,
        empty_label="Tout Paris",
        help_text="Un lecteur est habilité sur un arrondissement ; les autres rôles, sur tout Paris.",
    )
    debut = champ_jour(label="Premier jour", initial=timezone.localdate)
    fin = champ_jour(
        label="Dernier jour", required=False, help_text="Inclus. Laissez vide si la date n’est pas connue."
    )


class InvitationForm(HabilitationForm):
    """Who is invited, with a first role or, for an animateur, none yet."""

    prenom = forms.CharField(label="Prénom", max_length=80)
    nom = forms.CharField(label="Nom", max_length=80)
    email = forms.EmailField(label="Adresse e-mail", help_text="L’invitation y sera envoyée.")

    field_order = ["prenom", "nom", "email", "role", "arrondissement", "debut", "fin"]

    compte_existant: Compte | None = None

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        role = self.fields["role"]
        role.required = False
        role.choices = [("", "Aucun pour l’instant (animateur ou animatrice)"), *ROLES_A_DONNER]
        role.help_text = (
            "Le rôle d’animateur ne se donne pas ici : invitez la personne sans rôle, "
            "son affectation le lui donnera et le lui retirera."
        )

    def clean_email(self) -> str:
        email = self.cleaned_data["email"]
        self.compte_existant = Compte.objects.filter(email__iexact=email).first()
        if self.compte_existant:
            raise forms.ValidationError("Cette adresse est déjà celle d’un compte.")
        return email


class ClotureForm(Formulaire):
    """The last day of a habilitation."""

    fin = champ_jour(
        label="Dernier jour",
        initial=timezone.localdate,
        help_text="Inclus. Indiquez la date d’hier pour couper l’accès dès maintenant.",
    )


class InstitutionForm(Formulaire):
    """In whose name this person answers."""

    institution = forms.ModelChoiceField(
        Partenaire.objects.all(),
        label="Institution représentée",
        required=False,
        empty_label="Aucune",
        help_text="La personne lit les avis adressés à cette institution et y répond en son nom, "
        "si son rôle le permet.",
    )


class FermetureForm(Formulaire):
    """Why an account is closed."""

    motif = forms.CharField(
        label="Motif",
        required=False,
        max_length=300,
        help_text="Facultatif. Gardé dans l’historique du compte ; pas d’information de santé.",
    )


class EffacementForm(Formulaire):
    """Why somebody is forgotten: it stays in the trail after the name is gone, so it must not hold the name."""

    motif = forms.CharField(
        label="Motif",
        max_length=300,
        help_text="« Demande reçue par courrier le 12 novembre », par exemple. N’écrivez pas le nom de la personne.",
    )


class RetraitMfaForm(Formulaire):
    """Why somebody's second factor is taken away."""

    motif = forms.CharField(
        label="Motif",
        max_length=300,
        help_text="« Téléphone perdu, identité vérifiée de vive voix », par exemple. Gardé dans l’historique.",
    )


class ConnexionForm(LoginForm):
    """Sign-in, in the words of the other screens; the page offers ProConnect where it is configured."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        _nommer_adresse(self.fields["login"])
        self.proconnect = settings.PROCONNECT_ACTIF


class OubliForm(ResetPasswordForm):
    """Forgotten password, in the words of the other screens."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        _nommer_adresse(self.fields["email"])

    def clean_email(self) -> str:
        """Nobody is looked for here: how long it takes would tell who has an account."""
        return self.cleaned_data["email"].lower()

    def save(self, request: HttpRequest, **kwargs) -> str:
        demander_lien(self.cleaned_data["email"])
        return self.cleaned_data["email"]


def _nommer_adresse(champ: forms.Field) -> None:
    """Give the field the one name that the address has here; a placeholder would only repeat it."""
    champ.label = "Adresse e-mail"
    champ.widget.attrs.pop("placeholder", None)
