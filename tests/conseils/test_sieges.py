"""Seats held in other bodies of participation: written, refused, counted without naming anybody.

The count, typed by hand. 2 seats in a conseil de quartier since 5 January 2025; 3 in a GUP from 10 March 2025 to
30 June 2026; 1 in the CICA since 1 October 2026. On 18 November 2026: 2 + 1 = 3. On 18 November 2025: 2 + 3 = 5.
"""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from comptes.models import LigneAudit
from conseils.models import SiegeParticipation
from conseils.services.sieges import compter_sieges, corriger_sieges
from reporting.indicateurs import collecter
from reporting.periodes import periodes_comparees
from tests import fabriques as f

CHAMPS = {"instance": "gup", "precision": "", "nombre": 3, "du": date(2025, 3, 10), "au": None}
ORGANISATION = "/conseils/18/organisation/"


@pytest.fixture
def sieges(dix_huitieme, dix_neuvieme):
    f.SiegeParticipationFabrique(conseil=dix_huitieme, du=date(2025, 1, 5))
    f.SiegeParticipationFabrique(
        conseil=dix_huitieme, instance="gup", nombre=3, du=date(2025, 3, 10), au=date(2026, 6, 30)
    )
    f.SiegeParticipationFabrique(conseil=dix_huitieme, instance="cica", nombre=1, du=date(2026, 10, 1))
    f.SiegeParticipationFabrique(conseil=dix_neuvieme, nombre=9)


def test_the_seats_of_today_and_of_a_year_ago(sieges, dix_huitieme):
    jour = date(2026, 11, 18)
    table = collecter([dix_huitieme.pk], periodes_comparees(2026, jour), cles=["sieges_ailleurs"], jour=jour)
    assert [table.mesure("sieges_ailleurs", periode=rang) for rang in (0, 1)] == [3, 5]
    assert table.mesure("sieges_ailleurs", details=["cica"]) == 1


def test_the_page_tells_them(sieges, connecte, lecteur):
    page = connecte(lecteur).get(ORGANISATION)
    assertContains(page, "<strong>3 sièges</strong> tenus aujourd’hui")
    assertContains(page, "5 le 18 novembre 2025")
    assertNotContains(page, "Compter des sièges")


def test_compter_corriger_supprimer_par_les_pages(connecte, animatrice, dix_huitieme):
    client = connecte(animatrice)
    donnees = {"instance": "autre", "precision": "", "nombre": "2", "du": "2026-03-10"}
    refuse = client.post(reverse("siege_ajouter", args=[18]), donnees)
    assert list(refuse.context["form"].errors) == ["precision"]
    donnees["precision"] = "Conseil de la nuit"
    assertRedirects(client.post(reverse("siege_ajouter", args=[18]), donnees), ORGANISATION)
    siege = SiegeParticipation.objects.get()
    assertContains(client.get(ORGANISATION), "Conseil de la nuit")
    client.post(reverse("siege_modifier", args=[18, siege.pk]), donnees | {"au": "2026-09-01"})
    siege.refresh_from_db()
    assert siege.au == date(2026, 9, 1)
    assertRedirects(client.post(reverse("siege_supprimer", args=[18, siege.pk])), ORGANISATION)
    assert not SiegeParticipation.objects.exists()
    assert LigneAudit.objects.filter(acte="siegeparticipation_supprime").exists()


@pytest.mark.parametrize(
    ("change", "champ"),
    [
        ({"du": date(2013, 1, 1)}, "du"),
        ({"du": date(2026, 11, 19)}, "du"),
        ({"au": date(2025, 3, 9)}, "au"),
        ({"nombre": 0}, "nombre"),
        ({"instance": "autre"}, "precision"),
    ],
)
def test_des_sieges_refuses_disent_ou(dix_huitieme, animatrice, change, champ):
    with pytest.raises(ValidationError, match=f"'{champ}'"):
        compter_sieges(conseil=dix_huitieme, par=animatrice, **CHAMPS | change)


def test_corriger_trace_ce_qui_change(dix_huitieme, animatrice):
    siege = compter_sieges(conseil=dix_huitieme, par=animatrice, **CHAMPS)
    corriger_sieges(siege=siege, par=animatrice, **CHAMPS | {"nombre": 4})
    assert LigneAudit.objects.de(siege).last().detail == {"champs": ["nombre"]}


def test_la_base_refuse_ce_que_les_pages_refusent(dix_huitieme):
    for champs in ({"nombre": 101}, {"instance": "autre", "precision": ""}, {"au": date(2020, 1, 1)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            f.SiegeParticipationFabrique(conseil=dix_huitieme, **champs)
