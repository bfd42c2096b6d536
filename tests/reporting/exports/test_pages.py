"""The pages of exports: what is offered, what is handed over, and how."""

from datetime import date

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from comptes.models import LigneAudit
from reporting.models import Export
from reporting.tasks import produire_export
from tests import fabriques as f

ADRESSE = "/exports/"


def test_chacun_voit_ce_qu_il_peut_exporter(connecte, coordinatrice, prefecture, lecteur):
    codes = {
        compte: {jeu.code for jeux in connecte(compte).get(ADRESSE).context["themes"].values() for jeu in jeux}
        for compte in (coordinatrice, prefecture, lecteur)
    }
    assert len(codes[coordinatrice]) == 35
    de_l_equipe = {"membres", "affectations", "semaines", "heures", "absences", "passages"}
    assert codes[coordinatrice] - codes[prefecture] == de_l_equipe | {"expressions", "acteurs", "tirages"}
    assert {"indicateurs", "budget", "membres"} & codes[lecteur] == set()


def test_la_page_d_une_liste_garde_les_filtres(connecte, animatrice):
    conseil = animatrice.affectations.get().conseil
    for jour in (date(2026, 3, 2), date(2025, 3, 2)):
        f.ReunionFabrique(conseil=conseil, date=jour)
    page = connecte(animatrice).get(f"{ADRESSE}reunions/", {"exercice": 2026, "conseil": 18})
    assert page.context["lignes"] == 1
    assert page.context["applique"] == [("Conseil", "18e arrondissement"), ("Exercice", "2026")]


@pytest.mark.parametrize("question", [{"exercice": "abc"}, {"conseil": 19}, {"statut": "inconnu"}])
def test_un_filtre_insense_ne_filtre_rien(connecte, animatrice, question):
    f.ReunionFabrique(conseil=animatrice.affectations.get().conseil)
    page = connecte(animatrice).get(f"{ADRESSE}reunions/", question)
    assert (page.context["lignes"], page.context["applique"]) == (1, [])


@pytest.mark.parametrize("code", ["membres", "inconnue"])
def test_une_liste_interdite_n_existe_pas(connecte, prefecture, code):
    client = connecte(prefecture)
    assert client.get(f"{ADRESSE}{code}/").status_code == 404
    assert client.post(f"{ADRESSE}{code}/", {"forme": "ods"}).status_code == 404


@pytest.mark.parametrize(("forme", "extension"), [("ods", "ods"), ("xlsx", "xlsx"), ("csv", "csv.zip")])
def test_le_fichier_est_remis_avec_ses_entetes(connecte, animatrice, forme, extension):
    reponse = connecte(animatrice).post(f"{ADRESSE}conseils/?conseil=18", {"forme": forme})
    assert b"".join(reponse)[:2] == b"PK"
    assert reponse["Content-Disposition"] == f'attachment; filename="conseils_18e_2026-11-18.{extension}"'
    assert (reponse["X-Content-Type-Options"], reponse["Cache-Control"]) == ("nosniff", "no-store")
    assert LigneAudit.objects.get(acte="export.produire").par_id == animatrice.pk


def test_un_format_inconnu_rend_la_page(connecte, animatrice):
    assert connecte(animatrice).post(f"{ADRESSE}conseils/", {"forme": "exe"}).context["lignes"] == 1


def test_une_liste_longue_se_prepare_et_se_telecharge(connecte, animatrice, coordinatrice, settings):
    settings.EXPORT_SEUIL = 0
    client = connecte(animatrice)
    assert client.get(f"{ADRESSE}conseils/").context["differe"]
    assert client.post(f"{ADRESSE}conseils/", {"forme": "ods"}).url == ADRESSE
    assert "demandé" in client.get(ADRESSE).content.decode()
    assert 'hx-trigger="every 2s"' in client.get(f"{ADRESSE}avancement/").content.decode()
    export = Export.objects.get()
    produire_export(export.pk)
    assert client.get(f"{ADRESSE}avancement/").url == ADRESSE
    fichier = f"{ADRESSE}travaux/{export.pk}/fichier/"
    assert fichier in client.get(ADRESSE).content.decode()
    reponse = client.post(fichier)
    assert b"".join(reponse)[:2] == b"PK"
    assert "conseils_2026-11-18.ods" in reponse["Content-Disposition"]
    assert connecte(coordinatrice).post(fichier).status_code == 404
    assert fichier not in connecte(coordinatrice).get(ADRESSE).content.decode()


def test_demander_deux_fois_se_dit(connecte, animatrice, settings):
    settings.EXPORT_SEUIL = 0
    client = connecte(animatrice)
    for _ in range(2):
        reponse = client.post(f"{ADRESSE}conseils/", {"forme": "ods"}, follow=True)
    assert "déjà en cours" in reponse.content.decode()


def test_un_echec_se_relance_depuis_la_page(connecte, animatrice):
    Export.objects.create(liste="conseils", forme="ods", demande_par=animatrice, etat="echec", erreur="Plein.")
    export = Export.objects.get()
    client = connecte(animatrice)
    assert "Plein." in client.get(ADRESSE).content.decode()
    client.post(f"{ADRESSE}travaux/{export.pk}/relancer/")
    assert Export.objects.get().etat == "demande"
    assert "pas prêt" in client.post(f"{ADRESSE}travaux/{export.pk}/fichier/", follow=True).content.decode()


def test_les_donnees_personnelles_s_annoncent(connecte, animatrice):
    assert "données personnelles" in connecte(animatrice).get(f"{ADRESSE}membres/").content.decode()


def test_les_donnees_ouvertes_sont_a_qui_publie(connecte, coordinatrice, prefecture):
    assert "Licence Ouverte" in connecte(coordinatrice).get(ADRESSE).content.decode()
    assert "Licence Ouverte" not in connecte(prefecture).get(ADRESSE).content.decode()
    reponse = connecte(coordinatrice).post(f"{ADRESSE}donnees-ouvertes/")
    assert b"".join(reponse)[:2] == b"PK"
    assert connecte(prefecture).post(f"{ADRESSE}donnees-ouvertes/").status_code == 403


def test_le_lien_d_une_liste_garde_les_filtres_de_sa_page(animatrice, prefecture):
    gabarit = Template('{% load exports %}{% exporter "membres" "avis" numero=18 exercice=2026 %}')
    requete = RequestFactory().get("/", {"type": "saisine", "page": "2"})
    requete.user = animatrice
    lien = 'href="/exports/{}/?type=saisine&amp;conseil=18&amp;exercice=2026"'
    rendu = gabarit.render(Context({"request": requete}))
    assert (lien.format("membres") in rendu, lien.format("avis") in rendu) == (True, True)
    requete.user = prefecture
    rendu = gabarit.render(Context({"request": requete}))
    assert (lien.format("membres") in rendu, lien.format("avis") in rendu) == (False, True)


PAGES = {
    "/conseils/": "conseils",
    "/conseils/18/reunions/": "reunions",
    "/conseils/18/avis/": "avis",
    "/conseils/18/initiatives/": "initiatives",
    "/conseils/18/formations/": "formations",
    "/conseils/18/autonomie/": "autonomie",
    "/conseils/18/organisation/": "portages",
    "/conseils/18/moyens/": "depenses",
    "/conseils/18/groupe-moteur/": "membres",
    "/instances/": "seances",
    "/budget-propre/": "budget",
    "/equipe/": "affectations",
    "/semaines/": "semaines",
    "/feuilles-de-route/": "actions",
    "/rapports/": "documents",
    "/tableau-de-bord/": "indicateurs",
}


def test_chaque_page_de_liste_mene_a_son_export(connecte, coordinatrice, dix_huitieme):
    client = connecte(coordinatrice)
    sans_lien = [page for page, code in PAGES.items() if f"/exports/{code}/" not in client.get(page).content.decode()]
    assert sans_lien == []
