"""System check: no URL without a declared access."""

from collections.abc import Iterator

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.urls import URLPattern, get_resolver

# Views of libraries cannot carry our decorators: what they are open to is written here, by URL name. So is the
# one address of ours that a GET opens a session at.
PUBLIQUES_TIERCES = {
    "account_login": "on se connecte avant d'être connu",
    "account_logout": "se déconnecter ne demande aucun droit",
    "account_inactive": "explique qu'un compte est fermé",
    "account_signup": "explique que l'on n'entre que sur invitation",
    "account_reset_password": "mot de passe oublié",
    "account_reset_password_done": "mot de passe oublié",
    "account_reset_password_from_key": "réponse à une invitation ou à un oubli, par lien signé",
    "account_reset_password_from_key_done": "réponse à une invitation ou à un oubli",
    "mfa_authenticate": "second temps de la connexion",
    "proconnect_retour": "retour de ProConnect, qui connecte",
}
TOUT_COMPTE_TIERCES = {
    "account_change_password": "chacun change son mot de passe",
    "account_set_password": "chacun choisit son mot de passe",
    "account_reauthenticate": "chacun confirme son identité",
    "usersessions_list": "chacun voit ses propres sessions",
    "mfa_index": "chacun gère sa double authentification",
    "mfa_reauthenticate": "chacun confirme son identité",
    "mfa_activate_totp": "chacun gère sa double authentification",
    "mfa_deactivate_totp": "chacun gère sa double authentification",
    "mfa_view_recovery_codes": "chacun voit une fois ses codes de secours",
    "mfa_generate_recovery_codes": "chacun renouvelle ses codes de secours",
    "mfa_list_webauthn": "chacun gère ses clés de sécurité",
    "mfa_add_webauthn": "chacun gère ses clés de sécurité",
    "mfa_edit_webauthn": "chacun gère ses clés de sécurité",
    "mfa_remove_webauthn": "chacun gère ses clés de sécurité",
    "mfa_reauthenticate_webauthn": "chacun confirme son identité",
}


def routes(patterns=None, prefixe: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Yield (path, pattern) for every final URL of the resolver."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        chemin = prefixe + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield chemin, pattern
        else:
            yield from routes(pattern.url_patterns, chemin)


@register()
def acces_declares(app_configs, **kwargs) -> list[Error]:
    """E001: a URL that declares neither a permission nor a public mark with its reason."""
    return [
        Error(
            f"L'adresse « {chemin} » ne déclare aucun accès.",
            hint="Décorez la vue avec comptes.acces.exige, tout_compte ou publique.",
            id="comptes.E001",
        )
        for chemin, pattern in routes()
        if not hasattr(pattern.callback, "declaration") and pattern.name not in PUBLIQUES_TIERCES | TOUT_COMPTE_TIERCES
    ]


@register(Tags.security, deploy=True)
def organismes_nommes(app_configs, **kwargs) -> list[Error]:
    """E002: people must be told who answers for their data (articles 13 and 30)."""
    return [
        Error(
            f"Qui est « {nom} » ? La page /donnees-personnelles/ ne le dit pas.",
            hint="RESPONSABLE_TRAITEMENT, CONTACT_DONNEES, DELEGUE_DONNEES, HEBERGEUR : variables d'environnement.",
            id="comptes.E002",
        )
        for nom, valeur in settings.ORGANISMES_DONNEES.items()
        if not valeur
    ]
