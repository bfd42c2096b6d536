"""The narrative: written in the browser, cleaned, frozen with the figures, and never written over unseen."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from reporting.models import Rapport, Recit
from reporting.rapports.recits import en_html, nettoyer
from reporting.rapports.sujet import Sujet
from reporting.services import production, travaux
from reporting.services.recits import ecrire
from tests.reporting.rapports.exemple import peupler

pytestmark = pytest.mark.usefixtures("imprimerie")


def _ecrire(conseil, par, texte="Une année dense.", section="annee", version=0):
    return ecrire(
        sorte="bilan-conseil", sujet=Sujet(2026, conseil), section=section, texte=texte, version=version, par=par
    )


@pytest.mark.parametrize(
    ("colle", "garde"),
    [
        ("Un titre\r\n\r\n\r\n\r\nun texte  \r\n", "Un titre\n\nun texte"),
        ("•\tpremier\n·  second\n– troisième", "- premier\n- second\n- troisième"),
        ("## Titre collé", "Titre collé"),
        ("invi\u00adsible\u200b\ufeff\x07", "invisible"),
        ("e\u0301le\u0300ve", "élève"),
    ],
)
def test_ce_qui_vient_d_un_traitement_de_texte(colle, garde):
    assert nettoyer(colle) == garde


@pytest.mark.parametrize(
    ("texte", "html"),
    [
        ("Un.\n\nDeux.", "<p>Un.</p>\n<p>Deux.</p>\n"),
        ("- un\n- deux", "<ul>\n<li>un</li>\n<li>deux</li>\n</ul>\n"),
        ("**gras** et *italique*", "<p><strong>gras</strong> et <em>italique</em></p>\n"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"),
        ("# titre", "<p># titre</p>\n"),
        ("![image](http://exemple.fr/x.png)", "<p>![image](http://exemple.fr/x.png)</p>\n"),
        ("[lien](javascript:alert(1))", "<p>[lien](javascript:alert(1))</p>\n"),
    ],
)
def test_peu_de_marques_et_aucun_html(texte, html):
    assert en_html(texte) == html


def test_le_texte_est_fige_avec_les_chiffres(demande, animatrice):
    recit = _ecrire(demande.conseil, animatrice, "Le local a **rouvert**.", "vie")
    production.executer(pk=demande.pk)
    _ecrire(demande.conseil, animatrice, "Le local a fermé.", "vie", version=recit.version)
    projet = Rapport.objects.get(pk=demande.pk)
    assert "Le local a <strong>rouvert</strong>." in projet.html
    assert '"recits":[{"section":"vie","texte":"Le local a **rouvert**."}]' in projet.donnees
    assert "fermé" not in projet.donnees


def test_sans_texte_le_document_le_dit_et_n_annexe_rien(projet):
    assert "ne sont pas écrites dans ce document" in projet.html
    assert "Annexe D" not in projet.html


def test_la_contribution_du_conseil_est_annexee(demande, animatrice):
    _ecrire(demande.conseil, animatrice, "Nous demandons un local.", "contribution")
    production.executer(pk=demande.pk)
    html = Rapport.objects.get(pk=demande.pk).html
    assert html.count("Annexe D. La contribution du conseil citoyen") == 2
    assert "<p>Nous demandons un local.</p>" in html


def test_le_texte_d_un_autre_exercice_n_y_entre_pas(demande, animatrice):
    ecrire(
        sorte="bilan-conseil",
        sujet=Sujet(2025, demande.conseil),
        section="annee",
        texte="L'an dernier.",
        version=0,
        par=animatrice,
    )
    production.executer(pk=demande.pk)
    assert "L'an dernier." not in Rapport.objects.get(pk=demande.pk).donnees


def test_on_n_ecrit_pas_par_dessus_un_texte_qu_on_n_a_pas_lu(demande, connecte, animatrice, coordinatrice):
    adresse = reverse("rapport_texte", args=[demande.numero, "annee"])
    client = connecte(animatrice)
    _ecrire(demande.conseil, coordinatrice, "Celui de la coordination.")
    reponse = client.post(adresse, {"texte": "Le mien.", "version": 0})
    page = reponse.content.decode()
    assert "Celui de la coordination." in page
    assert "Le mien." in page
    assert "entre-temps" in page
    assert Recit.objects.get().texte == "Celui de la coordination."
    assert client.post(adresse, {"texte": "Les deux.", "version": 1}).status_code == 302
    assert (Recit.objects.get().texte, Recit.objects.get().version) == ("Les deux.", 2)


def test_un_texte_trop_long_est_refuse_sans_etre_perdu(demande, connecte, animatrice):
    long = "a" * 8001
    reponse = connecte(animatrice).post(
        reverse("rapport_texte", args=[demande.numero, "annee"]), {"texte": long, "version": 0}
    )
    assert reponse.context["form"].errors["texte"]
    assert long in reponse.content.decode()


def test_ecrire_exige_le_droit_sur_ce_conseil(dix_huitieme, animateur_du_19e, prefecture):
    for etranger in (animateur_du_19e, prefecture):
        with pytest.raises(PermissionDenied):
            _ecrire(dix_huitieme, etranger)


def test_une_section_inconnue_est_refusee(demande, connecte, animatrice):
    with pytest.raises(ValidationError, match="section"):
        _ecrire(demande.conseil, animatrice, section="inconnue")
    assert connecte(animatrice).get(reverse("rapport_texte", args=[demande.numero, "inconnue"])).status_code == 404


def test_les_faits_de_l_annee_sont_proposes(projet, connecte, animatrice):
    peupler(projet.conseil)
    Rapport.objects.update(etat="echec")
    suivant = travaux.demander(sorte="bilan-conseil", sujet=projet.sujet, par=animatrice)
    production.executer(pk=suivant.pk)
    client = connecte(animatrice)
    faits = client.get(reverse("rapport_texte", args=[suivant.numero, "annee"])).context["faits"]
    assert any("transmis le" in fait for fait in faits)
    assert client.get(reverse("rapport_texte", args=[projet.numero, "annee"])).context["faits"] == []


def test_la_page_des_textes_dit_qui_a_ecrit_quoi(demande, connecte, animatrice):
    _ecrire(demande.conseil, animatrice)
    page = connecte(animatrice).get(reverse("rapport_textes", args=[demande.numero])).content.decode()
    assert "<p>Une année dense.</p>" in page
    assert page.count("Pas de texte.") == 14
