"""What is said to ProConnect, and what is believed of its answers.

Nothing is cached: people sign in a few times a day, and a key that ProConnect replaces is known at once.
"""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from urllib.parse import urlencode

import jwt
import requests
from django.conf import settings
from django.utils.crypto import constant_time_compare

logger = logging.getLogger(__name__)
PORTEES = "openid given_name usual_name email uid siret idp_id"
# How the person proved who he or she is: not told unless asked for.
PREUVES = json.dumps({"id_token": {"amr": {"essential": True}}}, separators=(",", ":"))
# Never what the answer itself announces: « none », or the secret used as a key, would then pass.
ALGORITHMES = ["RS256", "ES256"]
SERVICES = ("authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri")
DELAI, TOLERANCE = 5, 10  # seconds: for an answer; between two clocks


class EchecProConnect(Exception):
    """Nobody is signed in. ``str()`` is fit for the screen; ``statut`` is that of the page."""

    def __init__(self, message: str, *, statut: int = 403) -> None:
        super().__init__(message)
        self.statut = statut


@dataclass(frozen=True)
class Identite:
    """Who ProConnect says is there, once everything was verified."""

    email: str
    deux_facteurs: bool
    id_token: str  # asked for at sign-out


def adresse_de_connexion(*, retour: str, state: str, nonce: str) -> str:
    """Where the browser goes. Any parameter more would be refused (Y000400): no PKCE."""
    parametres = {
        "response_type": "code",
        "client_id": settings.PROCONNECT_CLIENT_ID,
        "redirect_uri": retour,
        "scope": PORTEES,
        "claims": PREUVES,
        "state": state,
        "nonce": nonce,
    }
    return f"{_configuration()['authorization_endpoint']}?{urlencode(parametres)}"


def adresse_de_deconnexion(*, id_token: str, state: str, retour: str) -> str:
    parametres = {"id_token_hint": id_token, "state": state, "post_logout_redirect_uri": retour}
    return f"{_emetteur()}/session/end?{urlencode(parametres)}"


def identifier(*, code: str, retour: str, nonce: str) -> Identite:
    """Exchange ``code`` for a verified identity. Raises ``EchecProConnect``."""
    configuration = _configuration()
    jetons = _jetons(configuration["token_endpoint"], code, retour)
    try:
        return _verifier(configuration, jetons, nonce)
    except (jwt.PyJWTError, KeyError, TypeError, ValueError) as erreur:
        raise _douteux(erreur) from erreur


def _verifier(configuration: dict, jetons: dict, nonce: str) -> Identite:
    cles = jwt.PyJWKSet.from_dict(_json("GET", configuration["jwks_uri"]))
    preuve = _lire(jetons["id_token"], cles, exiges=["exp", "iat", "iss", "aud", "sub", "nonce"])
    if not constant_time_compare(preuve["nonce"], nonce):
        raise ValueError("nonce")
    entete = {"Authorization": f"Bearer {jetons['access_token']}"}
    personne = _lire(
        _appeler("GET", configuration["userinfo_endpoint"], headers=entete).text,
        cles,
        exiges=["iss", "aud", "sub", "email"],
    )
    if personne["sub"] != preuve["sub"] or personne.get("email_verified") is False:
        raise ValueError("sub ou email_verified")
    return Identite(personne["email"], "mfa" in preuve.get("amr", []), jetons["id_token"])


def _lire(jeton: str, cles: jwt.PyJWKSet, *, exiges: list[str]) -> dict:
    """The claims of a token signed by ProConnect, for us, that has not expired."""
    cle = cles[jwt.get_unverified_header(jeton)["kid"]]
    return jwt.decode(
        jeton,
        key=cle,
        algorithms=ALGORITHMES,
        issuer=_emetteur(),
        audience=settings.PROCONNECT_CLIENT_ID,
        leeway=TOLERANCE,
        options={"require": exiges},
    )


def _emetteur() -> str:
    return f"https://{settings.PROCONNECT_DOMAINE}/api/v2"


def _configuration() -> dict:
    configuration = _json("GET", f"{_emetteur()}/.well-known/openid-configuration")
    sures = all(str(configuration.get(service)).startswith("https://") for service in SERVICES)
    if configuration.get("issuer") != _emetteur() or not sures:
        raise _douteux("configuration")
    return configuration


def _jetons(adresse: str, code: str, retour: str) -> dict:
    donnees = {
        "grant_type": "authorization_code",
        "client_id": settings.PROCONNECT_CLIENT_ID,
        "client_secret": settings.PROCONNECT_SECRET,
        "redirect_uri": retour,
        "code": code,
    }
    return _json("POST", adresse, data=donnees)


def session_http() -> requests.Session:
    return requests.Session()


def _json(methode: str, adresse: str, **options) -> dict:
    try:
        contenu = _appeler(methode, adresse, **options).json()
    except ValueError as erreur:
        raise _douteux(erreur) from erreur
    if not isinstance(contenu, dict):
        raise _douteux(f"{adresse} n’a pas répondu un objet")
    return contenu


def _appeler(methode: str, adresse: str, **options) -> requests.Response:
    try:
        with session_http() as session:
            reponse = session.request(methode, adresse, timeout=DELAI, allow_redirects=False, **options)
    except requests.RequestException as erreur:
        raise _absent(erreur) from erreur
    if reponse.status_code >= 500:
        raise _absent(reponse.status_code)
    if reponse.status_code != 200:
        raise _douteux(f"{adresse} a répondu {reponse.status_code}")
    return reponse


def _absent(cause: object) -> EchecProConnect:
    logger.warning("ProConnect injoignable : %s", cause)
    return EchecProConnect(
        "ProConnect ne répond pas. Réessayez dans quelques minutes, ou connectez-vous avec votre mot de passe.",
        statut=503,
    )


def _douteux(cause: object) -> EchecProConnect:
    logger.warning("ProConnect, réponse refusée : %s", cause)
    return EchecProConnect(
        "La réponse de ProConnect n’a pas pu être vérifiée : personne n’est connecté. Recommencez ; si cela se "
        "reproduit, connectez-vous avec votre mot de passe et prévenez l’administration des comptes."
    )
