"""What a person may ask: to see everything, to take it away, to be forgotten."""

import json
from datetime import date, timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from comptes.dossier import dossier
from comptes.models import LigneAudit
from comptes.services.comptes import effacer_compte, rouvrir_compte
from conseils.models import Identite, Membre
from conseils.services.membres import modifier_membre, ouvrir_mandat
from conseils.services.oubli import anonymiser_membre
from reporting.models import Rapport
from tests import fabriques as f

pytestmark = pytest.mark.django_db


@pytest.fixture
def membre(dix_huitieme):
    membre = f.MembreFabrique(conseil=dix_huitieme, prenom="Awa", nom="Diop", courriel="awa@exemple.invalid")
    f.MandatFabrique(membre=membre, debut=date(2025, 1, 10), fin=date(2026, 11, 17), motif_fin="demission")
    return membre


@pytest.fixture
def autre(dix_huitieme):
    return f.MandatFabrique(membre=f.MembreFabrique(conseil=dix_huitieme, nom="Zébulon")).membre


def _adresse(nom, membre):
    return reverse(nom, args=[18, membre.pk])


def test_le_dossier_dit_tout_de_la_personne_et_rien_des_autres(membre, autre, coordinatrice, connecte):
    reunion = f.ReunionFabrique(conseil=membre.conseil, date=date(2026, 3, 10))
    f.PresenceFabrique(reunion=reunion, membre=membre, nature="represente", pouvoir_a=autre)
    tour = f.TourFabrique(tirage=f.TirageFabrique(conseil=membre.conseil))
    invitation = f.InvitationFabrique(tour=tour, membre=membre)
    Identite.objects.create(candidat=invitation.candidat, nom="Diop", contact="06 00 00 00 00")
    reponse = connecte(coordinatrice).get(_adresse("membre_donnees_fichier", membre))
    contenu = {r["rubrique"]: r["lignes"] for r in json.loads(reponse.content)}
    assert contenu["Membres"][0]["Adresse e-mail"] == "awa@exemple.invalid"
    assert contenu["Mandats"][0]["Sortie le"] == "17/11/2026"
    assert len(contenu["Présences"]) == 1
    assert contenu["Identités"][0]["Contact"] == "06 00 00 00 00"
    assert "Zébulon" not in reponse.content.decode()
    assert reponse["Content-Disposition"].startswith("attachment")


def test_effacer_demande_un_motif_et_laisse_une_trace_sans_nom(membre, coordinatrice, connecte):
    client = connecte(coordinatrice)
    assert "Ce champ est obligatoire" in client.post(_adresse("membre_effacer", membre), {}).content.decode()
    client.post(_adresse("membre_effacer", membre), {"motif": "courrier du 12 novembre"})
    membre.refresh_from_db()
    assert (str(membre), membre.courriel) == (f"Ancien membre n° {membre.pk}", "")
    ligne = LigneAudit.objects.get(acte="membre_anonymise")
    assert (ligne.par_id, ligne.motif) == (coordinatrice.pk, "courrier du 12 novembre")
    assert "Diop" not in str(ligne.detail)


@pytest.mark.parametrize("debut", [date(2026, 11, 18), date(2026, 12, 1)])
def test_un_mandat_en_cours_ou_a_venir_se_clot_d_abord(membre, coordinatrice, connecte, debut):
    f.MandatFabrique(membre=membre, debut=debut)
    reponse = connecte(coordinatrice).post(_adresse("membre_effacer", membre), {"motif": "demande"})
    assert "clôturez-le d’abord" in reponse.content.decode()
    assert "demande" in reponse.content.decode()
    membre.refresh_from_db()
    assert membre.nom == "Diop"


def test_le_dernier_jour_du_mandat_compte_encore(dix_huitieme, coordinatrice):
    membre = f.MandatFabrique(
        membre=f.MembreFabrique(conseil=dix_huitieme), fin=date(2026, 11, 18), motif_fin="demission"
    ).membre
    with pytest.raises(ValidationError, match="mandat en cours"):
        anonymiser_membre(membre=membre, par=coordinatrice, motif="x")


def test_l_animatrice_ne_peut_ni_remettre_ni_effacer(membre, animatrice, connecte):
    client = connecte(animatrice)
    for nom in ("membre_donnees", "membre_donnees_document", "membre_donnees_fichier", "membre_effacer"):
        assert client.get(_adresse(nom, membre)).status_code == 403
    assert "Voir et remettre ses données" not in client.get(_adresse("membre_modifier", membre)).content.decode()


def test_la_coordination_y_va_depuis_la_page_du_membre(membre, coordinatrice, connecte):
    assert (
        _adresse("membre_donnees", membre)
        in connecte(coordinatrice).get(_adresse("membre_modifier", membre)).content.decode()
    )


def test_qui_est_oublie_ne_redevient_personne(membre, coordinatrice):
    membre = anonymiser_membre(membre=membre, par=coordinatrice, motif="x")
    with pytest.raises(ValidationError, match="déjà effacées"):
        anonymiser_membre(membre=membre, par=coordinatrice, motif="x")
    with pytest.raises(ValidationError, match="ont été effacées"):
        modifier_membre(membre=membre, par=coordinatrice, nom="Diop")
    with pytest.raises(ValidationError, match="ont été effacées"):
        ouvrir_mandat(
            membre=membre, par=coordinatrice, college="habitants", origine="volontaire", debut=date(2026, 11, 18)
        )


def test_un_mineur_n_a_pas_d_adresse(dix_huitieme):
    membre = Membre(conseil=dix_huitieme, prenom="A", nom="B", tranche_age="-18", courriel="a@exemple.invalid")
    with pytest.raises(ValidationError) as refus:
        membre.full_clean()
    assert "moins de 18 ans" in refus.value.message_dict["courriel"][0]
    membre.tranche_age = "18-25"
    membre.full_clean()


def test_chacun_emporte_ses_donnees_et_pas_celles_d_un_autre(animatrice, coordinatrice, connecte):
    affectation = animatrice.affectations.get()
    f.SemaineFabrique(affectation=affectation, lundi=date(2026, 11, 9))
    reponse = connecte(animatrice).get(reverse("mes_donnees_fichier"))
    contenu = {r["rubrique"]: r["lignes"] for r in json.loads(reponse.content)}
    assert contenu["Comptes"][0]["Adresse e-mail"] == animatrice.email
    assert contenu["Habilitations"]
    assert len(contenu["Affectations"]) == 1
    assert [s["Lundi"] for s in contenu["Semaines du journal"]] == ["09/11/2026"]
    corps = reponse.content.decode()
    assert coordinatrice.email not in corps
    assert animatrice.password not in corps


def test_ce_qui_mene_deux_fois_a_la_personne_est_dit_une_fois(coordinatrice):
    """She asked for the document, and she published it."""
    maintenant = timezone.now()
    Rapport.objects.create(
        numero="BD-2025-01",
        sorte="bilan-dispositif",
        exercice=2025,
        rang=1,
        etat="publie",
        demande_par=coordinatrice,
        produit_le=maintenant,
        donnees="{}",
        fichier="rapports/bilan.pdf",
        sha256="0" * 64,
        publie_le=maintenant,
        publie_par=coordinatrice,
    )
    documents = [rubrique.lignes for rubrique in dossier(coordinatrice) if rubrique.titre == "Documents"]
    assert [len(lignes) for lignes in documents] == [1]


def test_une_date_seule_dit_de_quoi_elle_est(coordinatrice):
    f.TacheFabrique(jalon__intitule="Convoquer le comité", faite_le=date(2026, 11, 20), faite_par=coordinatrice)
    taches = next(rubrique for rubrique in dossier(coordinatrice) if rubrique.titre == "Tâches de rétroplanning")
    assert taches.colonnes == ["Intitulé", "Faite le"]
    assert taches.lignes == [["Convoquer le comité", "20/11/2026"]]


def test_la_page_de_ses_donnees_se_lit(animatrice, connecte):
    corps = connecte(animatrice).get(reverse("mes_donnees")).content.decode()
    assert "<h2>Comptes</h2>" in corps
    assert animatrice.email in corps


def test_le_document_du_membre_dit_tout_et_se_lit(membre, autre, coordinatrice, connecte):
    """More rows than a screen shows."""
    for jour in range(60):
        reunion = f.ReunionFabrique(conseil=membre.conseil, date=date(2025, 2, 1) + timedelta(days=jour))
        f.PresenceFabrique(reunion=reunion, membre=membre)
    document = connecte(coordinatrice).get(_adresse("membre_donnees_document", membre)).content.decode()
    assert "Données conservées : Awa Diop" in document
    assert "awa@exemple.invalid" in document
    assert "saisir la CNIL" in document
    assert "Les cinquante premières lignes" not in document
    presences = document.split("<h2", 10)
    assert max(partie.count("<tr>") for partie in presences) == 61
    assert "Zébulon" not in document


def test_chacun_a_le_sien(animatrice, connecte):
    document = connecte(animatrice).get(reverse("mes_donnees_document")).content.decode()
    assert f"Données conservées : {animatrice}" in document
    assert animatrice.email in document


class TestCompte:
    @pytest.fixture
    def parti(self):
        compte = f.CompteFabrique(prenom="Zoé", nom="Zimmer", email="zoe@exemple.invalid")
        f.HabilitationFabrique(compte=compte, fin=date(2026, 11, 17))
        return compte

    def effacer(self, client, compte, motif="demande du 12 novembre"):
        return client.post(reverse("compte_effacer", args=[compte.pk]), {"motif": motif})

    def test_le_nom_part_les_sessions_ferment_une_trace_reste(self, parti, administrateur, connecte):
        Authenticator.objects.create(user=parti, type="totp", data={"secret": "x"})
        ouverte = connecte(parti)
        assert ouverte.get(reverse("mes_donnees")).status_code == 200
        page = connecte(administrateur)
        assert (
            reverse("compte_effacer", args=[parti.pk]) in page.get(reverse("compte", args=[parti.pk])).content.decode()
        )
        assert self.effacer(page, parti).url == reverse("compte", args=[parti.pk])
        parti.refresh_from_db()
        assert (str(parti), parti.is_active, parti.anonyme) == (f"Ancien compte n° {parti.pk}", False, True)
        assert not Authenticator.objects.exists()
        assert not UserSession.objects.filter(user=parti).exists()
        assert ouverte.get(reverse("mes_donnees")).status_code == 302
        ligne = LigneAudit.objects.get(acte="compte.effacer")
        assert (ligne.par_id, ligne.motif, ligne.detail) == (administrateur.pk, "demande du 12 novembre", {})
        fiche = page.get(reverse("compte", args=[parti.pk])).content.decode()
        assert "Données personnelles effacées" in fiche
        assert "Zimmer" not in fiche
        assert reverse("compte_rouvrir", args=[parti.pk]) not in fiche

    def test_ce_qui_est_efface_ne_revient_pas(self, parti, administrateur):
        effacer_compte(compte=parti, par=administrateur, motif="x")
        with pytest.raises(ValidationError, match="déjà effacées"):
            effacer_compte(compte=parti, par=administrateur, motif="x")
        with pytest.raises(ValidationError, match="invitez la personne de nouveau"):
            rouvrir_compte(compte=parti, par=administrateur)

    @pytest.mark.parametrize("fin", [None, date(2026, 11, 18)])
    def test_un_role_en_cours_se_clot_d_abord(self, parti, administrateur, connecte, fin):
        f.HabilitationFabrique(compte=parti, role="partenaire", debut=date(2026, 1, 1), fin=fin)
        corps = self.effacer(connecte(administrateur), parti).content.decode()
        assert "closez-le d’abord" in corps
        assert "demande du 12 novembre" in corps
        parti.refresh_from_db()
        assert parti.nom == "Zimmer"

    def test_ni_soi_ni_sans_motif_ni_sans_confirmer_qui_l_on_est(self, parti, administrateur, connecte):
        session = connecte(administrateur)
        assert "Personne n’efface son propre compte" in self.effacer(session, administrateur).content.decode()
        assert self.effacer(session, parti, motif=" ").status_code == 200
        ancienne = connecte(administrateur, [{"method": "mfa", "at": 1}])
        assert self.effacer(ancienne, parti).url.startswith("/compte/confirmer/")
        parti.refresh_from_db()
        assert parti.nom == "Zimmer"
