"""One installation for all the tests of this folder: it takes seconds, and they only read it."""

from datetime import date

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings

from animateurs.demo.installation import installer

JOUR = date(2026, 11, 18)  # the day of tests.conftest
GRAINE = 2017


def importer_references() -> None:
    for commande in ("importer_territoires", "importer_conseils", "importer_convention"):
        call_command(commande, verbosity=0)


@pytest.fixture(scope="package")
def demonstration(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demonstration installed on the reference data, undone when they are over."""
    dossier = tmp_path_factory.mktemp("demo")
    with django_db_blocker.unblock(), override_settings(DATA_DIR=dossier), transaction.atomic():
        importer_references()
        yield installer(graine=GRAINE, jour=JOUR)
        transaction.set_rollback(True)
