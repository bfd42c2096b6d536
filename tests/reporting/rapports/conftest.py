"""A plausible conseil, its documents, and a private place for their files."""

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from reporting.models import Rapport
from reporting.pdf import Pdf
from reporting.rapports.bilan_conseil import assembler
from reporting.rapports.document import Edition, composer
from reporting.rapports.sortes import SORTES
from reporting.rapports.sujet import Sujet
from reporting.services import production, publication, travaux
from tests import fabriques as f
from tests.conftest import MAINTENANT
from tests.reporting.rapports.exemple import peupler

BILAN = SORTES["bilan-conseil"]


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
    monkeypatch.setattr(travaux, "reveiller", envoyes.append)
    return envoyes


@pytest.fixture
def imprimerie(monkeypatch):
    """The queue without the seconds that layout takes: a text in place of the PDF."""

    def rendre(html, *, mise_en_page_faite):
        mise_en_page_faite()
        return Pdf(html.encode(), 16)

    monkeypatch.setattr(production, "rendre", rendre)


@pytest.fixture
def demande(dix_huitieme):
    """A document of the 18e, asked for and not yet produced."""
    return travaux.demander(sorte="bilan-conseil", sujet=Sujet(2026, dix_huitieme), par=None)


@pytest.fixture
def projet(demande):
    production.executer(pk=demande.pk)
    return Rapport.objects.get(pk=demande.pk)


@pytest.fixture
def publie(projet, coordinatrice):
    publication.publier(rapport=projet, par=coordinatrice)
    production.executer(pk=projet.pk)
    return Rapport.objects.get(pk=projet.pk)


@pytest.fixture(scope="module")
def edition(django_db_setup, django_db_blocker):
    """A bilan of the example, assembled once for the tests of a module that only read it."""
    with django_db_blocker.unblock(), time_machine.travel(MAINTENANT, tick=False), transaction.atomic():
        conseil = f.ConseilFabrique(arrondissement=f.ArrondissementFabrique(numero=18))
        maintenant = timezone.localtime()
        bilan = assembler(Sujet(2026, peupler(conseil)), maintenant)
        transaction.set_rollback(True)
    return Edition("BC-18-2026-01", BILAN.titre, maintenant, None, bilan)


@pytest.fixture(scope="module")
def html(edition):
    return composer(BILAN, edition)
