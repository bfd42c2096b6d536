"""Reminders: three weeks played hour by hour against a table typed by hand, then what must never happen."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from animateurs import courriels
from animateurs.models import Rappel, SemaineJournal
from animateurs.rappels import rappels_dus, rappels_prevus
from animateurs.services.rappels import envoyer_les_rappels
from animateurs.services.suivi import rappeler
from config.celery import app
from socle.periode import lundi_de
from tests import fabriques as f

pytestmark = pytest.mark.django_db
PARIS = ZoneInfo("Europe/Paris")
SEMAINES = [date(2026, 3, 30), date(2026, 4, 6), date(2026, 4, 13)]  # Monday 6 April is Easter Monday

# Amina hands nothing in and is away from 9 to 14 April. Nadir is late once, and hands that week in on the 7th
# at noon; the others on their Friday at 15:00. The machine is off on Tuesday the 14th.
TABLE = [
    # when, to whom, what: the weeks of a reminder, or (late, to review, away) of the digest
    ("03/04 16:00", "Amina", ["30/03"]),
    ("03/04 16:00", "Nadir", ["30/03"]),
    ("07/04 09:00", "Corinne", (2, 0, 1)),
    ("07/04 10:00", "Amina", ["30/03"]),  # Monday was a holiday
    ("07/04 10:00", "Nadir", ["30/03"]),
    ("15/04 09:00", "Corinne", (2, 2, 1)),  # on Tuesday the machine was off
    ("15/04 10:00", "Amina", ["30/03", "06/04"]),  # nothing on Friday nor on Monday: she was away
    ("17/04 16:00", "Amina", ["30/03", "06/04", "13/04"]),
]


def test_three_weeks_against_the_table(horloge, animatrice, animateur_du_19e, coordinatrice, monkeypatch):
    semaines = _trois_semaines(animatrice, animateur_du_19e)
    f.AbsenceFabrique(affectation=animatrice.affectations.get(), debut=date(2026, 4, 9), fin=date(2026, 4, 14))
    journal = []
    monkeypatch.setattr("animateurs.services.rappels.envoyer", lambda prevu: journal.append(_noter(prevu)))
    for instant in _heures(datetime(2026, 3, 30, tzinfo=PARIS), datetime(2026, 4, 20, tzinfo=PARIS)):
        horloge.move_to(instant)
        if instant in semaines:
            SemaineJournal.objects.filter(pk=semaines[instant]).update(etat="transmise", transmise_le=instant)
        if instant.date() != date(2026, 4, 14):
            envoyer_les_rappels()
    assert sorted(journal) == sorted(TABLE)
    assert [moment for moment, *_ in journal] == [moment for moment, *_ in TABLE]


def _trois_semaines(amina, nadir) -> dict[datetime, int]:
    """Open them; return when Nadir hands each of his in."""
    for lundi in SEMAINES:
        f.SemaineFabrique(affectation=amina.affectations.get(), lundi=lundi)
    siennes = [f.SemaineFabrique(affectation=nadir.affectations.get(), lundi=lundi).pk for lundi in SEMAINES]
    quand = [(2026, 4, 7, 12), (2026, 4, 10, 15), (2026, 4, 17, 15)]
    return {datetime(*q, tzinfo=PARIS): pk for q, pk in zip(quand, siennes, strict=True)}


def _heures(debut: datetime, fin: datetime):
    """The hours at which the scheduler may run, and some others."""
    while debut < fin:
        if 7 <= debut.hour <= 20:
            yield debut
        debut += timedelta(hours=1)


def _noter(prevu) -> tuple:
    quand = f"{timezone.localtime():%d/%m %H:%M}"
    if prevu.sorte == Rappel.Sorte.DIGEST:
        point = courriels.point_pour(prevu)
        return quand, prevu.compte.prenom, (len(point.en_retard), len(point.a_revoir), len(point.absences))
    return quand, prevu.compte.prenom, [f"{semaine.lundi:%d/%m}" for semaine in prevu.semaines]


# -- Each once ---------------------------------------------------------------------------------


@pytest.fixture
def vendredi_soir(vendredi, semaine):
    """Friday 20 November, 17:00; the week of the animatrice is not handed in."""
    return vendredi


def test_a_reminder_leaves_once_however_often_it_is_asked(vendredi_soir):
    assert [envoyer_les_rappels() for _ in range(3)] == [1, 0, 0]
    assert len(mail.outbox) == 1


def test_of_two_workers_the_lease_lets_one_through(vendredi_soir, animatrice):
    pris = timezone.now() - timedelta(minutes=9)
    f.RappelFabrique(compte=animatrice, sorte="vendredi", jour=date(2026, 11, 20), essais=1, pris_le=pris)
    assert envoyer_les_rappels() == 0
    vendredi_soir.shift(timedelta(minutes=2))  # the other one is dead
    assert envoyer_les_rappels() == 1


def test_a_server_that_refuses_is_asked_again_then_left_alone(vendredi_soir, monkeypatch):
    appels = []

    def refuser(prevu):
        appels.append(prevu)
        raise OSError

    monkeypatch.setattr("animateurs.services.rappels.envoyer", refuser)
    for _ in range(12):
        assert envoyer_les_rappels() == 0
        vendredi_soir.shift(timedelta(minutes=11))
    assert len(appels) == 5
    assert Rappel.objects.get().envoye_le is None


def test_nothing_is_due_before_its_hour_nor_at_the_weekend(horloge, semaine):
    for instant in ("2026-11-20 15:59:59+01:00", "2026-11-21 16:00:00+01:00", "2026-11-22 16:00:00+01:00"):
        horloge.move_to(instant)
        assert rappels_dus(timezone.now()) == []


def test_computing_writes_nothing_and_gives_the_same_answer(vendredi_soir, django_assert_num_queries):
    instant = timezone.now()
    with django_assert_num_queries(6) as requetes:
        premier = rappels_dus(instant)
    assert all(requete["sql"].startswith("SELECT") for requete in requetes.captured_queries)
    assert [p.cle for p in premier] == [p.cle for p in rappels_dus(instant)]


# -- To nobody who should not be --------------------------------------------------------------


def test_a_week_handed_in_or_wholly_away_is_not_spoken_of(vendredi_soir, semaine, affectation):
    f.AbsenceFabrique(affectation=affectation, debut=date(2026, 11, 16), fin=date(2026, 11, 19))
    assert len(rappels_dus(timezone.now())) == 1  # she was there on Friday
    f.AbsenceFabrique(affectation=affectation, debut=date(2026, 11, 20), fin=date(2026, 11, 20))
    assert rappels_dus(timezone.now()) == []
    vendredi_soir.move_to("2026-11-23 10:00:00+01:00")
    assert rappels_dus(timezone.now()) == []


def test_who_is_no_longer_posted_is_not_reminded(horloge, semaine, affectation):
    affectation.fin = date(2026, 11, 20)
    affectation.save()
    horloge.move_to("2026-11-23 10:00:00+01:00")
    assert rappels_dus(timezone.now()) == []


def test_a_closed_account_is_not_reminded(vendredi_soir, animatrice):
    animatrice.is_active = False
    animatrice.save()
    assert rappels_dus(timezone.now()) == []


def test_an_absence_on_one_posting_silences_the_person(vendredi_soir, semaine, animatrice, dix_neuvieme):
    autre = f.AffectationFabrique(animateur=animatrice, conseil=dix_neuvieme)
    f.AbsenceFabrique(affectation=autre, debut=date(2026, 11, 20), fin=date(2026, 11, 20))
    assert rappels_dus(timezone.now()) == []


def test_one_e_mail_for_a_person_of_two_conseils(vendredi_soir, animatrice, dix_neuvieme):
    f.AffectationFabrique(animateur=animatrice, conseil=dix_neuvieme)  # its week is not even open yet
    (prevu,) = rappels_dus(timezone.now())
    assert len(prevu.semaines) == 2


def test_the_digest_has_something_to_say_or_does_not_leave(horloge, coordinatrice, transmise):
    horloge.move_to("2026-11-24 09:00:00+01:00")
    assert [p.compte for p in rappels_dus(timezone.now())] == [coordinatrice]
    SemaineJournal.objects.all().delete()
    assert rappels_dus(timezone.now()) == []


# -- By hand and by the schedule ---------------------------------------------------------------


def test_late_weeks_reminded_by_hand_are_not_said_again_that_day(horloge, animatrice, coordinatrice, affectation):
    """Monday's says nothing more, on Tuesday neither; Friday's says everything again."""
    f.SemaineFabrique(affectation=affectation, lundi=date(2026, 11, 16))
    horloge.move_to("2026-11-23 09:30:00+01:00")
    assert rappeler(animateurs=[animatrice.pk], par=coordinatrice)[0].fait
    for instant in ("2026-11-23 10:00:00+01:00", "2026-11-24 10:00:00+01:00"):
        horloge.move_to(instant)
        assert [p for p in rappels_dus(timezone.now()) if p.compte == animatrice] == []
    horloge.move_to("2026-11-27 16:00:00+01:00")
    f.SemaineFabrique(affectation=affectation, lundi=date(2026, 11, 23))
    (prevu,) = [p for p in rappels_dus(timezone.now()) if p.compte == animatrice]
    assert [s.lundi.day for s in prevu.semaines] == [16, 23]


def test_on_friday_only_the_week_that_ends_is_left_to_say(vendredi_soir, animatrice, coordinatrice, affectation):
    f.SemaineFabrique(affectation=affectation, lundi=date(2026, 11, 9))
    assert rappeler(animateurs=[animatrice.pk], par=coordinatrice)[0].fait
    (prevu,) = [p for p in rappels_dus(timezone.now()) if p.compte == animatrice]
    assert [s.lundi.day for s in prevu.semaines] == [16]


def test_by_hand_nothing_leaves_after_the_schedule_nor_during_it(horloge, animatrice, coordinatrice, affectation):
    f.SemaineFabrique(affectation=affectation, lundi=date(2026, 11, 9))
    horloge.move_to("2026-11-23 10:00:00+01:00")
    pris = {"compte": animatrice, "sorte": "lundi", "jour": date(2026, 11, 23), "essais": 1, "pris_le": timezone.now()}
    rappel = f.RappelFabrique(**pris)  # another worker is sending it
    assert "déjà parti aujourd’hui" in rappeler(animateurs=[animatrice.pk], par=coordinatrice)[0].dit
    rappel.delete()
    assert envoyer_les_rappels() == 1
    assert "déjà parti aujourd’hui" in rappeler(animateurs=[animatrice.pk], par=coordinatrice)[0].dit
    assert len(mail.outbox) == 1
    horloge.move_to("2026-11-24 08:00:00+01:00")
    assert rappeler(animateurs=[animatrice.pk], par=coordinatrice)[0].fait


def test_a_reminder_computed_before_the_coordination_wrote_does_not_leave(
    horloge, animatrice, coordinatrice, affectation, monkeypatch
):
    f.SemaineFabrique(affectation=affectation, lundi=date(2026, 11, 16))
    horloge.move_to("2026-11-23 10:00:00+01:00")
    lus = [p for p in rappels_dus(timezone.now()) if p.compte == animatrice]
    monkeypatch.setattr("animateurs.services.rappels.rappels_dus", lambda _instant: lus)
    rappeler(animateurs=[animatrice.pk], par=coordinatrice)
    assert (len(lus), envoyer_les_rappels(), len(mail.outbox)) == (1, 0, 1)


def test_the_page_shows_what_left_of_both_kinds(connecte, horloge, animatrice, coordinatrice, affectation):
    f.SemaineFabrique(affectation=affectation, lundi=date(2026, 11, 9))
    rappeler(animateurs=[animatrice.pk], par=coordinatrice)
    horloge.move_to("2026-11-20 16:00:00+01:00")
    envoyer_les_rappels()
    pages = [connecte(coordinatrice).get(reverse("rappels")), connecte(animatrice).get(reverse("mes_rappels"))]
    for page in pages:
        siens = [(p.jour.day, p.par) for p in page.context["partis"] if p.compte == animatrice]
        assert siens == [(20, None), (18, coordinatrice)]
        assert "Mercredi 18 novembre, à la demande de Corinne" in page.text
    assert "Vendredi 20 novembre, 16 h 00, automatique" in pages[0].text


# -- What is written ---------------------------------------------------------------------------


def test_the_reminder_in_text_and_in_html(vendredi_soir, animatrice):
    envoyer_les_rappels()
    (courriel,) = mail.outbox
    assert courriel.to == [animatrice.email]
    assert courriel.subject == "Votre semaine du 16 novembre 2026 reste à transmettre"
    html, type_mime = courriel.alternatives[0]
    assert type_mime == "text/html"
    for corps in (courriel.body, html):
        assert "/semaines/2026-11-16/?conseil=18" in corps


def test_the_digest_says_who_is_away_and_never_why(horloge, coordinatrice, animatrice, affectation, transmise):
    f.AbsenceFabrique(affectation=affectation, nature="maladie", debut=date(2026, 11, 23), fin=date(2026, 11, 24))
    f.SemaineFabrique(affectation=affectation, lundi=date(2026, 11, 2))
    horloge.move_to("2026-11-24 09:00:00+01:00")
    envoyer_les_rappels()
    (courriel,) = mail.outbox
    assert courriel.subject == "L’équipe cette semaine : 1 en retard, 1 à revoir"
    for corps in (courriel.body, courriel.alternatives[0][0]):
        assert "du 23 novembre au 24 novembre" in corps
        assert "arrêt" not in corps
        assert "maladie" not in corps


# -- What will leave ---------------------------------------------------------------------------


def test_the_forecast_is_what_leaves_when_nothing_changes(horloge, animatrice, coordinatrice, affectation, transmise):
    """From Wednesday 18 November: the current week is not even open, and she is away on Monday the 23rd."""
    f.AbsenceFabrique(affectation=affectation, debut=date(2026, 11, 23), fin=date(2026, 11, 23))
    prevus = [(p.moment, p.compte) for p in rappels_prevus(timezone.now())]
    # By hand: today the digest that yesterday missed; then the two Fridays, Monday's on Tuesday, two digests.
    assert [f"{moment:%d %H} {compte.prenom}" for moment, compte in prevus] == [
        "18 09 Corinne",
        "20 16 Amina",
        "24 09 Corinne",
        "24 10 Amina",
        "27 16 Amina",
        "30 10 Amina",
        "01 09 Corinne",
    ]
    partis = []
    for instant in _heures(timezone.localtime(), timezone.localtime() + timedelta(days=13, hours=2)):
        horloge.move_to(instant)
        SemaineJournal.objects.get_or_create(affectation=affectation, lundi=lundi_de(timezone.localdate()))
        for prevu in rappels_dus(timezone.now()):
            partis.append((prevu.moment, prevu.compte))
            f.RappelFabrique(compte=prevu.compte, sorte=prevu.sorte, jour=prevu.jour, envoye_le=timezone.now())
    assert partis == prevus


def test_the_coordination_reads_everything_and_each_animateur_his_own(
    connecte, coordinatrice, animatrice, animateur_du_19e
):
    tout = connecte(coordinatrice).get(reverse("rappels"))
    assert {p.compte.prenom for p in tout.context["prevus"]} == {"Amina", "Nadir", "Corinne"}
    siens = connecte(animatrice).get(reverse("mes_rappels"))
    assert {p.compte.prenom for p in siens.context["prevus"]} == {"Amina"}
    assert "Nadir" not in siens.text


def test_the_page_costs_the_same_with_one_person_and_three(
    connecte, coordinatrice, animatrice, django_assert_num_queries
):
    client, adresse = connecte(coordinatrice), reverse("rappels")
    client.get(adresse)
    for autres in (0, 2):
        for rang in range(autres):
            conseil = f.ConseilFabrique(arrondissement=f.ArrondissementFabrique(numero=10 + rang))
            f.AbsenceFabrique(affectation=f.AffectationFabrique(conseil=conseil))
        with django_assert_num_queries(10):
            client.get(adresse)


def test_the_scheduler_runs_at_the_hours_of_paris():
    rythme = app.conf.beat_schedule["envoyer-les-rappels"]["schedule"]
    assert app.conf.timezone == "Europe/Paris"
    assert {9, 10, 16} <= rythme.hour
    assert 0 in rythme.minute
    assert rythme.day_of_week == {1, 2, 3, 4, 5}
