"""The grid of autonomy: evidence from level 1, one evaluation per half-year, the history side by side."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from comptes.models import LigneAudit
from conseils.autonomie import CRITERES
from conseils.models import EvaluationAutonomie
from conseils.models.autonomie import CHAMPS
from conseils.services.autonomie import corriger_evaluation, evaluer
from tests import fabriques as f

# The clock stands on 18 November 2026.
NIVEAUX = {"auto_animation": 2, "auto_saisine": 0, "auto_production": 1, "gestion": 4}
PREUVES = {f"preuve_{champ}": "Assemblée du 12 mars." for champ, niveau in NIVEAUX.items() if niveau}
CHAMPS_EVALUES = {"annee": 2026, "semestre": 2, **NIVEAUX, **PREUVES}


def refus(champ):
    return pytest.raises(ValidationError, match=f"'{champ}'")


def adresse(nom, *cles):
    return reverse(nom, args=[18, *cles])


def test_la_grille_a_les_criteres_du_modele_et_cinq_niveaux():
    assert tuple(critere.champ for critere in CRITERES) == CHAMPS
    assert {len(set(critere.niveaux)) for critere in CRITERES} == {5}


def test_evaluer(dix_huitieme, animatrice):
    evaluation = evaluer(conseil=dix_huitieme, par=animatrice, **CHAMPS_EVALUES)
    # 2 + 0 + 1 + 4 over 4 criteria.
    assert (evaluation.points, evaluation.score) == (7, Decimal("1.75"))
    trace = LigneAudit.objects.de(evaluation).get()
    assert trace.detail == {"semestre": "second semestre 2026", "points": 7}


@pytest.mark.parametrize("champ", [champ for champ, niveau in NIVEAUX.items() if niveau])
def test_un_niveau_sans_preuve_est_refuse(dix_huitieme, animatrice, champ):
    with refus(f"preuve_{champ}"):
        evaluer(conseil=dix_huitieme, par=animatrice, **CHAMPS_EVALUES | {f"preuve_{champ}": "  "})


@pytest.mark.parametrize("champ", CHAMPS)
def test_un_niveau_hors_de_l_echelle_est_refuse(dix_huitieme, animatrice, champ):
    with refus(champ):
        evaluer(conseil=dix_huitieme, par=animatrice, **CHAMPS_EVALUES | {champ: 5, f"preuve_{champ}": "Un fait."})


@pytest.mark.parametrize(
    ("annee", "semestre", "champ"), [(2027, 1, "semestre"), (2013, 2, "annee"), (2026, 3, "semestre")]
)
def test_un_semestre_impossible_est_refuse(dix_huitieme, animatrice, annee, semestre, champ):
    with refus(champ):
        evaluer(conseil=dix_huitieme, par=animatrice, **CHAMPS_EVALUES | {"annee": annee, "semestre": semestre})


def test_un_semestre_ne_s_evalue_qu_une_fois_par_conseil(dix_huitieme, dix_neuvieme, coordinatrice):
    evaluer(conseil=dix_huitieme, par=coordinatrice, **CHAMPS_EVALUES)
    evaluer(conseil=dix_neuvieme, par=coordinatrice, **CHAMPS_EVALUES)
    with refus("semestre"):
        evaluer(conseil=dix_huitieme, par=coordinatrice, **CHAMPS_EVALUES)


@pytest.mark.parametrize(
    "champs", [{"auto_saisine": 1}, {"auto_saisine": 5, "preuve_auto_saisine": "Un fait."}, {"semestre": 3}]
)
def test_la_base_refuse_aussi(dix_huitieme, champs):
    with pytest.raises(IntegrityError), transaction.atomic():
        f.EvaluationFabrique(conseil=dix_huitieme, **champs)


def test_corriger(dix_huitieme, animatrice):
    evaluation = f.EvaluationFabrique(conseil=dix_huitieme)
    corriger_evaluation(evaluation=evaluation, par=animatrice, gestion=1, preuve_gestion="Réunion du 4 mai.")
    evaluation.refresh_from_db()
    assert (evaluation.points, evaluation.semestre) == (2, 1)
    detail = LigneAudit.objects.de(evaluation).get().detail
    assert detail == {"champs": ["gestion", "preuve_gestion"], "avant": 1, "points": 2}


def test_corriger_demande_aussi_une_preuve(dix_huitieme, animatrice):
    with refus("preuve_gestion"):
        corriger_evaluation(evaluation=f.EvaluationFabrique(conseil=dix_huitieme), par=animatrice, gestion=1)


# -- Pages --


def test_evaluer_par_le_formulaire(connecte, animatrice):
    client = connecte(animatrice)
    assert client.get(adresse("autonomie_evaluer")).context["form"]["semestre"].value() == 2
    reponse = client.post(adresse("autonomie_evaluer"), CHAMPS_EVALUES)
    assertRedirects(reponse, adresse("autonomie"))
    assertContains(client.get(adresse("autonomie")), "1,75")


def test_un_refus_garde_ce_qui_est_tape(connecte, animatrice):
    donnees = CHAMPS_EVALUES | {"preuve_gestion": "", "preuve_auto_production": "Tract du 3 mai"}
    reponse = connecte(animatrice).post(adresse("autonomie_evaluer"), donnees)
    assert list(reponse.context["form"].errors) == ["preuve_gestion"]
    assertContains(reponse, "Tract du 3 mai")
    assert reponse.context["form"]["gestion"].value() == "4"
    assert not EvaluationAutonomie.objects.exists()


def test_aucun_niveau_n_est_choisi_d_avance(connecte, animatrice):
    reponse = connecte(animatrice).post(adresse("autonomie_evaluer"), {"annee": 2026, "semestre": 2})
    assert set(reponse.context["form"].errors) == set(CHAMPS)


def test_corriger_par_le_formulaire_ne_change_pas_le_semestre(connecte, animatrice, dix_huitieme):
    evaluation = f.EvaluationFabrique(conseil=dix_huitieme)
    donnees = CHAMPS_EVALUES | {"annee": 2020}
    connecte(animatrice).post(adresse("autonomie_corriger", evaluation.pk), donnees)
    evaluation.refresh_from_db()
    assert (evaluation.annee, evaluation.semestre, evaluation.gestion) == (2026, 1, 4)


def test_les_semestres_sont_cote_a_cote_et_l_echelle_est_imprimee(connecte, prefecture, dix_huitieme):
    f.EvaluationFabrique(conseil=dix_huitieme)
    f.EvaluationFabrique(conseil=dix_huitieme, annee=2025, semestre=2, auto_animation=0, preuve_auto_animation="")
    reponse = connecte(prefecture).get(adresse("autonomie"))
    assert [str(e) for e in reponse.context["evaluations"]] == ["second semestre 2025", "premier semestre 2026"]
    assert reponse.context["lignes"][0].niveaux == (0, 1)
    assertContains(reponse, "Assemblée du 12 mars")
    for critere in CRITERES:
        assert all(
            niveau in reponse.context["criteres"][CRITERES.index(critere)].niveaux for niveau in critere.niveaux
        )
        assertContains(reponse, critere.libelle)
    assertNotContains(reponse, "Évaluer un semestre")


@pytest.mark.parametrize("persona", ["prefecture", "ville", "partenaire", "lecteur"])
def test_les_commanditaires_lisent_sans_ecrire(request, connecte, dix_huitieme, persona):
    evaluation = f.EvaluationFabrique(conseil=dix_huitieme)
    client = connecte(request.getfixturevalue(persona))
    assert client.get(adresse("autonomie")).status_code == 200
    assert client.post(adresse("autonomie_evaluer"), CHAMPS_EVALUES).status_code == 403
    assert client.post(adresse("autonomie_corriger", evaluation.pk), CHAMPS_EVALUES).status_code == 403


def test_le_cout_de_la_page_ne_suit_pas_les_semestres(
    connecte, coordinatrice, dix_huitieme, django_assert_num_queries
):
    client = connecte(coordinatrice)
    client.get(reverse("aide"))
    for annees in ([2024], [2025, 2026]):
        for annee in annees:
            f.EvaluationFabrique(conseil=dix_huitieme, annee=annee)
        with django_assert_num_queries(4):
            client.get(adresse("autonomie"))
