"""Weeks open by themselves, once each, only where they are owed."""

from datetime import date, timedelta

import pytest

from animateurs.models import SemaineJournal
from animateurs.services.journal import ouvrir_semaines
from animateurs.tasks import ouvrir_semaines as tache
from tests import fabriques as f

pytestmark = pytest.mark.django_db


def lundis(affectation) -> list[date]:
    return sorted(affectation.semaines.values_list("lundi", flat=True))


def test_les_huit_dernieres_semaines_au_plus():
    affectation = f.AffectationFabrique(debut=date(2026, 1, 5))
    assert ouvrir_semaines(date(2026, 11, 18)) == 8
    assert lundis(affectation) == [date(2026, 9, 28) + timedelta(weeks=n) for n in range(8)]


def test_une_affectation_recente_commence_par_la_semaine_de_son_debut():
    affectation = f.AffectationFabrique(debut=date(2026, 11, 12))  # a Thursday
    ouvrir_semaines(date(2026, 11, 18))
    assert lundis(affectation) == [date(2026, 11, 9), date(2026, 11, 16)]


def test_une_affectation_finie_un_mercredi_garde_sa_derniere_semaine_et_rien_apres():
    affectation = f.AffectationFabrique(debut=date(2026, 10, 26), fin=date(2026, 11, 4))
    ouvrir_semaines(date(2026, 11, 18))
    assert lundis(affectation) == [date(2026, 10, 26), date(2026, 11, 2)]


def test_une_affectation_a_venir_ou_finie_depuis_longtemps_n_ouvre_rien():
    f.AffectationFabrique(debut=date(2026, 11, 23))
    f.AffectationFabrique(debut=date(2026, 1, 5), fin=date(2026, 9, 27))
    assert ouvrir_semaines(date(2026, 11, 22)) == 0


def test_deux_fois_de_suite_n_ouvre_rien_de_plus_et_ne_change_rien():
    affectation = f.AffectationFabrique(debut=date(2026, 11, 2))
    assert ouvrir_semaines(date(2026, 11, 18)) == 3
    affectation.semaines.update(rien_a_signaler=True, version=7)
    assert ouvrir_semaines(date(2026, 11, 18)) == 0
    assert ouvrir_semaines(date(2026, 11, 24)) == 1
    assert affectation.semaines.filter(version=7).count() == 3


def test_deux_ouvertures_en_meme_temps(monkeypatch):
    """The second reads before the first has written: the unique key decides, nothing fails."""
    affectation = f.AffectationFabrique(debut=date(2026, 11, 16))
    creer = SemaineJournal.objects.bulk_create

    def creer_apres_une_autre(semaines, **options):
        f.SemaineFabrique(affectation=affectation, lundi=date(2026, 11, 16), version=3)
        return creer(semaines, **options)

    monkeypatch.setattr(SemaineJournal.objects, "bulk_create", creer_apres_une_autre)
    ouvrir_semaines(date(2026, 11, 18))
    assert affectation.semaines.get().version == 3


@pytest.mark.parametrize(
    ("jour", "attendu"),
    [
        (date(2021, 1, 2), date(2020, 12, 28)),  # Saturday of week 53 of 2020
        (date(2027, 1, 3), date(2026, 12, 28)),  # Sunday of week 53 of 2026
        (date(2026, 12, 28), date(2026, 12, 28)),
    ],
)
def test_la_semaine_53_s_ouvre_une_fois_a_cheval_sur_deux_annees(jour, attendu):
    affectation = f.AffectationFabrique(debut=attendu)
    assert ouvrir_semaines(jour) == 1
    assert lundis(affectation) == [attendu]
    assert ouvrir_semaines(attendu + timedelta(days=7)) == 1
    assert lundis(affectation) == [attendu, attendu + timedelta(days=7)]


def test_une_lecture_quel_que_soit_le_nombre_d_affectations(django_assert_num_queries):
    for nombre in (1, 2):
        for _ in range(nombre):
            f.AffectationFabrique(conseil=f.ConseilFabrique(arrondissement=f.ArrondissementFabrique(numero=18)))
        with django_assert_num_queries(4):  # savepoint, one read, one write, release
            ouvrir_semaines(date(2026, 11, 18))


def test_la_tache_programmee_ouvre_les_semaines_d_aujourd_hui():
    affectation = f.AffectationFabrique(debut=date(2026, 11, 16))
    assert tache() == 1
    assert lundis(affectation) == [date(2026, 11, 16)]
