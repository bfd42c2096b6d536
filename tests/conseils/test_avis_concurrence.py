"""Several adoptions at once, on a real PostgreSQL: each act has its own number."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection

from conseils.services.avis import adopter_avis
from tests import fabriques as f

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


def test_four_adoptions_at_once_give_four_numbers(dix_huitieme, animatrice):
    # Each in its own meeting: the lock is that of the conseil.
    reunions = [f.ReunionFabrique(conseil=dix_huitieme, date=date(2026, 3, jour)) for jour in (3, 4, 5, 6)]
    brouillons = [f.BrouillonFabrique(conseil=dix_huitieme) for _ in reunions]

    def adopter(avis, reunion):
        try:
            return adopter_avis(avis=avis, par=animatrice, adopte_en=reunion).numero
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as fils:
        numeros = sorted(fils.map(adopter, brouillons, reunions))
    assert numeros == [f"AV-18-2026-{rang:03d}" for rang in (1, 2, 3, 4)]
