"""What is left without an answer puts itself on the agenda of the next séance, once, and leaves it when it may."""

from datetime import date

import pytest
from django.urls import reverse

from comptes.models import LigneAudit
from config.celery import app
from conseils import tasks
from conseils.models import Avis, Destinataire, PointSeance
from conseils.services import instances
from conseils.services.saisines import saisir_les_instances
from tests import fabriques as f

pytestmark = pytest.mark.django_db


def en_retard(conseil, rang: int = 1, **champs) -> Destinataire:
    """Late since the spring, and told so for the last time."""
    avis = f.AvisFabrique(conseil=conseil, numero=f"AV-{conseil.arrondissement.numero}-2026-{rang:03d}")
    destinataire = f.DestinataireFabrique(avis=avis, **champs)
    f.RelanceFabrique(destinataire=destinataire, echelon="derniere")
    return destinataire


@pytest.fixture
def seance(dix_huitieme):
    return f.SeanceFabrique(arrondissement=dix_huitieme.arrondissement)


@pytest.fixture
def retard(dix_huitieme):
    return en_retard(dix_huitieme)


def a_l_ordre_du_jour(seance) -> list[str]:
    return list(seance.points.inscrits().values_list("intitule", flat=True))


def test_it_is_put_once_after_what_is_there(seance, retard, dix_huitieme):
    f.PointSeanceFabrique(seance=seance, rang=4, intitule="Bilan")
    assert [saisir_les_instances(), saisir_les_instances()] == [1, 0]
    assert a_l_ordre_du_jour(seance) == [
        "Bilan",
        "Ville de Paris, sans réponse à AV-18-2026-001, Éclairer la rue Marc-Séguin",
    ]
    assert seance.points.last().rang == 5
    ligne = LigneAudit.objects.de(seance).get()
    assert (ligne.acte, ligne.detail, ligne.par_nom) == ("points_inscrits", {"points": 1}, "Automatique")


def test_the_right_instance_is_its_own_committee_else_that_of_paris(dix_huitieme, dix_neuvieme, seance):
    paris = f.TypeInstanceFabrique(code="comite-pilotage-contrat", echelle="parisienne")
    commune = f.SeanceFabrique(type=paris, arrondissement=None, date=date(2026, 11, 25))
    f.SeanceFabrique(arrondissement=f.ArrondissementFabrique(numero=20))
    for conseil in (dix_huitieme, dix_neuvieme):
        en_retard(conseil)
    assert saisir_les_instances() == 2
    assert [len(a_l_ordre_du_jour(s)) for s in (seance, commune)] == [1, 1]
    assert "AV-19" in a_l_ordre_du_jour(commune)[0]


def test_nothing_without_a_last_reminder_or_without_a_seance(dix_huitieme, retard):
    assert saisir_les_instances() == 0
    f.SeanceFabrique(arrondissement=dix_huitieme.arrondissement, statut="annulee")
    assert saisir_les_instances() == 0
    f.SeanceFabrique(arrondissement=dix_huitieme.arrondissement)
    retard.relances.update(echelon="echue")
    assert saisir_les_instances() == 0


def test_an_answer_takes_away_what_nobody_wrote_on(seance, retard):
    saisir_les_instances()
    Destinataire.objects.update(repondu_le=date(2026, 11, 18))
    saisir_les_instances()
    assert a_l_ordre_du_jour(seance) == []


def test_what_somebody_wrote_on_stays_and_tells_that_the_answer_came(connecte, seance, retard, coordinatrice):
    saisir_les_instances()
    point = seance.points.get()
    instances.modifier_point(point=point, par=coordinatrice, intitule=point.intitule, note="Inviter la voirie")
    Destinataire.objects.update(repondu_le=date(2026, 11, 18))
    saisir_les_instances()
    page = connecte(coordinatrice).get(reverse("seance", args=[seance.pk])).text
    assert "Inviter la voirie" in page
    assert "réponse reçue" in page
    assert "18 novembre 2026" in page


def test_on_its_day_the_agenda_does_not_lose_a_point(dix_huitieme, retard):
    seance = f.SeanceFabrique(arrondissement=dix_huitieme.arrondissement, date=date(2026, 11, 18))
    saisir_les_instances()
    Destinataire.objects.update(repondu_le=date(2026, 11, 18))
    saisir_les_instances()
    assert len(a_l_ordre_du_jour(seance)) == 1


def test_what_somebody_removed_is_not_put_back(seance, retard, coordinatrice):
    saisir_les_instances()
    instances.retirer_point(point=seance.points.get(), par=coordinatrice)
    assert saisir_les_instances() == 0
    assert a_l_ordre_du_jour(seance) == []
    instances.ajouter_point(seance=seance, par=coordinatrice, intitule="a", note="")
    instances.ajouter_point(seance=seance, par=coordinatrice, intitule="b", note="")
    premier = seance.points.get(intitule="a")
    instances.deplacer_point(point=premier, par=coordinatrice, sens="monter")  # nothing is above it
    assert a_l_ordre_du_jour(seance) == ["a", "b"]


def test_it_moves_to_a_nearer_seance_and_comes_back_at_the_next(seance, retard, dix_huitieme):
    saisir_les_instances()
    proche = f.SeanceFabrique(arrondissement=dix_huitieme.arrondissement, date=date(2026, 11, 20))
    assert saisir_les_instances() == 1
    assert [len(a_l_ordre_du_jour(s)) for s in (proche, seance)] == [1, 0]
    proche.statut, proche.date = "tenue", date(2026, 11, 17)
    proche.save()
    assert saisir_les_instances() == 1
    assert [len(a_l_ordre_du_jour(s)) for s in (proche, seance)] == [1, 1]


@pytest.mark.parametrize("nombre", [10, 200])
def test_two_hundred_late_answers_cost_what_ten_cost(
    nombre, seance, dix_huitieme, dix_neuvieme, django_assert_num_queries
):
    f.SeanceFabrique(arrondissement=dix_neuvieme.arrondissement)
    for rang in range(nombre):
        en_retard((dix_huitieme, dix_neuvieme)[rang % 2], rang)
    with django_assert_num_queries(10):
        assert saisir_les_instances() == nombre
    assert PointSeance.objects.count() == nombre


def test_the_round_of_reminders_and_the_night_do_it(seance, retard):
    assert "conseils.tasks.saisir_les_instances" in [t["task"] for t in app.conf.beat_schedule.values()]
    tasks.relancer_les_institutions()
    assert len(a_l_ordre_du_jour(seance)) == 1


def test_the_seance_and_the_avis_lead_to_each_other(connecte, seance, retard, animatrice, bailleur):
    saisir_les_instances()
    avis = Avis.objects.get()
    client = connecte(animatrice)
    adresse_avis, adresse_seance = reverse("avis", args=[18, avis.pk]), reverse("seance", args=[seance.pk])
    assert adresse_avis in client.get(adresse_seance).text
    page = client.get(adresse_avis).text
    assert "À l’ordre du jour d’une instance" in page
    assert adresse_seance in page
    seance.statut, seance.date = "tenue", date(2026, 11, 17)
    seance.save()
    page = client.get(adresse_avis).text
    assert "Porté devant une instance" in page
    assert "À l’ordre du jour d’une instance" not in page


def test_a_stranger_reads_the_point_and_not_the_avis(connecte, dix_huitieme, animateur_du_19e):
    paris = f.TypeInstanceFabrique(code="comite-pilotage-contrat", echelle="parisienne")
    seance = f.SeanceFabrique(type=paris, arrondissement=None)
    retard = en_retard(dix_huitieme)
    saisir_les_instances()
    page = connecte(animateur_du_19e).get(reverse("seance", args=[seance.pk])).text
    assert "AV-18-2026-001" in page
    assert reverse("avis", args=[18, retard.avis_id]) not in page
