"""Forgetting people changes no figure of a past exercice: every indicator, before and after."""

from datetime import date

import pytest

from comptes.services import purges
from conseils.models import TacheAbsence
from reporting.indicateurs import INDICATEURS, collecter
from reporting.services import cumuls
from socle.periode import Periode
from tests import fabriques as f

pytestmark = pytest.mark.django_db
PERIODES = [Periode.exercice(annee) for annee in (2021, 2022)]


@pytest.fixture
def annees_passees(dix_huitieme):
    """Two members of 2021 and 2022, a meeting each year, one of them trained and sent to an instance."""
    for prenom, sexe, tranche in (("Awa", "F", "18-25"), ("Bruno", "H", "60+")):
        membre = f.MembreFabrique(
            conseil=dix_huitieme, prenom=prenom, sexe=sexe, tranche_age=tranche, courriel=f"{prenom}@exemple.invalid"
        )
        f.MandatFabrique(membre=membre, debut=date(2021, 1, 10), fin=date(2022, 6, 30), motif_fin="demission")
        TacheAbsence.objects.create(membre=membre, depuis=date(2022, 3, 1), appele_le=date(2022, 3, 2))
    for annee in (2021, 2022):
        reunion = f.ReunionFabrique(conseil=dix_huitieme, date=date(annee, 3, 10), type="groupe_moteur")
        f.PresenceFabrique(reunion=reunion, membre=membre)
        f.InviteFabrique(conseil=dix_huitieme, debut=date(annee, 1, 1), fin=date(annee, 12, 31))
    return dix_huitieme


def _chiffres(conseil):
    table = collecter([conseil.pk], PERIODES)
    return {(code, rang): table.valeur(code, periode=rang) for code in INDICATEURS for rang in range(len(PERIODES))}


def test_aucun_indicateur_d_un_exercice_passe_ne_bouge(annees_passees):
    cumuls.recompter()
    avant = _chiffres(annees_passees)
    assert avant["I01", 0].numerateur == 2  # the story counts
    purge = purges.purger()
    assert (purge.nombres["membres"], purge.nombres["invites"]) == (2, 2)
    assert _chiffres(annees_passees) == avant
    assert cumuls.recompter() == []
    assert _chiffres(annees_passees) == avant
