"""The procès-verbal of a draw: a tagged PDF that says all that proves it, and no name."""

import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from conseils.models import Identite, Invitation
from conseils.tirages import tours_publies
from tests import fabriques as f

NOM = "Zzyzxwvutsr"


@pytest.fixture
def tirage(dix_huitieme):
    tirage = f.TirageFabrique(conseil=dix_huitieme, numero="TS-18-2026-01", nombre=1, etat="tire")
    candidat = f.CandidatFabrique(tirage=tirage, numero=1)
    Identite.objects.create(candidat=candidat, nom=NOM)
    tour = f.TourFabrique(
        tirage=tirage,
        valeur_publique="Loto 4 8 15",
        graine="a" * 64,
        demande_le=timezone.now(),
        tire_le=timezone.now(),
        algorithme="maximin, sortition-algorithms 0.12.15",
    )
    Invitation.objects.create(tour=tour, candidat=candidat)
    return tirage


def test_it_says_all_that_proves_the_draw_and_no_name(tirage):
    texte = render_to_string("reporting/pdf/pv_tirage.html", {"tirage": tirage, "tours": tours_publies(tirage)})
    tour = tirage.tours.get()
    attendus = (
        tour.empreinte,
        tour.engagement,
        tour.secret,
        tour.graine,
        "Loto 4 8 15",
        "sortition-algorithms 0.12.15",
        "rejouer_tirage TS-18-2026-01",
        "femme, 40 à 59\u00a0ans",
    )
    assert [attendu for attendu in attendus if attendu not in texte] == []
    assert NOM not in texte


def test_it_is_the_same_twice(tirage, animatrice, connecte):
    client = connecte(animatrice)
    premier, second = (client.get(reverse("tirage_pv", args=[tirage.numero])).content for _ in range(2))
    assert premier == second


def test_there_is_none_before_the_sealing(tirage, animatrice, connecte):
    tirage.etat = "preparation"
    tirage.save()
    assert connecte(animatrice).get(reverse("tirage_pv", args=[tirage.numero])).status_code == 404
