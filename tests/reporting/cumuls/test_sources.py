"""What the counts that add up read is what the triggers watch: found in their SQL, not in anybody's memory."""

import re
from datetime import date

import pytest

from reporting.cumuls.sources import SOURCES
from reporting.indicateurs.mesures import MESURES
from socle.periode import Periode
from tests.reporting.cumuls.aides import ADDITIVES

COLONNES = {source.table: {"id", *source.colonnes} for source in SOURCES}
TABLES = re.compile(r'(?:FROM|JOIN) "(\w+)"(?: ([TUVW]\d+))?')
LUES = re.compile(r'"?(\w+)"?\."(\w+)"')


def lues(cle):
    """{(table, column)} that the count reads."""
    sql, _ = MESURES[cle].requete([1], [Periode.mois(2026, 3)], date(2026, 11, 18)).query.sql_with_params()
    tables = {alias or nom: nom for nom, alias in TABLES.findall(sql)}
    return {(tables[alias], colonne) for alias, colonne in LUES.findall(sql)}


@pytest.mark.parametrize("cle", ADDITIVES)
def test_every_column_read_is_watched(db, cle):
    ignorees = {(table, colonne) for table, colonne in lues(cle) if colonne not in COLONNES.get(table, ())}
    assert ignorees == set()


def test_every_column_watched_is_read_by_some_count(db):
    toutes = set().union(*map(lues, ADDITIVES))
    inutiles = {(t, c) for t, colonnes in COLONNES.items() for c in colonnes - {"id"}} - toutes
    # Their row is found through it; the count itself goes another way.
    assert inutiles <= {("conseils_reponse", "destinataire_id")}


def test_only_what_has_one_day_adds_up():
    assert [cle for cle in ADDITIVES if MESURES[cle].distinct] == []
