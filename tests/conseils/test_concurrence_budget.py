"""Two people spend the same remainder at once, on a real PostgreSQL: one of them is refused."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from conseils.models import Depense, Initiative
from conseils.services.budget import saisir_depense
from conseils.services.initiatives import proposer_initiative
from tests import fabriques as f

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


def en_meme_temps(combien, faire):
    """Call ``faire`` in as many threads, each with its own connection; a refusal is ``None``."""

    def dans_son_fil(_):
        try:
            return faire()
        except ValidationError:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(combien) as fils:
        return [obtenu for obtenu in fils.map(dans_son_fil, range(combien)) if obtenu]


def test_le_meme_reste_ne_se_depense_qu_une_fois():
    part, par = f.PartBudgetFabrique(montant=1000), f.CompteFabrique()

    def depenser():
        return saisir_depense(
            conseil=part.conseil,
            par=par,
            date=date(2026, 5, 4),
            libelle="Barnum",
            poste="materiel",
            montant=Decimal(600),
            initiative=None,
        )

    assert len(en_meme_temps(4, depenser)) == 1
    assert Depense.objects.get().montant == 600


def test_deux_initiatives_n_ont_pas_le_meme_numero():
    conseil, par = f.ConseilFabrique(arrondissement__numero=18), f.CompteFabrique()

    def proposer():
        return proposer_initiative(
            conseil=conseil,
            par=par,
            titre="Jardin",
            description="Planter.",
            route="porte_directement",
            proposee_le=date(2026, 3, 2),
        )

    en_meme_temps(4, proposer)
    numeros = Initiative.objects.order_by("numero").values_list("numero", flat=True)
    assert list(numeros) == [f"IN-18-2026-00{rang}" for rang in (1, 2, 3, 4)]
