"""The diagnostic: what is written, who may read it, what a search finds."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from comptes.models import LigneAudit
from conseils.models import Acteur, Expression, Interlocuteur
from conseils.services import diagnostic as services
from tests import fabriques as f

CHAMPS = {
    "date": date(2026, 11, 3),
    "source": "permanence",
    "echelle": "arrondissement",
    "quartier": None,
    "lieu": "",
    "theme": "propreté",
    "objectif": None,
    "texte": "Les bacs débordent le lundi.",
}
FORMULAIRE = {**CHAMPS, "date": "2026-11-03", "quartier": "", "objectif": ""}


@pytest.fixture
def quartier(dix_huitieme):
    quartier = f.QuartierFabrique(nom="Goutte d'Or", arrondissements=[dix_huitieme.arrondissement])
    dix_huitieme.quartiers.add(quartier)
    return quartier


def refus(champ):
    return pytest.raises(ValidationError, match=f"'{champ}'")


def adresse(nom, *cles):
    return reverse(nom, args=[18, *cles])


@pytest.mark.parametrize(
    ("change", "champ"),
    [
        ({"date": date(2026, 11, 19)}, "date"),
        ({"date": date(2013, 1, 1)}, "date"),
        ({"echelle": "quartier"}, "quartier"),
        ({"theme": ""}, "theme"),
        ({"texte": ""}, "texte"),
    ],
)
def test_une_expression_refusee_dit_ou(dix_huitieme, animatrice, change, champ):
    with refus(champ):
        services.noter_expression(conseil=dix_huitieme, par=animatrice, **CHAMPS | change)


def test_un_quartier_hors_du_perimetre_est_refuse(dix_huitieme, animatrice):
    ailleurs = f.QuartierFabrique()
    with refus("quartier"):
        services.noter_expression(conseil=dix_huitieme, par=animatrice, **CHAMPS | {"quartier": ailleurs})
    with refus("quartier"):
        services.inscrire_acteur(
            conseil=dix_huitieme, par=animatrice, nom="Une école", nature="ecole", quartier=ailleurs
        )


def test_le_texte_n_entre_pas_dans_la_trace(dix_huitieme, animatrice):
    expression = services.noter_expression(conseil=dix_huitieme, par=animatrice, **CHAMPS)
    assert "bacs" not in str(LigneAudit.objects.de(expression).get().detail)


def test_une_structure_n_est_qu_une_fois_dans_l_annuaire(dix_huitieme, animatrice):
    f.ActeurFabrique(conseil=dix_huitieme, nom="Salle Saint-Bruno")
    with pytest.raises(ValidationError, match="déjà dans l'annuaire"):
        services.inscrire_acteur(conseil=dix_huitieme, par=animatrice, nom="Salle Saint-Bruno", nature="association")


def test_un_interlocuteur_est_joignable(dix_huitieme, animatrice):
    acteur = f.ActeurFabrique(conseil=dix_huitieme)
    with refus("courriel"):
        services.ajouter_interlocuteur(acteur=acteur, par=animatrice, fonction="accueil")
    with pytest.raises(IntegrityError), transaction.atomic():
        f.InterlocuteurFabrique(acteur=acteur, courriel="")
    services.ajouter_interlocuteur(acteur=acteur, par=animatrice, fonction="accueil", telephone="01 00 00 00 00")
    assert acteur.interlocuteurs.get().nom == ""


def test_effacer_un_interlocuteur_ne_laisse_rien_de_lui(connecte, animatrice, dix_huitieme):
    interlocuteur = f.InterlocuteurFabrique(acteur__conseil=dix_huitieme, nom="Dupont-Essai")
    reponse = connecte(animatrice).post(adresse("interlocuteur_retirer", interlocuteur.pk))
    assertRedirects(reponse, adresse("acteurs"))
    assert not Interlocuteur.objects.exists()
    assert "Dupont" not in str(LigneAudit.objects.values())
    assert Acteur.objects.exists()


# -- Pages --


@pytest.mark.parametrize("page", ["diagnostic", "acteurs", "expression_ajouter", "acteur_ajouter"])
@pytest.mark.parametrize("persona", ["prefecture", "ville", "partenaire", "lecteur"])
def test_les_expressions_restent_a_l_equipe(request, connecte, dix_huitieme, persona, page):
    client = connecte(request.getfixturevalue(persona))
    assert client.get(adresse(page)).status_code == 403
    assertNotContains(client.get(adresse("conseil")), "Diagnostic")


def test_noter_par_le_formulaire(connecte, animatrice, quartier):
    donnees = FORMULAIRE | {"echelle": "quartier", "quartier": quartier.pk}
    client = connecte(animatrice)
    assertContains(client.get(adresse("expression_ajouter")), "Pas de nom")
    assertRedirects(client.post(adresse("expression_ajouter"), donnees), adresse("diagnostic"))
    assertContains(client.get(adresse("diagnostic")), "Les bacs débordent")
    assertContains(client.get(adresse("conseil")), "Diagnostic")


def test_un_refus_garde_ce_qui_est_tape(connecte, animatrice):
    reponse = connecte(animatrice).post(adresse("expression_ajouter"), FORMULAIRE | {"echelle": "quartier"})
    assert list(reponse.context["form"].errors) == ["quartier"]
    for tape in ("Les bacs débordent", "propreté", "2026-11-03"):
        assertContains(reponse, tape)


def test_inscrire_un_acteur_et_son_interlocuteur(connecte, animatrice):
    client = connecte(animatrice)
    client.post(adresse("acteur_ajouter"), {"nom": "Salle Saint-Bruno", "nature": "association", "site": "exemple.fr"})
    acteur = Acteur.objects.get()
    assert acteur.site == "https://exemple.fr"
    client.post(adresse("interlocuteur_ajouter", acteur.pk), {"fonction": "direction", "courriel": "a@exemple.fr"})
    assertContains(client.get(adresse("acteurs")), "a@exemple.fr")


def test_les_filtres_sont_dans_l_adresse(connecte, animatrice, dix_huitieme, dix_neuvieme, quartier):
    f.ExpressionFabrique(conseil=dix_huitieme, theme="propreté", quartier=quartier)
    f.ExpressionFabrique(conseil=dix_huitieme, theme="école", source="marche", texte="La cour est trop petite.")
    f.ExpressionFabrique(conseil=dix_neuvieme, theme="ailleurs")
    client = connecte(animatrice)

    def themes(**filtres):
        return sorted(e.theme for e in client.get(adresse("diagnostic"), filtres).context["expressions"])

    assert themes() == ["propreté", "école"]
    assert themes(q="cour petite") == ["école"]
    assert themes(q="cour bacs") == []
    assert themes(genre="marche") == ["école"]
    assert themes(quartier=quartier.pk) == ["propreté"]
    assert themes(genre="inconnue", quartier="x") == ["propreté", "école"]


def test_l_annuaire_se_cherche_par_structure_et_par_fonction(connecte, animatrice, dix_huitieme):
    for fonction in ("direction", "direction adjointe"):
        acteur = Acteur.objects.first() or f.ActeurFabrique(conseil=dix_huitieme, nom="Salle Saint-Bruno")
        f.InterlocuteurFabrique(acteur=acteur, fonction=fonction)
    f.ActeurFabrique(conseil=dix_huitieme, nom="École Doudeauville", nature="ecole")
    client = connecte(animatrice)

    def noms(**filtres):
        return [a.nom for a in client.get(adresse("acteurs"), filtres).context["acteurs"]]

    assert noms(q="direction") == ["Salle Saint-Bruno"]
    assert noms(q="doudeauville") == ["École Doudeauville"]
    assert noms(genre="ecole") == ["École Doudeauville"]


def test_une_structure_du_quartier_vecu_a_un_public_qui_y_habite(connecte, animatrice, dix_huitieme):
    for nom, part in (("Moitié", 50), ("Presque", 49), ("Inconnue", None)):
        f.ActeurFabrique(conseil=dix_huitieme, nom=nom, part_qpv=part)
    client = connecte(animatrice)

    def noms(**filtres):
        return sorted(a.nom for a in client.get(adresse("acteurs"), filtres).context["acteurs"])

    assert noms(public="vecu") == ["Moitié"]
    assert noms(public="") == ["Inconnue", "Moitié", "Presque"]
    page = client.get(adresse("acteurs"))
    assertContains(page, "<strong>Structure du quartier vécu</strong>", count=1)
    assertContains(page, "49\xa0% de son public habite un QPV")


def test_une_part_va_de_zero_a_cent(connecte, animatrice, dix_huitieme):
    donnees = {"nom": "Salle Saint-Bruno", "nature": "association", "part_qpv": "101"}
    refuse = connecte(animatrice).post(adresse("acteur_ajouter"), donnees)
    assert list(refuse.context["form"].errors) == ["part_qpv"]
    connecte(animatrice).post(adresse("acteur_ajouter"), donnees | {"part_qpv": "100"})
    assert Acteur.objects.get().part_qpv == 100
    with pytest.raises(IntegrityError):
        Acteur.objects.update(part_qpv=101)


@pytest.mark.parametrize(("page", "requetes"), [("diagnostic", 7), ("acteurs", 8)])
def test_le_cout_d_une_page_ne_suit_pas_ses_lignes(
    connecte, coordinatrice, dix_huitieme, quartier, django_assert_num_queries, page, requetes
):
    client = connecte(coordinatrice)
    client.get(reverse("aide"))
    for en_plus in (1, 2):
        for _ in range(en_plus):
            f.ExpressionFabrique(conseil=dix_huitieme, quartier=quartier)
            f.InterlocuteurFabrique(acteur__conseil=dix_huitieme, acteur__quartier=quartier)
        with django_assert_num_queries(requetes):
            client.get(adresse(page))
    assert Expression.objects.count() == 3
