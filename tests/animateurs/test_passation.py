"""A handover played to the end: what is open counted by hand, access before and after, nothing lost or rewritten."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from animateurs.models import ActionCorrective, Affectation, Passation, SemaineJournal
from animateurs.passations import inventaire
from animateurs.services.passation import passer_la_main
from comptes.models import Habilitation, LigneAudit
from comptes.permissions import Permission as P
from reporting.pdf import rendre
from reporting.rapports.pieces import composer
from tests import fabriques as f

JOUR, FIN, SUITE = date(2026, 11, 18), date(2026, 11, 20), date(2026, 11, 23)
TRANSMISE = {"etat": "transmise", "transmise_le": "2026-11-13T16:00:00Z"}


@pytest.fixture
def nour(db):
    """Invited, without any role yet: takes over."""
    return f.CompteFabrique(prenom="Nour", nom="Haddad")


@pytest.fixture
def ouvert(affectation):
    """What is open in the 18e, and what is not. The counts are in ``COMPTES``."""
    conseil = affectation.conseil
    f.SemaineFabrique(affectation=affectation)  # this week, to finish
    f.SemaineFabrique(affectation=affectation, lundi=date(2026, 11, 9))  # late
    remise = f.SemaineFabrique(affectation=affectation, lundi=date(2026, 11, 2), **TRANSMISE)
    f.LigneFabrique(semaine=remise, minutes=90)
    f.ReunionFabrique(conseil=conseil, date=date(2026, 11, 24), statut="prevue", presences_saisies=False)
    a_saisir = f.ReunionFabrique(conseil=conseil, date=date(2026, 11, 10), presences_saisies=False)
    assemblee = f.AssembleeFabrique(conseil=conseil, date=date(2026, 10, 6))
    f.ProcesVerbalFabrique(reunion=assemblee, etat="approuve", approuve_en=a_saisir)
    f.DecisionFabrique(reunion=assemblee, echeance=date(2026, 12, 1))
    f.DecisionFabrique(reunion=assemblee, etat="faite")
    f.InitiativeFabrique(conseil=conseil)
    f.InitiativeFabrique(conseil=conseil, etat="abandonnee", motif="Plus personne")
    feuille = f.FeuilleFabrique(conseil=conseil)
    f.ActionFabrique(feuille=feuille)
    f.ActionFabrique(feuille=feuille)
    f.ActionFabrique(feuille=feuille, etat="faite", faite_le=JOUR)
    ecrit = {"conseil": conseil, "numero": None, "adopte_en": None, "transmis_le": None}
    f.AvisFabrique(**ecrit, etat="brouillon")
    f.AvisFabrique(**ecrit, etat="retire", retire_le=JOUR, motif_retrait="Doublon")
    _des_instances(conseil)
    f.ActionCorrectiveFabrique(responsable=affectation.animateur)
    f.ActionCorrectiveFabrique(responsable=affectation.animateur, etat="faite", close_le=JOUR)
    f.ActionCorrectiveFabrique()
    _autre_conseil()
    return affectation


COMPTES = {
    "semaines": 2,
    "reunions": 1,
    "convocations": 1,
    "presences": 1,
    "proces_verbaux": 1,
    "decisions": 1,
    "avis_en_preparation": 1,
    "initiatives": 1,
    "feuilles": 1,
    "actions": 2,
    "taches": 1,
    "representations": 1,
    "decisions_d_instances": 1,
    "actions_correctives": 1,
}


def _des_instances(conseil) -> None:
    """A séance held without an account of it, one already told, one to prepare; a decision to follow, one done."""
    siennes = {"arrondissement": conseil.arrondissement}
    seance = f.SeanceFabrique(**siennes, date=date(2026, 10, 15), statut="tenue")
    f.DelegationSeanceFabrique(conseil=conseil, seance=seance)
    racontee = f.SeanceFabrique(**siennes, date=date(2026, 10, 16), statut="tenue")
    f.DelegationSeanceFabrique(conseil=conseil, seance=racontee, restitution="Dit en assemblée.")
    f.DecisionInstanceFabrique(seance=seance, echeance=date(2027, 1, 8))
    f.DecisionInstanceFabrique(seance=seance, etat="faite", close_le=JOUR)
    f.TacheFabrique(seance=f.SeanceFabrique(**siennes))


def _autre_conseil() -> None:
    """Nothing of the 11e may enter the handover of the 18e."""
    onzieme = f.ConseilFabrique(arrondissement=f.ArrondissementFabrique(numero=11))
    f.ReunionFabrique(conseil=onzieme, date=date(2026, 11, 10), presences_saisies=False)
    f.InitiativeFabrique(conseil=onzieme)
    f.ActionFabrique(feuille__conseil=onzieme)
    _des_instances(onzieme)


def reponses(codes=COMPTES, qui="releve", mot="") -> dict:
    dites = {code: {"qui": qui, "mot": mot} for code in codes}
    return dites | {"semaines": {"qui": "sortant", "mot": ""}} if "semaines" in codes else dites


@pytest.fixture
def passer(ouvert, nour, coordinatrice):
    def _passer(**champs) -> Passation:
        donnees = {
            "affectation": ouvert,
            "fin": FIN,
            "successeur": nour,
            "premier_jour": SUITE,
            "reponses": reponses(),
            "par": coordinatrice,
        }
        return passer_la_main(**donnees | champs)

    return _passer


def test_ce_qui_est_ouvert_compte_a_la_main(ouvert):
    rubriques = inventaire(ouvert, FIN, JOUR)
    assert {r.code: len(r.elements) for r in rubriques} == COMPTES
    assert [r.code for r in rubriques if r.a_la_personne] == ["semaines", "actions_correctives"]


def test_avis_suites_et_absences_de_membres_y_sont(affectation):
    destinataire = f.DestinataireFabrique(
        avis=f.AvisFabrique(conseil=affectation.conseil, etat="transmis", transmis_le=date(2026, 10, 1)),
        echeance=date(2026, 12, 1),
    )
    f.SuiteFabrique(reponse=f.ReponseFabrique(destinataire=destinataire), echeance=date(2027, 1, 5))
    mandat = f.MandatFabrique(membre__conseil=affectation.conseil, membre__nom="Secret")
    for jour in (1, 2, 3):
        f.AssembleeFabrique(conseil=affectation.conseil, date=date(2026, 11, jour), statut="tenue")
    lu = {r.code: r.elements for r in inventaire(affectation, FIN, JOUR)}
    assert lu["avis"][0].endswith("(pour le 1er décembre 2026)")
    assert lu["suites"][0].endswith("(pour le 5 janvier 2027)")
    assert lu["absences"] == ["Un membre à rappeler, absent depuis le 10 mars 2026"]  # that of the avis
    assert mandat.membre.nom not in str(lu)  # a note that nobody rewrites keeps no citizen's name


def test_une_affectation_se_ferme_l_autre_s_ouvre(passer, ouvert, nour, dix_huitieme, coordinatrice):
    passation = passer()
    ouvert.refresh_from_db()
    releve = Affectation.objects.get(animateur=nour)
    assert (ouvert.fin, releve.debut, releve.fin, releve.conseil) == (FIN, SUITE, None, dix_huitieme)
    assert (passation.affectation, passation.releve, passation.faite_par) == (ouvert, releve, coordinatrice)
    assert Habilitation.objects.get(compte=nour).debut == SUITE
    assert LigneAudit.objects.filter(acte="passation.faire", par_id=coordinatrice.pk).count() == 1


def test_la_note_dit_qui_prend_quoi_et_ne_change_plus(passer, ouvert):
    dites = reponses() | {"decisions": {"qui": "conseil", "mot": "Le bureau suit."}}
    contenu = passer(reponses=dites).contenu
    ouvert.conseil.reunions.filter(statut="prevue").update(intitule="Autre chose", date=date(2026, 12, 25))
    lue = Passation.objects.get()
    par_code = {r["code"]: r for r in lue.contenu["rubriques"]}
    assert lue.contenu == contenu
    assert {code: len(r["elements"]) for code, r in par_code.items()} == COMPTES
    assert par_code["reunions"]["elements"][0].startswith("24 novembre 2026, ")
    assert (par_code["actions"]["qui"], par_code["decisions"]["qui"]) == ("Nour Haddad", "le conseil lui-même")
    assert par_code["decisions"]["mot"] == "Le bureau suit."


@pytest.mark.parametrize(
    ("premier_jour", "vacance"),
    [
        (date(2026, 11, 16), ""),  # side by side for a week
        (SUITE, ""),  # a weekend leaves nobody without animateur
        (date(2026, 11, 25), "Poste vacant du 21 novembre 2026 au 24 novembre 2026."),
    ],
)
def test_une_vacance_se_dit_des_qu_un_jour_ouvre_est_vide(passer, premier_jour, vacance):
    assert passer(premier_jour=premier_jour).contenu["vacance"] == vacance


def test_rien_du_travail_passe_n_est_perdu_ni_reecrit(passer, ouvert, animatrice, coordinatrice, horloge):
    colonnes = ("pk", "affectation", "lundi", "etat", "version", "rien_a_signaler", "transmise_le")
    avant = list(ouvert.semaines.order_by("pk").values_list(*colonnes))
    passer()
    gardees = SemaineJournal.objects.filter(pk__in=[ligne[0] for ligne in avant])
    assert list(gardees.order_by("pk").values_list(*colonnes)) == avant
    horloge.move_to("2026-11-23 09:00:00+01:00")
    lisibles = SemaineJournal.objects.pour(coordinatrice, P.SEMAINE_VOIR).filter(affectation__animateur=animatrice)
    assert set(lisibles) >= set(gardees)
    assert lisibles.get(lundi=date(2026, 11, 2)).lignes.get().minutes == 90


def test_l_acces_s_arrete_le_lendemain_et_s_ouvre_le_premier_jour(passer, connecte, animatrice, nour, horloge):
    passer()
    conseil, semaine = reverse("conseil", args=[18]), reverse("ma_semaine")
    acces = {}
    for jour in ("20 23:00", "21 08:00", "23 08:00"):
        horloge.move_to(f"2026-11-{jour}:00+01:00")
        acces[jour] = [
            connecte(qui).get(adresse).status_code in (200, 302)
            for qui in (animatrice, nour)
            for adresse in (conseil, semaine)
        ]
    assert acces == {
        "20 23:00": [True, True, False, False],
        "21 08:00": [False, False, False, False],
        "23 08:00": [False, False, True, True],
    }


def test_sans_releve_le_poste_est_vacant(passer, ouvert, coordinatrice, connecte, horloge):
    passation = passer(successeur=None, premier_jour=None, reponses=reponses(qui="coordination"))
    assert (passation.releve, passation.contenu["releve"]) == (None, "")
    assert passation.contenu["vacance"] == "Poste vacant à partir du 21 novembre 2026."
    horloge.move_to("2026-11-23 09:00:00+01:00")
    vacants = connecte(coordinatrice).get(reverse("equipe")).context["equipe"].vacants
    assert ouvert.conseil in vacants


def test_les_absences_prevues_s_arretent_avec_l_affectation(passer, ouvert):
    f.AbsenceFabrique(affectation=ouvert, debut=date(2026, 11, 19), fin=date(2026, 11, 27))
    f.AbsenceFabrique(affectation=ouvert, debut=date(2026, 12, 21), fin=date(2026, 12, 31))
    f.AbsenceFabrique(affectation=ouvert, debut=date(2026, 8, 3), fin=date(2026, 8, 21))
    passer()
    dates = ouvert.absences.order_by("debut").values_list("debut", "fin")
    assert list(dates) == [(date(2026, 8, 3), date(2026, 8, 21)), (date(2026, 11, 19), FIN)]


# -- What the person was in charge of --------------------------------------------------------------------


@pytest.mark.parametrize("qui", ["releve", "coordination"])
def test_ce_qu_elle_avait_en_charge_change_de_mains(passer, ouvert, nour, coordinatrice, animatrice, qui):
    """The action still open; the one that she closed stays hers."""
    faite = ActionCorrective.objects.get(responsable=animatrice, etat="faite")
    passation = passer(reponses=reponses() | {"actions_correctives": {"qui": qui, "mot": ""}})
    suivant = {"releve": nour, "coordination": coordinatrice}[qui]
    assert list(ActionCorrective.objects.filter(responsable=suivant).values_list("etat", flat=True)) == ["a_faire"]
    assert list(ActionCorrective.objects.filter(responsable=animatrice)) == [faite]
    trace = LigneAudit.objects.get(acte="action_corrective.reattribuer")
    assert (trace.par_id, trace.detail) == (coordinatrice.pk, {"champs": ["responsable"]})
    (rubrique,) = [r for r in passation.contenu["rubriques"] if r["reattribuee"]]
    assert rubrique["qui"] == {"releve": str(nour), "coordination": "la coordination"}[qui]


def test_personne_ne_garde_une_action_en_quittant_l_equipe(passer, ouvert):
    with pytest.raises(ValidationError, match="Actions correctives"):
        passer(reponses=reponses() | {"actions_correctives": {"qui": "sortant", "mot": ""}})
    assert rien_n_a_change(ouvert)


def test_qui_reste_dans_l_equipe_garde_ses_actions(ouvert, dix_neuvieme):
    f.AffectationFabrique(animateur=ouvert.animateur, conseil=dix_neuvieme)
    assert "actions_correctives" not in {r.code for r in inventaire(ouvert, FIN, JOUR)}


# -- Refusals: nothing changes -------------------------------------------------------------------------


def rien_n_a_change(affectation) -> bool:
    affectation.refresh_from_db()
    return affectation.fin is None and Affectation.objects.count() == 1 and not Passation.objects.exists()


def test_tout_ce_qui_est_ouvert_a_quelqu_un(passer, ouvert):
    with pytest.raises(ValidationError, match="Dites qui prend en charge : Initiatives en cours"):
        passer(reponses={code: dit for code, dit in reponses().items() if code != "initiatives"})
    assert rien_n_a_change(ouvert)


@pytest.mark.parametrize(
    ("champs", "champ"),
    [
        ({"fin": date(2025, 12, 31)}, "__all__"),  # before its own beginning
        ({"fin": date(2026, 10, 30)}, "fin"),  # before a week already handed in
        ({"premier_jour": date(2030, 1, 1)}, "premier_jour"),  # out of the convention
    ],
)
def test_une_date_impossible_ne_change_rien(passer, ouvert, champs, champ):
    with pytest.raises(ValidationError) as refus, transaction.atomic():
        passer(**champs)
    assert champ in refus.value.message_dict
    assert rien_n_a_change(ouvert)


def test_on_ne_se_passe_pas_la_main_a_soi_meme(passer, ouvert, animatrice):
    with pytest.raises(ValidationError, match="une autre personne"), transaction.atomic():
        passer(successeur=animatrice)
    assert rien_n_a_change(ouvert)


def test_un_commanditaire_ne_prend_pas_la_suite(passer, ouvert, prefecture):
    with pytest.raises(ValidationError) as refus, transaction.atomic():
        passer(successeur=prefecture)
    assert list(refus.value.message_dict) == ["successeur"]


def test_deux_passations_a_la_fois_la_seconde_est_refusee(passer, ouvert, nour):
    """Both were opened on the same affectation, as it was before either."""
    vue = Affectation.objects.get(pk=ouvert.pk)
    passer()
    with pytest.raises(ValidationError, match="déjà faite"), transaction.atomic():
        passer(affectation=vue, successeur=f.CompteFabrique())
    assert Affectation.objects.filter(conseil=ouvert.conseil).count() == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        f.PassationFabrique(affectation=ouvert)


@pytest.mark.parametrize("qui", ["animatrice", "prefecture", "administrateur"])
def test_seule_la_coordination_fait_une_passation(passer, qui, request):
    with pytest.raises(PermissionDenied):
        passer(par=request.getfixturevalue(qui))


# -- The wizard ------------------------------------------------------------------------------------


@pytest.fixture
def pas(ouvert):
    return [reverse(f"passation_{nom}", args=[ouvert.pk]) for nom in ("dates", "ouvert", "faire")]


def saisie(codes=COMPTES) -> dict:
    return {f"{code}_{champ}": valeur for code, dit in reponses(codes).items() for champ, valeur in dit.items()}


def test_jouee_jusqu_au_bout_a_l_ecran(connecte, coordinatrice, ouvert, nour, pas):
    client = connecte(coordinatrice)
    # The first day is left empty: the day after the last.
    reponse = client.post(pas[0], {"fin": "2026-11-20", "successeur": nour.pk, "premier_jour": ""})
    assert reponse.url == pas[1]
    page_2 = client.get(pas[1])
    assert [r.code for r, _, _ in page_2.context["form"].blocs()] == list(COMPTES)
    assert client.post(pas[1], saisie() | {"actions_mot": "La permanence est à reprendre."}).url == pas[2]
    page_3 = client.get(pas[2])
    assert "La permanence est à reprendre." in page_3.text
    assert "21 novembre 2026" in page_3.text
    assert rien_n_a_change(ouvert)
    note = client.post(pas[2], follow=True)
    assert "La passation est faite" in note.text
    assert "La permanence est à reprendre." in note.text
    assert Affectation.objects.get(animateur=nour).debut == date(2026, 11, 21)
    assert client.post(pas[2]).url == pas[1]  # sent twice: nothing more is done
    assert Passation.objects.count() == 1


def test_un_assistant_abandonne_ne_change_rien(connecte, coordinatrice, ouvert, nour, pas):
    avant = (Habilitation.objects.count(), LigneAudit.objects.count(), SemaineJournal.objects.count())
    client = connecte(coordinatrice)
    client.post(pas[0], {"fin": "2026-11-20", "successeur": nour.pk, "premier_jour": "2026-11-23"})
    client.post(pas[1], saisie())
    client.get(pas[2])
    assert rien_n_a_change(ouvert)
    assert (Habilitation.objects.count(), LigneAudit.objects.count(), SemaineJournal.objects.count()) == avant


def test_une_etape_sautee_ramene_a_la_premiere(connecte, coordinatrice, pas):
    reponse = connecte(coordinatrice).get(pas[2], follow=True)
    assert reponse.redirect_chain[-1][0] == pas[0]


def test_les_dates_refusees_restent_a_l_ecran(connecte, coordinatrice, nour, pas):
    page_1 = connecte(coordinatrice).post(pas[0], {"fin": "2026-10-30", "successeur": nour.pk, "premier_jour": ""})
    assert "jusqu’au 2 novembre 2026" in page_1.context["form"].errors["fin"][0]
    assert 'value="2026-10-30"' in page_1.text
    sans_nom = connecte(coordinatrice).post(pas[0], {"fin": "2026-11-20", "premier_jour": "2026-11-23"})
    assert sans_nom.context["form"].errors["successeur"]


def test_changer_de_releve_redemande_qui_prend_quoi(connecte, coordinatrice, nour, pas):
    """What was answered for Nour cannot be kept for a vacancy; the words are."""
    client = connecte(coordinatrice)
    client.post(pas[0], {"fin": "2026-11-20", "successeur": nour.pk, "premier_jour": ""})
    client.post(pas[1], saisie() | {"actions_mot": "À reprendre."})
    client.post(pas[0], {"fin": "2026-11-20", "successeur": "", "premier_jour": ""})
    assert client.get(pas[2]).url == pas[1]
    page_2 = client.get(pas[1])
    assert "À reprendre." in page_2.text
    assert "Nour" not in page_2.text


def test_ce_qui_s_ouvre_entre_temps_est_redemande(connecte, coordinatrice, ouvert, nour, pas):
    f.ReunionFabrique._meta.model.objects.filter(statut="prevue").delete()
    client = connecte(coordinatrice)
    client.post(pas[0], {"fin": "2026-11-20", "successeur": nour.pk, "premier_jour": ""})
    client.post(pas[1], saisie([code for code in COMPTES if code != "reunions"]))
    f.ReunionFabrique(conseil=ouvert.conseil, date=date(2026, 12, 1), statut="prevue", presences_saisies=False)
    assert client.get(pas[2]).url == pas[1]
    assert client.post(pas[2]).url == pas[1]
    assert rien_n_a_change(ouvert)


# -- The note --------------------------------------------------------------------------------------


def test_qui_lit_la_note(passer, connecte, animatrice, nour, coordinatrice, animateur_du_19e, prefecture, horloge):
    passation = passer()
    adresse = reverse("passation", args=[passation.pk])
    assert connecte(animatrice).get(adresse).status_code == 200  # until the last day
    horloge.move_to("2026-11-23 09:00:00+01:00")
    statuts = [connecte(qui).get(adresse).status_code for qui in (coordinatrice, nour, animateur_du_19e, prefecture)]
    assert statuts == [200, 200, 404, 403]
    assert connecte(animatrice).get(adresse).status_code == 403
    assert adresse in connecte(nour).get(reverse("equipe_moi")).text


def test_un_pdf_toujours_le_meme(passer, connecte, coordinatrice):
    passation = passer(reponses=reponses(mot="Voir le dossier partagé.\nDeuxième étagère."))
    reponse = connecte(coordinatrice).get(reverse("passation_pdf", args=[passation.pk]))
    assert (reponse["Content-Type"], reponse["Cache-Control"]) == ("application/pdf", "no-store")
    assert reponse["Content-Disposition"] == 'inline; filename="passation-18-2026-11-20.pdf"'
    assert rendre(composer("passation", passation)).octets == reponse.content


def test_la_base_refuse_de_reecrire_une_passation(passer):
    passation = passer()
    with pytest.raises(IntegrityError, match="ne se reecrivent pas"), transaction.atomic():
        Passation.objects.update(contenu={})
    with pytest.raises(IntegrityError, match="ne se suppriment pas"), transaction.atomic():
        passation.delete()
