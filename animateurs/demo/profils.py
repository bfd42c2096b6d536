"""The character of each of the eight conseils: what makes their figures differ.

Chosen to show the screens at work, from a thriving conseil (18e) to one in difficulty (14e) and one still
being set up (17e). Nothing here describes a real conseil.
"""

from dataclasses import dataclass

from conseils.models import Portage

PORTAGE = Portage.Mode


@dataclass(frozen=True)
class Profil:
    """``fondation`` counts the days from the first day of the first exercice to the first groupe moteur."""

    numero: int
    fondation: int
    installation: int | None  # days after the fondation; None: still in préfiguration
    portage: str
    structure: str
    effectif_initial: int
    effectif: int  # today
    entrees: int  # members of today who joined on the way
    part_habitants: float
    part_femmes: float
    part_femmes_sorties: float  # among those who left: parity moved
    assiduite: float
    regularite: float  # chance that a meeting of the usual rhythm is planned at all
    public: float  # how many people come, 1 being ordinary
    part_eloignes: float
    tendance: tuple[float, float, float]  # attendance in each of the three exercices
    autonomie: float  # chance today that members lead the meeting themselves
    themes: tuple[str, ...]
    jour: int  # usual weekday of its meetings, Tuesday being 1
    missions: tuple[float, float, float, float] = (1, 1, 1, 1)  # leaning towards M1, M2, M3, internal work
    quartiers_manquants: int = 0  # quartiers of the perimeter that the conseil has not reached at first
    retard: float = 0.1  # chance that a week is handed in late


PROFILS = {
    profil.numero: profil
    for profil in (
        Profil(
            10,
            26,
            118,
            PORTAGE.STRUCTURE,
            "Association Le Trait d'union (fictive)",
            effectif_initial=24,
            effectif=29,
            entrees=12,
            part_habitants=0.66,
            part_femmes=0.55,
            part_femmes_sorties=0.5,
            assiduite=0.6,
            regularite=0.92,
            public=1.0,
            part_eloignes=0.34,
            tendance=(0.9, 1.0, 1.05),
            autonomie=0.25,
            themes=("propreté", "vie nocturne et bruit"),
            jour=1,
        ),
        Profil(
            11,
            -420,
            150,
            PORTAGE.COLLECTIF,
            "Association Les Tilleuls (fictive)",
            effectif_initial=26,
            effectif=24,
            entrees=9,
            part_habitants=0.62,
            part_femmes=0.58,
            part_femmes_sorties=0.55,
            assiduite=0.55,
            regularite=0.88,
            public=0.8,
            part_eloignes=0.27,
            tendance=(1.05, 1.0, 0.95),
            autonomie=0.2,
            themes=("accès aux droits", "jeunesse"),
            jour=2,
        ),
        Profil(
            13,
            -510,
            160,
            PORTAGE.AD_HOC,
            "Conseil citoyen en marche (association fictive)",
            effectif_initial=31,
            effectif=34,
            entrees=14,
            part_habitants=0.68,
            part_femmes=0.5,
            part_femmes_sorties=0.5,
            assiduite=0.63,
            regularite=0.93,
            public=1.1,
            part_eloignes=0.38,
            tendance=(1.0, 0.95, 1.1),
            autonomie=0.3,
            themes=("santé", "aînés et isolement"),
            jour=1,
            quartiers_manquants=2,
        ),
        Profil(
            14,
            -360,
            190,
            PORTAGE.COLLECTIF,
            "Association Le Préau (fictive)",
            effectif_initial=21,
            effectif=14,
            entrees=3,
            part_habitants=0.64,
            part_femmes=0.29,
            part_femmes_sorties=0.6,
            assiduite=0.42,
            regularite=0.6,
            public=0.5,
            part_eloignes=0.18,
            tendance=(1.1, 0.85, 0.75),
            autonomie=0.0,
            themes=("cadre de vie",),
            jour=3,
            retard=0.55,
            missions=(1.15, 0.7, 0.5, 1.4),
        ),
        Profil(
            17,
            255,
            None,
            "",
            "",
            effectif_initial=14,
            effectif=19,
            entrees=8,
            part_habitants=0.63,
            part_femmes=0.53,
            part_femmes_sorties=0.5,
            assiduite=0.58,
            regularite=0.85,
            public=0.7,
            part_eloignes=0.31,
            tendance=(0.8, 0.9, 1.05),
            autonomie=0.0,
            themes=("renouvellement urbain",),
            jour=2,
            missions=(1.3, 0.8, 0.6, 1),
        ),
        Profil(
            18,
            -600,
            140,
            PORTAGE.AD_HOC,
            "Paroles du Nord (association fictive)",
            effectif_initial=37,
            effectif=46,
            entrees=21,
            part_habitants=0.7,
            part_femmes=0.52,
            part_femmes_sorties=0.33,
            assiduite=0.7,
            regularite=1.0,
            public=1.6,
            part_eloignes=0.46,
            tendance=(0.85, 1.0, 1.15),
            autonomie=0.45,
            jour=1,
            themes=("éducation", "espaces publics", "emploi des jeunes"),
            retard=0.02,
            missions=(0.95, 1, 1.35, 0.8),
        ),
        Profil(
            19,
            -480,
            170,
            PORTAGE.STRUCTURE,
            "Centre social La Passerelle (fictif)",
            effectif_initial=40,
            effectif=42,
            entrees=15,
            part_habitants=0.67,
            part_femmes=0.57,
            part_femmes_sorties=0.5,
            assiduite=0.57,
            regularite=0.95,
            public=1.3,
            part_eloignes=0.41,
            tendance=(0.95, 1.05, 1.0),
            autonomie=0.3,
            jour=3,
            themes=("tranquillité publique", "culture et lecture"),
            retard=0.15,
            quartiers_manquants=3,
            missions=(1, 1.2, 0.9, 1),
        ),
        Profil(
            20,
            -300,
            195,
            PORTAGE.STRUCTURE,
            "Régie de quartier Les Lilas blancs (fictive)",
            effectif_initial=33,
            effectif=36,
            entrees=13,
            part_habitants=0.61,
            part_femmes=0.6,
            part_femmes_sorties=0.6,
            assiduite=0.62,
            regularite=0.94,
            public=1.2,
            part_eloignes=0.36,
            tendance=(0.9, 1.05, 1.05),
            autonomie=0.35,
            themes=("cadre de vie", "parentalité"),
            jour=2,
        ),
    )
}
