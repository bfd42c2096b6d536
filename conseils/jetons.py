"""Secrets that leave by e-mail or on a screen: only their sha256 is kept."""

import secrets
from hashlib import sha256

# Neither 0/O nor 1/I/L: a receipt is copied by hand.
SIGNES = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LONGUEUR = 12


def nouveau_lien() -> str:
    """Unguessable, and fit for an address."""
    return secrets.token_urlsafe(32)


def nouveau_recu() -> str:
    """A receipt number, in groups of four: « K7QM-2ZXP-94TB »."""
    signes = "".join(secrets.choice(SIGNES) for _ in range(LONGUEUR))
    return "-".join(signes[i : i + 4] for i in range(0, LONGUEUR, 4))


def normaliser_recu(recu: str) -> str:
    return "".join(signe for signe in recu.upper() if signe.isalnum())


def empreinte_de(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
