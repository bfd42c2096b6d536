"""The budget of the pages, judged by counts; `make bench` measures it (scripts/bench_pages.py)."""

from django.urls import resolve

from scripts.bench_pages import budget, depassements

REQUETES_AU_PLUS = 15


def test_each_row_names_a_page_that_exists_and_two_counts():
    for ligne in budget():
        assert resolve(ligne["adresse"]).func
        assert int(ligne["octets"]) > 0
        assert int(ligne["requetes"]) > 0


def test_no_row_allows_more_than_fifteen_queries():
    assert [ligne["page"] for ligne in budget() if int(ligne["requetes"]) > REQUETES_AU_PLUS] == []


def test_what_goes_beyond_is_said():
    ligne = {"adresse": "/ma-semaine/", "octets": "1000", "requetes": "5"}
    tenu = {"code": 200, "arrivee": "/ma-semaine/", "octets": 1000, "requetes": 5, "ms": 10_000}
    assert depassements(ligne, tenu) == []
    assert depassements(ligne, tenu | {"octets": 1001, "requetes": 6}) == ["1001 octets", "6 requêtes"]
    assert depassements(ligne, tenu | {"code": 500, "octets": 10}) == ["code 500"]
    assert depassements(ligne, tenu | {"arrivee": "/compte/connexion/"}) == ["mène à /compte/connexion/"]
