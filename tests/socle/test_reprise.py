"""A page read while the database restarts is read again; what writes is not."""

from types import SimpleNamespace

import pytest
from django.db import OperationalError
from django.http import HttpResponse
from django.test import RequestFactory

from socle import reprise


@pytest.fixture
def panne(monkeypatch):
    """The first call fails and loses the base; the next ones answer."""
    revenue = SimpleNamespace(close=lambda: None, ensure_connection=lambda: None)
    monkeypatch.setattr(reprise, "connection", revenue)
    appels = []

    def suite(request):
        appels.append(request)
        if len(appels) == 1:
            request.base_perdue = True
            return HttpResponse(status=500)
        return HttpResponse("relu")

    return suite, appels


@pytest.mark.parametrize(("methode", "statut", "fois"), [("get", 200, 2), ("head", 200, 2), ("post", 500, 1)])
def test_seul_ce_qui_n_ecrit_pas_est_rejoue(panne, methode, statut, fois):
    suite, appels = panne
    reponse = reprise.Reprise(suite)(getattr(RequestFactory(), methode)("/"))
    assert (reponse.status_code, len(appels)) == (statut, fois)


def test_la_base_ne_revient_pas(panne, monkeypatch, settings):
    settings.REPRISE_DELAI = 0

    def absente():
        raise OperationalError

    monkeypatch.setattr(reprise, "connection", SimpleNamespace(close=lambda: None, ensure_connection=absente))
    assert reprise.Reprise(panne[0])(RequestFactory().get("/")).status_code == 500


@pytest.mark.parametrize(("repond", "perdue"), [(True, False), (False, True)])
def test_un_refus_d_une_base_qui_repond_n_est_pas_une_panne(monkeypatch, repond, perdue):
    monkeypatch.setattr(reprise, "connection", SimpleNamespace(connection=object(), is_usable=lambda: repond))
    request = RequestFactory().get("/")
    try:
        raise OperationalError
    except OperationalError:
        reprise._noter(None, request)
    assert request.base_perdue is perdue
