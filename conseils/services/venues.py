"""Writing who the public of a meeting was: first time or not, quartier, éloignés who had come before."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from conseils.models import ComptagePremieres, ComptageQuartier, Reunion
from conseils.services.comptages import comptes_du_sexe
from territoires.models import Quartier


@dataclass(frozen=True)
class Venues:
    """Optional counts. ``deja_venus``: by sex, ``None`` when the question was not asked."""

    premieres: Mapping[str, int] = field(default_factory=dict)
    quartiers: Mapping[Quartier, int] = field(default_factory=dict)
    deja_venus: Mapping[str, int | None] = field(default_factory=dict)


def champ_quartier(quartier: Quartier) -> str:
    return f"quartier_{quartier.pk}"


def erreurs_venues(
    venues: Venues, publics: Mapping[tuple[str, str], int], eloignements: Mapping[str, tuple[int, int]]
) -> dict[str, str]:
    """What is impossible, beside its cell: nobody can be counted twice, or without having come."""
    return (
        _erreurs_premieres(venues.premieres, publics)
        | _erreurs_quartiers(venues.quartiers, sum(max(nombre, 0) for nombre in publics.values()))
        | _erreurs_deja_venus(venues.deja_venus, eloignements)
    )


def remplacer_venues(reunion: Reunion, venues: Venues) -> None:
    reunion.premieres.all().delete()
    reunion.provenances.all().delete()
    ComptagePremieres.objects.bulk_create(
        ComptagePremieres(reunion=reunion, sexe=sexe, nombre=nombre)
        for sexe, nombre in venues.premieres.items()
        if nombre
    )
    ComptageQuartier.objects.bulk_create(
        ComptageQuartier(reunion=reunion, quartier=quartier, nombre=nombre)
        for quartier, nombre in venues.quartiers.items()
        if nombre
    )


def _erreurs_premieres(premieres: Mapping[str, int], publics: Mapping[tuple[str, str], int]) -> dict[str, str]:
    erreurs = {}
    for sexe, nombre in premieres.items():
        presents = comptes_du_sexe(publics, sexe)
        if nombre < 0:
            erreurs[f"premieres_{sexe}"] = "Un nombre ne peut pas être négatif."
        elif nombre > presents:
            erreurs[f"premieres_{sexe}"] = f"Plus de premières venues que de personnes comptées ({presents})."
    return erreurs


def _erreurs_quartiers(quartiers: Mapping[Quartier, int], public: int) -> dict[str, str]:
    erreurs = {
        champ_quartier(quartier): "Un nombre ne peut pas être négatif."
        for quartier, nombre in quartiers.items()
        if nombre < 0
    }
    if not erreurs and quartiers and sum(quartiers.values()) > public:
        dernier = [quartier for quartier, nombre in quartiers.items() if nombre][-1]
        erreurs[champ_quartier(dernier)] = (
            f"Les quartiers font {sum(quartiers.values())} personnes, plus que les {public} comptées."
        )
    return erreurs


def _erreurs_deja_venus(
    deja_venus: Mapping[str, int | None], eloignements: Mapping[str, tuple[int, int]]
) -> dict[str, str]:
    erreurs = {}
    for sexe, nombre in deja_venus.items():
        eloignes = eloignements.get(sexe, (0, 0))[1]
        if nombre is not None and not 0 <= nombre <= eloignes:
            erreurs[f"deja_venus_{sexe}"] = f"Entre 0 et le nombre d'éloignés ({eloignes})."
    return erreurs
