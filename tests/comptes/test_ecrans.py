"""The screens of the administration of accounts."""

from datetime import date

import pytest
from django.core import mail
from django.urls import reverse

from comptes.models import Compte, LigneAudit
from tests.fabriques import ArrondissementFabrique, CompteFabrique, HabilitationFabrique, PartenaireFabrique

pytestmark = pytest.mark.django_db
LISTE, FICHE = 6, 8  # queries, the session and the account among them


@pytest.fixture
def session(connecte, administrateur):
    return connecte(administrateur)


def texte(reponse) -> str:
    return " ".join(reponse.content.decode().split())


def invitation(**valeurs):
    return {"prenom": "Léa", "nom": "Lefèvre", "email": "lea@mairie.invalid", "debut": "2026-11-18"} | valeurs


def test_la_liste_dit_qui_peut_quoi(session):
    lea = CompteFabrique(prenom="Léa", nom="Lefèvre", is_active=False)
    HabilitationFabrique(compte=lea, role="lecteur", arrondissement=ArrondissementFabrique(numero=18))
    HabilitationFabrique(compte=lea, role="prefecture", fin=date(2026, 11, 17))
    page = texte(session.get(reverse("comptes")))
    assert "Lecteur d&#x27;arrondissement, 18e" in page
    assert "Préfecture" not in page, "un rôle terminé n'est plus un rôle en cours"
    assert 'etat-ferme">fermé' in page


@pytest.mark.parametrize("lignes", [1, 3, 30])
def test_la_liste_coute_le_meme_nombre_de_requetes(lignes, session, django_assert_num_queries):
    for compte in CompteFabrique.create_batch(lignes):
        HabilitationFabrique(compte=compte, role="lecteur", arrondissement=ArrondissementFabrique(numero=18))
    session.get(reverse("comptes"))
    with django_assert_num_queries(LISTE):
        session.get(reverse("comptes"))


@pytest.mark.parametrize("lignes", [1, 3])
def test_la_fiche_coute_le_meme_nombre_de_requetes(lignes, session, administrateur, django_assert_num_queries):
    compte = CompteFabrique()
    for numero in range(18, 18 + lignes):
        HabilitationFabrique(compte=compte, role="lecteur", arrondissement=ArrondissementFabrique(numero=numero))
        session.post(reverse("compte_fermer", args=[compte.pk]), {"motif": "essai"})
        session.post(reverse("compte_rouvrir", args=[compte.pk]))
    session.get(reverse("compte", args=[compte.pk]))
    with django_assert_num_queries(FICHE):
        session.get(reverse("compte", args=[compte.pk]))


@pytest.mark.parametrize(
    ("q", "trouve"),
    [
        ("lefèvre", True),
        ("LÉA mairie", True),
        ("lefevre", True),
        ("@mairie.", True),
        ("lea durand", False),
        (".*", False),
    ],
)
def test_chercher(q, trouve, session):
    CompteFabrique(prenom="Léa", nom="Lefèvre", email="lea@mairie.invalid")
    page = texte(session.get(reverse("comptes"), {"q": q}))
    assert ("Léa Lefèvre" in page) is trouve
    assert ("Aucun compte ne correspond" in page) is not trouve


def test_la_liste_est_paginee_et_garde_la_recherche(session):
    CompteFabrique.create_batch(30, prenom="Camille")
    page = session.get(reverse("comptes"), {"q": "camille", "page": 2}).context["page"]
    assert (page.paginator.count, len(page)) == (30, 5)
    assert "q=camille" in texte(session.get(reverse("comptes"), {"q": "camille"}))


def test_inviter(session, django_capture_on_commit_callbacks):
    dix_huit = ArrondissementFabrique(numero=18)
    with django_capture_on_commit_callbacks(execute=True):
        reponse = session.post(
            reverse("compte_inviter"), invitation(role="lecteur", arrondissement=dix_huit.pk, fin="2027-11-18")
        )
    compte = Compte.objects.get(email="lea@mairie.invalid")
    assert reponse.url == reverse("compte", args=[compte.pk])
    assert compte.habilitations.get().fin == date(2027, 11, 18)
    assert len(mail.outbox) == 1
    assert "L’invitation est partie à lea@mairie.invalid" in texte(session.get(reponse.url))


def test_inviter_un_animateur_sans_role(session):
    assert "invitez la personne sans rôle" in texte(session.get(reverse("compte_inviter")))
    session.post(reverse("compte_inviter"), invitation(role=""))
    assert not Compte.objects.get(email="lea@mairie.invalid").habilitations.exists()


@pytest.mark.parametrize(
    ("valeurs", "champ"),
    [
        ({"email": "pas-une-adresse"}, "email"),
        ({"nom": ""}, "nom"),
        ({"role": "lecteur"}, "arrondissement"),
        ({"role": "animateur"}, "role"),
        ({"role": "inconnu"}, "role"),
        ({"role": "ville", "debut": "2026-11-18", "fin": "2026-11-01"}, "__all__"),
        ({"role": "ville", "debut": "2026-01-01", "fin": "2026-11-01"}, "fin"),
        ({"role": "ville", "debut": "31/02/2026"}, "debut"),
    ],
)
def test_une_invitation_refusee_garde_ce_qui_est_tape(valeurs, champ, session):
    reponse = session.post(reverse("compte_inviter"), invitation(**valeurs))
    assert reponse.status_code == 200
    assert champ in reponse.context["form"].errors
    assert 'value="Léa"' in texte(reponse)
    assert not Compte.objects.filter(prenom="Léa").exists()


def test_une_adresse_connue_mene_a_son_compte(session):
    existant = CompteFabrique(email="lea@mairie.invalid")
    page = texte(session.post(reverse("compte_inviter"), invitation(email="LEA@mairie.invalid")))
    assert f'href="{reverse("compte", args=[existant.pk])}"' in page


def test_donner_puis_clore_un_role(session):
    compte = CompteFabrique(prenom="Léa", nom="Lefèvre")
    donner = reverse("habilitation_donner", args=[compte.pk])
    refus = session.post(donner, {"role": "animateur", "debut": "2026-11-18"})
    assert "role" in refus.context["form"].errors
    session.post(donner, {"role": "ville", "debut": "2026-11-18"})
    habilitation = compte.habilitations.get()
    clore = reverse("habilitation_clore", args=[compte.pk, habilitation.pk])
    assert 'value="2026-11-18"' in texte(session.get(clore)), "aujourd'hui est proposé"
    session.post(clore, {"fin": "2026-12-31"})
    fiche = texte(session.get(reverse("compte", args=[compte.pk])))
    assert "Rôle donné" in fiche
    assert "Commanditaire, Ville de Paris, du 18/11/2026 au 31/12/2026" in fiche
    assert 'etat-en_cours">en cours' in fiche


def test_un_role_retire_reste_dans_l_historique(session):
    compte = CompteFabrique()
    session.post(reverse("habilitation_donner", args=[compte.pk]), {"role": "ville", "debut": "2026-12-01"})
    clore = reverse("habilitation_clore", args=[compte.pk, compte.habilitations.get().pk])
    session.post(clore, {"fin": "2026-11-18"})
    fiche = texte(session.get(reverse("compte", args=[compte.pk])))
    assert "Aucun rôle pour l’instant" in fiche
    assert "Rôle retiré" in fiche
    assert "Rôle donné" in fiche


def test_le_role_d_animateur_n_offre_pas_de_cloture(session, animatrice):
    fiche = texte(session.get(reverse("compte", args=[animatrice.pk])))
    assert "suit l’affectation" in fiche
    assert "/clore/" not in fiche
    clore = reverse("habilitation_clore", args=[animatrice.pk, animatrice.habilitations.get().pk])
    assert "affectation" in texte(session.post(clore, {"fin": "2026-11-18"}))
    assert animatrice.habilitations.get().fin is None


def test_une_habilitation_se_clot_sous_son_compte(session, animatrice, coordinatrice):
    adresse = reverse("habilitation_clore", args=[animatrice.pk, coordinatrice.habilitations.get().pk])
    assert session.get(adresse).status_code == 404


def test_fermer_demande_confirmation(session, client):
    compte = CompteFabrique(prenom="Léa", nom="Lefèvre")
    adresse = reverse("compte_fermer", args=[compte.pk])
    assert "Fermer le compte « Léa Lefèvre » ?" in texte(session.get(adresse)).replace("\xa0", " ")
    compte.refresh_from_db()
    assert compte.is_active
    session.post(adresse, {"motif": "Départ"})
    compte.refresh_from_db()
    assert not compte.is_active
    assert "Départ" in texte(session.get(reverse("compte", args=[compte.pk])))


def test_la_derniere_administration_apprend_pourquoi(session, administrateur):
    page = texte(session.post(reverse("compte_fermer", args=[administrateur.pk]), {"motif": ""}))
    assert "C’est le dernier compte d’administration" in page


@pytest.mark.parametrize("nom", ["compte_renvoyer_invitation", "compte_rouvrir"])
def test_un_acte_ne_se_demande_pas_par_une_adresse(nom, session):
    assert session.get(reverse(nom, args=[CompteFabrique().pk])).status_code == 405


def test_renvoyer_une_invitation(session, django_capture_on_commit_callbacks):
    session.post(reverse("compte_inviter"), invitation())
    compte = Compte.objects.get(email="lea@mairie.invalid")
    with django_capture_on_commit_callbacks(execute=True):
        reponse = session.post(reverse("compte_renvoyer_invitation", args=[compte.pk]))
    assert len(mail.outbox) == 1
    assert "repartie à lea@mairie.invalid" in texte(session.get(reponse.url))


def test_la_panne_du_courriel_se_dit(session, monkeypatch, django_capture_on_commit_callbacks):
    def en_panne(self, **options):
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.EmailMessage.send", en_panne)
    # Tests run inside a transaction: the callback is run here as the end of the service would run it.
    monkeypatch.setattr("comptes.services.comptes.transaction.on_commit", lambda acte: acte())
    reponse = session.post(reverse("compte_inviter"), invitation(), follow=True)
    assert "n’a pas pu partir" in texte(reponse)


def test_l_administration_ne_voit_aucun_habitant(session, dix_huitieme):
    """Its permissions reach no model that declares a territory."""
    for adresse in (reverse("conseils"), reverse("conseil", args=[18]), reverse("groupe_moteur", args=[18])):
        assert session.get(adresse).status_code == 403


def test_l_institution_representee_se_choisit_sur_la_fiche(session, administrateur):
    compte, bailleurs = CompteFabrique(), PartenaireFabrique(code="bailleurs-sociaux", nom="Bailleurs sociaux")
    adresse = reverse("compte_institution", args=[compte.pk])
    assert "Ne représente aucune institution" in texte(session.get(reverse("compte", args=[compte.pk])))
    for _ in range(2):
        session.post(adresse, {"institution": bailleurs.pk})
    compte.refresh_from_db()
    assert compte.institution == bailleurs
    ligne = LigneAudit.objects.get(acte="compte.institution")
    assert (ligne.par_id, ligne.motif) == (administrateur.pk, "Bailleurs sociaux")
    fiche = texte(session.get(reverse("compte", args=[compte.pk])))
    assert "au nom de&nbsp;: <strong>Bailleurs sociaux</strong>" in fiche
    assert "Institution représentée" in fiche
    session.post(adresse, {"institution": ""})
    compte.refresh_from_db()
    assert compte.institution is None


def test_personne_ne_choisit_sa_propre_institution(session, administrateur):
    institution = PartenaireFabrique()
    page = session.post(reverse("compte_institution", args=[administrateur.pk]), {"institution": institution.pk})
    assert "Personne ne choisit son institution" in texte(page)
    administrateur.refresh_from_db()
    assert administrateur.institution is None


def test_une_institution_inconnue_est_refusee(session):
    compte = CompteFabrique()
    page = session.post(reverse("compte_institution", args=[compte.pk]), {"institution": 999_999})
    assert "institution" in page.context["form"].errors
    assert not LigneAudit.objects.filter(acte="compte.institution").exists()
