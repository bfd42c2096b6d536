"""Reading the counts: one statement, and a second one when months were written since their rollup was made."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from functools import lru_cache

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet

from reporting.cumuls.partage import Morceau, enveloppe, mois_entames, par_mois, suites
from reporting.indicateurs.mesures import MESURES
from reporting.models import Cumul, MoisTouche
from reporting.querysets.cumuls import TOUCHE
from socle.periode import Periode

# Beyond, as after a migration, everything is counted again: one range of days reads better than a list of months.
MOIS_TOUCHES_MAX = 60
ORDRES_RETENUS = 64

Ordre = tuple[str, tuple]


def lire(cles: Collection[str], conseils: Collection[int], periodes: Sequence[Periode], jour: date) -> Iterator[tuple]:
    """Rows of the counts ``cles``: those that add up from their rollup, as far as it is up to date."""
    cles, conseils, periodes = tuple(sorted(cles)), tuple(conseils), tuple(periodes)
    reglages = (jour, settings.EXERCICE_PREMIER_MOIS)
    lignes = _executer(_ordre(cles, conseils, periodes, *reglages))
    touches = [(ligne[0], date.fromisoformat(ligne[3])) for ligne in lignes if ligne[1] == TOUCHE]
    if not touches:
        return lignes
    morceaux = par_mois(touches)
    if len(touches) > MOIS_TOUCHES_MAX:
        lignes = [ligne for ligne in lignes if ligne[1] != TOUCHE and not MESURES[ligne[1]].additif]
        morceaux = (Morceau(conseils, enveloppe(periodes)),)
    return lignes + _executer(_ordre_des_touches(cles, morceaux, periodes, *reglages))


def unir(requetes: Sequence[QuerySet]) -> QuerySet:
    """One statement."""
    return requetes[0].union(*requetes[1:], all=True)


# A statement depends on nothing but its arguments, and composing it takes longer than running it: it is composed
# once, and run each time. What is kept is words, never a figure.


@lru_cache(ORDRES_RETENUS)
def _ordre(
    cles: tuple[str, ...],
    conseils: tuple[int, ...],
    periodes: tuple[Periode, ...],
    jour: date,
    premier_mois: int,
) -> Ordre:
    """The counts that do not add up; of the others, the rollup, the months begun, and the marks of those written."""
    requetes = [MESURES[cle].requete(conseils, periodes, jour) for cle in cles if not MESURES[cle].additif]
    if additives := [cle for cle in cles if MESURES[cle].additif]:
        entames = mois_entames(periodes)
        sauf = [mois.debut for mois in entames]
        morceaux = [Morceau(conseils, jours) for jours in suites(entames)]
        requetes += [MESURES[cle].requete_sur(morceaux, periodes, jour) for cle in additives if morceaux]
        requetes.append(Cumul.objects.totaux(conseils, additives, periodes, sauf, MoisTouche.objects.all()))
        requetes.append(MoisTouche.objects.en_lignes(conseils, enveloppe(periodes), sauf, len(periodes)))
    return unir(requetes).query.sql_with_params()


@lru_cache(ORDRES_RETENUS)
def _ordre_des_touches(
    cles: tuple[str, ...],
    morceaux: tuple[Morceau, ...],
    periodes: tuple[Periode, ...],
    jour: date,
    premier_mois: int,
) -> Ordre:
    additives = [MESURES[cle] for cle in cles if MESURES[cle].additif]
    return unir([m.requete_sur(morceaux, periodes, jour) for m in additives]).query.sql_with_params()


def _executer(ordre: Ordre) -> list[tuple]:
    with connection.cursor() as curseur:
        curseur.execute(*ordre)
        return curseur.fetchall()
