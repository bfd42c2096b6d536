"""Part L: sexed data, the calendar of the instances, the acronyms."""

from __future__ import annotations

from reporting.querysets.copil import seances_de_l_exercice
from reporting.rapports.communs.donnees import TableauSexue
from reporting.rapports.communs.sexes import (
    tableau_formes,
    tableaux_de_la_parole,
    tableaux_de_la_vie,
    tableaux_du_groupe,
)
from reporting.rapports.communs.tableaux import TableauDeChiffres, tableau_par_conseil
from reporting.rapports.dossier_copil import donnees as d
from reporting.rapports.dossier_copil.lecture import Lecture

SIGLES = {
    "ANRU": "Agence nationale pour la rénovation urbaine",
    "Apur": "Atelier parisien d’urbanisme",
    "ARS": "Agence régionale de santé",
    "CAF": "Caisse d’allocations familiales",
    "CDC": "Caisse des dépôts et consignations",
    "Cget": "Commissariat général à l’égalité des territoires",
    "COPIL": "Comité de pilotage",
    "FPH": "Fonds de participation des habitants",
    "QPV": "Quartier prioritaire de la politique de la ville",
    "QVA": "Quartier de veille active",
    "SPET": "Service public de l’emploi technique",
}


def tableaux_annexes(lecture: Lecture, venue: d.Participation) -> tuple[TableauSexue, ...]:
    """Those that part G does not print already."""
    table, deja = lecture.annee, {tableau.titre for tableau in venue.tableaux}
    tous = (
        *tableaux_du_groupe(table),
        *tableaux_de_la_vie(table),
        tableau_formes(table),
        *tableaux_de_la_parole(table),
    )
    return tuple(tableau for tableau in tous if tableau.titre not in deja)


def calendrier(lecture: Lecture) -> tuple[d.SeanceDuCalendrier, ...]:
    """The exercice of the séance. One that has passed without a word is said to be planned, as it stands."""
    seances = seances_de_l_exercice(lecture.seance, lecture.exercice_de_la_seance)
    return tuple(d.SeanceDuCalendrier(s.date, s.instance, s.get_statut_display()) for s in seances)


def frequences(lecture: Lecture) -> TableauDeChiffres:
    titre = "Fréquences tenues par les instances de l’arrondissement"
    return tableau_par_conseil(titre, ("I13", "I12"), lecture.conseils, lecture.annee)


def sigles() -> tuple[d.Sigle, ...]:
    return tuple(d.Sigle(sigle, sens) for sigle, sens in SIGLES.items())
