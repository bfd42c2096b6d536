"""Attendance by name, and three absences in a row: counted on paper, seen by few, put aside by an act.

The story: group meetings on the 1st of each month of 2026 from April to November (a walk in May does not
count, nor a meeting whose attendance is missing).
"""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from conseils.assiduite import suivis
from conseils.models import Membre, Presence
from conseils.services.absences import suivre_absences
from tests import fabriques as f

JOUR = date(2026, 11, 18)


@pytest.fixture
def reunions(dix_huitieme):
    jours = {mois: date(2026, mois, 1) for mois in range(4, 12)}
    tenues = {mois: f.ReunionFabrique(conseil=dix_huitieme, date=jour) for mois, jour in jours.items()}
    f.ReunionFabrique(conseil=dix_huitieme, date=date(2026, 11, 5), type="marche")
    f.ReunionFabrique(conseil=dix_huitieme, date=date(2026, 11, 6), presences_saisies=False)
    f.ReunionFabrique(conseil=dix_huitieme, date=date(2025, 11, 18))  # a year ago to the day: out of the window
    return tenues


@pytest.fixture
def suivre(dix_huitieme, reunions):
    """``suivre("PPA…")``: a membre, present (P), excused (E), represented (R) or absent (A) from April on."""
    autre = f.MandatFabrique(membre__conseil=dix_huitieme, membre__nom="Zola").membre

    def _suivre(lettres="", nom="Awa", **mandat):
        membre = f.MandatFabrique(membre__conseil=dix_huitieme, membre__nom=nom, **mandat).membre
        natures = {"P": "present", "E": "excuse", "R": "represente"}
        for mois, lettre in enumerate(lettres, start=4):
            if lettre in natures:
                chez = autre if lettre == "R" else None
                f.PresenceFabrique(reunion=reunions[mois], membre=membre, nature=natures[lettre], pouvoir_a=chez)
        return membre

    return _suivre


def suivi(membre, jour=JOUR):
    return suivis(Membre.objects.filter(pk=membre.pk), jour)[0]


def test_present_excuse_et_absent_se_comptent_a_part(suivre):
    lu = suivi(suivre("PPEARPPA"))
    assert (lu.attendu, lu.present, lu.excuse, lu.absent) == (8, 4, 2, 2)
    assert lu.taux == 50


def test_on_n_attend_que_pendant_le_mandat(suivre):
    lu = suivi(suivre("", debut=date(2026, 10, 1)))
    assert (lu.attendu, lu.absent, lu.est_une_alerte) == (2, 2, False)


def test_sans_reunion_pas_de_taux(dix_huitieme):
    assert suivi(f.MandatFabrique(membre__conseil=dix_huitieme).membre).taux is None


@pytest.mark.parametrize(
    ("lettres", "serie", "alerte"),
    [
        ("PPPPPAAA", 3, True),
        ("PPPPPPAA", 2, False),
        ("PPPPAAAP", 0, False),
        ("PPPAAEAA", 2, False),
        ("PPPAARAA", 2, False),
        ("AAAAAAAA", 8, True),
        ("PPPPAAAE", 0, False),
    ],
)
def test_trois_absences_de_suite(suivre, lettres, serie, alerte):
    lu = suivi(suivre(lettres))
    assert (len(lu.serie), lu.est_une_alerte, lu.a_traiter(JOUR)) == (serie, alerte, alerte)


def test_la_tache_attend_le_jour_dit(suivre, animatrice):
    membre = suivre("PPPPPAAA")
    suivre_absences(membre=membre, par=animatrice, appele_le=date(2026, 11, 17), revoir_le=date(2026, 12, 1))
    assert not suivi(membre).a_traiter(JOUR)
    assert suivi(membre).a_traiter(date(2026, 12, 1))


def test_un_appel_seul_laisse_la_tache(suivre, animatrice):
    membre = suivre("PPPPPAAA")
    suivre_absences(membre=membre, par=animatrice, appele_le=date(2026, 11, 17))
    assert suivi(membre).a_traiter(JOUR)


def test_la_reserve_tient_jusqu_a_la_serie_suivante(suivre, reunions, animatrice, dix_huitieme):
    membre = suivre("AAA")
    suivre_absences(membre=membre, par=animatrice, en_reserve=True)
    assert not suivi(membre).a_traiter(JOUR)
    f.PresenceFabrique(reunion=reunions[11], membre=membre)
    assert suivi(membre).tache is None
    for jour in (2, 3, 4):
        f.ReunionFabrique(conseil=dix_huitieme, date=date(2026, 11, jour))
    assert suivi(membre).a_traiter(JOUR)


def test_completer_un_suivi_ne_le_double_pas(suivre, animatrice):
    membre = suivre("PPPPPAAA")
    for champs in ({"appele_le": date(2026, 11, 17)}, {"en_reserve": True}):
        suivre_absences(membre=membre, par=animatrice, **champs)
    tache = membre.taches_absence.get()
    assert (tache.depuis, tache.appele_le, tache.en_reserve) == (date(2026, 9, 1), None, True)


@pytest.mark.parametrize(
    ("champs", "champ"),
    [
        ({}, "__all__"),
        ({"appele_le": date(2026, 11, 19)}, "appele_le"),
        ({"revoir_le": JOUR}, "revoir_le"),
        ({"revoir_le": date(2027, 11, 19)}, "revoir_le"),
    ],
)
def test_un_suivi_refuse(suivre, animatrice, champs, champ):
    with pytest.raises(ValidationError) as refus:
        suivre_absences(membre=suivre("PPPPPAAA"), par=animatrice, **champs)
    assert list(refus.value.error_dict) == [champ]


def test_rien_a_suivre_pour_qui_vient(suivre, animatrice):
    with pytest.raises(ValidationError, match="plus trois absences"):
        suivre_absences(membre=suivre("PPPPPPPA"), par=animatrice, en_reserve=True)


def test_la_page_va_par_ordre_alphabetique(connecte, animatrice, suivre):
    suivre("AAAAAAAA", nom="Bénoit")
    suivre("AAAAAAAA", nom="Borel")
    suivre("PPPPPPPP", nom="Chen")
    suivre("EEEEEEEE", nom="Abadi")
    page = connecte(animatrice).get(reverse("assiduite", args=[18]))
    assert [lu.membre.nom for lu in page.context["suivis"]] == ["Abadi", "Bénoit", "Borel", "Chen", "Zola"]


def test_le_suivi_par_le_formulaire(connecte, animatrice, suivre):
    membre = suivre("PPPPPAAA", nom="Benoit")
    client = connecte(animatrice)
    adresse = reverse("absences_suivre", args=[18, membre.pk])
    assertContains(client.get(adresse), reverse("mandat_clore", args=[18, membre.mandats.get().pk]))
    assertContains(client.post(adresse, {"appele_le": ""}), "Indiquez un appel")
    assert client.post(adresse, {"appele_le": "2026-11-17", "revoir_le": "2026-12-02"}).status_code == 302
    assertContains(client.get(reverse("assiduite", args=[18])), "à revoir le 2 décembre")


def test_rien_a_suivre_ramene_a_la_liste(connecte, animatrice, suivre):
    adresse = reverse("absences_suivre", args=[18, suivre("PPPPPPPP").pk])
    assert connecte(animatrice).get(adresse).url == reverse("assiduite", args=[18])


def test_l_accueil_ne_le_dit_qu_a_l_animatrice(
    connecte, animatrice, coordinatrice, animateur_du_19e, prefecture, ville, lecteur, suivre
):
    suivre("PPPPPAAA", nom="Benoit")
    assertContains(connecte(animatrice).get("/"), "Benoit a manqué 3 réunions de suite")
    for autre in (coordinatrice, animateur_du_19e, prefecture, ville, lecteur):
        assertNotContains(connecte(autre).get("/"), "Benoit")


@pytest.mark.parametrize("persona", ["prefecture", "ville", "partenaire", "lecteur"])
def test_jamais_aux_commanditaires(request, connecte, suivre, persona):
    membre = suivre("PPPPPAAA")
    client = connecte(request.getfixturevalue(persona))
    for adresse in (reverse("assiduite", args=[18]), reverse("absences_suivre", args=[18, membre.pk])):
        assert client.get(adresse).status_code == 403


def test_le_cout_ne_suit_ni_les_membres_ni_les_reunions(suivre, dix_huitieme, django_assert_num_queries):
    for en_plus in (1, 2):
        for _ in range(en_plus):
            suivre("PPPPPAAA")
        f.ReunionFabrique(conseil=dix_huitieme, date=date(2026, 3, en_plus))
        with django_assert_num_queries(4) as requetes:
            noms = [str(lu.membre.conseil.arrondissement) for lu in suivis(Membre.objects.all(), JOUR)]
    assert len(noms) == 4
    assert Presence.objects.exists()
    # Nothing of the meetings of the other conseils.
    assert any(
        f'"conseils_reunion"."conseil_id" IN ({dix_huitieme.pk})' in r["sql"] for r in requetes.captured_queries
    )


def test_la_page_coute_autant_a_une_ou_trois_lignes(connecte, coordinatrice, suivre, django_assert_num_queries):
    client = connecte(coordinatrice)
    client.get(reverse("aide"))
    for en_plus in (1, 2):
        for _ in range(en_plus):
            suivre("PPPPPAAA")
        with django_assert_num_queries(8):
            client.get(reverse("assiduite", args=[18]))
