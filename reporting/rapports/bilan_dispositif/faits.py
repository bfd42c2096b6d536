"""The year's faits marquants of the dispositif, read in the frozen data: sentences to start writing from."""

from __future__ import annotations

from collections.abc import Iterator

from reporting.rapports.bilan_dispositif.donnees import BilanDispositif
from reporting.rapports.communs.donnees import Chiffre
from socle.templatetags.typographie import date_fr, nombre

FAITS_MAX = 12


def faits_marquants(bilan: BilanDispositif) -> list[str]:
    """The most telling first; nothing that the document does not already say, and nothing hidden."""
    faits = [*_evolutions(bilan), *_reponses(bilan), *_equipe(bilan), *_lecons(bilan)]
    return faits[:FAITS_MAX]


def _evolutions(bilan: BilanDispositif) -> Iterator[str]:
    """The key figures that moved since the year before."""
    for chiffre in bilan.chiffres:
        if chiffre.valeur is not None and chiffre.avant is not None and chiffre.valeur != chiffre.avant:
            yield f"{chiffre.libelle} : {_avec_unite(chiffre)}, contre {chiffre.texte_avant} l'exercice précédent."


def _avec_unite(chiffre: Chiffre) -> str:
    return chiffre.texte if chiffre.unite in ("%", "€") else f"{chiffre.texte} {chiffre.unite}"


def _reponses(bilan: BilanDispositif) -> Iterator[str]:
    for institution in bilan.parole.institutions:
        adresses, repondus = nombre(institution.adresses), nombre(institution.repondus)
        yield f"Actes adressés à {institution.nom} : {adresses}, dont {repondus} avec réponse."


def _equipe(bilan: BilanDispositif) -> Iterator[str]:
    for vacance in bilan.equipe.vacances:
        yield f"Conseil du {vacance.libelle} : jours ouvrés sans animateur, {nombre(vacance.jours)}."
    for formation in bilan.equipe.formations:
        yield f"Formation de l'équipe « {formation.intitule} » ({formation.organisme}), le {date_fr(formation.date)}."


def _lecons(bilan: BilanDispositif) -> Iterator[str]:
    for lecon in bilan.amelioration.lecons:
        yield f"Leçon tirée : {lecon.constat}"
