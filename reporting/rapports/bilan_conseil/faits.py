"""The year's faits marquants, read in the frozen data: sentences to start writing from."""

from __future__ import annotations

from collections.abc import Iterator

from reporting.rapports.bilan_conseil.donnees import Bilan
from reporting.rapports.bilan_conseil.donnees_parole import Parole
from socle.templatetags.typographie import date_fr, nombre

FAITS_MAX = 12


def faits_marquants(bilan: Bilan) -> list[str]:
    """The most telling first; nothing that the document does not already say."""
    faits = [*_vie(bilan), *_formations(bilan)]
    if bilan.parole:
        faits = [*_actes(bilan.parole), *_projets(bilan.parole), *faits]
    return faits[:FAITS_MAX]


def _actes(parole: Parole) -> Iterator[str]:
    for acte in parole.actes:
        yield f"{acte.type} « {acte.titre} », transmis le {date_fr(acte.transmis_le)}."
        for adresse in acte.adresses:
            for suite in adresse.suites:
                if suite.effet:
                    yield f"{adresse.institution} s'était engagée : {suite.action}. Constaté : {suite.effet}."


def _projets(parole: Parole) -> Iterator[str]:
    for initiative in parole.initiatives:
        if initiative.resultat:
            yield f"Initiative « {initiative.titre} » : {initiative.resultat}."
    presentes = [seance for seance in parole.seances if seance.present]
    if parole.seances:
        combien = f"{len(presentes)} sur {len(parole.seances)}"
        yield f"Séances d'instance où le conseil avait sa place : il a siégé à {combien}."


def _vie(bilan: Bilan) -> Iterator[str]:
    reunions, avant = bilan.par_code["I06"].valeur, bilan.par_code["I06"].avant
    if reunions and avant is not None and reunions != avant:
        sens = "de plus" if reunions > avant else "de moins"
        yield f"{nombre(reunions)} réunions tenues, {nombre(abs(reunions - avant))} {sens} que l'exercice précédent."
    for entree in bilan.entrees:
        if entree.nombre and not entree.avant:
            yield f"Premières entrées au groupe moteur par cette voie : {entree.libelle.lower()}."


def _formations(bilan: Bilan) -> Iterator[str]:
    for formation in bilan.formations:
        yield f"{formation.nature} « {formation.intitule} » ({formation.organisme}), le {date_fr(formation.date)}."
