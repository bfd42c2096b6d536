"""From the team to the commanditaires and back: who may, in which state, and what is kept of it."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse

from reporting.alertes import alertes
from reporting.models import PassageRapport, Rapport
from reporting.rapports.sortes import SORTES, Sorte
from reporting.rapports.sujet import Sujet
from reporting.services import circuit, production, publication, travaux
from reporting.services.passages import noter
from socle.transitions import TransitionRefusee
from tests import fabriques as f
from tests.reporting.rapports.conftest import produire, soumettre, valider

pytestmark = pytest.mark.usefixtures("imprimerie")


def _adresse(nom, rapport):
    return reverse(nom, args=[rapport.numero])


def _passages(rapport):
    return [(p.acte, p.de, p.vers, p.institution) for p in rapport.passages.all()]


# -- The path -------------------------------------------------------------------------------------


def test_le_circuit_entier(publie, coordinatrice, prefecture, ville):
    assert _passages(publie) == [
        ("demander", "", "demande", ""),
        ("produire", "en_cours", "projet", ""),
        ("soumettre", "projet", "soumission", ""),
        ("remettre", "soumission", "soumis", ""),
        ("accepter", "soumis", "soumis", "prefecture"),
        ("accepter", "soumis", "valide", "ville"),
        ("publier", "valide", "publication", ""),
        ("sceller", "publication", "publie", ""),
    ]
    signes = publie.passages.filter(acte="accepter").order_by("pk")
    assert [p.par for p in signes] == [prefecture, ville]
    assert {p.donnees_sha256 for p in signes} == {publie.donnees_sha256}


def test_une_seule_institution_ne_valide_pas(soumis, ville):
    assert circuit.accepter(rapport=soumis, par=ville).etat == "soumis"


def test_renvoyer_puis_soumettre_efface_l_acceptation_d_avant(soumis, coordinatrice, prefecture, ville):
    circuit.accepter(rapport=soumis, par=prefecture)
    renvoye = circuit.renvoyer(rapport=soumis, par=ville, motif="Page 4 : un quartier manque.")
    assert renvoye.etat == "renvoye"
    encore = soumettre(renvoye, coordinatrice)
    assert valider(encore, ville).etat == "soumis"
    assert valider(encore, prefecture).etat == "valide"


def test_reprendre_relit_les_donnees_et_garde_le_numero(soumis, coordinatrice, ville):
    circuit.renvoyer(rapport=soumis, par=ville, motif="Une réunion manque.")
    f.ReunionFabrique(conseil=soumis.conseil, intitule="Oubliée", date="2026-05-05", statut="tenue")
    circuit.reprendre(rapport=soumis, par=coordinatrice)
    projet = produire(soumis)
    assert (projet.etat, projet.numero) == ("projet", soumis.numero)
    assert "Oubliée" in projet.donnees
    assert projet.donnees_sha256 != soumis.donnees_sha256


def test_un_projet_inchange_n_est_pas_dessine_deux_fois(projet, coordinatrice, monkeypatch):
    def jamais(*args, **kwargs):
        raise AssertionError("dessiné de nouveau")

    monkeypatch.setattr(production, "imprimer", jamais)
    circuit.reprendre(rapport=projet, par=coordinatrice)
    garde = produire(projet)
    assert (garde.etat, garde.sha256, garde.produit_le) == ("projet", projet.sha256, projet.produit_le)
    assert garde.passages.last().acte == "garder"


def test_une_autre_version_de_l_application_le_dessine_de_nouveau(projet, coordinatrice, settings):
    settings.VERSION = "99.0"
    circuit.reprendre(rapport=projet, par=coordinatrice)
    assert produire(projet).passages.last().acte == "produire"


def test_un_document_renvoye_inchange_redevient_un_projet(soumis, coordinatrice, ville):
    """The file said « Soumis le »: the same data make another edition."""
    circuit.renvoyer(rapport=soumis, par=ville, motif="Relisez.")
    circuit.reprendre(rapport=soumis, par=coordinatrice)
    assert "Projet au 18 novembre 2026" in produire(soumis).html


def test_soumission_en_echec_rend_le_projet(projet, coordinatrice, monkeypatch):
    def casser(*args, **kwargs):
        raise RuntimeError

    circuit.soumettre(rapport=projet, par=coordinatrice)
    monkeypatch.setattr(production, "imprimer", casser)
    rendu = produire(projet)
    assert (rendu.etat, rendu.sha256) == ("projet", projet.sha256)
    assert rendu.erreur


# -- Refusals -------------------------------------------------------------------------------------


@pytest.mark.parametrize("motif", ["", "   "])
def test_renvoyer_sans_motif(soumis, ville, motif):
    with pytest.raises(TransitionRefusee, match="motif"):
        circuit.renvoyer(rapport=soumis, par=ville, motif=motif)
    assert Rapport.objects.get().etat == "soumis"


def test_accepter_deux_fois(soumis, prefecture):
    circuit.accepter(rapport=soumis, par=prefecture)
    with pytest.raises(TransitionRefusee, match="déjà accepté au nom de l'institution : Préfecture"):
        circuit.accepter(rapport=soumis, par=prefecture)


def test_deux_personnes_decident_en_meme_temps(soumis, prefecture, ville):
    """Each holds the row as it was: the second is told."""
    vu_par_la_ville = Rapport.objects.get()
    circuit.renvoyer(rapport=soumis, par=prefecture, motif="Relisez la page 3.")
    with pytest.raises(TransitionRefusee, match="n'attend pas, ou plus, de décision"):
        circuit.accepter(rapport=vu_par_la_ville, par=ville)
    assert Rapport.objects.get().etat == "renvoye"


def test_soumettre_deux_fois(projet, coordinatrice):
    circuit.soumettre(rapport=projet, par=coordinatrice)
    with pytest.raises(TransitionRefusee, match="Seul un projet achevé"):
        circuit.soumettre(rapport=projet, par=coordinatrice)
    assert Rapport.objects.get().tour == 1


def test_chacun_son_droit(projet, coordinatrice, animatrice, animateur_du_19e, prefecture, partenaire):
    with pytest.raises(PermissionDenied):
        circuit.soumettre(rapport=projet, par=animatrice)
    soumis = soumettre(projet, coordinatrice)
    for compte in (coordinatrice, partenaire):
        with pytest.raises(PermissionDenied):
            circuit.accepter(rapport=soumis, par=compte)
        with pytest.raises(PermissionDenied):
            circuit.renvoyer(rapport=soumis, par=compte, motif="Non.")
    circuit.renvoyer(rapport=soumis, par=prefecture, motif="Relisez.")
    with pytest.raises(PermissionDenied):
        circuit.reprendre(rapport=soumis, par=animateur_du_19e)


def test_un_compte_qui_tient_les_deux_roles_ne_decide_pas(soumis, prefecture):
    f.HabilitationFabrique(compte=prefecture, role="ville")
    with pytest.raises(PermissionDenied):
        circuit.accepter(rapport=soumis, par=prefecture)


def test_un_autre_document_attend_que_celui_ci_soit_decide(soumis):
    with pytest.raises(ValidationError, match="il suit le circuit de validation"):
        travaux.demander(sorte="bilan-conseil", sujet=Sujet(2026, soumis.conseil), par=None)


def test_deux_versions_ne_sont_pas_soumises_a_la_fois(projet, coordinatrice):
    autre = produire(travaux.demander(sorte="bilan-conseil", sujet=Sujet(2026, projet.conseil), par=None))
    circuit.soumettre(rapport=projet, par=coordinatrice)
    with pytest.raises(TransitionRefusee, match="entre les mains des commanditaires"):
        circuit.soumettre(rapport=autre, par=coordinatrice)
    with pytest.raises(IntegrityError), transaction.atomic():
        Rapport.objects.filter(pk=autre.pk).update(etat="soumis")


def test_un_projet_depasse_par_une_publication_ne_se_soumet_plus(projet, coordinatrice, prefecture, ville):
    autre = produire(travaux.demander(sorte="bilan-conseil", sujet=Sujet(2026, projet.conseil), par=None))
    publication.publier(rapport=valider(soumettre(autre, coordinatrice), prefecture, ville), par=coordinatrice)
    produire(autre)
    with pytest.raises(TransitionRefusee, match="BC-18-2026-02 a été publié depuis"):
        circuit.soumettre(rapport=projet, par=coordinatrice)
    assert Rapport.objects.get(pk=projet.pk).etat == "projet"


def test_une_piece_hors_circuit_se_publie_directement(projet, coordinatrice, monkeypatch):
    hors = Sorte(**vars(SORTES["bilan-conseil"]) | {"circuit": False})
    monkeypatch.setitem(SORTES, "bilan-conseil", hors)
    with pytest.raises(TransitionRefusee, match="publiez-le"):
        circuit.soumettre(rapport=projet, par=coordinatrice)
    publication.publier(rapport=projet, par=coordinatrice)
    assert produire(projet).etat == "publie"


def test_une_piece_interne_ne_passe_pas_par_les_commanditaires():
    assert not Sorte(**vars(SORTES["bilan-conseil"]) | {"interne": True}).a_valider


# -- In the database ------------------------------------------------------------------------------


@pytest.mark.parametrize("ordre", ["UPDATE {} SET motif = 'x' WHERE id = %s", "DELETE FROM {} WHERE id = %s"])
def test_la_base_refuse_de_reecrire_un_passage(projet, ordre):
    passage, table = projet.passages.first(), PassageRapport._meta.db_table
    with pytest.raises(DatabaseError, match="ne se modifie pas"), transaction.atomic(), connection.cursor() as curseur:
        curseur.execute(ordre.format(table), [passage.pk])


def test_la_base_refuse_deux_acceptations_d_une_institution(soumis, prefecture):
    circuit.accepter(rapport=soumis, par=prefecture)
    with pytest.raises(IntegrityError), transaction.atomic():
        PassageRapport.objects.create(
            rapport=soumis,
            acte="accepter",
            vers="soumis",
            par=prefecture,
            par_nom="P",
            institution="prefecture",
            tour=1,
        )


def test_un_renvoi_sans_motif_ne_s_enregistre_pas(soumis, ville):
    with pytest.raises(ValidationError):
        noter(soumis, "renvoyer", de="soumis", par=ville, institution="ville")


# -- What the pages of the document say -----------------------------------------------------------


def test_chaque_page_dit_ou_en_est_le_document(projet, coordinatrice, prefecture, ville):
    mention = 'data-mention="BC-18-2026-01 · {} 18 novembre 2026"'
    assert mention.format("Projet au") in projet.html
    soumis = soumettre(projet, coordinatrice)
    assert mention.format("Soumis le") in soumis.html
    publication.publier(rapport=valider(soumis, prefecture, ville), par=coordinatrice)
    publie = produire(soumis).html
    assert mention.format("Publié le") in publie
    for qui in (coordinatrice, prefecture, ville):
        assert str(qui) in publie
    assert "Soumission, validation, publication" not in projet.html


# -- On screen ------------------------------------------------------------------------------------


def test_la_prefecture_lit_puis_renvoie(soumis, connecte, prefecture):
    client = connecte(prefecture)
    assert "Accepter ou renvoyer…" in client.get(_adresse("rapport", soumis)).content.decode()
    page = client.post(_adresse("rapport_decider", soumis), {"decision": "renvoyer", "motif": ""})
    assert page.context["form"].errors["motif"]
    client.post(_adresse("rapport_decider", soumis), {"decision": "renvoyer", "motif": "Un quartier manque."})
    page = client.get(_adresse("rapport", soumis)).content.decode()
    assert "Un quartier manque." in page
    assert "Accepter" not in page.split("Le parcours")[0]


def test_un_motif_avec_une_acceptation_se_dit_et_ne_se_perd_pas(soumis, connecte, ville):
    page = connecte(ville).post(_adresse("rapport_decider", soumis), {"decision": "accepter", "motif": "Tapé ici."})
    assert page.context["form"].errors["motif"]
    assert "Tapé ici." in page.content.decode()


def test_accepter_a_l_ecran_puis_le_dire(soumis, connecte, prefecture, ville):
    page = connecte(prefecture).post(_adresse("rapport_decider", soumis), {"decision": "accepter"}, follow=True)
    assert "L’autre institution doit encore décider." in page.content.decode()
    encore = connecte(prefecture).get(_adresse("rapport_decider", soumis)).content.decode()
    assert 'value="accepter"' not in encore
    page = connecte(ville).post(_adresse("rapport_decider", soumis), {"decision": "accepter"}, follow=True)
    assert "Il est validé." in page.content.decode()


def test_decider_quand_c_est_decide_le_dit(valide, connecte, ville):
    page = connecte(ville).post(_adresse("rapport_decider", valide), {"decision": "accepter"}, follow=True)
    assert "pas, ou plus, de décision" in page.content.decode()


def test_soumettre_dit_ce_que_c_est_puis_le_fait(projet, connecte, coordinatrice):
    client = connecte(coordinatrice)
    assert "n’est pas terminé" in client.get(_adresse("rapport_soumettre", projet)).content.decode()
    client.post(_adresse("rapport_soumettre", projet))
    assert Rapport.objects.get().etat == "soumission"


def test_refaire_a_l_ecran(projet, connecte, animatrice):
    connecte(animatrice).post(_adresse("rapport_reprendre", projet))
    assert Rapport.objects.get().etat == "demande"


@pytest.mark.parametrize("personne", ["lecteur", "animateur_du_19e"])
def test_un_document_soumis_reste_absent_pour_les_autres(soumis, connecte, personne, request):
    compte = request.getfixturevalue(personne)
    assert connecte(compte).get(_adresse("rapport", soumis)).status_code == 404


# -- Telling --------------------------------------------------------------------------------------


def test_les_courriels_portent_un_lien_et_jamais_le_fichier(
    projet, coordinatrice, animatrice, prefecture, ville, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        soumis = soumettre(projet, coordinatrice)
    assert {m.to[0] for m in mail.outbox} == {prefecture.email, ville.email}
    assert all(f"/rapports/{soumis.numero}/" in m.body and not m.attachments for m in mail.outbox)
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        circuit.renvoyer(rapport=soumis, par=ville, motif="Relisez la page 4.")
    assert {m.to[0] for m in mail.outbox} == {coordinatrice.email, animatrice.email}
    assert "Relisez" not in "".join(m.body for m in mail.outbox)


def test_un_serveur_de_courriel_absent_n_empeche_rien(
    soumis, prefecture, ville, coordinatrice, monkeypatch, django_capture_on_commit_callbacks
):
    def refuser(*args):
        raise OSError

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuser)
    with django_capture_on_commit_callbacks(execute=True):
        assert valider(soumis, prefecture, ville).etat == "valide"


def test_l_accueil_dit_a_chacun_ce_qui_l_attend(soumis, coordinatrice, prefecture, ville, horloge):
    def faits(compte):
        return [a.fait for a in alertes(type(compte).objects.get(pk=compte.pk), soumis.demande_le.date())]

    attendu = f"{soumis} attend votre décision"
    assert faits(prefecture) == [attendu] == faits(ville)
    circuit.accepter(rapport=soumis, par=prefecture)
    assert faits(prefecture) == []
    assert faits(ville) == [attendu]
    circuit.renvoyer(rapport=soumis, par=ville, motif="Relisez.")
    assert f"{soumis} vous est renvoyé" in faits(coordinatrice)
    assert faits(ville) == []
