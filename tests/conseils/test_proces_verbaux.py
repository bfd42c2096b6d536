"""What a meeting leaves: the procès-verbal and its approval, decisions and their follow-up."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from comptes.models import LigneAudit
from conseils.models import Decision, ProcesVerbal
from conseils.services.decisions import ajouter_decision, modifier_decision, retirer_decision, suivre_decision
from conseils.services.proces_verbaux import approuver_pv, rectifier_pv, rediger_pv
from conseils.services.reunions import annuler_reunion, modifier_reunion
from conseils.templatetags.reunions import texte_simple
from socle.transitions import TransitionRefusee
from tests import fabriques as f

CHAMPS = {"nature": "decision", "texte": "Demander des bancs", "responsable": "", "echeance": None}
REUNION = ("type", "intitule", "echelle", "quartier", "date", "heure", "duree", "lieu", "lieu_prete", "auto_animee")


@pytest.fixture
def assemblee(dix_huitieme):
    return f.ReunionFabrique(conseil=dix_huitieme, type="assemblee", date=date(2026, 9, 15))


@pytest.fixture
def suivante(dix_huitieme):
    return f.ReunionFabrique(conseil=dix_huitieme, date=date(2026, 10, 6))


@pytest.fixture
def pv(assemblee, animatrice):
    return rediger_pv(reunion=assemblee, par=animatrice, texte="Séance ouverte.", version=0)


@pytest.fixture
def approuve(pv, suivante, animatrice):
    return approuver_pv(pv=pv, par=animatrice, approuve_en=suivante)


@pytest.fixture
def decision(assemblee, animatrice):
    return ajouter_decision(reunion=assemblee, par=animatrice, **CHAMPS)


def refus(champ):
    return pytest.raises(ValidationError, match=f"'{champ}'")


def adresse(nom, reunion, *cles):
    return reverse(nom, args=[18, reunion.pk, *cles])


def changer(reunion, par, **champs):
    actuel = {nom: getattr(reunion, nom) for nom in REUNION}
    return modifier_reunion(reunion=reunion, par=par, **actuel | {"statut": "tenue"} | champs)


# -- The procès-verbal --


def test_le_projet_se_recrit(assemblee, pv, animatrice):
    rediger_pv(reunion=assemblee, par=animatrice, texte="Séance ouverte à 19 h.", version=1)
    assert ProcesVerbal.objects.get().texte == "Séance ouverte à 19 h."
    assert "Séance" not in str([ligne.detail for ligne in LigneAudit.objects.de(pv)])


@pytest.mark.parametrize("version", [0, 2])
def test_on_n_ecrit_pas_sur_un_texte_qu_on_n_a_pas_vu(assemblee, pv, animatrice, version):
    with pytest.raises(ValidationError, match="modifié pendant que vous"):
        rediger_pv(reunion=assemblee, par=animatrice, texte="Autre.", version=version)
    assert ProcesVerbal.objects.get().texte == "Séance ouverte."


def test_un_formulaire_d_avant_le_rectificatif_n_ecrit_pas_dedans(assemblee, approuve, animatrice):
    rectifier_pv(pv=approuve, par=animatrice)
    with pytest.raises(ValidationError, match="modifié pendant que vous"):
        rediger_pv(reunion=assemblee, par=animatrice, texte="Autre.", version=1)


def test_le_second_voit_les_deux_textes_et_peut_enregistrer(connecte, animatrice, coordinatrice, assemblee, pv):
    premier, second = connecte(animatrice), connecte(coordinatrice)
    page = adresse("pv_rediger", assemblee)
    version = second.get(page).context["form"]["version"].value()
    premier.post(page, {"texte": "Le texte d'Amina", "version": version})
    refusee = second.post(page, {"texte": "Le texte de Corinne", "version": version})
    for lu in ("modifié pendant que vous", "Le texte d&#x27;Amina", "Le texte de Corinne", "Par Amina Animateur"):
        assertContains(refusee, lu)
    assert ProcesVerbal.objects.get().texte == "Le texte d'Amina"
    relue = refusee.context["form"]["version"].value()
    assertRedirects(
        second.post(page, {"texte": "Les deux textes", "version": relue}), adresse("proces_verbal", assemblee)
    )
    assert ProcesVerbal.objects.get().texte == "Les deux textes"


def test_seul_a_ecrire_on_ne_voit_pas_d_autre_texte(connecte, animatrice, assemblee, pv):
    page = adresse("pv_rediger", assemblee)
    assertNotContains(connecte(animatrice).get(page), "entre-temps")
    assertNotContains(connecte(animatrice).post(page, {"texte": "", "version": 1}), "entre-temps")


@pytest.mark.parametrize("statut", ["prevue", "annulee"])
def test_pas_de_proces_verbal_d_une_reunion_non_tenue(dix_huitieme, animatrice, statut):
    reunion = f.ReunionFabrique(conseil=dix_huitieme, statut=statut, presences_saisies=False)
    with pytest.raises(ValidationError, match="une fois la réunion tenue"):
        rediger_pv(reunion=reunion, par=animatrice, texte="x", version=0)


def test_une_reunion_suivante_approuve(approuve, suivante):
    assert (approuve.etat, approuve.approuve_en) == ("approuve", suivante)
    ligne = LigneAudit.objects.de(approuve).last()
    assert (ligne.acte, ligne.de, ligne.vers) == ("pv_approuve", "projet", "approuve")


@pytest.mark.parametrize(
    "champs",
    [
        {"date": date(2026, 9, 14)},
        {"date": date(2026, 9, 15)},
        {"date": date(2026, 10, 6), "statut": "prevue", "presences_saisies": False},
        {"date": date(2026, 10, 6), "statut": "annulee", "presences_saisies": False},
    ],
)
def test_pas_par_n_importe_quelle_reunion(pv, dix_huitieme, animatrice, champs):
    with refus("approuve_en"):
        approuver_pv(pv=pv, par=animatrice, approuve_en=f.ReunionFabrique(conseil=dix_huitieme, **champs))


def test_pas_par_un_autre_conseil(pv, dix_neuvieme, animatrice):
    autre = f.ReunionFabrique(conseil=dix_neuvieme, date=date(2026, 10, 6))
    with refus("approuve_en"):
        approuver_pv(pv=pv, par=animatrice, approuve_en=autre)


def test_approuve_il_ne_change_plus(assemblee, approuve, suivante, animatrice):
    with pytest.raises(TransitionRefusee, match="rectificatif"):
        rediger_pv(reunion=assemblee, par=animatrice, texte="Autre chose.", version=1)
    with pytest.raises(TransitionRefusee, match="déjà approuvé"):
        approuver_pv(pv=approuve, par=animatrice, approuve_en=suivante)


def test_la_base_aussi_refuse_de_changer_un_approuve(approuve):
    with pytest.raises(DatabaseError, match="ne change plus"), transaction.atomic():
        ProcesVerbal.objects.filter(pk=approuve.pk).update(texte="Autre chose.")


def test_la_base_ne_connait_pas_d_approuve_sans_reunion(pv):
    with pytest.raises(IntegrityError):
        ProcesVerbal.objects.filter(pk=pv.pk).update(etat="approuve")


def test_un_rectificatif_laisse_l_approuve(assemblee, approuve, animatrice, dix_huitieme):
    rectificatif = rectifier_pv(pv=approuve, par=animatrice)
    rediger_pv(reunion=assemblee, par=animatrice, texte="Séance ouverte à 19 h.", version=2)
    rectificatif.refresh_from_db()
    assert (rectificatif.rectifie, rectificatif.texte) == (approuve, "Séance ouverte à 19 h.")
    assert ProcesVerbal.objects.get(pk=approuve.pk).texte == "Séance ouverte."
    with pytest.raises(ValidationError, match="déjà un rectificatif"):
        rectifier_pv(pv=approuve, par=animatrice)


def test_un_rectificatif_s_approuve_apres_ce_qu_il_corrige(approuve, suivante, animatrice, dix_huitieme):
    rectificatif = rectifier_pv(pv=approuve, par=animatrice)
    with refus("approuve_en"):
        approuver_pv(pv=rectificatif, par=animatrice, approuve_en=suivante)
    plus_tard = f.ReunionFabrique(conseil=dix_huitieme, date=date(2026, 11, 3))
    assert approuver_pv(pv=rectificatif, par=animatrice, approuve_en=plus_tard).etat == "approuve"


def test_un_projet_ne_se_rectifie_pas(pv, animatrice):
    with pytest.raises(TransitionRefusee, match="encore un projet"):
        rectifier_pv(pv=pv, par=animatrice)


def test_le_releve_est_fige_a_l_approbation(assemblee, decision, approuve, animatrice):
    rectifier_pv(pv=approuve, par=animatrice)
    modifier_decision(decision=decision, par=animatrice, **CHAMPS | {"texte": "Demander des arbres"})
    approuve.refresh_from_db()
    assert approuve.releve == "- Décision : Demander des bancs"


# -- The meeting keeps them true --


def test_une_reunion_qui_a_approuve_reste_apres(assemblee, approuve, suivante, animatrice):
    with refus("date"):
        changer(suivante, animatrice, date=date(2026, 9, 15))
    with refus("date"):
        changer(assemblee, animatrice, date=date(2026, 10, 6))


@pytest.mark.parametrize("qui", ["assemblee", "suivante"])
def test_une_reunion_avec_proces_verbal_a_ete_tenue(request, approuve, animatrice, qui):
    reunion = request.getfixturevalue(qui)
    reunion.presences_saisies = False
    reunion.save()
    with refus("statut"):
        annuler_reunion(reunion=reunion, par=animatrice, motif="x")
    with refus("statut"):
        changer(reunion, animatrice, statut="prevue")


def test_une_assemblee_qui_a_decide_reste_une_assemblee(assemblee, decision, animatrice):
    with refus("type"):
        changer(assemblee, animatrice, type="groupe_moteur")
    assert changer(assemblee, animatrice, intitule="Assemblée de rentrée").intitule == "Assemblée de rentrée"


# -- Decisions --


@pytest.mark.parametrize("type_", ["groupe_moteur", "quartier", "thematique", "debat_annuel", "atelier"])
def test_on_ne_decide_qu_en_assemblee_ouverte(dix_huitieme, animatrice, type_):
    reunion = f.ReunionFabrique(conseil=dix_huitieme, type=type_)
    with refus("nature"):
        ajouter_decision(reunion=reunion, par=animatrice, **CHAMPS)
    proposition = ajouter_decision(reunion=reunion, par=animatrice, **CHAMPS | {"nature": "proposition"})
    with pytest.raises(ValidationError, match="assemblée"):
        suivre_decision(decision=proposition, par=animatrice, acte="faire")


def test_une_echeance_ne_precede_pas_la_reunion(assemblee, animatrice):
    with refus("echeance"):
        ajouter_decision(reunion=assemblee, par=animatrice, **CHAMPS | {"echeance": date(2026, 9, 14)})


def test_apres_l_approbation_on_suit_sans_rien_recrire(assemblee, decision, approuve, animatrice):
    for acte in (
        lambda: ajouter_decision(reunion=assemblee, par=animatrice, **CHAMPS),
        lambda: modifier_decision(decision=decision, par=animatrice, **CHAMPS),
        lambda: retirer_decision(decision=decision, par=animatrice),
    ):
        with pytest.raises(ValidationError, match="rectificatif"):
            acte()
    assert suivre_decision(decision=decision, par=animatrice, acte="faire").etat == "faite"


def test_abandonner_demande_pourquoi(decision, animatrice):
    with refus("motif"):
        suivre_decision(decision=decision, par=animatrice, acte="abandonner", motif="  ")
    suivie = suivre_decision(decision=decision, par=animatrice, acte="abandonner", motif="Square en travaux")
    assert (suivie.etat, suivie.motif) == ("abandonnee", "Square en travaux")
    assert suivre_decision(decision=suivie, par=animatrice, acte="reprendre").motif == ""


def test_une_decision_faite_ne_se_refait_pas(decision, animatrice):
    suivre_decision(decision=decision, par=animatrice, acte="faire")
    with pytest.raises(TransitionRefusee):
        suivre_decision(decision=decision, par=animatrice, acte="abandonner", motif="x")


@pytest.mark.parametrize(
    ("echeance", "etat", "en_retard"),
    [
        (date(2026, 11, 17), "a_faire", True),
        (date(2026, 11, 18), "a_faire", False),
        (date(2026, 11, 17), "faite", False),
        (None, "a_faire", False),
    ],
)
def test_en_retard_se_deduit(assemblee, echeance, etat, en_retard):
    assert f.DecisionFabrique(reunion=assemblee, echeance=echeance, etat=etat).en_retard is en_retard


def test_les_decisions_ouvertes_les_plus_pressees_d_abord(assemblee):
    sans, tard, tot = (
        f.DecisionFabrique(reunion=assemblee, echeance=jour) for jour in (None, date(2027, 1, 5), date(2026, 10, 1))
    )
    f.DecisionFabrique(reunion=assemblee, etat="faite")
    f.DecisionFabrique(reunion=assemblee, nature="proposition")
    assert list(Decision.objects.ouvertes()) == [tot, tard, sans]


# -- Pages --


def test_du_projet_a_l_approbation_par_les_formulaires(connecte, animatrice, assemblee, suivante):
    client = connecte(animatrice)
    reponse = client.post(adresse("pv_rediger", assemblee), {"texte": "Séance ouverte.", "version": 0})
    assertRedirects(reponse, adresse("proces_verbal", assemblee))
    assertContains(client.get(adresse("pv_approuver", assemblee)), "6 octobre 2026")
    client.post(adresse("pv_approuver", assemblee), {"approuve_en": suivante.pk})
    assertContains(client.get(adresse("proces_verbal", assemblee)), "approbation notée")
    client.post(adresse("pv_rectifier", assemblee))
    assertContains(client.get(adresse("proces_verbal", assemblee)), "rectifie la version précédente")


def test_decider_hors_de_l_assemblee_garde_ce_qui_est_tape(connecte, animatrice, suivante):
    client = connecte(animatrice)
    assertContains(client.get(adresse("decision_ajouter", suivante)), "l’assemblée décide")
    envoi = {"nature": "decision", "texte": "Demander des bancs", "responsable": "Le groupe", "echeance": ""}
    reponse = client.post(adresse("decision_ajouter", suivante), envoi)
    assert list(reponse.context["form"].errors) == ["nature"]
    assertContains(reponse, "Demander des bancs")
    client.post(adresse("decision_ajouter", suivante), envoi | {"nature": "proposition"})
    assert suivante.decisions.get().nature == "proposition"


def test_suivre_par_le_formulaire(connecte, animatrice, assemblee, decision):
    client = connecte(animatrice)
    reponse = client.post(adresse("decision_suivre", assemblee, decision.pk), {"acte": "abandonner"})
    assert list(reponse.context["form"].errors) == ["motif"]
    client.post(adresse("decision_suivre", assemblee, decision.pk), {"acte": "faire"})
    assert Decision.objects.get().etat == "faite"


@pytest.mark.parametrize("persona", ["prefecture", "ville", "partenaire", "lecteur"])
def test_un_projet_ne_se_lit_que_par_qui_tient_le_conseil(request, connecte, animatrice, assemblee, pv, persona):
    client = connecte(request.getfixturevalue(persona))
    assertNotContains(client.get(adresse("proces_verbal", assemblee)), "Séance ouverte.")
    suivante = f.ReunionFabrique(conseil=assemblee.conseil, date=date(2026, 10, 6))
    approuver_pv(pv=pv, par=animatrice, approuve_en=suivante)
    assertContains(client.get(adresse("proces_verbal", assemblee)), "Séance ouverte.")
    assertNotContains(client.get(adresse("proces_verbal", assemblee)), "rectificatif")


@pytest.mark.parametrize(("persona", "lu"), [("animatrice", True), ("prefecture", False)])
def test_qui_s_en_charge_est_un_nom(request, connecte, assemblee, persona, lu):
    f.DecisionFabrique(reunion=assemblee, responsable="Zzyzx")
    client = connecte(request.getfixturevalue(persona))
    for page in (adresse("proces_verbal", assemblee), adresse("reunion", assemblee), reverse("conseil", args=[18])):
        reponse = client.get(page)
        assertContains(reponse, "Demander des bancs square Léon")
        assert ("Zzyzx" in reponse.content.decode()) is lu


def test_la_page_du_conseil_dit_ce_qui_est_en_retard(connecte, prefecture, assemblee):
    f.DecisionFabrique(reunion=assemblee, echeance=date(2026, 11, 1))
    assertContains(connecte(prefecture).get(reverse("conseil", args=[18])), "en retard")


@pytest.mark.parametrize("en_plus", [1, 3])
def test_le_cout_ne_suit_pas_les_decisions(connecte, animatrice, pv, assemblee, django_assert_num_queries, en_plus):
    client = connecte(animatrice)
    client.get(reverse("aide"))
    for _ in range(en_plus):
        f.DecisionFabrique(reunion=assemblee, responsable="Le groupe")
    with django_assert_num_queries(7):
        client.get(adresse("proces_verbal", assemblee))


@pytest.mark.parametrize(
    ("texte", "html"),
    [
        ("Un.\nDeux.", "<p>Un.<br>Deux.</p>"),
        ("Un.\r\n\r\nDeux.", "<p>Un.</p>\n<p>Deux.</p>"),
        ("Points :\n- un\n– deux", "<p>Points\u00a0:</p>\n<ul><li>un</li><li>deux</li></ul>"),
        ("<b>gras</b> & co", "<p>&lt;b&gt;gras&lt;/b&gt; &amp; co</p>"),
        ("- <script>x</script>", "<ul><li>&lt;script&gt;x&lt;/script&gt;</li></ul>"),
    ],
)
def test_un_texte_simple(texte, html):
    assert texte_simple(texte) == html
