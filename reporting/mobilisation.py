"""The channels by which the meetings of a conseil were made known, and who came: one table for an exercice."""

from __future__ import annotations

from dataclasses import dataclass

from conseils.models import CanalMobilisation, ConseilCitoyen
from reporting.confidentialite import SEUIL
from reporting.indicateurs.table import Part, Table, collecter
from socle.periode import Periode

CLES = ("reunions_canal", "presences_canal", "public_canal", "reponses_canal", "eloignes_canal")
NON_DIT = ""


@dataclass(frozen=True)
class LigneCanal:
    """One channel: meetings, people who came to them, and the share of éloignés among those who answered.

    Of few answers, the share is not told.
    """

    libelle: str
    reunions: int
    participations: int
    eloignes: Part


def canaux_de_l_exercice(conseil: ConseilCitoyen, periode: Periode) -> list[LigneCanal]:
    """Those that served, the most used first; last, the meetings of which nobody has said."""
    table = collecter([conseil.pk], [periode], cles=CLES)
    lignes = [_ligne(table, canal.value, canal.label) for canal in CanalMobilisation.Canal]
    lignes = sorted((ligne for ligne in lignes if ligne.reunions), key=lambda ligne: -ligne.reunions)
    non_dit = _ligne(table, NON_DIT, "canal non renseigné")
    return [*lignes, non_dit] if lignes and non_dit.reunions else lignes


def _ligne(table: Table, canal: str, libelle: str) -> LigneCanal:
    # What no channel joins bears no detail at all.
    details = (None, "") if canal == NON_DIT else (canal,)
    reunions, presences, public, reponses, eloignes = (table.mesure(cle, details=details) for cle in CLES)
    return LigneCanal(libelle, reunions, presences + public, Part(eloignes, reponses, seuil=SEUIL))
