"""A plausible conseil, its documents, and a private place for their files."""

from contextlib import contextmanager
from functools import partial
from typing import NamedTuple

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from reporting.models import Rapport
from reporting.pdf import Pdf, rendre
from reporting.rapports.bilan_conseil import assembler
from reporting.rapports.document import Edition, composer, imprimer
from reporting.rapports.sortes import SORTES
from reporting.rapports.sujet import Sujet
from reporting.services import circuit, production, publication, travaux
from socle import courtier
from tests import fabriques as f
from tests.conftest import MAINTENANT
from tests.pdf import PdfLu, plaintes_du_moteur
from tests.reporting.rapports.exemple import peupler
from tests.reporting.rapports.papiers import composer_tous, editions_tirees

BILAN = SORTES["bilan-conseil"]


class Imprime(NamedTuple):
    """A document, read again, and what the engine said against it."""

    pdf: Pdf
    lu: PdfLu
    plaintes: tuple[str, ...]


def produire(rapport) -> Rapport:
    """Do what the document awaits, and read it again."""
    production.executer(pk=rapport.pk)
    return Rapport.objects.get(pk=rapport.pk)


def soumettre(rapport, par) -> Rapport:
    circuit.soumettre(rapport=rapport, par=par)
    return produire(rapport)


def valider(rapport, *institutions) -> Rapport:
    for compte in institutions:
        circuit.accepter(rapport=rapport, par=compte)
    return Rapport.objects.get(pk=rapport.pk)


@pytest.fixture(autouse=True)
def documents(settings, tmp_path):
    """Each test writes its documents in its own folder."""
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "socle.fichiers.StockagePrive",
            "OPTIONS": {"location": tmp_path / "documents", "base_url": None},
        }
    }
    return default_storage


@pytest.fixture(autouse=True)
def messages_envoyes(monkeypatch):
    """Keys of the documents for which a worker would have been woken."""
    envoyes = []
    monkeypatch.setattr(courtier, "reveiller", lambda _tache, pk: envoyes.append(pk))
    return envoyes


@pytest.fixture
def imprimerie(monkeypatch):
    """The queue without the seconds that layout takes: a text in place of the PDF."""

    def imprimer(html, edition, *, mise_en_page_faite):
        mise_en_page_faite()
        return Pdf(html.encode(), 16)

    monkeypatch.setattr(production, "imprimer", imprimer)


@pytest.fixture
def demande(dix_huitieme):
    """A document of the 18e, asked for and not yet produced."""
    return travaux.demander(sorte="bilan-conseil", sujet=Sujet(2026, dix_huitieme), par=None)


@pytest.fixture
def projet(demande):
    production.executer(pk=demande.pk)
    return Rapport.objects.get(pk=demande.pk)


@pytest.fixture
def soumis(projet, coordinatrice):
    return soumettre(projet, coordinatrice)


@pytest.fixture
def valide(soumis, prefecture, ville):
    return valider(soumis, prefecture, ville)


@pytest.fixture
def publie(valide, coordinatrice):
    publication.publier(rapport=valide, par=coordinatrice)
    return produire(valide)


@pytest.fixture(scope="session")
def edition(django_db_setup, django_db_blocker):
    """A bilan of the example, assembled once for the tests that only read it."""
    with _dix_huitieme_d_un_instant(django_db_blocker) as conseil:
        maintenant = timezone.localtime()
        bilan = assembler(Sujet(2026, peupler(conseil)), maintenant)
    return Edition("BC-18-2026-01", BILAN.titre, maintenant, None, bilan)


@pytest.fixture(scope="session")
def html(edition):
    return composer(BILAN, edition)


@pytest.fixture(scope="session")
def imprimes(edition, django_db_setup, django_db_blocker) -> dict[str, Imprime]:
    """Each kind of document that we print, drawn once for the whole run."""
    with _dix_huitieme_d_un_instant(django_db_blocker) as conseil:
        papiers = composer_tous(conseil)
    editions = {"bilan-conseil": edition} | editions_tirees(edition)
    taches = {code: partial(_imprimer, code, tiree) for code, tiree in editions.items()}
    taches |= {nom: partial(rendre, papier) for nom, papier in papiers.items()}
    return {nom: _imprime(tache) for nom, tache in taches.items()}


def _imprimer(code: str, edition: Edition) -> Pdf:
    return imprimer(composer(SORTES[code], edition), edition)


@contextmanager
def _dix_huitieme_d_un_instant(bloqueur):
    """The 18e on the day of the tests, gone afterwards."""
    with bloqueur.unblock(), time_machine.travel(MAINTENANT, tick=False), transaction.atomic():
        yield f.ConseilFabrique(arrondissement=f.ArrondissementFabrique(numero=18))
        transaction.set_rollback(True)


def _imprime(tache) -> Imprime:
    with plaintes_du_moteur() as plaintes:
        pdf = tache()
    return Imprime(pdf, PdfLu(pdf.octets), tuple(plaintes))
