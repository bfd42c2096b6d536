"""Columns that several lists begin with."""

from reporting.exports.declaration import Choix, Colonne, Genre

CONSEILS, PAROLE, MOYENS, EQUIPE, CHIFFRES = (
    "Conseils et membres",
    "Parole et instances",
    "Initiatives et moyens",
    "Équipe et accompagnement",
    "Chiffres et documents",
)


def conseil(chemin: str = "conseil") -> tuple[Colonne, Colonne]:
    """The arrondissement and the conseil, from the path to the conseil."""
    return (
        Colonne("arrondissement", "Arrondissement", Genre.ENTIER, f"{chemin}.arrondissement.numero"),
        Colonne("conseil", "Conseil citoyen", chemin=f"{chemin}.nom"),
    )


def etat(enumeration, titre: str = "État", champ: str = "etat") -> dict[str, Choix]:
    """The filter on a field with choices, under its own name."""
    return {champ.rsplit("__", 1)[-1]: Choix(titre, champ, enumeration.choices)}
