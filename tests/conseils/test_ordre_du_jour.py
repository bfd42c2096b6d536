"""The agenda of a meeting: its order, its clock, who builds it and who reads it."""

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from comptes.models import LigneAudit
from conseils.ordre_du_jour import derouler
from conseils.services.ordre_du_jour import ajouter_point, deplacer_point, modifier_point, retirer_point
from tests import fabriques as f

CHAMPS = {"intitule": "Propreté", "duree": 20, "porteur": "", "note": ""}
ENVOI = {"intitule": "Square Léon", "duree": "25", "porteur": "Zzyzx", "note": "Apporter le plan"}


@pytest.fixture
def reunion(dix_huitieme):
    return f.ReunionFabrique(
        conseil=dix_huitieme,
        date=date(2026, 12, 1),
        heure=time(18, 30),
        duree=60,
        statut="prevue",
        presences_saisies=False,
    )


@pytest.fixture
def points(reunion, animatrice):
    """Three points of 20, 25 and 30 minutes."""
    return [
        ajouter_point(reunion=reunion, par=animatrice, **CHAMPS | {"intitule": nom, "duree": duree})
        for nom, duree in (("Accueil", 20), ("Square", 25), ("Divers", 30))
    ]


def intitules(reunion):
    return [point.intitule for point in reunion.points.all()]


def adresse(nom, reunion, *cles, numero=18):
    return reverse(nom, args=[numero, reunion.pk, *cles])


def test_un_point_s_ajoute_a_la_fin(reunion, points):
    assert intitules(reunion) == ["Accueil", "Square", "Divers"]
    assert [ligne.acte for ligne in LigneAudit.objects.de(reunion)] == ["point_ajoute"] * 3


def test_l_audit_ne_garde_pas_ce_qui_est_ecrit(reunion, animatrice):
    ajouter_point(reunion=reunion, par=animatrice, **CHAMPS | {"porteur": "Zzyzx"})
    assert "Zzyzx" not in str(LigneAudit.objects.de(reunion).get().detail)


@pytest.mark.parametrize(
    ("qui", "sens", "ordre"),
    [
        (1, "monter", ["Square", "Accueil", "Divers"]),
        (1, "descendre", ["Accueil", "Divers", "Square"]),
        (0, "monter", ["Accueil", "Square", "Divers"]),
        (2, "descendre", ["Accueil", "Square", "Divers"]),
    ],
)
def test_deplacer(reunion, points, animatrice, qui, sens, ordre):
    deplacer_point(point=points[qui], par=animatrice, sens=sens)
    assert intitules(reunion) == ordre


def test_deplacer_par_dessus_un_point_retire(reunion, points, animatrice):
    retirer_point(point=points[1], par=animatrice)
    deplacer_point(point=points[2], par=animatrice, sens="monter")
    assert intitules(reunion) == ["Divers", "Accueil"]


def test_deux_points_n_ont_pas_le_meme_rang(points):
    with pytest.raises(IntegrityError):
        f.PointFabrique(reunion=points[0].reunion, rang=points[0].rang)


@pytest.mark.parametrize("duree", [0, 721])
def test_une_duree_hors_de_sens(reunion, animatrice, duree):
    with pytest.raises(ValidationError, match="duree"):
        ajouter_point(reunion=reunion, par=animatrice, **CHAMPS | {"duree": duree})


def test_l_ordre_du_jour_d_une_reunion_annulee_ne_change_plus(dix_huitieme, animatrice):
    point = f.PointFabrique(reunion=f.ReunionFabrique(conseil=dix_huitieme, statut="annulee", presences_saisies=False))
    for acte in (
        lambda: ajouter_point(reunion=point.reunion, par=animatrice, **CHAMPS),
        lambda: modifier_point(point=point, par=animatrice, **CHAMPS),
        lambda: deplacer_point(point=point, par=animatrice, sens="monter"),
        lambda: retirer_point(point=point, par=animatrice),
    ):
        with pytest.raises(ValidationError, match="reprogrammez"):
            acte()


def test_l_heure_de_chaque_point(reunion, points):
    deroule = derouler(reunion, points)
    assert [etape.debut for etape in deroule.etapes] == [time(18, 30), time(18, 50), time(19, 15)]
    assert (deroule.total, deroule.depassement, deroule.reste) == (75, 15, 0)


def test_un_ordre_du_jour_plus_court_que_la_reunion(reunion, points):
    deroule = derouler(reunion, points[:2])
    assert (deroule.total, deroule.depassement, deroule.reste) == (45, 0, 15)


def test_sans_heure_ni_duree(dix_huitieme):
    reunion = f.ReunionFabrique(conseil=dix_huitieme)
    deroule = derouler(reunion, [f.PointFabrique(reunion=reunion)])
    assert deroule.etapes[0].debut is None
    assert (deroule.depassement, deroule.reste) == (0, 0)
    assert derouler(reunion, []).total == 0


@pytest.mark.parametrize("persona", ["animatrice", "coordinatrice"])
def test_construire_par_les_formulaires(request, connecte, reunion, points, persona):
    client = connecte(request.getfixturevalue(persona))
    reponse = client.post(adresse("ordre_du_jour", reunion), ENVOI)
    assertRedirects(reponse, adresse("ordre_du_jour", reunion))
    point = reunion.points.last()
    client.post(adresse("point_deplacer", reunion, point.pk), {"sens": "monter"})
    client.post(adresse("point_modifier", reunion, point.pk), ENVOI | {"intitule": "Le square"})
    client.post(adresse("point_retirer", reunion, points[0].pk))
    assert intitules(reunion) == ["Square", "Le square", "Divers"]


def test_un_point_refuse_garde_ce_qui_est_tape(connecte, animatrice, reunion):
    reponse = connecte(animatrice).post(adresse("ordre_du_jour", reunion), ENVOI | {"duree": "0"})
    assert list(reponse.context["form"].errors) == ["duree"]
    for tape in ("Square Léon", "Zzyzx", "Apporter le plan"):
        assertContains(reponse, tape)


def test_retirer_demande_confirmation(connecte, animatrice, reunion, points):
    assertContains(connecte(animatrice).get(adresse("point_retirer", reunion, points[0].pk)), "Accueil")
    assert reunion.points.count() == 3


def test_le_point_d_une_autre_reunion_n_existe_pas(connecte, animatrice, reunion, dix_huitieme):
    autre = f.PointFabrique(reunion=f.ReunionFabrique(conseil=dix_huitieme))
    assert connecte(animatrice).get(adresse("point_modifier", reunion, autre.pk)).status_code == 404


@pytest.mark.parametrize("persona", ["prefecture", "ville", "partenaire", "lecteur"])
def test_qui_lit_le_conseil_lit_l_ordre_du_jour_sans_les_noms(request, connecte, reunion, persona):
    f.PointFabrique(reunion=reunion, porteur="Zzyzx")
    reponse = connecte(request.getfixturevalue(persona)).get(adresse("reunion", reunion))
    assertContains(reponse, "Propreté des pieds d’immeuble")
    assertNotContains(reponse, "Zzyzx")
    assertNotContains(reponse, "Construire")


def test_qui_tient_le_conseil_lit_qui_presente(connecte, animatrice, reunion):
    f.PointFabrique(reunion=reunion, porteur="Zzyzx")
    assertContains(connecte(animatrice).get(adresse("reunion", reunion)), "Zzyzx")


@pytest.mark.parametrize(("page", "requetes"), [("ordre_du_jour", 5), ("reunion", 17)])
def test_le_cout_ne_suit_pas_les_points(connecte, animatrice, reunion, django_assert_num_queries, page, requetes):
    client = connecte(animatrice)
    client.get(reverse("aide"))
    for en_plus in (1, 2):
        for _ in range(en_plus):
            f.PointFabrique(reunion=reunion)
        with django_assert_num_queries(requetes):
            client.get(adresse(page, reunion))
