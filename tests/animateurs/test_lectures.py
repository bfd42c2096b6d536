"""Absences and feuilles de route: what the database refuses, what is late, what each may read."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from animateurs.models import Absence, ActionFeuille, FeuilleDeRoute
from comptes.permissions import Permission as P
from tests import fabriques as f

pytestmark = pytest.mark.django_db
JOUR = date(2026, 11, 18)


def test_an_absence_covers_both_its_days():
    absence = f.AbsenceFabrique(debut=date(2026, 11, 9), fin=date(2026, 11, 13))
    assert list(Absence.objects.le(date(2026, 11, 9))) == [absence]
    assert list(Absence.objects.le(date(2026, 11, 13))) == [absence]
    assert not Absence.objects.le(date(2026, 11, 14)).exists()
    assert list(Absence.objects.chevauchant(date(2026, 11, 13), date(2026, 11, 20))) == [absence]


@pytest.mark.parametrize(
    "rangee",
    [
        lambda: f.AbsenceFabrique(debut=JOUR, fin=date(2026, 11, 17)),
        lambda: f.ActionFabrique(etat="faite"),
        lambda: f.ActionFabrique(faite_le=JOUR),
    ],
)
def test_the_database_refuses_what_makes_no_sense(rangee):
    with pytest.raises(IntegrityError), transaction.atomic():
        rangee()


def test_late_is_past_its_day_and_still_to_do():
    en_retard = f.ActionFabrique(echeance=date(2026, 11, 17))
    f.ActionFabrique(echeance=JOUR)
    f.ActionFabrique(echeance=date(2026, 11, 17), etat="faite", faite_le=date(2026, 11, 16))
    f.ActionFabrique(echeance=date(2026, 11, 17), etat="abandonnee", motif="Local fermé")
    assert list(ActionFeuille.objects.en_retard_le(JOUR)) == [en_retard]
    assert [action.en_retard_le(JOUR) for action in ActionFeuille.objects.order_by("rang")] == [
        True,
        False,
        False,
        False,
    ]


def test_hours_are_those_of_the_lines_linked():
    action, sans = f.ActionFabrique(), f.ActionFabrique()
    semaine = f.SemaineFabrique(affectation__conseil=action.feuille.conseil, lundi=date(2026, 11, 9))
    f.LigneFabrique(semaine=semaine, jour=0, minutes=90, action=action)
    f.LigneFabrique(semaine=semaine, jour=1, minutes=60, action=action)
    f.LigneFabrique(semaine=semaine, jour=2, minutes=30)
    lues = {a.pk: (a.minutes, a.lignes_liees) for a in ActionFeuille.objects.avec_heures()}
    assert lues == {action.pk: (150, 2), sans.pk: (0, 0)}


def test_a_draft_is_the_teams_own(animatrice, coordinatrice, prefecture, animateur_du_19e):
    brouillon = f.FeuilleFabrique(conseil=animatrice.affectations.get().conseil, exercice=2026)
    validee = f.FeuilleFabrique(conseil=brouillon.conseil, exercice=2025, etat="validee")
    lisibles = FeuilleDeRoute.objects.pour
    assert set(lisibles(animatrice, P.FEUILLE_VOIR)) == set(lisibles(coordinatrice, P.FEUILLE_VOIR))
    assert set(lisibles(animatrice, P.FEUILLE_VOIR)) == {brouillon, validee}
    assert list(lisibles(prefecture, P.FEUILLE_VOIR)) == [validee]
    assert not lisibles(animateur_du_19e, P.FEUILLE_VOIR).exists()
    assert not lisibles(coordinatrice, P.FEUILLE_MODIFIER).exists()
