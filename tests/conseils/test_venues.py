"""Who the public of a meeting was, and those who asked to be contacted."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from comptes.models import LigneAudit
from conseils.assistance import assistance
from conseils.definitions import ELOIGNE
from conseils.models import DemandeContact
from conseils.services.contacts import noter_demande
from conseils.services.presences import enregistrer_presences
from conseils.services.venues import Venues
from conseils.tasks import effacer_demandes_echues
from tests import fabriques as f

PUBLICS = {("F", "18-25"): 4, ("F", "60+"): 1, ("H", "60+"): 3}
ELOIGNEMENTS = {"F": (4, 2), "H": (1, 0), "N": (0, 0)}


@pytest.fixture
def reunion(dix_huitieme):
    return f.ReunionFabrique(conseil=dix_huitieme, date=date(2026, 11, 17))


@pytest.fixture
def saisir(reunion, animatrice):
    def _saisir(**venues):
        return enregistrer_presences(
            reunion=reunion,
            par=animatrice,
            membres=(),
            publics=PUBLICS,
            eloignements=ELOIGNEMENTS,
            venues=Venues(**venues),
        )

    return _saisir


def test_premieres_quartiers_et_deja_venus(saisir, reunion):
    nord, sud = f.QuartierFabrique(nom="Nord"), f.QuartierFabrique(nom="Sud")
    saisir(premieres={"F": 5, "H": 0}, quartiers={nord: 6, sud: 2}, deja_venus={"F": 2, "H": None})
    lue = assistance(reunion)
    assert (lue.premieres.femmes, lue.premieres.total, lue.public) == (5, 5, 8)
    assert lue.provenances == (("Nord", 6), ("Sud", 2))
    assert (lue.deja_venus.femmes, lue.deja_venus.total) == (2, 2)
    saisir(premieres={"H": 1})
    lue = assistance(reunion)
    assert (lue.premieres.total, lue.provenances, lue.deja_venus) == (1, (), None)


@pytest.mark.parametrize(
    ("venues", "champ"),
    [
        ({"premieres": {"F": 6}}, "premieres_F"),
        ({"premieres": {"N": 1}}, "premieres_N"),
        ({"premieres": {"F": -1}}, "premieres_F"),
        ({"deja_venus": {"F": 3}}, "deja_venus_F"),
        ({"deja_venus": {"H": -1}}, "deja_venus_H"),
    ],
)
def test_un_compte_impossible_est_refuse_a_sa_case(saisir, venues, champ):
    with pytest.raises(ValidationError) as refus:
        saisir(**venues)
    assert list(refus.value.error_dict) == [champ]


@pytest.mark.parametrize("nombres", [(7, 2), (-1, 2)])
def test_les_quartiers_ne_depassent_pas_le_public(saisir, nombres):
    quartiers = dict(zip((f.QuartierFabrique(), f.QuartierFabrique()), nombres, strict=True))
    with pytest.raises(ValidationError, match="quartier_"):
        saisir(quartiers=quartiers)


def test_la_base_refuse_plus_de_revenus_que_d_eloignes(reunion):
    with pytest.raises(IntegrityError):
        f.ComptageEloignesFabrique(reunion=reunion, reponses=2, eloignes=1, deja_venus=2)


def test_la_grille_facultative_par_le_formulaire(connecte, animatrice, reunion, dix_huitieme):
    quartier = f.QuartierFabrique(nom="Goutte d'Or")
    dix_huitieme.quartiers.add(quartier)
    client, adresse = connecte(animatrice), reverse("presences", args=[18, reunion.pk])
    assertNotContains(client.get(adresse), '<details class="carte" open>')
    envoi = {"public_F_60+": "3", "premieres_F": "4", f"quartier_{quartier.pk}": "2"}
    refusee = client.post(adresse, envoi)
    assertContains(refusee, '<details class="carte" open>')
    assert list(refusee.context["form"].errors) == ["premieres_F"]
    assert client.post(adresse, envoi | {"premieres_F": "1"}).status_code == 302
    assertContains(client.get(reverse("reunion", args=[18, reunion.pk])), "1 sur 3")
    relue = client.get(adresse).context["form"]
    assert (relue["premieres_F"].value(), relue[f"quartier_{quartier.pk}"].value()) == (1, 2)


def test_la_definition_des_eloignes_se_regle(connecte, animatrice, reunion, settings):
    client = connecte(animatrice)
    pages = [reverse(nom, args=[18, reunion.pk]) for nom in ("presences", "reunion")]
    for page in pages:
        assertContains(client.get(page), ELOIGNE[40:70])
    settings.CONSEILS_DEFINITION_ELOIGNE = "Personne jamais venue."
    for page in pages:
        assertContains(client.get(page), "Personne jamais venue.")


def demander(reunion, par, **champs):
    attendu = {"nom": "Camille", "contact": "06", "consenti_le": date(2026, 11, 17), "accord": True}
    return noter_demande(reunion=reunion, par=par, **attendu | champs)


@pytest.mark.parametrize(
    ("champs", "champ"),
    [
        ({"accord": False}, "accord"),
        ({"consenti_le": date(2026, 11, 16)}, "consenti_le"),
        ({"consenti_le": date(2026, 11, 19)}, "consenti_le"),
        ({"contact": ""}, "contact"),
    ],
)
def test_sans_accord_date_rien_ne_s_enregistre(reunion, animatrice, champs, champ):
    with pytest.raises(ValidationError) as refus:
        demander(reunion, animatrice, **champs)
    assert list(refus.value.error_dict) == [champ]
    assert not DemandeContact.objects.exists()


def test_un_accord_de_plus_de_douze_mois_est_perime(dix_huitieme, animatrice):
    ancienne = f.ReunionFabrique(conseil=dix_huitieme, date=date(2025, 10, 1))
    with pytest.raises(ValidationError, match="douze mois"):
        demander(ancienne, animatrice, consenti_le=date(2025, 11, 17))


def test_traiter_efface_et_le_journal_ne_garde_aucun_nom(connecte, animatrice, reunion):
    client = connecte(animatrice)
    adresse = reverse("contacts", args=[18, reunion.pk])
    envoi = {"nom": "Zébulon", "contact": "06 00", "consenti_le": "2026-11-17", "accord": "on"}
    assertContains(client.post(adresse, envoi, follow=True), "Zébulon")
    demande = DemandeContact.objects.get()
    reponse = client.post(reverse("contact_traiter", args=[18, demande.pk]), follow=True)
    assertNotContains(reponse, "Zébulon")
    assert not DemandeContact.objects.exists()
    lignes = LigneAudit.objects.de(reunion)
    assert [ligne.acte for ligne in lignes] == ["contact_note", "contact_traite"]
    assert not any("Zébulon" in str(vars(ligne)) for ligne in lignes)


def test_douze_mois_passes_on_ne_voit_plus_puis_on_efface(connecte, animatrice, dix_huitieme):
    reunion = f.ReunionFabrique(conseil=dix_huitieme, date=date(2025, 11, 10))
    f.DemandeContactFabrique(reunion=reunion, nom="Perime", consenti_le=date(2025, 11, 17))
    f.DemandeContactFabrique(reunion=reunion, nom="Valable", consenti_le=date(2025, 11, 18))
    page = connecte(animatrice).get(reverse("contacts", args=[18, reunion.pk]))
    assertContains(page, "Valable")
    assertNotContains(page, "Perime")
    assert effacer_demandes_echues() == 1
    assert DemandeContact.objects.get().nom == "Valable"


@pytest.mark.parametrize("persona", ["prefecture", "ville", "partenaire", "lecteur"])
def test_les_demandes_restent_entre_ceux_qui_voient_les_noms(request, connecte, reunion, persona):
    f.DemandeContactFabrique(reunion=reunion, nom="Zébulon")
    client = connecte(request.getfixturevalue(persona))
    assert client.get(reverse("contacts", args=[18, reunion.pk])).status_code == 403
    assertNotContains(client.get(reverse("reunion", args=[18, reunion.pk])), "Zébulon")
