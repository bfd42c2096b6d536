"""How strong a password must be: CNIL, délibération 2022-100, 80 bits when nothing else limits attempts."""

import re

from django.core.exceptions import ValidationError

SORTES = (r"[a-zà-öø-ÿ]", r"[A-ZÀ-ÖØ-Þ]", r"\d", r"[^\w\s]|_")
# Length, and how many sorts of characters: the CNIL's own equivalents.
SEUILS = ((12, 4), (14, 3))
MOTS = 7
CONSIGNE = (
    "12 caractères au moins, avec des minuscules, des majuscules, des chiffres et des signes ; "
    "ou 14 caractères de trois de ces sortes ; ou une phrase d’au moins sept mots."
)


def est_robuste(mot_de_passe: str) -> bool:
    """Whether it is worth 80 bits by one of the three ways."""
    sortes = sum(bool(re.search(sorte, mot_de_passe)) for sorte in SORTES)
    assez_long = any(len(mot_de_passe) >= longueur and sortes >= nombre for longueur, nombre in SEUILS)
    mots = {mot.lower() for mot in re.findall(r"[^\W\d_]{2,}", mot_de_passe)}
    return assez_long or len(mots) >= MOTS


class RobustesseValidator:
    def validate(self, password: str, user: object = None) -> None:
        if not est_robuste(password):
            raise ValidationError(f"Ce mot de passe se devine trop vite. Il faut {CONSIGNE}", code="trop_faible")

    def get_help_text(self) -> str:
        return CONSIGNE
