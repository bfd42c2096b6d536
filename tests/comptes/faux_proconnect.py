"""A ProConnect of our own, inside the process: discovery, authorize, token, signed user-info, keys.

It refuses what the real one refuses, and lies as it is asked to.
"""

import json
from dataclasses import dataclass, field
from functools import cache
from time import time
from urllib.parse import parse_qs, urlsplit

import jwt
import requests
from cryptography.hazmat.primitives.asymmetric import rsa
from requests.adapters import BaseAdapter

DOMAINE, CLIENT, SECRET = "fournisseur.invalid", "client-d-essai", "secret-d-essai"
EMETTEUR = f"https://{DOMAINE}/api/v2"
PARAMETRES = {"response_type", "client_id", "redirect_uri", "scope", "claims", "state", "nonce"}


@cache
def cle(nom: str) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class FauxProConnect(BaseAdapter):
    """``mensonges``: by token, the claims said instead; ``signature``: by token, its key and its algorithm."""

    email: str = "agent@exemple.invalid"
    amr: list[str] = field(default_factory=lambda: ["pwd"])
    mensonges: dict[str, dict] = field(default_factory=dict)
    signature: dict[str, tuple[object, str]] = field(default_factory=dict)
    statuts: dict[str, int] = field(default_factory=dict)
    absent: bool = False
    nonce: str = ""

    def __post_init__(self) -> None:
        super().__init__()

    def session(self) -> requests.Session:
        session = requests.Session()
        session.mount("https://", self)
        return session

    def autoriser(self, adresse: str) -> dict[str, str]:
        """What the browser brings back after the person signed in there."""
        demande = {nom: valeurs[0] for nom, valeurs in parse_qs(urlsplit(adresse).query).items()}
        assert adresse.startswith(f"{EMETTEUR}/authorize?")
        assert set(demande) == PARAMETRES, "Y000400"
        assert demande["client_id"] == CLIENT
        assert min(len(demande["state"]), len(demande["nonce"])) >= 32
        self.nonce, self.retour = demande["nonce"], demande["redirect_uri"]
        return {"code": "un-code", "state": demande["state"]}

    def send(self, request, **kwargs) -> requests.Response:
        if self.absent:
            raise requests.ConnectionError("personne")
        assert kwargs["timeout"]
        service = request.url.removeprefix(EMETTEUR).rsplit("/", 1)[-1]
        corps = getattr(self, "_" + service.replace("-", "_"))(request)
        reponse = requests.Response()
        reponse.status_code, reponse.url = self.statuts.get(service, 200), request.url
        reponse._content = corps.encode() if isinstance(corps, str) else json.dumps(corps).encode()
        return reponse

    def close(self) -> None:
        """Nothing is open."""

    def _openid_configuration(self, _) -> dict:
        services = {"authorization": "authorize", "token": "token", "userinfo": "userinfo"}
        adresses = {f"{nom}_endpoint": f"{EMETTEUR}/{chemin}" for nom, chemin in services.items()}
        return {"issuer": EMETTEUR, "jwks_uri": f"{EMETTEUR}/jwks", **adresses} | self.mensonges.get("decouverte", {})

    def _token(self, request) -> dict:
        donne = {nom: valeurs[0] for nom, valeurs in parse_qs(request.body).items()}
        assert donne == {
            "grant_type": "authorization_code", "client_id": CLIENT, "client_secret": SECRET,
            "redirect_uri": self.retour, "code": "un-code",
        }  # fmt: skip
        preuve = {"nonce": self.nonce, "amr": self.amr, "iat": time(), "exp": time() + 60}
        return {"access_token": "un-acces", "expires_in": 60, "id_token": self._signer("id_token", preuve)}

    def _userinfo(self, request) -> str:
        assert request.headers["Authorization"] == "Bearer un-acces"
        return self._signer("userinfo", {"email": self.email, "given_name": "Alix", "siret": "13002526500013"})

    def _jwks(self, _) -> dict:
        publique = jwt.algorithms.RSAAlgorithm.to_jwk(cle("vraie").public_key(), as_dict=True)
        return {"keys": [publique | {"kid": "k1", "alg": "RS256", "use": "sig"}]}

    def _signer(self, jeton: str, contenu: dict) -> str:
        commun = {"iss": EMETTEUR, "aud": CLIENT, "sub": "agent-1"}
        secret, algorithme = self.signature.get(jeton, (cle("vraie"), "RS256"))
        contenu = commun | contenu | self.mensonges.get(jeton, {})
        return jwt.encode(contenu, secret, algorithm=algorithme, headers={"kid": "k1"})
