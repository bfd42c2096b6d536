"""Wording of the labels that documents print."""


def majuscule(libelle: str) -> str:
    """Its first letter in upper case, the others as they are."""
    return libelle[:1].upper() + libelle[1:]
