"""The council's word in the demonstration: every state, and no story that could not have happened."""

from collections import Counter

import pytest

from comptes.models import Compte
from conseils.models import Avis, Constat, Destinataire, Reponse, Suite
from tests.animateurs.demo.conftest import JOUR

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]


def test_every_state_every_answer_and_every_finding_is_shown():
    assert set(Avis.objects.values_list("etat", flat=True)) == set(Avis.Etat)
    assert set(Reponse.objects.values_list("sens", flat=True)) == set(Reponse.Sens)
    assert set(Reponse.objects.values_list("voie", flat=True)) == set(Reponse.Voie)
    assert set(Constat.objects.values_list("resultat", flat=True)) == set(Constat.Resultat)
    annees = Counter(Avis.objects.exclude(numero=None).values_list("adopte_en__date__year", flat=True))
    assert set(annees) == {2024, 2025, 2026}


def test_the_18e_has_answers_late_and_answers_in_time():
    attendus = Destinataire.objects.filter(avis__conseil__arrondissement__numero=18).attendus(JOUR)
    assert {d.en_retard_le(JOUR) for d in attendus} == {True, False}


def test_numbers_follow_one_another_in_each_conseil_and_year():
    numeros = {}
    for numero in Avis.objects.exclude(numero=None).values_list("numero", flat=True):
        serie, rang = numero.rsplit("-", 1)
        numeros.setdefault(serie, []).append(int(rang))
    assert all(sorted(rangs) == list(range(1, len(rangs) + 1)) for rangs in numeros.values())


def test_dates_follow_one_another():
    for avis in Avis.objects.exclude(transmis_le=None).select_related("adopte_en"):
        assert avis.adopte_en.date <= avis.transmis_le <= JOUR
    for reponse in Reponse.objects.select_related("destinataire__avis"):
        destinataire = reponse.destinataire
        assert destinataire.avis.transmis_le <= destinataire.accuse_le <= reponse.le <= JOUR
        assert reponse.hors_delai == bool(destinataire.echeance and destinataire.echeance < reponse.le)
        assert destinataire.repondu_le == (reponse.le if reponse.sens in Reponse.FINALES else None)
    for constat in Constat.objects.select_related("suite__reponse"):
        assert constat.suite.reponse.le < constat.le <= JOUR


def test_states_are_those_that_the_facts_give():
    for avis in Avis.objects.adresses().prefetch_related("destinataires"):
        fini = all(d.repondu_le or d.accord_tacite_le(JOUR) for d in avis.destinataires.all())
        suites = Suite.objects.filter(reponse__destinataire__avis=avis).exists()
        assert avis.etat == (("suites" if suites else "repondu") if fini else "transmis"), avis


def test_institutions_have_their_accounts():
    comptes = Compte.objects.exclude(institution=None).values_list("email", "institution__code")
    assert dict(comptes) == {
        "prefecture@demo.invalid": "prefecture-de-paris",
        "ville@demo.invalid": "ville-de-paris",
        "bailleur@demo.invalid": "bailleurs-sociaux",
    }
