"""allauth's forms of the second factor, in the words of the other screens."""

from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms


class CodeForm(AuthenticateForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        aide = "Les six chiffres que montre votre application, ou un code de secours."
        _nommer(self.fields["code"], "Code", aide, chiffres=True)


class ConfirmationParCodeForm(ReauthenticateForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        aide = "Les six chiffres que montre votre application, ou un code de secours."
        _nommer(self.fields["code"], "Code", aide, chiffres=True)


class ActivationForm(ActivateTOTPForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        _nommer(
            self.fields["code"], "Code à six chiffres", "Celui que l’application montre maintenant.", chiffres=True
        )


class CleForm(AddWebAuthnForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        _nommer(self.fields["name"], "Nom de la clé", "Pour la reconnaître : « clé du bureau », « mon téléphone ».")


class NomDeCleForm(EditWebAuthnForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        _nommer(self.fields["name"], "Nom de la clé", "Pour la reconnaître : « clé du bureau », « mon téléphone ».")


def _nommer(champ: forms.Field, libelle: str, aide: str, *, chiffres: bool = False) -> None:
    champ.label, champ.help_text = libelle, aide
    champ.widget.attrs.pop("placeholder", None)
    if chiffres:
        champ.widget.attrs |= {"inputmode": "numeric", "autocomplete": "one-time-code"}
