"""The pages of a conseil, grouped by sense: a page is one line of ``GROUPES``."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from conseils.models import ConseilCitoyen


@dataclass(frozen=True)
class Onglet:
    """``droit``: the name of the right without which it is not shown."""

    code: str
    libelle: str
    vue: str
    droit: str = ""


GROUPES = (
    (
        "Le conseil",
        (
            Onglet("ensemble", "Vue d’ensemble", "conseil"),
            Onglet("groupe", "Groupe moteur", "groupe_moteur"),
            Onglet("organisation", "Organisation", "organisation"),
        ),
    ),
    (
        "La vie",
        (
            Onglet("reunions", "Réunions", "reunions"),
            Onglet("formations", "Formations", "formations"),
            Onglet("diagnostic", "Diagnostic", "diagnostic", droit="tenir_diagnostic"),
            Onglet("autonomie", "Autonomie", "autonomie"),
            Onglet("feuille", "Feuille de route", "feuilles_du_conseil", droit="voir_feuilles"),
        ),
    ),
    (
        "La parole",
        (
            Onglet("avis", "Avis", "avis_du_conseil"),
            Onglet("suites", "Réponses et suites", "suites"),
            Onglet("initiatives", "Initiatives", "initiatives"),
            Onglet("moyens", "Moyens", "moyens", droit="voir_budget"),
            Onglet("projet", "Projet de territoire", "projet_territoire"),
        ),
    ),
)
LIBELLES = {onglet.code: onglet.libelle for _, onglets in GROUPES for onglet in onglets}


def onglets_de(conseil: ConseilCitoyen, courant: str, droits: object) -> list[dict]:
    """The groups and their pages, as this account may open them."""
    return [
        {
            "libelle": libelle,
            "onglets": [
                {
                    "libelle": onglet.libelle,
                    "adresse": reverse(onglet.vue, args=[conseil.arrondissement.numero]),
                    "courant": onglet.code == courant,
                }
                for onglet in onglets
                if not onglet.droit or getattr(droits, onglet.droit)
            ],
        }
        for libelle, onglets in GROUPES
    ]
