"""What must be stored and yet unreadable in a copy of the database: the secrets of the second factor.

``settings.CLES_CHIFFREMENT`` holds Fernet keys. The first one encrypts, each of them decrypts, so that a key
is replaced by putting the new one in front (``manage.py rechiffrer_secrets``, then take the old one away).
"""

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


def _trousseau() -> MultiFernet:
    return MultiFernet([Fernet(cle) for cle in settings.CLES_CHIFFREMENT])


def chiffrer(clair: str) -> str:
    return _trousseau().encrypt(clair.encode()).decode()


def dechiffrer(chiffre: str) -> str:
    """Raises ``InvalidToken`` when no key of the ring wrote this."""
    return _trousseau().decrypt(chiffre.encode()).decode()


def rechiffrer(chiffre: str) -> str:
    """The same secret, under the first key of the ring."""
    return _trousseau().rotate(chiffre.encode()).decode()
