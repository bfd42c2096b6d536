"""A document loads our static files and nothing else: no server of the network, no file of the disk."""

import socket

import pytest
from django.core.exceptions import SuspiciousFileOperation
from weasyprint.urls import FatalURLFetchingError

from reporting.pdf import rendre
from reporting.pdf.ressources import BASE, FichiersStatiques, RessourceRefusee

pytestmark = pytest.mark.une_fois

AILLEURS = [
    "http://169.254.169.254/latest/meta-data/",
    "http://127.0.0.1:6379/",
    "https://exemple.fr/pixel.png",
    "//exemple.fr/pixel.png",
    "https://statique.invalid@exemple.fr/pixel.png",
    "https://statique.invalid.exemple.fr/pixel.png",
    "http://statique.invalid/css/pdf.css",
    "file:///etc/passwd",
    "ftp://exemple.fr/pixel.png",
    "data:text/css,body{}",
    "HTTPS://EXEMPLE.FR/",
]
AU_DEHORS = [
    "../config/settings.py",
    "%2e%2e/config/settings.py",
    "css/../../manage.py",
    "%2fetc/passwd",
    "absent.css",
]


@pytest.fixture(autouse=True)
def connexions(monkeypatch):
    """Every connection that was tried. None may be."""
    tentees = []
    monkeypatch.setattr(socket.socket, "connect", lambda *appel: tentees.append(appel))
    yield
    assert tentees == []


def test_un_fichier_statique_est_servi():
    assert FichiersStatiques().fetch(f"{BASE}css/pdf.css").headers["Content-Type"] == "text/css"


@pytest.mark.parametrize("adresse", AILLEURS)
def test_une_autre_adresse_est_refusee(adresse):
    with pytest.raises(RessourceRefusee):
        FichiersStatiques().fetch(adresse)


@pytest.mark.parametrize("nom", AU_DEHORS)
def test_un_nom_ne_sort_pas_du_dossier(nom):
    with pytest.raises((RessourceRefusee, SuspiciousFileOperation)):
        FichiersStatiques().fetch(f"{BASE}{nom}")


def page(corps: str) -> str:
    return f"<!doctype html><html lang=fr><title>x</title><body>{corps}</body></html>"


@pytest.mark.parametrize(
    "balise",
    [
        '<img src="{}" alt="">',
        '<link rel="stylesheet" href="{}">',
        '<object data="{}"></object>',
        '<p style="background: url({})">x</p>',
        '<style>@import "{}";</style>',
        '<link rel="attachment" href="{}">',
    ],
)
@pytest.mark.parametrize("adresse", ["http://127.0.0.1:6379/", "file:///etc/hostname"])
def test_un_document_qui_en_demande_une_n_est_pas_produit(balise, adresse):
    with pytest.raises(FatalURLFetchingError) as refus:
        rendre(page(balise.format(adresse)))
    assert isinstance(refus.value.__cause__, RessourceRefusee)


def test_un_dessin_qui_en_demande_une_reste_vide(monkeypatch):
    """WeasyPrint draws what it can of an SVG: refused all the same, with a hole instead of a failure."""
    refus = []

    def noter(chargeur, url, headers=None):
        with pytest.raises(RessourceRefusee):
            charger(chargeur, url, headers)
        refus.append(url)
        raise RessourceRefusee(url)

    charger = FichiersStatiques.fetch
    monkeypatch.setattr(FichiersStatiques, "fetch", noter)
    rendre(page('<svg width="9" height="9"><image href="file:///etc/hostname" width="9" height="9"/></svg>'))
    assert refus == ["file:///etc/hostname"]
