"""Channels of mobilisation against figures worked out by hand.

The story, conseil of the 18e, exercice 2026:

- 10 March, held, told by posters and door to door: 1 membre, 6 women of the public; 6 answers, 3 éloignées;
- 7 April, held, door to door: 2 men of the public; 2 answers, 2 éloignés;
- 5 May, held, nobody has said how: 4 women of the public, nobody was asked;
- 2 June, cancelled, posters: counts nowhere. 10 March 2025, held, street: another exercice.

Posters: 1 meeting, 1 + 6 = 7, 3 of 6 = 50 %. Door to door: 2 meetings, 7 + 2 = 9, 5 of 8 = 62,5 %.
"""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from conseils.models import CanalMobilisation
from reporting.exports.listes import JEUX
from reporting.mobilisation import canaux_de_l_exercice
from socle.periode import Periode
from tests import fabriques as f


def tenir(conseil, jour, canaux, publics=(), reponses=0, eloignes=0, sexe="F", **champs):
    reunion = f.ReunionFabrique(conseil=conseil, date=jour, **champs)
    CanalMobilisation.objects.bulk_create(CanalMobilisation(reunion=reunion, canal=canal) for canal in canaux)
    for tranche, nombre in publics:
        f.ComptagePublicFabrique(reunion=reunion, sexe=sexe, tranche_age=tranche, nombre=nombre)
    if reponses:
        f.ComptageEloignesFabrique(reunion=reunion, sexe=sexe, reponses=reponses, eloignes=eloignes)
    return reunion


@pytest.fixture
def annee(dix_huitieme):
    mars = tenir(dix_huitieme, date(2026, 3, 10), ("affichage", "porte_a_porte"), [("18-25", 2), ("40-59", 4)], 6, 3)
    f.PresenceFabrique(reunion=mars, membre=f.MandatFabrique(membre__conseil=dix_huitieme).membre)
    excuse = f.MandatFabrique(membre__conseil=dix_huitieme).membre
    f.PresenceFabrique(reunion=mars, membre=excuse, nature="excuse")
    tenir(dix_huitieme, date(2026, 4, 7), ("porte_a_porte",), [("60+", 2)], 2, 2, sexe="H")
    tenir(dix_huitieme, date(2026, 5, 5), (), [("60+", 4)])
    tenir(dix_huitieme, date(2026, 6, 2), ("affichage",), statut="annulee", presences_saisies=False)
    tenir(dix_huitieme, date(2025, 3, 10), ("reseaux",), [("60+", 9)])
    return dix_huitieme


def test_the_table_of_channels(annee):
    lignes = canaux_de_l_exercice(annee, Periode.exercice(2026))
    assert [(x.libelle, x.reunions, x.participations, x.eloignes.valeur) for x in lignes] == [
        ("porte-à-porte", 2, 9, Decimal("62.5")),
        ("affichage et tracts", 1, 7, Decimal(50)),
        ("canal non renseigné", 1, 4, None),
    ]


def test_a_share_of_few_answers_is_not_told(dix_huitieme):
    tenir(dix_huitieme, date(2026, 3, 10), ("presse",), [("60+", 4)], 4, 1)
    assert canaux_de_l_exercice(dix_huitieme, Periode.exercice(2026))[0].eloignes.valeur is None


def test_nothing_said_nothing_shown(dix_huitieme, connecte, lecteur):
    tenir(dix_huitieme, date(2026, 5, 5), (), [("60+", 4)])
    assertNotContains(connecte(lecteur).get(reverse("reunions", args=[18])), "Canaux de mobilisation")


def test_the_page_of_the_meetings_shows_it(annee, connecte, lecteur):
    page = connecte(lecteur).get(reverse("reunions", args=[18]) + "?exercice=2026")
    assertContains(page, '<td class="nombre">63\xa0%</td>')
    assertContains(page, "Canal non renseigné")


def test_the_list_of_meetings_exports_them(annee):
    colonne = JEUX["reunions"].colonnes[-1]
    assert colonne.lire(annee.reunions.get(date=date(2026, 3, 10))) == "affichage et tracts | porte-à-porte"
