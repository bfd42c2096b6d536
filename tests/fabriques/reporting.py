"""Campaigns of documents."""

from datetime import date

import factory

from reporting.models import Campagne
from tests.fabriques.communs import Fabrique
from tests.fabriques.comptes import CompteFabrique


class CampagneFabrique(Fabrique):
    class Meta:
        model = Campagne

    exercice = 2025
    preparation = date(2026, 11, 18)
    relecture = date(2026, 12, 9)
    publication = date(2026, 12, 21)
    creee_par = factory.SubFactory(CompteFabrique)
