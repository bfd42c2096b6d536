"""Formations: what is recorded, each refusal beside its field, who sees what, what a page costs."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from comptes.models import LigneAudit
from conseils.models import CompetencesDeclarees, ComptageFormation, DelegationFormation, Formation
from conseils.services import formations as services
from tests import fabriques as f

NOM = "Zzyzxwvutsr"
CHAMPS = {
    "intitule": "Lire un budget",
    "nature": "formation",
    "organisme": "pole_ressources",
    "organisme_autre": "",
    "debut": date(2026, 11, 3),
    "fin": None,
    "minutes": 150,
    "lieu": "Salle Jean Dame",
    "pour_membres": True,
    "pour_agents": False,
    "pour_elus": False,
}
FORMULAIRE = {
    "intitule": "Lire un budget",
    "nature": "formation",
    "organisme": "pole_ressources",
    "organisme_autre": "",
    "debut": "2026-11-03",
    "fin": "",
    "minutes": "2,5",
    "lieu": "Salle Jean Dame",
    "pour_membres": "on",
}


@pytest.fixture
def delegation(dix_huitieme):
    return f.DelegationFormationFabrique(conseil=dix_huitieme, participants_saisis=False)


@pytest.fixture
def membre(dix_huitieme):
    return f.MandatFabrique(membre__conseil=dix_huitieme, membre__nom=NOM, debut=date(2026, 1, 1)).membre


@pytest.fixture
def partagee(delegation, dix_neuvieme):
    """The same formation, for the 18e and the 19e."""
    f.DelegationFormationFabrique(formation=delegation.formation, conseil=dix_neuvieme, participants_saisis=False)
    return delegation.formation


def saisir(delegation, par, membres=(), comptages=None, questionnaires=None):
    return services.enregistrer_participants(
        delegation=delegation, par=par, membres=membres, comptages=comptages or {}, questionnaires=questionnaires or {}
    )


def refus(champ):
    return pytest.raises(ValidationError, match=f"'{champ}'")


def adresse(nom, formation=None, numero=18):
    return reverse(nom, args=[numero, formation.pk] if formation else [numero])


def test_enregistrer(dix_huitieme, dix_neuvieme, coordinatrice):
    formation = services.enregistrer_formation(par=coordinatrice, conseils=[dix_huitieme, dix_neuvieme], **CHAMPS)
    assert set(formation.conseils.all()) == {dix_huitieme, dix_neuvieme}
    assert LigneAudit.objects.de(formation).get().acte == "formation_enregistree"


@pytest.mark.parametrize(
    ("change", "champ"),
    [
        ({"debut": date(2013, 5, 1)}, "debut"),
        ({"debut": date(2029, 5, 1)}, "debut"),
        ({"fin": date(2029, 5, 1)}, "fin"),
        ({"fin": date(2026, 11, 2)}, "fin"),
        ({"organisme": "autre"}, "organisme_autre"),
        ({"organisme_autre": "Une école"}, "organisme_autre"),
        ({"pour_membres": False}, "pour_membres"),
        ({"nature": "co_formation"}, "pour_agents"),
        ({"minutes": 29}, "minutes"),
        ({"minutes": 3601}, "minutes"),
    ],
)
def test_une_formation_refusee_dit_ou(dix_huitieme, animatrice, change, champ):
    with refus(champ):
        services.enregistrer_formation(par=animatrice, conseils=[dix_huitieme], **CHAMPS | change)
    assert not Formation.objects.exists()


def test_aucun_conseil(coordinatrice):
    with refus("conseils"):
        services.enregistrer_formation(par=coordinatrice, conseils=[], **CHAMPS)


@pytest.mark.parametrize(
    "champs",
    [
        {"organisme": "autre"},
        {"organisme_autre": "Une école"},
        {"pour_membres": False},
        {"nature": "co_formation", "pour_agents": False},
        {"minutes": 10},
        {"fin": date(2020, 1, 1)},
    ],
)
def test_la_base_refuse_aussi(db, champs):
    with pytest.raises(IntegrityError), transaction.atomic():
        f.FormationFabrique(**champs)


@pytest.mark.parametrize("sommes", [(99, 300), (200, 501)])
def test_la_base_refuse_une_moyenne_hors_echelle(delegation, sommes):
    with pytest.raises(IntegrityError), transaction.atomic():
        f.CompetencesFabrique(delegation=delegation, somme_avant=sommes[0], somme_apres=sommes[1])


def test_saisir_les_participants(delegation, membre, animatrice):
    saisir(
        delegation,
        animatrice,
        [membre],
        {("agents", "F"): 3, ("elus", "H"): 0},
        {"F": (4, Decimal("2.25"), Decimal("3.5"))},
    )
    delegation.refresh_from_db()
    assert delegation.participants_saisis
    assert [p.membre for p in delegation.participations.all()] == [membre]
    assert list(delegation.comptages.values_list("public", "sexe", "nombre")) == [("agents", "F", 3)]
    # 4 × 2,25 and 4 × 3,5, in hundredths.
    assert list(delegation.competences.values_list("sexe", "reponses", "somme_avant", "somme_apres")) == [
        ("F", 4, 900, 1400)
    ]
    trace = LigneAudit.objects.de(delegation.formation).last()
    assert trace.detail == {"membres": 1, "autres": 3, "reponses": 4}


def test_corriger_remplace_tout(delegation, membre, animatrice):
    saisir(delegation, animatrice, [membre], {("agents", "F"): 3}, {"F": (1, Decimal(2), Decimal(3))})
    saisir(delegation, animatrice, [], {("elus", "H"): 1})
    assert not delegation.participations.exists()
    assert [c.public for c in ComptageFormation.objects.all()] == ["elus"]
    assert not CompetencesDeclarees.objects.exists()


@pytest.mark.parametrize(
    ("reponses", "avant", "apres", "champ"),
    [
        (-1, None, None, "reponses_F"),
        (4, 2, 3, "reponses_F"),
        (2, None, 3, "avant_F"),
        (2, 3, None, "apres_F"),
        (0, 2, None, "avant_F"),
        (2, Decimal("0.9"), 3, "avant_F"),
        (2, 3, Decimal("5.1"), "apres_F"),
    ],
)
def test_un_questionnaire_refuse_dit_ou(delegation, animatrice, reponses, avant, apres, champ):
    with refus(champ):
        saisir(delegation, animatrice, (), {("agents", "F"): 3}, {"F": (reponses, avant, apres)})
    assert not ComptageFormation.objects.exists()


def test_les_membres_formes_repondent_aussi(delegation, membre, animatrice):
    saisir(delegation, animatrice, [membre], {}, {"F": (1, Decimal(1), Decimal(5))})
    assert CompetencesDeclarees.objects.get().reponses == 1


@pytest.mark.parametrize("nombre", [-1, 501])
def test_comptage_absurde(delegation, animatrice, nombre):
    with refus("agents_F"):
        saisir(delegation, animatrice, (), {("agents", "F"): nombre})


def test_personne(delegation, animatrice):
    with refus("__all__"):
        saisir(delegation, animatrice)


def test_membre_sans_mandat_ce_jour_la(delegation, dix_huitieme, dix_neuvieme, animatrice):
    parti = f.MandatFabrique(membre__conseil=dix_huitieme, fin=date(2026, 3, 9), motif_fin="autre").membre
    ailleurs = f.MandatFabrique(membre__conseil=dix_neuvieme).membre
    for membre in (parti, ailleurs):
        with refus("membres"):
            saisir(delegation, animatrice, [membre])


def test_formation_a_venir(dix_huitieme, animatrice, membre):
    delegation = f.DelegationFormationFabrique(
        conseil=dix_huitieme, formation__debut=date(2026, 11, 19), participants_saisis=False
    )
    with refus("__all__"):
        saisir(delegation, animatrice, [membre])


def test_une_formation_partagee_se_modifie_par_qui_a_tous_ses_conseils(partagee, animatrice, coordinatrice):
    assert not services.peut_modifier(partagee, animatrice)
    assert services.peut_modifier(partagee, coordinatrice)
    for service in (
        lambda: services.supprimer_formation(formation=partagee, par=animatrice),
        lambda: services.modifier_formation(formation=partagee, par=animatrice, conseils=[], **CHAMPS),
    ):
        with pytest.raises(PermissionDenied):
            service()


def test_modifier_garde_les_participants(delegation, membre, dix_neuvieme, coordinatrice):
    saisir(delegation, coordinatrice, [membre])
    champs = {"formation": delegation.formation, "par": coordinatrice}
    with refus("conseils"):
        services.modifier_formation(**champs, conseils=[dix_neuvieme], **CHAMPS)
    with refus("debut"):
        services.modifier_formation(**champs, conseils=[delegation.conseil], **CHAMPS | {"debut": date(2025, 12, 31)})
    with refus("debut"):
        services.modifier_formation(**champs, conseils=[delegation.conseil], **CHAMPS | {"debut": date(2026, 12, 1)})
    services.modifier_formation(**champs, conseils=[delegation.conseil, dix_neuvieme], **CHAMPS)
    assert delegation.participations.count() == 1
    assert DelegationFormation.objects.filter(conseil=dix_neuvieme).count() == 1


def test_retirer_un_conseil_sans_participants(partagee, dix_huitieme, coordinatrice):
    services.modifier_formation(formation=partagee, par=coordinatrice, conseils=[dix_huitieme], **CHAMPS)
    assert list(partagee.conseils.all()) == [dix_huitieme]


def test_supprimer(delegation, animatrice):
    services.supprimer_formation(formation=delegation.formation, par=animatrice)
    assert not Formation.objects.exists()
    assert LigneAudit.objects.filter(acte="formation_supprimee").count() == 1


def test_supprimer_refuse_quand_des_participants_sont_saisis(connecte, delegation, membre, animatrice):
    saisir(delegation, animatrice, [membre])
    reponse = connecte(animatrice).post(adresse("formation_supprimer", delegation.formation))
    assertContains(reponse, "Des participants sont saisis")
    assert Formation.objects.exists()


# -- Pages --


def test_ajouter_par_le_formulaire(connecte, animatrice, dix_huitieme):
    reponse = connecte(animatrice).post(adresse("formation_ajouter"), FORMULAIRE)  # she is not asked for whom
    formation = Formation.objects.get()
    assertRedirects(reponse, adresse("formation", formation))
    assert (formation.minutes, list(formation.conseils.all())) == (150, [dix_huitieme])


def test_le_conseil_d_un_autre_ne_s_associe_pas(connecte, animatrice, dix_neuvieme):
    reponse = connecte(animatrice).post(adresse("formation_ajouter"), FORMULAIRE | {"conseils": [dix_neuvieme.pk]})
    assert "conseils" in reponse.context["form"].errors
    assert not Formation.objects.exists()


def test_la_coordination_associe_plusieurs_conseils(connecte, coordinatrice, dix_huitieme, dix_neuvieme):
    donnees = FORMULAIRE | {"conseils": [dix_huitieme.pk, dix_neuvieme.pk]}
    connecte(coordinatrice).post(adresse("formation_ajouter"), donnees)
    assert Formation.objects.get().conseils.count() == 2


def test_un_refus_garde_ce_qui_est_tape(connecte, animatrice):
    reponse = connecte(animatrice).post(adresse("formation_ajouter"), FORMULAIRE | {"organisme": "autre"})
    assert list(reponse.context["form"].errors) == ["organisme_autre"]
    for tape in ("Lire un budget", "2026-11-03", "2,5", "Salle Jean Dame"):
        assertContains(reponse, tape)


def test_modifier_montre_les_heures(connecte, animatrice, delegation):
    reponse = connecte(animatrice).get(adresse("formation_modifier", delegation.formation))
    assertContains(reponse, 'name="minutes" value="3"')


def test_saisir_les_participants_par_le_formulaire(connecte, animatrice, delegation, membre):
    donnees = {"membres": [membre.pk], "agents_F": "3", "reponses_F": "4", "avant_F": "2,25", "apres_F": "3.5"}
    client = connecte(animatrice)
    reponse = client.post(adresse("formation_participants", delegation.formation), donnees)
    assertRedirects(reponse, adresse("formation", delegation.formation))
    page = client.get(adresse("formation_participants", delegation.formation))
    assertContains(page, 'name="avant_F" value="2,25"')
    assert page.context["form"]["membres"].value() == [membre.pk]


def test_des_participants_refuses_gardent_ce_qui_est_tape(connecte, animatrice, delegation, membre):
    donnees = {"membres": [membre.pk], "agents_H": "7", "reponses_F": "9", "avant_F": "8,5"}
    reponse = connecte(animatrice).post(adresse("formation_participants", delegation.formation), donnees)
    assert set(reponse.context["form"].errors) == {"reponses_F"}
    for tape in ('name="agents_H" value="7"', 'name="reponses_F" value="9"', 'name="avant_F" value="8,5"'):
        assertContains(reponse, tape)


@pytest.mark.parametrize("persona", ["prefecture", "ville", "partenaire", "lecteur"])
def test_les_commanditaires_voient_des_nombres(request, connecte, delegation, membre, coordinatrice, persona):
    saisir(delegation, coordinatrice, [membre], {("agents", "F"): 3}, {"F": (4, Decimal(2), Decimal(3))})
    client = connecte(request.getfixturevalue(persona))
    assertContains(client.get(adresse("formations")), "Prendre la parole")
    reponse = client.get(adresse("formation", delegation.formation))
    assertNotContains(reponse, NOM)
    assertNotContains(reponse, "Corriger")
    # Four answers: their mean could be somebody's.
    assertContains(reponse, "Moins de cinq réponses")
    assert reponse.context["apprentissage"].membres.femmes == 1


def test_cinq_reponses_se_communiquent_ensemble(connecte, delegation, prefecture, coordinatrice):
    questionnaires = {"F": (4, Decimal(2), Decimal(3)), "H": (1, Decimal(1), Decimal(5))}
    saisir(delegation, coordinatrice, (), {("agents", "F"): 4, ("agents", "H"): 1}, questionnaires)
    reponse = connecte(prefecture).get(adresse("formation", delegation.formation))
    ensemble = reponse.context["apprentissage"].ensemble
    # (4 × 2 + 1) / 5, (4 × 3 + 5) / 5: a sum over a sum, not the mean of two means.
    assert (ensemble.avant, ensemble.apres, ensemble.ecart) == (Decimal("1.8"), Decimal("3.4"), Decimal("1.6"))
    assertContains(reponse, "1,8")
    assertNotContains(reponse, "Moins de cinq")
    assertNotContains(reponse, '<th scope="row">Femme</th>', html=True)


def test_chacun_ses_noms(connecte, partagee, dix_neuvieme, animatrice, animateur_du_19e, membre):
    autre = f.MandatFabrique(membre__conseil=dix_neuvieme, membre__nom="Ailleurs").membre
    saisir(partagee.delegations.get(conseil__arrondissement__numero=18), animatrice, [membre])
    saisir(partagee.delegations.get(conseil=dix_neuvieme), animateur_du_19e, [autre])
    reponse = connecte(animatrice).get(adresse("formation", partagee))
    assertContains(reponse, NOM)
    assertNotContains(reponse, "Ailleurs")
    assert connecte(animatrice).get(adresse("formation", partagee, 19)).status_code == 404


def test_la_page_d_une_formation_partagee_n_offre_pas_de_la_modifier(connecte, partagee, animatrice, coordinatrice):
    modifier = adresse("formation_modifier", partagee)
    assertNotContains(connecte(animatrice).get(adresse("formation", partagee)), modifier)
    assert connecte(animatrice).get(modifier).status_code == 403
    assertContains(connecte(coordinatrice).get(adresse("formation", partagee)), modifier)


def test_l_exercice_est_dans_l_adresse(connecte, prefecture, dix_huitieme):
    f.DelegationFormationFabrique(
        conseil=dix_huitieme, formation__intitule="Printemps", formation__debut=date(2025, 5, 6)
    )
    client = connecte(prefecture)
    assertNotContains(client.get(adresse("formations")), "Printemps")
    assertContains(client.get(adresse("formations") + "?exercice=2025"), "Printemps")


@pytest.mark.parametrize(("page", "requetes"), [("formations", 6), ("formation", 11), ("formation_participants", 9)])
def test_le_cout_d_une_page_ne_suit_pas_ses_lignes(
    connecte, coordinatrice, dix_huitieme, django_assert_num_queries, page, requetes
):
    client = connecte(coordinatrice)
    client.get(reverse("aide"))
    for en_plus in (1, 2):
        for _ in range(en_plus):
            delegation = f.DelegationFormationFabrique(conseil=dix_huitieme)
            for sexe in "FH":
                f.ComptageFormationFabrique(delegation=delegation, sexe=sexe)
                membre = f.MandatFabrique(membre__conseil=dix_huitieme).membre
                f.ParticipationFormationFabrique(delegation=delegation, membre=membre)
        vue = adresse(page) if page == "formations" else adresse(page, delegation.formation)
        with django_assert_num_queries(requetes):
            client.get(vue)


def test_la_finalite_se_choisit_et_se_lit(connecte, animatrice, lecteur):
    client = connecte(animatrice)
    client.post(reverse("formation_ajouter", args=[18]), FORMULAIRE | {"finalite": "relais"})
    formation = Formation.objects.get()
    assert formation.finalite == Formation.Finalite.RELAIS
    page = connecte(lecteur).get(reverse("formation", args=[18, formation.pk]))
    assertContains(page, "Former des habitants-relais")
    client.post(reverse("formation_modifier", args=[18, formation.pk]), FORMULAIRE)
    formation.refresh_from_db()
    assert formation.finalite == ""
