"""What saving a line costs, in U: ``make bench-semaine`` prints it. Times are not measured by the ordinary tests.

U is the cost of a trivial Django response through eight standard middlewares, measured in the same run: rounds of
both alternate, so that a busy machine weighs on both, and medians of processor time are compared.
"""

import json
import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory, override_settings
from django.urls import path, reverse, set_urlconf

from tests.animateurs.conftest import LUNDI

MESURES = os.environ.get("BENCH_SEMAINE", "")
TOURS = 60
U_AU_PLUS = 12
STANDARDS = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]


def triviale(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


urlpatterns = [path("", triviale)]


@pytest.mark.skipif(not MESURES, reason="mesure : make bench-semaine")
def test_enregistrer_une_activite_en_u(client_connecte, semaine, saisie):
    complete, temoin = WSGIHandler(), WSGIHandler()
    complete.load_middleware()
    with override_settings(MIDDLEWARE=STANDARDS):
        temoin.load_middleware()
    durees = [
        (_chronometrer(temoin, _triviale()), _chronometrer(complete, _envoi(client_connecte, saisie)))
        for _ in range(TOURS)
    ]
    u, ligne = (statistics.median(colonne) for colonne in zip(*durees, strict=True))
    rapport = round(ligne / u, 1)
    with Path(MESURES).open("a", encoding="utf-8") as fichier:
        fichier.write(json.dumps(["u", rapport, U_AU_PLUS]) + "\n")


@pytest.fixture
def client_connecte(connecte, animatrice):
    return connecte(animatrice)


def _envoi(client, saisie: Callable) -> HttpRequest:
    """A quarter of an hour, the sixtieth time too: never more than a day."""
    donnees = saisie(jour=3, minutes="15", cle=str(uuid4()), ouverte="1")
    corps = urlencode(donnees)  # what a browser sends: without a file, no form of ours is « multipart »
    requete = RequestFactory().post(reverse("semaine", args=[LUNDI]), corps, "application/x-www-form-urlencoded")
    requete.COOKIES[settings.SESSION_COOKIE_NAME] = client.cookies[settings.SESSION_COOKIE_NAME].value
    requete._dont_enforce_csrf_checks = True  # as the test client does: reading the cookie is not what is measured
    return requete


def _triviale() -> HttpRequest:
    requete = RequestFactory().get("/")
    requete.urlconf = __name__
    return requete


def _chronometrer(pile: WSGIHandler, requete: HttpRequest) -> float:
    debut = time.process_time()
    reponse = pile.get_response(requete)
    duree = time.process_time() - debut
    set_urlconf(None)  # as at the end of a request
    assert reponse.status_code < 400
    return duree
