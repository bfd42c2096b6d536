"""Public met and structures met, on a line of the journal."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import escape

from animateurs.models import LigneJournal, Registre, TypeActivite
from animateurs.semainier import Semainier
from animateurs.services import journal
from animateurs.services.reference import importer_convention
from conseils.definitions import ELOIGNE
from socle.templatetags.typographie import typo
from territoires.services.reference import importer_territoires
from tests import fabriques as f
from tests.animateurs.conftest import LUNDI

pytestmark = pytest.mark.django_db
SEMAINE = reverse("semaine", args=[LUNDI])


@pytest.fixture
def client(connecte, animatrice):
    return connecte(animatrice)


@pytest.fixture
def annuaire(dix_huitieme):
    return [f.ActeurFabrique(conseil=dix_huitieme, nom=nom) for nom in ("Centre social", "Collège")]


# -- Who was met -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("saisi", "compte"),
    [
        ({"total": 12, "femmes": 7, "hommes": 4}, (7, 4, 1)),
        ({"total": 12}, (0, 0, 12)),
        ({"femmes": 7, "hommes": 4}, (7, 4, 0)),
        ({"total": 7, "femmes": 7}, (7, 0, 0)),
        ({}, (0, 0, 0)),
    ],
)
def test_le_non_renseigne_est_ce_qui_manque_au_total(client, semaine, saisie, saisi, compte):
    client.post(SEMAINE, saisie(**saisi))
    ligne = semaine.lignes.get()
    assert (ligne.femmes, ligne.hommes, ligne.non_renseignes) == compte


def test_un_total_plus_petit_que_ses_parts_est_refuse_sans_rien_perdre(client, semaine, saisie):
    page = client.post(SEMAINE, saisie(total=10, femmes=7, hommes=4))
    form = page.context["form"]
    assert form.errors == {"total": ["Femmes et hommes font déjà 11 : corrigez l’un des trois nombres."]}
    assert form.precise
    assert [form[champ].value() for champ in ("total", "femmes", "hommes")] == ["10", "7", "4"]
    assert not semaine.lignes.exists()


def test_corriger_une_ligne_montre_son_total_et_le_recompte(client, semaine, saisie):
    ligne = f.LigneFabrique(semaine=semaine, femmes=7, hommes=4, non_renseignes=1)
    adresse = reverse("ligne_modifier", args=[LUNDI, ligne.pk])
    assert client.get(adresse).context["form"]["total"].value() == 12
    client.post(adresse, saisie(total=11, femmes=7, hommes=4))
    ligne.refresh_from_db()
    assert ligne.non_renseignes == 0


@pytest.mark.parametrize(("saisi", "garde"), [("", None), ("0", 0), ("3", 3)])
def test_une_question_non_posee_n_est_pas_zero_eloigne(client, semaine, saisie, saisi, garde):
    client.post(SEMAINE, saisie(total=5, eloignes=saisi))
    assert semaine.lignes.get().eloignes == garde


def test_pas_plus_d_eloignes_que_de_personnes(client, semaine, saisie):
    page = client.post(SEMAINE, saisie(total=2, eloignes=3))
    assert page.context["form"].errors == {"eloignes": ["Plus d’éloignés que de personnes rencontrées (2 en tout)."]}


def test_les_eloignes_d_une_reunion_se_comptent_sur_la_reunion(client, semaine, saisie, dix_huitieme):
    reunion = f.ReunionFabrique(conseil=dix_huitieme, date=date(2026, 11, 18))
    page = client.post(SEMAINE, saisie(reunion=reunion.pk, eloignes=0))
    assert list(page.context["form"].errors) == ["eloignes"]


@pytest.mark.parametrize("champs", [{"femmes": 1, "eloignes": 2}, {"eloignes": 1}])
def test_la_base_refuse_plus_d_eloignes_que_de_personnes(semaine, champs):
    with pytest.raises(IntegrityError, match="ligne_eloignes_parmi_le_public"), transaction.atomic():
        f.LigneFabrique(semaine=semaine, **champs)


def test_la_base_refuse_les_eloignes_d_une_reunion(semaine, dix_huitieme):
    reunion = f.ReunionFabrique(conseil=dix_huitieme, date=LUNDI)
    with pytest.raises(IntegrityError, match="ligne_public_compte_une_fois"), transaction.atomic():
        f.LigneFabrique(semaine=semaine, reunion=reunion, eloignes=0)


def test_la_definition_est_a_cote_de_la_question(client, semaine):
    assert escape(typo(ELOIGNE)) in client.get(SEMAINE).text


# -- « Autre (préciser) » ----------------------------------------------------------------------


def test_la_precision_ne_vaut_que_pour_autre(client, semaine, saisie, permanence):
    autre = f.TypeActiviteFabrique(code="autre", libelle="Autre (préciser)")
    client.post(SEMAINE, saisie(precision="oubliée là"))
    client.post(SEMAINE, saisie(type_activite=autre.pk, precision="Tournage"))
    assert [ligne.precision for ligne in semaine.lignes.order_by("pk")] == ["", "Tournage"]
    assert "Tournage" in client.get(SEMAINE).text


def test_autre_sans_precision_se_refuse_a_cote_du_champ(client, semaine, saisie):
    autre = f.TypeActiviteFabrique(code="autre", libelle="Autre (préciser)")
    page = client.post(SEMAINE, saisie(type_activite=autre.pk))
    assert list(page.context["form"].errors) == ["precision"]
    assert "data-autre" in page.text


# -- Which structures were met -----------------------------------------------------------------


def test_noter_puis_corriger_les_structures_rencontrees(client, semaine, saisie, annuaire):
    mairie = f.PartenaireFabrique(code="ville-de-paris", nom="Ville de Paris")
    client.post(SEMAINE, saisie(acteurs=[annuaire[0].pk], partenaires=[mairie.pk]))
    ligne = semaine.lignes.get()
    assert [str(s) for s in ligne.structures] == ["Centre social", "Ville de Paris"]
    adresse = reverse("ligne_modifier", args=[LUNDI, ligne.pk])
    assert client.get(adresse).context["form"].rencontres_ouvertes
    client.post(adresse, saisie(version=0, acteurs=[annuaire[1].pk]))
    assert [str(s) for s in LigneJournal.objects.get().structures] == ["Collège"]


def test_seul_l_annuaire_du_conseil_se_propose(client, semaine, saisie, annuaire, dix_neuvieme):
    ailleurs = f.ActeurFabrique(conseil=dix_neuvieme)
    form = client.get(SEMAINE).context["form"]
    assert list(form.fields["acteurs"].queryset) == annuaire
    assert not form.rencontres_ouvertes
    page = client.post(SEMAINE, saisie(acteurs=[ailleurs.pk]))
    assert list(page.context["form"].errors) == ["acteurs"]


def test_le_service_refuse_la_structure_d_un_autre_conseil(semaine, animatrice, permanence, dix_neuvieme):
    ailleurs = f.ActeurFabrique(conseil=dix_neuvieme)
    with pytest.raises(ValidationError) as refus:
        journal.ajouter_ligne(
            semaine=semaine,
            par=animatrice,
            jour=0,
            type_activite=permanence,
            mission=permanence.mission,
            minutes=60,
            acteurs=[ailleurs],
        )
    assert list(refus.value.error_dict) == ["acteurs"]
    assert not LigneJournal.objects.exists()


def test_une_ligne_sans_rencontre_ne_coute_pas_une_requete_de_plus(semaine, animatrice, permanence):
    champs = {"jour": 0, "type_activite": permanence, "mission": permanence.mission, "minutes": 60}
    couts = []
    animatrice.permissions_en_cours  # noqa: B018 - read once, as at the beginning of a request
    for rencontres in ({}, {"acteurs": [], "partenaires": []}):
        semaine.refresh_from_db()
        with CaptureQueriesContext(connection) as requetes:
            journal.ajouter_ligne(semaine=semaine, par=animatrice, **champs, **rencontres)
        couts.append(len(requetes))
    assert couts[0] == couts[1]


# -- Read again --------------------------------------------------------------------------------


def test_le_resume_compte_le_public_et_nomme_chaque_structure_une_fois(semaine, annuaire):
    f.LigneFabrique(semaine=semaine, femmes=7, hommes=4, non_renseignes=1, eloignes=3).acteurs.set(annuaire)
    f.LigneFabrique(semaine=semaine, jour=1, femmes=2).acteurs.set(annuaire[:1])
    semainier = Semainier(semaine)
    public = semainier.public
    assert (public.femmes, public.hommes, public.non_renseignes, public.total, public.eloignes) == (9, 4, 1, 14, 3)
    assert semainier.structures == ["Centre social", "Collège"]


def test_sans_reponse_les_eloignes_ne_sont_pas_zero(semaine):
    f.LigneFabrique(semaine=semaine, femmes=2)
    assert Semainier(semaine).public.eloignes is None


def test_la_revue_et_la_relecture_montrent_le_public_et_les_structures(
    client, connecte, coordinatrice, semaine, annuaire
):
    f.LigneFabrique(semaine=semaine, femmes=7, hommes=1, eloignes=3).acteurs.set(annuaire)
    revue = reverse("semaine_revue", args=[LUNDI, semaine.affectation_id])
    for page in (client.get(reverse("semaine_transmettre", args=[LUNDI])), connecte(coordinatrice).get(revue)):
        texte = " ".join(page.text.replace("&nbsp;", " ").replace("\xa0", " ").split())
        assert "8 personnes rencontrées : 7 femmes, 1 homme, dont 3 éloignés" in texte
        assert "Centre social, Collège" in texte


# -- Reference data ----------------------------------------------------------------------------


def test_huit_registres_dont_la_provenance_est_dite():
    importer_territoires()
    importer_convention()
    assert Registre.objects.count() == 8
    assert all("XP X60-600" in r.source and "à confirmer" in r.source for r in Registre.objects.all())
    sans_registre = TypeActivite.objects.filter(registre=None).values_list("mission__code", flat=True)
    assert set(sans_registre) == {"INT"}


def test_l_import_ne_reprend_rien_de_ce_que_la_coordination_a_change():
    importer_territoires()
    importer_convention()
    registre = Registre.objects.get(code="veille-sociale")
    changes = {"libelle": "Permanences et accueil", "actif": False, "ordre": 42, "registre": registre, "exemples": ""}
    TypeActivite.objects.filter(code="permanence").update(**changes)
    Registre.objects.filter(pk=registre.pk).update(libelle="Veille", source="Norme relue", actif=False)
    importer_convention()
    permanence = TypeActivite.objects.get(code="permanence")
    assert {champ: getattr(permanence, champ) for champ in changes} == changes
    registre.refresh_from_db()
    assert (registre.libelle, registre.source, registre.actif) == ("Veille", "Norme relue", False)
