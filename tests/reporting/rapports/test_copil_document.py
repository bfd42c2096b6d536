"""The dossiers as pages and as requests: who may ask, what the page says, what it never says."""

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from reporting.models import Rapport
from reporting.rapports.canonique import ecrire
from reporting.rapports.document import Edition, composer
from reporting.rapports.dossier_copil.donnees_importees import (
    CibleSuivie,
    EcartDunQuartier,
    EngagementFinancier,
    Importees,
    OpinionRecueillie,
)
from reporting.rapports.dossier_copil.objets import CONTRAT as SEANCES_DE_PARIS
from reporting.rapports.recits import Recit
from reporting.rapports.sortes import SORTES
from reporting.services.travaux import sortes_demandables
from tests import fabriques as f
from tests.conftest import MAINTENANT
from tests.reporting.rapports.copils import DERNIERE, copil_de_paris, copil_du_territoire, dossier
from tests.reporting.rapports.exemple import NOM_SECRET, peupler

CONTRAT, TERRITOIRE = "dossier-copil-contrat", "dossier-copil-territoire"
RIEN_IMPORTE = "Non renseigné&nbsp;: aucune donnée importée."


def page(lu):
    sorte = SORTES[CONTRAT if lu.cadre.paris else TERRITOIRE]
    return composer(sorte, Edition("D-2026-01", sorte.titre, timezone.localtime(), None, lu))


@pytest.fixture(scope="module")
def lus(django_db_setup, django_db_blocker):
    """Both dossiers about the example, read once."""
    with django_db_blocker.unblock(), time_machine.travel(MAINTENANT, tick=False), transaction.atomic():
        conseil = f.ConseilFabrique(arrondissement=f.ArrondissementFabrique(numero=18))
        peupler(conseil)
        feuille = f.FeuilleFabrique(conseil=conseil, etat="validee")
        f.RevisionFeuilleFabrique(feuille=feuille)
        f.DecisionInstanceFabrique(seance=conseil.delegations_seances.last().seance)
        f.PointSeanceFabrique(seance=(local := copil_du_territoire(conseil)), intitule="Parole du conseil")
        lus = dossier(copil_de_paris()), dossier(local)
        transaction.set_rollback(True)
    return lus


@pytest.fixture(params=[0, 1], ids=["paris", "territoire"])
def lu(lus, request):
    with time_machine.travel(MAINTENANT, tick=False):
        yield lus[request.param]


def test_aucun_habitant_n_est_nomme(lu):
    assert NOM_SECRET not in ecrire(lu)
    assert NOM_SECRET not in page(lu)


def test_un_titre_et_aucun_niveau_saute(lu):
    niveaux = [int(n) for n in re.findall(r"<h([1-6])\b", page(lu))]
    assert niveaux.count(1) == 1
    assert all(suivant <= niveau + 1 for niveau, suivant in pairwise(niveaux))


def test_chaque_tableau_a_sa_legende_et_chaque_entete_sa_portee(lu):
    html = page(lu)
    assert html.count("<table") == html.count("<caption>") > 15
    assert re.findall(r"<th(?![^>]*scope=)[\s>]", html) == []
    assert "style=" not in html


def test_les_parties_de_a_a_l_dans_l_ordre_du_sommaire(lu):
    html = page(lu)
    parties = re.findall(r"<h2>([A-L])\. ", html)
    assert parties == list("ABCDEFGHIJKL")
    cibles = re.findall(r'<a href="#([a-z]+)">', html)
    assert cibles == re.findall(r'<section class="chapitre[^"]*" id="([a-z]+)">', html)


def test_chaque_controle_est_imprime_avec_son_resultat(lu):
    html = page(lu)
    resultats = re.findall(r"<td(?: class=\"fort alerte\")?>(Tenu|En défaut|Invérifiable|Sans objet)</td>", html)
    assert resultats == [controle.libelle for controle in lu.controles]
    defauts = {0: "Aucun contrôle n’est", 1: "1 contrôle", 2: "2 contrôles"}[len(lu.en_defaut)]
    assert f"{defauts} en défaut." in html


def test_ce_qui_n_est_pas_importe_le_dit(lu):
    assert page(lu).count(RIEN_IMPORTE) == 4
    importees = Importees(
        cibles=(
            CibleSuivie("1.1 Réussir", "Décrocheurs", "7 %", date(2026, 1, 1), "5 %", date(2020, 12, 31), "Insee"),
        ),
        engagements=(EngagementFinancier("Ville de Paris", "droit commun", 1000, None, "Annexe financière"),),
        ecarts=(EcartDunQuartier("Blémont", "12 points", "41 sur 1514", ("Cget",)),),
        opinions=(OpinionRecueillie("Débat annuel", "3,8", "41", "Enquête de juin"),),
    )
    html = page(replace(lu, importees=importees))
    assert RIEN_IMPORTE not in html
    for attendu in (
        "Décrocheurs",
        "droit commun",
        "41 sur 1514",
        "3,8",
        "Insee",
        "Annexe financière",
        "Cget",
        "Enquête de juin",
    ):
        assert attendu in html


def test_chaque_partie_porte_son_texte(lu):
    sections = SORTES[CONTRAT].sections
    html = page(replace(lu, recits=tuple(Recit(cle, f"Texte de {cle}.") for cle, _ in sections)))
    lus = re.findall(r'id="(\w+)">\s*<h2>(.*?)</h2>\s*<div class="recit"><p>Texte de (\w+)\.</p>', html)
    assert lus == [(cle, titre, cle) for cle, titre in sections]


def test_ce_qui_est_importe_pour_d_autres_le_dit(lu):
    html = page(replace(lu, importees=Importees(ailleurs=("cibles", "engagements", "opinions"))))
    assert html.count("Aucune donnée importée ne porte sur ce territoire à cette date.") == 3
    assert html.count(RIEN_IMPORTE) == 1


def test_le_premier_dossier_dit_ce_qui_manque(dix_huitieme):
    html = page(dossier(copil_du_territoire(dix_huitieme)))
    for attendu in (
        "faute de séance précédente enregistrée, les douze derniers mois",
        "Aucun point n’est encore inscrit",
        "il n’y a pas de suites à examiner",
        "Aucun acte n’a été transmis",
        "La feuille de route de l’exercice n’est pas encore validée",
        "rien n’appelle de réajustement",
    ):
        assert attendu in html


# -- Asking -------------------------------------------------------------------------------------------------


def _adresse(sorte, seance):
    return f"{reverse('rapport_demander_sorte', args=[sorte])}?objet={seance.pk}"


def test_l_animatrice_demande_le_dossier_de_son_territoire(connecte, animatrice, dix_huitieme):
    seance = copil_du_territoire(dix_huitieme)
    adresse = _adresse(TERRITOIRE, seance)
    champ = connecte(animatrice).get(adresse).context["form"]["objet"]
    assert (champ.value(), champ.field.choices) == (
        str(seance.pk),
        [(str(seance.pk), "10 décembre 2026, 18e (prévue)")],
    )
    connecte(animatrice).post(adresse, {"objet": seance.pk})
    rapport = Rapport.objects.get()
    assert (rapport.numero, rapport.objet, rapport.conseil) == ("DT-18-2026-01", str(seance.pk), dix_huitieme)


def test_l_exercice_est_celui_de_la_seance(connecte, coordinatrice, dix_huitieme):
    seance = copil_de_paris(date(2027, 4, 12))
    connecte(coordinatrice).post(_adresse(CONTRAT, seance), {"objet": seance.pk})
    assert Rapport.objects.get().numero == "DC-2027-01"


def test_une_seance_d_ailleurs_est_comme_absente(connecte, animatrice, dix_neuvieme):
    etrangere = copil_du_territoire(dix_neuvieme)
    client, formulaire = connecte(animatrice), reverse("rapport_demander_sorte", args=[TERRITOIRE])
    assert client.get(_adresse(TERRITOIRE, etrangere)).status_code == 404
    assert client.get(f"{formulaire}?objet=999999").status_code == 404
    assert client.post(formulaire, {"objet": etrangere.pk}).context["form"].errors["objet"]
    assert not Rapport.objects.exists()


def test_le_dossier_de_paris_est_a_la_coordination(connecte, animatrice, coordinatrice):
    seance = copil_de_paris()
    assert connecte(animatrice).get(_adresse(CONTRAT, seance)).status_code == 404
    assert connecte(coordinatrice).get(_adresse(CONTRAT, seance)).status_code == 200
    # Two doors, each shut by itself: the kind is not offered, and no séance is within reach.
    proposees = [[sorte.code for sorte in sortes_demandables(c)] for c in (animatrice, coordinatrice)]
    assert [(CONTRAT in codes, TERRITOIRE in codes) for codes in proposees] == [(False, True), (True, True)]
    assert [SEANCES_DE_PARIS.a_portee(c).count() for c in (animatrice, coordinatrice)] == [0, 1]


def test_une_seance_annulee_dit_pourquoi_elle_n_a_pas_de_dossier(connecte, coordinatrice, dix_huitieme):
    annulee = copil_du_territoire(dix_huitieme, statut="annulee")
    reponse = connecte(coordinatrice).post(_adresse(TERRITOIRE, annulee), {"objet": annulee.pk})
    assert "La séance du 10 décembre 2026 est annulée" in str(reponse.context["form"].errors["objet"])
    with pytest.raises(CommandError, match="est annulée"):
        call_command("produire_rapport", TERRITOIRE, objet=str(annulee.pk))
    assert not Rapport.objects.exists()


def test_la_seance_propose_son_dossier_a_qui_peut_le_demander(
    connecte, animatrice, animateur_du_19e, coordinatrice, lecteur, dix_huitieme
):
    locale, de_paris = copil_du_territoire(dix_huitieme), copil_de_paris()

    def proposes(compte):
        pages = [connecte(compte).get(reverse("seance", args=[s.pk])).content.decode() for s in (locale, de_paris)]
        return [f"/rapports/demander/{s}/" in html for s, html in zip((TERRITOIRE, CONTRAT), pages, strict=True)]

    assert proposes(coordinatrice) == [True, True]
    assert proposes(animatrice) == [True, False]
    assert proposes(animateur_du_19e) == [False, False]
    assert proposes(lecteur) == [False, False]


@pytest.mark.parametrize("statut", ["annulee", "tenue"])
def test_ni_une_seance_annulee_ni_une_autre_instance(connecte, coordinatrice, dix_huitieme, statut):
    type_ = f.TypeInstanceFabrique(code="revue-projets" if statut == "tenue" else "comite-pilotage-projet-territoire")
    seance = f.SeanceFabrique(type=type_, arrondissement=dix_huitieme.arrondissement, date=DERNIERE, statut=statut)
    html = connecte(coordinatrice).get(reverse("seance", args=[seance.pk])).content.decode()
    assert "Préparer le dossier" not in html


def test_produire_le_dossier_de_paris(dix_huitieme, tmp_path):
    """The whole path, with the real engine."""
    seance, sortie = copil_de_paris(), tmp_path / "copil.pdf"
    call_command("produire_rapport", CONTRAT, objet=str(seance.pk), sortie=sortie)
    rapport = Rapport.objects.get()
    assert sortie.read_bytes().startswith(b"%PDF-1.7")
    assert (rapport.etat, rapport.conseil) == ("projet", None)
    assert rapport.pages >= 12
