"""The ladder of reminders: what is due on a day, what is not, and how pauses and answers move it."""

from datetime import date, timedelta

import pytest

from conseils import echelons
from conseils.models import Avis, Destinataire, Relance
from conseils.relances import Point, dues, prevoir, relances_dues
from conseils.services.relances import preparer_la_tournee
from tests import fabriques as f

ECHEANCE = date(2026, 11, 2)  # a Monday


def point(**champs) -> Point:
    champs = {"echeance": ECHEANCE, "echelle": echelons.AVIS} | champs
    return Point(destinataire=Destinataire(pk=1), suite=None, **champs)


def prevues(un_point: Point, jours: int = 60) -> list[tuple[date, str]]:
    return [
        (due.jour, due.echelon.code)
        for due in prevoir([un_point], date(2026, 10, 19), date(2026, 10, 19) + timedelta(days=jours))
    ]


def test_the_ladder_one_day_after_another():
    assert prevues(point()) == [
        (date(2026, 10, 26), "rappel"),
        (date(2026, 11, 3), "echue"),
        (date(2026, 11, 17), "deuxieme"),
        (date(2026, 12, 2), "derniere"),
    ]


def test_silence_that_is_agreement_is_announced_and_never_reproached():
    assert prevues(point(echelle=echelons.TACITE)) == [(date(2026, 10, 26), "tacite")]


def test_an_agreement_by_silence_is_not_announced_once_given():
    suspendu = point(echelle=echelons.TACITE, pauses=((date(2026, 10, 20), date(2026, 11, 3)),))
    assert prevues(suspendu) == []


def test_a_suite_past_its_day():
    attendu = [(date(2026, 11, 3), "suite_echue"), (date(2026, 12, 2), "suite_derniere")]
    assert prevues(point(echelle=echelons.SUITE)) == attendu


@pytest.mark.parametrize(
    ("jour", "echelon"),
    [
        (date(2026, 10, 25), None),
        (date(2026, 10, 26), "rappel"),
        (date(2026, 11, 2), "rappel"),
        (date(2026, 11, 3), "echue"),
        (date(2026, 11, 16), "echue"),
        (date(2026, 11, 17), "deuxieme"),
        (date(2026, 12, 1), "deuxieme"),
        (date(2026, 12, 2), "derniere"),
        (date(2027, 12, 2), "derniere"),
    ],
)
def test_a_machine_long_off_says_the_highest_step_only(jour, echelon):
    trouvees = [due.echelon.code for due in dues([point()], jour)]
    assert trouvees == ([echelon] if echelon else [])


@pytest.mark.parametrize(
    ("dites", "jour", "echelon"),
    [
        ({"echue"}, date(2026, 11, 5), None),
        ({"echue"}, date(2026, 11, 17), "deuxieme"),
        ({"derniere"}, date(2026, 11, 17), None),  # a firmer one was said: no step back
        ({"derniere"}, date(2027, 1, 4), None),
    ],
)
def test_what_was_said_is_not_said_again(dites, jour, echelon):
    trouvees = [due.echelon.code for due in dues([point(dites=frozenset(dites))], jour)]
    assert trouvees == ([echelon] if echelon else [])


# « Échéance passée » was said on the 3rd. Paused from the 10th to the 30th, 21 days: the 7 days counted
# before (the 3rd to the 9th) are kept, the 15th falls on 8 December and the 30th on the 23rd.
SUSPENDUE = {
    date(2026, 11, 9): (7, None),
    date(2026, 11, 10): (7, None),
    date(2026, 11, 17): (7, None),
    date(2026, 11, 30): (7, None),
    date(2026, 12, 1): (8, None),
    date(2026, 12, 2): (9, None),
    date(2026, 12, 7): (14, None),
    date(2026, 12, 8): (15, "deuxieme"),
    date(2026, 12, 22): (29, "deuxieme"),
    date(2026, 12, 23): (30, "derniere"),
}


@pytest.mark.parametrize(("jour", "attendu"), SUSPENDUE.items())
def test_suspended_days_do_not_count(jour, attendu):
    suspendu = point(pauses=((date(2026, 11, 10), date(2026, 11, 30)),), dites=frozenset({"rappel", "echue"}))
    comptes, echelon = attendu
    du = suspendu.echelon_du(jour)
    assert (suspendu.jours_comptes(jour), du.code if du else None) == (comptes, echelon)


def test_nothing_leaves_during_a_pause_even_what_was_already_due():
    suspendu = point(pauses=((date(2026, 11, 3), date(2026, 11, 6)),))
    assert [suspendu.echelon_du(date(2026, 11, jour)) for jour in (3, 4, 5, 6)] == [None] * 4
    assert suspendu.echelon_du(date(2026, 11, 9)).code == "echue"


def test_a_pause_over_the_day_expected_forgets_the_reminder_that_announced_it():
    suspendu = point(pauses=((date(2026, 10, 20), date(2026, 11, 10)),))
    assert prevues(suspendu) == [
        (date(2026, 11, 11) + timedelta(days=1), "echue"),  # the 11th is a public holiday
        (date(2026, 11, 25), "deuxieme"),
        (date(2026, 12, 10), "derniere"),
    ]


def test_pauses_that_overlap_suspend_each_day_once():
    deux = ((date(2026, 11, 5), date(2026, 11, 10)), (date(2026, 11, 9), date(2026, 11, 12)))
    assert point(pauses=deux).jours_comptes(date(2026, 11, 13)) == 3


# -- Read from the database ------------------------------------------------------------------------


@pytest.fixture
def bailleur_du_18e(dix_huitieme, bailleur):
    avis = f.AvisFabrique(conseil=dix_huitieme)
    return f.DestinataireFabrique(avis=avis, partenaire=bailleur.institution, echeance=date(2026, 11, 17))


def codes(jour: date = date(2026, 11, 18)) -> list[str]:
    return [due.echelon.code for due in relances_dues(jour)]


def test_an_answer_expected_is_due(bailleur_du_18e):
    assert codes() == ["echue"]


@pytest.mark.parametrize("jour", [date(2026, 11, 21), date(2026, 11, 22), date(2026, 12, 25)])
def test_nothing_on_a_day_off(bailleur_du_18e, jour):
    assert codes(jour) == []


@pytest.mark.parametrize("champs", [{"repondu_le": date(2026, 11, 10)}, {"echeance": None}])
def test_nothing_is_due_of_who_answered_or_has_no_clock(bailleur_du_18e, champs):
    Destinataire.objects.update(**champs)
    assert codes() == []


@pytest.mark.parametrize("etat", ["adopte", "retire"])
def test_nothing_is_due_of_an_avis_that_does_not_stand(bailleur_du_18e, etat):
    Avis.objects.update(etat=etat, retire_le=date(2026, 11, 1) if etat == "retire" else None)
    assert codes() == []


def test_an_answer_in_study_moves_the_day_and_begins_the_ladder_again(bailleur_du_18e):
    f.RelanceFabrique(destinataire=bailleur_du_18e)
    assert codes() == []
    Destinataire.objects.update(echeance=date(2026, 11, 20))
    assert codes() == ["rappel"]
    assert codes(date(2026, 11, 23)) == ["echue"]


def test_what_never_left_was_never_said(bailleur_du_18e):
    relance = f.RelanceFabrique(destinataire=bailleur_du_18e)
    assert codes() == []
    relance.digests.update(envoye_le=None)
    assert codes() == ["echue"]


def test_a_suite_is_due_while_it_is_under_way(bailleur_du_18e):
    reponse = f.ReponseFabrique(destinataire=bailleur_du_18e)
    Destinataire.objects.update(repondu_le=date(2026, 11, 10))
    suite = f.SuiteFabrique(reponse=reponse, echeance=date(2026, 11, 12))
    assert codes() == ["suite_echue"]
    f.PauseRelanceFabrique(destinataire=bailleur_du_18e)
    assert codes() == []  # what is suspended is the addressee, with all that is expected of it
    suite.etat = "realisee"
    suite.save()
    assert codes(date(2026, 12, 14)) == []


def test_the_late_ask_for_the_agenda_of_an_instance(bailleur_du_18e):
    jour = date(2026, 11, 18)

    def portes(jour=jour) -> list:
        return list(Destinataire.objects.a_porter_en_instance(jour))

    assert portes() == []
    f.RelanceFabrique(destinataire=bailleur_du_18e, echelon="derniere")
    assert portes() == [bailleur_du_18e]
    assert portes(date(2026, 11, 17)) == []
    pause = f.PauseRelanceFabrique(destinataire=bailleur_du_18e)
    assert portes() == []
    assert portes(pause.au + timedelta(days=1)) == [bailleur_du_18e]
    pause.delete()
    Destinataire.objects.update(tacite=True)
    assert portes() == []


@pytest.mark.parametrize("nombre", [10, 1_000])
def test_a_thousand_acts_cost_no_more_queries_than_ten(animatrice, bailleur, nombre, django_assert_num_queries):
    conseil = animatrice.affectations.get().conseil
    reunion = f.ReunionFabrique(conseil=conseil)
    avis = Avis.objects.bulk_create(
        Avis(
            conseil=conseil,
            numero=f"AV-18-2026-{rang:04d}",
            titre="T",
            texte="T",
            etat="transmis",
            adopte_en=reunion,
            transmis_le=date(2026, 3, 12),
        )
        for rang in range(nombre)
    )
    Destinataire.objects.bulk_create(
        Destinataire(avis=un, partenaire=bailleur.institution, echeance=date(2026, 11, 1)) for un in avis
    )
    with django_assert_num_queries(15):
        preparer_la_tournee(date(2026, 11, 18))
    assert Relance.objects.count() == nombre
