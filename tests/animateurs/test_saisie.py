"""What makes a week quick to fill, and every bad input: each has its message, and nothing is lost."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.asserts import assertContains

from animateurs import garde
from animateurs.forms.journal import boutons_de_duree
from animateurs.models import LigneJournal, LigneType, MesureSaisie
from animateurs.services import journal, reprises
from comptes.models import LigneAudit
from socle.transitions import TransitionRefusee
from tests import fabriques as f
from tests.animateurs.conftest import LUNDI
from tests.animateurs.test_pages import messages

SEMAINE = reverse("semaine", args=[LUNDI])
CLE = UUID("6f1b7a3e-6b3c-4a51-9a60-0f3c1f6f2a11")


@pytest.fixture
def client(connecte, animatrice):
    return connecte(animatrice)


@pytest.fixture
def ligne(semaine, permanence):
    return f.LigneFabrique(semaine=semaine, jour=2, type_activite=permanence, femmes=3, note="Marché")


def adresse(vue: str, ligne) -> str:
    return reverse(vue, args=[LUNDI, ligne.pk])


# -- Sent again ---------------------------------------------------------------------------------


def test_une_activite_envoyee_deux_fois_est_une_ligne(client, semaine, saisie):
    for _ in range(2):
        assert client.post(SEMAINE, saisie(cle=str(CLE), note="Marché")).status_code == 302
    assert semaine.lignes.get().cle == CLE
    assert LigneAudit.objects.filter(acte="ligne.ajouter").count() == 1


def test_la_base_refuse_la_meme_cle_deux_fois(semaine, ligne):
    LigneJournal.objects.update(cle=CLE)
    with pytest.raises(IntegrityError), transaction.atomic():
        f.LigneFabrique(semaine=semaine, cle=CLE)


def test_ce_que_la_base_refuse_se_dit_et_ne_laisse_rien(semaine, ligne, permanence, animatrice, monkeypatch):
    """What the rules of the model let through, the constraints still refuse, in words."""
    monkeypatch.setattr(LigneJournal, "clean", lambda _: None)
    champs = {"jour": 5, "motif_weekend": ""}
    neuve = champs | {"type_activite": permanence, "mission": permanence.mission, "minutes": 30}
    with pytest.raises(ValidationError, match="indiquez le motif"):
        journal.modifier_ligne(ligne=ligne, version=0, par=animatrice, **champs)
    with pytest.raises(ValidationError, match="indiquez le motif"):
        journal.ajouter_ligne(semaine=semaine, par=animatrice, cle=CLE, **neuve)
    semaine.refresh_from_db()
    assert (semaine.version, [(lue.jour, lue.version) for lue in semaine.lignes.all()]) == (0, [(2, 0)])


def test_la_meme_cle_pour_autre_chose_n_avale_rien(client, semaine, saisie):
    """A page brought back by « précédent » carries the key of what it has already sent."""
    client.post(SEMAINE, saisie(cle=str(CLE), note="Marché"))
    client.post(SEMAINE, saisie(cle=str(CLE), note="École"))
    assert [ligne.note for ligne in semaine.lignes.order_by("pk")] == ["Marché", "École"]


def test_renvoyee_apres_la_transmission_elle_est_deja_la(vendredi, client, semaine, saisie, animatrice):
    client.post(SEMAINE, saisie(cle=str(CLE)))
    semaine.refresh_from_db()
    journal.transmettre(semaine=semaine, version=semaine.version, par=animatrice)
    assert client.post(SEMAINE, saisie(cle=str(CLE))).status_code == 200  # the page says that it is handed in
    assert semaine.lignes.count() == 1


def test_une_cle_illisible_ne_perd_rien(client, semaine, saisie):
    client.post(SEMAINE, saisie(cle="x"))
    assert semaine.lignes.get().cle is None


def test_transmettre_deux_fois_est_une_seule_transition(vendredi, client, semaine, ligne):
    adresse = reverse("semaine_transmettre", args=[LUNDI])
    client.post(adresse, {"version": 0})
    page = client.post(adresse, {"version": 0}, follow=True)
    assert "transmise depuis le vendredi 20 novembre" in messages(page)
    assert LigneAudit.objects.filter(acte="semaine.transmettre").count() == 1


# -- Gestures -----------------------------------------------------------------------------------


def test_dupliquer_garde_l_activite_et_ne_compte_personne_deux_fois(client, semaine, ligne):
    assert client.post(adresse("ligne_dupliquer", ligne), {"jour": 4}).url == SEMAINE
    copie = semaine.lignes.get(jour=4)
    assert (copie.type_activite, copie.minutes, copie.note, copie.public) == (ligne.type_activite, 120, "Marché", 0)
    assert semaine.lignes.get(jour=2).femmes == 3


def test_deplacer_change_le_jour_seul(client, semaine, ligne):
    client.post(adresse("ligne_deplacer", ligne), {"jour": 0, "version": 0})
    ligne.refresh_from_db()
    assert (ligne.jour, ligne.femmes, ligne.minutes) == (0, 3, 120)


def test_partager_garde_le_total(client, semaine, ligne):
    client.post(adresse("ligne_partager", ligne), {"minutes": "45 min", "version": 0})
    assert list(semaine.lignes.order_by("pk").values_list("minutes", "femmes")) == [(75, 3), (45, 0)]


@pytest.mark.parametrize("minutes", ["120", "3 h", "longtemps", ""])
def test_un_partage_impossible_garde_la_saisie(client, semaine, ligne, minutes):
    page = client.post(adresse("ligne_partager", ligne), {"minutes": minutes, "version": 0})
    assert page.context["partager"].errors["minutes"]
    assert page.context["partager"]["minutes"].value() == minutes
    assert f'value="{minutes}"' in page.text
    assert semaine.lignes.get().minutes == 120


@pytest.mark.parametrize("vue", ["ligne_dupliquer", "ligne_deplacer"])
@pytest.mark.parametrize("jour", ["2", "7", "x", "", "5"])  # its own day, none, a Saturday without a reason
def test_un_jour_impossible_est_refuse_et_explique(client, semaine, ligne, vue, jour):
    page = client.post(adresse(vue, ligne), {"jour": jour, "version": 0})
    assert page.context[vue.removeprefix("ligne_")].errors
    assert semaine.lignes.get().jour == 2


def test_un_samedi_avec_son_motif_est_accepte(client, semaine, ligne):
    client.post(adresse("ligne_dupliquer", ligne), {"jour": 5, "motif_weekend": "Fête de quartier"})
    assert semaine.lignes.get(jour=5).motif_weekend == "Fête de quartier"


def test_deplacer_une_ligne_modifiee_ailleurs_est_refuse(client, ligne):
    LigneJournal.objects.update(version=1)
    page = client.post(adresse("ligne_deplacer", ligne), {"jour": 0, "version": 0})
    assert "modifiée ailleurs" in str(page.context["deplacer"].non_field_errors())
    ligne.refresh_from_db()
    assert ligne.jour == 2


# -- « Semaine type » and last week -------------------------------------------------------------


def test_garder_puis_reprendre_la_semaine_type(client, semaine, ligne, affectation):
    f.LigneFabrique(semaine=semaine, jour=5, motif_weekend="Fête")
    f.LigneTypeFabrique(affectation=affectation, jour=4)  # the former one goes
    client.post(reverse("semaine_type_garder", args=[LUNDI]))
    type_garde = LigneType.objects.get()
    assert (type_garde.jour, type_garde.minutes) == (2, 120)
    assert "lignes" in LigneAudit.objects.get(acte="semaine.garder_comme_type").detail
    suivante = f.SemaineFabrique(affectation=affectation, lundi=date(2026, 11, 23))
    page = client.get(reverse("semaine", args=[suivante.lundi]))
    assert page.context["propositions"].types == [type_garde]
    client.post(reverse("semaine_type_reprendre", args=[suivante.lundi, type_garde.pk]))
    reprise = suivante.lignes.get()
    assert (reprise.jour, reprise.minutes, reprise.note, reprise.public) == (2, 120, "", 0)


def test_une_semaine_gardee_puis_transmise_se_relit(vendredi, client, semaine, ligne):
    """Its history tells acts that change no state too."""
    client.post(reverse("semaine_type_garder", args=[LUNDI]))
    client.post(reverse("semaine_transmettre", args=[LUNDI]), {"version": 0})
    assertContains(client.get(reverse("semaine", args=[LUNDI])), "Gardée comme")


def test_garder_une_semaine_vide_garde_l_ancienne(client, semaine, affectation):
    f.LigneTypeFabrique(affectation=affectation)
    page = client.post(reverse("semaine_type_garder", args=[LUNDI]), follow=True)
    assert "rien qui revienne" in messages(page)
    assert LigneType.objects.count() == 1


def test_tout_reprendre_en_un_geste_et_une_seule_fois(client, semaine, affectation):
    for jour in range(3):
        f.LigneTypeFabrique(affectation=affectation, jour=jour)
    adresse = reverse("semaine_tout_reprendre", args=[LUNDI, "semaine-type"])
    assert "Activités reprises : 3." in messages(client.post(adresse, follow=True))
    assert "plus rien à reprendre" in messages(client.post(adresse, follow=True))
    assert semaine.lignes.count() == 3


def test_ni_ferie_ni_absence_ne_se_reprennent(client, affectation):
    armistice = f.SemaineFabrique(affectation=affectation, lundi=date(2026, 11, 9))
    for jour in range(4):
        f.LigneTypeFabrique(affectation=affectation, jour=jour)
    f.AbsenceFabrique(affectation=affectation, debut=date(2026, 11, 12), fin=date(2026, 11, 13))
    page = client.get(reverse("semaine", args=[armistice.lundi]))
    assert [ligne.jour for ligne in page.context["propositions"].types] == [0, 1]


def test_la_meme_proposition_prise_sur_deux_appareils_est_une_ligne(semaine, affectation, animatrice):
    modele = f.LigneTypeFabrique(affectation=affectation)
    prises = [reprises.reprendre_ligne(semaine=semaine, modele=modele, par=animatrice) for _ in range(2)]
    assert prises[0] == prises[1]


def test_une_seance_de_la_semaine_se_prend_d_un_geste(client, semaine, dix_huitieme, dix_neuvieme):
    instance = f.TypeActiviteFabrique(code="participer-instance", libelle="En instance")
    seance = f.SeanceFabrique(arrondissement=dix_huitieme.arrondissement, date=date(2026, 11, 17))
    for ailleurs in ({"arrondissement": dix_neuvieme.arrondissement}, {"statut": "annulee"}):
        f.SeanceFabrique(**{"arrondissement": dix_huitieme.arrondissement, "date": seance.date} | ailleurs)
    assert list(client.get(SEMAINE).context["propositions"].seances) == [seance]
    client.post(reverse("semaine_seance", args=[LUNDI, seance.pk]), {"minutes": 120})
    prise = semaine.lignes.get()
    assert (prise.jour, prise.type_activite, prise.minutes) == (1, instance, 120)
    assert not client.get(SEMAINE).context["propositions"].seances


def test_les_durees_les_plus_employees_viennent_d_abord(client, affectation, semaine):
    ancienne = f.SemaineFabrique(affectation=affectation, lundi=date(2026, 10, 5))
    for minutes in (135, 135, 135, 180, 180, 30):
        f.LigneFabrique(semaine=ancienne, minutes=minutes)
    libelles = [bouton["label"] for bouton in client.get(SEMAINE).context["form"].durees]
    assert libelles == ["2 h 15", "3 h", "30 min", "1 h", "1 h 30", "2 h", "3 h 30", "autre"]
    assert [minutes for minutes, _ in boutons_de_duree([])] == [30, 60, 90, 120, 180, 210, 420, "autre"]


# -- Actions of the feuille de route ------------------------------------------------------------


def test_une_ligne_se_lie_a_une_action_du_conseil(client, semaine, saisie, dix_huitieme, dix_neuvieme):
    action = f.ActionFabrique(feuille__conseil=dix_huitieme)
    ailleurs = f.ActionFabrique(feuille__conseil=dix_neuvieme)
    client.post(SEMAINE, saisie(action=action.pk))
    assert semaine.lignes.get().action == action
    page = client.post(SEMAINE, saisie(action=ailleurs.pk, note="Gardée"))
    assert page.context["form"].errors["action"]
    assert ">Gardée</textarea>" in page.text.replace("\n", "")


def test_le_service_refuse_l_action_d_un_autre_conseil(semaine, animatrice, permanence, dix_neuvieme):
    ailleurs = f.ActionFabrique(feuille__conseil=dix_neuvieme)
    champs = {"jour": 0, "type_activite": permanence, "mission": permanence.mission, "minutes": 60}
    with pytest.raises(ValidationError, match="autre conseil"):
        journal.ajouter_ligne(semaine=semaine, par=animatrice, action=ailleurs, **champs)


# -- Days off, very long weeks ------------------------------------------------------------------


def test_un_jour_d_absence_dit_comment_corriger_et_garde_la_saisie(client, semaine, saisie, affectation):
    f.AbsenceFabrique(affectation=affectation, nature="conge", debut=date(2026, 11, 18), fin=date(2026, 11, 18))
    page = client.post(SEMAINE, saisie(femmes="4"))
    assert "corrigez ses dates à la page « Absences »" in page.context["form"].errors["jour"][0]
    assert 'value="4"' in page.text
    assert not semaine.lignes.exists()
    assert client.post(SEMAINE, saisie(jour=3)).status_code == 302  # the day after is no day off


def test_plus_de_60_heures_se_confirme(vendredi, client, semaine):
    for jour in range(5):
        f.LigneFabrique(semaine=semaine, jour=jour, minutes=12 * 60 + (jour == 4))
    adresse = reverse("semaine_transmettre", args=[LUNDI])
    assert 'name="longue_confirmee"' in client.get(adresse).text
    page = client.post(adresse, {"version": 0})
    assert "Plus de 60 heures cette semaine" in messages(page)
    semaine.refresh_from_db()
    assert semaine.etat == "ouverte"
    client.post(adresse, {"version": 0, "longue_confirmee": "oui"})
    semaine.refresh_from_db()
    assert semaine.etat == "transmise"


def test_60_heures_juste_ne_se_confirment_pas(vendredi, semaine, animatrice):
    for jour in range(5):
        f.LigneFabrique(semaine=semaine, jour=jour, minutes=12 * 60)
    assert journal.transmettre(semaine=semaine, version=0, par=animatrice).etat == "transmise"


def test_60_heures_tous_conseils_confondus(vendredi, semaine, animatrice, dix_neuvieme):
    autre = f.AffectationFabrique(animateur=animatrice, conseil=dix_neuvieme)
    ailleurs = f.SemaineFabrique(affectation=autre)
    for jour in range(5):
        f.LigneFabrique(semaine=ailleurs, jour=jour, minutes=12 * 60)
    f.LigneFabrique(semaine=semaine, minutes=15)
    with pytest.raises(TransitionRefusee, match="60 h"):
        journal.transmettre(semaine=semaine, version=0, par=animatrice)


# -- The guard ----------------------------------------------------------------------------------


@pytest.fixture
def membre(dix_huitieme):
    return f.MembreFabrique(conseil=dix_huitieme, prenom="Fatoumata", nom="Rosier")


@pytest.mark.parametrize(
    ("note", "sortes"),
    [
        ("Vu Mme Rosier au marché", ["nom"]),
        ("fatoumata, non : Fatoumata est venue", ["nom"]),
        ("Permanence au square Rosier", []),
        ("Taille d’un rosier", []),
        ("Rappeler le 06 12 34 56 78", ["telephone"]),
        ("Rappeler le +33612345678", ["telephone"]),
        ("En 2026, 12 h 30, salle 18", []),
        ("écrire à a.b@exemple.invalid", ["courriel"]),
        ("Elle est malade et d’origine malienne", ["sante", "origine"]),
        ("Des habitantes musulmanes, plutôt de gauche", ["religion", "opinion"]),
        ("Centre de santé, maison médicale", []),
        ("", []),
    ],
)
def test_ce_que_la_garde_repere(animatrice, membre, note, sortes):
    assert garde.reperer(note, animatrice) == sortes


def test_la_garde_ne_connait_que_les_membres_que_l_on_peut_nommer(animateur_du_19e, membre):
    assert garde.reperer("Vu Mme Rosier", animateur_du_19e) == []


def test_la_verification_repond_des_sortes_et_ne_garde_rien(client, semaine, membre):
    page = client.post(reverse("note_verifier"), {"note": "Mme Rosier, 06 12 34 56 78"})
    assert page.json()["sortes"] == ["nom", "telephone"]
    assert "un numéro de téléphone" in page.json()["avertissement"]
    assert not LigneAudit.objects.exists()
    assert client.post(reverse("note_verifier")).json() == {"sortes": [], "avertissement": ""}


def test_sans_javascript_l_avertissement_suit_l_enregistrement_et_se_compte(client, semaine, saisie, membre):
    page = client.post(SEMAINE, saisie(note="Vu Mme Rosier"), follow=True)
    assert "le nom d’un membre du conseil" in messages(page)
    ligne = semaine.lignes.get()
    semaine.refresh_from_db()
    assert (ligne.note, semaine.alertes) == ("Vu Mme Rosier", 1)
    # Corrected elsewhere than in its note, it is not counted again.
    client.post(adresse("ligne_modifier", ligne), saisie(note="Vu Mme Rosier", minutes="60"))
    semaine.refresh_from_db()
    assert semaine.alertes == 1
    assert "Rosier" not in str(list(LigneAudit.objects.values()))


# -- Time spent ---------------------------------------------------------------------------------


def test_le_temps_de_saisie_devient_un_nombre_sans_personne(vendredi, client, semaine, saisie):
    maintenant = 1795190400  # Friday 20 November 2026, 17:00 in Paris
    client.post(SEMAINE, saisie(ouverte=str(maintenant - 40)))
    client.post(SEMAINE, saisie(ouverte=str(maintenant - 9999)))  # a page left open counts five minutes
    client.post(SEMAINE, saisie(ouverte=str(maintenant + 86400)))  # a page from tomorrow counts nothing
    semaine.refresh_from_db()
    assert semaine.secondes_saisie == 340
    client.post(reverse("semaine_transmettre", args=[LUNDI]), {"version": semaine.version})
    assert list(MesureSaisie.objects.values_list("lundi", "secondes")) == [(LUNDI, 340)]
    assert {champ.name for champ in MesureSaisie._meta.fields} == {"id", "lundi", "secondes"}
    semaine.refresh_from_db()
    assert semaine.secondes_saisie == 0


def test_une_correction_apres_renvoi_ne_se_mesure_pas(vendredi, semaine, ligne, animatrice):
    type(semaine).objects.update(etat="renvoyee", secondes_saisie=60)
    journal.transmettre(semaine=semaine, version=0, par=animatrice)
    assert not MesureSaisie.objects.exists()


# -- Cost ---------------------------------------------------------------------------------------


@pytest.fixture
def complete(saisie, dix_huitieme):
    """Everything that a line may say, and nobody to warn about."""
    acteurs, institutions = f.ActeurFabrique(conseil=dix_huitieme), f.PartenaireFabrique()
    action = f.ActionFabrique(feuille__conseil=dix_huitieme, feuille__exercice=2026)
    public = {"total": 12, "femmes": 7, "hommes": 3, "eloignes": 2}
    dits = {"note": "Affiches posées au centre", "action": action.pk, **public}
    return saisie(jour=3, **dits, acteurs=[acteurs.pk], partenaires=[institutions.pk])


@pytest.mark.parametrize(
    ("sans", "cout"),
    [
        (["note", "action", "acteurs", "partenaires"], 6),  # an ordinary line, with the public met
        (["note", "acteurs", "partenaires"], 7),
        (["acteurs", "partenaires"], 8),  # a note with a capital is compared with the names of the members
        ([], 12),  # each of the two lists of structures is read once and written once
    ],
)
def test_ce_que_coute_une_activite(client, semaine, saisie, complete, sans, cout):
    client.post(SEMAINE, saisie())
    envoi = {champ: valeur for champ, valeur in complete.items() if champ not in sans}
    with CaptureQueriesContext(connection) as requetes:
        assert client.post(SEMAINE, envoi | {"cle": str(uuid4()), "ouverte": "1"}).status_code == 302
    # Beyond what every page asks (session, account with its rights), and the one transaction: here, a savepoint.
    communes = [r["sql"].split(" FROM ")[-1].split()[0] for r in requetes[:2]]
    assert communes == ['"django_session"', '"comptes_habilitation"']
    utiles = [r["sql"] for r in requetes[2:] if "SAVEPOINT" not in r["sql"]]
    assert len(utiles) == cout, "\n".join(utiles)
    assert len(requetes) == len(communes) + cout + 2


def test_l_etat_dit_l_heure_du_serveur(client, semaine, saisie):
    assert "Enregistré à" not in client.get(SEMAINE).text
    client.post(SEMAINE, saisie())
    assert "Enregistré à 10 h 00" in " ".join(client.get(SEMAINE).text.split())
