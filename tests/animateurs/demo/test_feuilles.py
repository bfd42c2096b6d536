"""The feuilles de route of the demonstration: every state is there, and no rule is broken."""

import pytest

from animateurs.feuilles.comparaison import comparer
from animateurs.models import ActionFeuille, FeuilleDeRoute, RevisionFeuille
from tests.animateurs.demo.conftest import JOUR

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]


def test_every_state_of_the_year_under_way():
    feuilles = FeuilleDeRoute.objects.filter(exercice=2026).order_by("conseil__arrondissement__numero")
    etats = dict(feuilles.values_list("conseil__arrondissement__numero", "etat"))
    assert etats == dict.fromkeys((11, 14, 17, 18, 19, 20), "validee") | {10: "brouillon", 13: "soumise"}
    premiere, seconde = RevisionFeuille.objects.filter(
        feuille__exercice=2026, feuille__conseil__arrondissement__numero=18
    )
    changements = comparer(premiere.contenu, seconde.contenu).changees
    assert [[d.libelle for d in action.differences] for action in changements] == [["Échéance", "Résultat attendu"]]


def test_the_year_before_is_over_and_carried_on():
    passees = FeuilleDeRoute.objects.filter(exercice=2025).avec_progres(JOUR)
    assert {(f.etat, f.a_faire) for f in passees} == {("validee", 0)}
    reportees = ActionFeuille.objects.filter(feuille__in=passees, etat="reportee")
    assert reportees.count() == 7
    assert all(action.appris and action.report.feuille.exercice == 2026 for action in reportees)


def test_every_row_keeps_the_rules():
    for action in ActionFeuille.objects.select_related("feuille__conseil"):
        action.full_clean()
        assert action.echeance in action.feuille.periode
        assert not action.lignes.exclude(semaine__affectation__conseil=action.feuille.conseil).exists()
        assert not action.reunions.exclude(conseil=action.feuille.conseil).exists()
    for feuille in FeuilleDeRoute.objects.all():
        feuille.full_clean()


def test_screens_have_something_of_everything():
    situations = {action.situation_le(JOUR)[0] for action in ActionFeuille.objects.avec_avancement()}
    assert situations == {"prevue", "engagee", "en_retard", "faite", "reportee"}
