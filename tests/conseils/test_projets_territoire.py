"""The projet de territoire: versions, priorities and their progress, what the conseil brings."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from comptes.models import LigneAudit
from conseils.models import AvancementPriorite, ContributionProjet, PrioriteTerritoire, ProjetTerritoire
from conseils.services import projets_territoire as services
from territoires.models import ContratVille, ElementContrat
from tests import fabriques as f

pytestmark = pytest.mark.django_db
PAGE = "/conseils/18/projet-de-territoire/"


@pytest.fixture
def projet(dix_huitieme):
    return f.ProjetTerritoireFabrique(conseil=dix_huitieme)


@pytest.fixture
def element(db):
    contrat = ContratVille.objects.create(
        code="c", titre="Contrat", debut=date(2015, 1, 1), fin=date(2020, 12, 31), source="x"
    )
    return ElementContrat.objects.create(
        contrat=contrat, code="1.2", niveau="orientation", intitule="Lire", source="x"
    )


def test_une_version_reprend_les_priorites_de_celle_d_avant(projet, element, animatrice, dix_huitieme):
    ancienne = f.PrioriteFabrique(projet=projet, rang=1, element=element)
    AvancementPriorite.objects.create(priorite=ancienne, exercice=2025, avancement="engage")
    version = services.ajouter_version(
        conseil=dix_huitieme, par=animatrice, intitule="Version 2", adopte_le=date(2020, 6, 1), note=""
    )
    reprise = version.priorites.get()
    assert (reprise.intitule, reprise.element, reprise.avancements.count()) == (ancienne.intitule, element, 0)
    services.modifier_priorite(priorite=reprise, par=animatrice, intitule="Autrement")
    ancienne.refresh_from_db()
    assert ancienne.intitule != "Autrement"
    assert dix_huitieme.projets_territoire.en_vigueur_le(date(2020, 5, 31)) == projet
    assert dix_huitieme.projets_territoire.en_vigueur_le(date(2020, 6, 1)) == version


@pytest.mark.parametrize("jour", [date(2014, 12, 31), date(2026, 11, 19), date(2015, 10, 1)])
def test_une_version_mal_datee(projet, animatrice, dix_huitieme, jour):
    """Before the contract, to come, or the day of another one."""
    with pytest.raises(ValidationError, match="adopte_le"):
        services.ajouter_version(conseil=dix_huitieme, par=animatrice, intitule="x", adopte_le=jour, note="")
    assert ProjetTerritoire.objects.get() == projet


def test_l_avancement_d_un_exercice_se_remplace(projet, animatrice):
    priorite = f.PrioriteFabrique(projet=projet)
    for avancement in ("engage", "realise"):
        services.noter_avancement(
            priorite=priorite, par=animatrice, exercice=2026, avancement=avancement, commentaire=""
        )
    assert priorite.avancements.get().avancement == "realise"
    assert [(ligne.de, ligne.vers) for ligne in LigneAudit.objects.de(priorite)] == [
        ("", "engage"),
        ("engage", "realise"),
    ]
    with pytest.raises(ValidationError, match="commentaire"):
        services.noter_avancement(
            priorite=priorite, par=animatrice, exercice=2026, avancement="abandonne", commentaire=" "
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        AvancementPriorite.objects.create(priorite=priorite, exercice=2026, avancement="engage")


@pytest.mark.parametrize("cas", ["à venir", "avant 2015", "réunion du voisin"])
def test_une_contribution_impossible(dix_huitieme, dix_neuvieme, animatrice, cas):
    champs = {
        "à venir": {"date": date(2026, 11, 19)},
        "avant 2015": {"date": date(2014, 12, 31)},
        "réunion du voisin": {"reunion": f.ReunionFabrique(conseil=dix_neuvieme)},
    }[cas]
    valides = {"date": date(2026, 11, 18), "etape": "suivi", "texte": "x", "reunion": None}
    with pytest.raises(ValidationError):
        services.ajouter_contribution(conseil=dix_huitieme, par=animatrice, **valides | champs)
    services.ajouter_contribution(conseil=dix_huitieme, par=animatrice, **valides)


@pytest.mark.parametrize("persona", ["animatrice", "coordinatrice"])
def test_tenir_le_projet_par_les_formulaires(request, connecte, persona, dix_huitieme, element):
    client = connecte(request.getfixturevalue(persona))
    client.post(f"{PAGE}versions/ajouter/", {"intitule": "Projet 2015-2020", "adopte_le": "2015-10-01", "note": ""})
    client.post(f"{PAGE}priorites/ajouter/", {"intitule": "Lire partout", "element": element.pk})
    priorite = PrioriteTerritoire.objects.get()
    client.post(f"{PAGE}priorites/{priorite.pk}/modifier/", {"intitule": "Lire ici", "element": element.pk})
    donnees = {"exercice": "2026", "avancement": "engage", "commentaire": "Deux lieux ouverts"}
    assertRedirects(client.post(f"{PAGE}priorites/{priorite.pk}/avancement/", donnees), PAGE)
    donnees = {"date": "2026-05-12", "etape": "suivi", "texte": "Ouvrir le soir", "reunion": ""}
    client.post(f"{PAGE}contributions/ajouter/", donnees)
    contribution = ContributionProjet.objects.get()
    client.post(f"{PAGE}contributions/{contribution.pk}/modifier/", donnees | {"texte": "Ouvrir le samedi"})
    reponse = client.get(PAGE)
    for texte in ("Lire ici", "1.2", "engagée", "Deux lieux ouverts", "Ouvrir le samedi", "1er octobre 2015"):
        assertContains(reponse, texte)


def test_une_priorite_demande_une_version(connecte, animatrice):
    reponse = connecte(animatrice).get(f"{PAGE}priorites/ajouter/", follow=True)
    assertContains(reponse, "Enregistrez d’abord une version")
    assertContains(reponse, "Enregistrer le projet de territoire")


def test_une_contribution_refusee_garde_ce_qui_est_tape(connecte, animatrice):
    donnees = {"date": "2026-12-25", "etape": "suivi", "texte": "Ouvrir le soir"}
    reponse = connecte(animatrice).post(f"{PAGE}contributions/ajouter/", donnees)
    assert list(reponse.context["form"].errors) == ["date"]
    assertContains(reponse, "Ouvrir le soir")


@pytest.mark.parametrize("persona", ["prefecture", "ville", "partenaire", "lecteur"])
def test_les_lecteurs_lisent_sans_gestes(request, connecte, persona, projet):
    f.PrioriteFabrique(projet=projet)
    reponse = connecte(request.getfixturevalue(persona)).get(PAGE)
    assertContains(reponse, "lieu d’accueil pour les jeunes")
    for geste in ("versions/ajouter/", "priorites/ajouter/", "contributions/ajouter/", "avancement/", "modifier/"):
        assertNotContains(reponse, geste)


@pytest.mark.parametrize("combien", [1, 3])
def test_le_projet_coute_autant_pour_une_ou_trois_priorites(
    connecte, animatrice, projet, element, django_assert_num_queries, combien
):
    for _ in range(combien):
        priorite = f.PrioriteFabrique(projet=projet, element=element)
        AvancementPriorite.objects.create(priorite=priorite, exercice=2026, avancement="engage")
        f.ContributionFabrique(conseil=projet.conseil, reunion=f.ReunionFabrique(conseil=projet.conseil))
    client = connecte(animatrice)
    with django_assert_num_queries(9):
        assertContains(client.get(reverse("projet_territoire", args=[18])), "Lire")


def test_les_structures_du_quartier_vecu_y_sont_reperees(connecte, animatrice, lecteur, dix_huitieme, dix_neuvieme):
    for nom, part, conseil in (("Dedans", 50, dix_huitieme), ("Dehors", 49, dix_huitieme), ("Loin", 90, dix_neuvieme)):
        f.ActeurFabrique(conseil=conseil, nom=nom, part_qpv=part)
    page = connecte(animatrice).get(reverse("projet_territoire", args=[18]))
    assert [structure.nom for structure in page.context["structures"]] == ["Dedans"]
    assertNotContains(connecte(lecteur).get(reverse("projet_territoire", args=[18])), "quartier vécu")
