"""Affectations: the role follows them, their dates are checked, and the team's page."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from animateurs.models import Affectation
from animateurs.services.equipe import clore_affectation, ouvrir_affectation
from comptes.models import Habilitation, LigneAudit
from comptes.permissions import Permission as P
from tests import fabriques as f


@pytest.fixture
def convention(db):
    return f.ConventionFabrique(debut=date(2026, 1, 1), fin=date(2026, 12, 31))


@pytest.fixture
def nouvelle(db):
    """Someone invited, without any role yet."""
    return f.CompteFabrique(prenom="Nour", nom="Haddad")


@pytest.fixture
def ouvrir(nouvelle, dix_huitieme, convention, coordinatrice):
    def _ouvrir(**champs) -> Affectation:
        donnees = {
            "animateur": nouvelle,
            "conseil": dix_huitieme,
            "convention": convention,
            "debut": date(2026, 11, 2),
            "par": coordinatrice,
        }
        return ouvrir_affectation(**donnees | champs)

    return _ouvrir


def role(compte) -> Habilitation:
    return Habilitation.objects.get(compte=compte, role="animateur")


def test_ouvrir_donne_le_role_et_ouvre_les_semaines(ouvrir, nouvelle, dix_huitieme, coordinatrice):
    affectation = ouvrir(fin=date(2026, 12, 18))
    assert (role(nouvelle).arrondissement, role(nouvelle).debut, role(nouvelle).fin) == (
        dix_huitieme.arrondissement,
        date(2026, 11, 2),
        date(2026, 12, 18),
    )
    assert affectation.semaines.count() == 3
    assert nouvelle.has_perm(P.SEMAINE_SAISIR, affectation.semaines.first())
    actes = set(LigneAudit.objects.values_list("acte", "par_id"))
    assert actes == {("affectation.ouvrir", coordinatrice.pk), ("habilitation.ouvrir", coordinatrice.pk)}


def test_une_affectation_a_venir_n_ouvre_encore_rien(ouvrir, nouvelle):
    affectation = ouvrir(debut=date(2026, 11, 30))
    assert not affectation.semaines.exists()
    assert not Habilitation.objects.filter(compte=nouvelle).en_cours().exists()


@pytest.mark.parametrize(
    ("champ", "dates"),
    [
        ("debut", {"debut": date(2025, 12, 31)}),
        ("debut", {"debut": date(2027, 1, 1)}),
        ("fin", {"fin": date(2027, 1, 1)}),
    ],
)
def test_les_dates_restent_dans_la_convention(ouvrir, champ, dates):
    with pytest.raises(ValidationError) as refus:
        ouvrir(**dates)
    assert refus.value.message_dict == {champ: ["La convention court du 1er janvier 2026 au 31 décembre 2026."]}


def test_une_fin_avant_le_debut_est_refusee(ouvrir):
    with pytest.raises(ValidationError, match="précéder"):
        ouvrir(fin=date(2026, 11, 1))


@pytest.mark.parametrize(
    ("debut", "fin"),
    [
        (date(2026, 9, 1), date(2026, 10, 5)),  # ends on the first day of the other
        (date(2026, 9, 1), None),
        (date(2026, 10, 14), date(2026, 10, 15)),  # inside
        (date(2026, 10, 30), None),  # two days after its end, in the same week
        (date(2026, 9, 1), date(2026, 9, 29)),  # just before, in the same week as its beginning
    ],
)
def test_pas_deux_affectations_au_meme_conseil_dans_une_semaine(ouvrir, nouvelle, debut, fin):
    ouvrir(debut=date(2026, 10, 1), fin=date(2026, 10, 28))
    with pytest.raises(ValidationError) as refus:
        ouvrir(debut=debut, fin=fin)
    assert "déjà affectée" in refus.value.message_dict["debut"][0]
    assert nouvelle.affectations.count() == 1


def test_a_la_suite_ailleurs_ou_a_deux_c_est_possible(ouvrir, nouvelle, dix_neuvieme):
    ouvrir(debut=date(2026, 10, 1), fin=date(2026, 10, 28))
    ouvrir(debut=date(2026, 11, 2))
    ouvrir(conseil=dix_neuvieme, debut=date(2026, 10, 1))
    ouvrir(animateur=f.CompteFabrique(), debut=date(2026, 10, 1))
    assert Affectation.objects.count() == 4


def test_un_compte_ferme_ou_d_un_autre_role_n_est_pas_affecte(ouvrir, prefecture, coordinatrice):
    ferme = f.CompteFabrique(is_active=False)
    for compte in (prefecture, coordinatrice, ferme):
        with pytest.raises(ValidationError) as refus:
            ouvrir(animateur=compte)
        assert list(refus.value.message_dict) == ["animateur"]


@pytest.mark.parametrize("qui", ["animatrice", "prefecture", "lecteur", "administrateur"])
def test_seule_la_coordination_ouvre_et_clot(qui, ouvrir, request):
    autre = request.getfixturevalue(qui)
    with pytest.raises(PermissionDenied):
        ouvrir(par=autre)
    with pytest.raises(PermissionDenied):
        clore_affectation(affectation=ouvrir(), fin=date(2026, 11, 18), par=autre)


def test_clore_ferme_le_role_et_retire_les_semaines_qui_suivent(ouvrir, nouvelle, coordinatrice):
    affectation = ouvrir(debut=date(2026, 10, 5))
    f.LigneFabrique(semaine=affectation.semaines.get(lundi=date(2026, 11, 2)), jour=2)
    clore_affectation(affectation=affectation, fin=date(2026, 11, 4), par=coordinatrice)  # that Wednesday
    affectation.refresh_from_db()
    assert affectation.fin == role(nouvelle).fin == date(2026, 11, 4)
    assert affectation.semaines.latest("lundi").lundi == date(2026, 11, 2)
    assert not nouvelle.habilitations.en_cours().exists()
    assert {"affectation.clore", "habilitation.clore"} <= set(LigneAudit.objects.values_list("acte", flat=True))


def test_clore_ne_touche_pas_au_role_d_une_autre_affectation(ouvrir, nouvelle, coordinatrice):
    premiere = ouvrir(debut=date(2026, 10, 1), fin=date(2026, 11, 20))
    ouvrir(debut=date(2026, 11, 23))
    clore_affectation(affectation=premiere, fin=date(2026, 11, 18), par=coordinatrice)
    fins = nouvelle.habilitations.order_by("debut").values_list("fin", flat=True)
    assert list(fins) == [date(2026, 11, 18), None]


@pytest.mark.parametrize(("fin", "mot"), [(date(2026, 10, 4), "précéder"), (date(2027, 1, 1), "convention")])
def test_clore_a_une_date_impossible_est_refuse(ouvrir, coordinatrice, fin, mot):
    affectation = ouvrir(debut=date(2026, 10, 5))
    with pytest.raises(ValidationError, match=mot):
        clore_affectation(affectation=affectation, fin=fin, par=coordinatrice)


def test_clore_avant_une_activite_saisie_est_refuse(ouvrir, coordinatrice):
    affectation = ouvrir(debut=date(2026, 10, 5))
    f.LigneFabrique(semaine=affectation.semaines.get(lundi=date(2026, 11, 2)), jour=3)
    with pytest.raises(ValidationError, match="jusqu’au 5 novembre 2026"):
        clore_affectation(affectation=affectation, fin=date(2026, 11, 4), par=coordinatrice)


def test_clore_avant_une_semaine_transmise_est_refuse(ouvrir, coordinatrice):
    affectation = ouvrir(debut=date(2026, 10, 5))
    affectation.semaines.filter(lundi=date(2026, 11, 9)).update(
        etat="transmise", rien_a_signaler=True, transmise_le="2026-11-13T16:00:00Z"
    )
    with pytest.raises(ValidationError, match="semaine du 9 novembre 2026"):
        clore_affectation(affectation=affectation, fin=date(2026, 11, 4), par=coordinatrice)


def test_une_affectation_close_ne_se_clot_plus(ouvrir, coordinatrice):
    affectation = ouvrir(debut=date(2026, 10, 1), fin=date(2026, 11, 17))
    with pytest.raises(ValidationError, match="déjà close depuis le 17 novembre 2026"):
        clore_affectation(affectation=affectation, fin=date(2026, 12, 1), par=coordinatrice)


# -- The page ----------------------------------------------------------------------------------


def test_la_page_montre_affectations_vacances_et_semaines(connecte, coordinatrice, animatrice, dix_neuvieme):
    affectation = animatrice.affectations.get()
    f.SemaineFabrique(affectation=affectation, lundi=date(2026, 11, 9))
    f.AffectationFabrique(conseil=dix_neuvieme, debut=date(2026, 11, 30))  # to come: vacant today
    page = connecte(coordinatrice).get(reverse("equipe"))
    assert [str(conseil) for conseil in page.context["equipe"].vacants] == ["Conseil citoyen du 19e"]
    assert len(page.context["equipe"].non_terminees) == 2
    assert reverse("semaine_revue", args=[date(2026, 11, 9), affectation.pk]) in page.text
    assert "en retard" in page.text
    assert page.context["matrice"].lundis[0] == date(2026, 11, 16)


@pytest.mark.parametrize("qui", ["animatrice", "prefecture", "ville", "partenaire", "lecteur", "administrateur"])
def test_la_page_est_a_la_coordination(connecte, qui, request):
    client = connecte(request.getfixturevalue(qui))
    for adresse in (reverse("equipe"), reverse("affectation_ouvrir"), reverse("affectation_clore", args=[1])):
        assert client.get(adresse).status_code == 403


def test_ouvrir_et_clore_a_l_ecran(connecte, coordinatrice, nouvelle, dix_huitieme, convention):
    client = connecte(coordinatrice)
    choix = {"animateur": nouvelle.pk, "conseil": dix_huitieme.pk, "convention": convention.pk, "debut": "2026-11-02"}
    page = client.post(reverse("affectation_ouvrir"), choix | {"fin": "2027-06-30"})
    assert "La convention court" in page.context["form"].errors["fin"][0]
    assert page.context["form"]["debut"].value() == "2026-11-02"
    assert client.post(reverse("affectation_ouvrir"), choix).url == reverse("equipe")
    clore = reverse("affectation_clore", args=[nouvelle.affectations.get().pk])
    page = client.post(clore, {"fin": "2026-11-01"})
    assert "précéder" in str(page.context["form"].errors)
    assert client.post(clore, {"fin": "2026-11-18"}).url == reverse("equipe")
    assert nouvelle.affectations.get().fin == date(2026, 11, 18)


def test_le_formulaire_ne_propose_ni_commanditaire_ni_compte_ferme(
    connecte, coordinatrice, prefecture, nouvelle, animatrice
):
    f.CompteFabrique(is_active=False)
    page = connecte(coordinatrice).get(reverse("affectation_ouvrir"))
    assert set(page.context["form"].fields["animateur"].queryset) == {nouvelle, animatrice}
