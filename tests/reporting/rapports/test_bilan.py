"""What the bilan says: the engine's figures, and nothing that could point at somebody."""

import json
from datetime import date

import pytest
from django.utils import timezone

from conseils.models import ComptageEloignes, ComptagePremieres, ComptagePublic
from reporting.confidentialite import petit
from reporting.rapports.bilan_conseil import Bilan, assembler
from reporting.rapports.canonique import ecrire, lire
from reporting.rapports.document import Edition, composer
from reporting.rapports.sortes import SORTES
from reporting.rapports.sujet import Sujet
from tests import fabriques as f
from tests.reporting.rapports.exemple import peupler

pytestmark = pytest.mark.django_db


def _bilan(conseil, exercice=2026):
    return assembler(Sujet(exercice, conseil), timezone.now())


def _public(reunion, *, femmes, hommes, reponses, eloignes):
    for sexe, nombre in (("F", femmes), ("H", hommes)):
        ComptagePublic.objects.create(reunion=reunion, sexe=sexe, tranche_age="40-59", nombre=nombre)
    ComptageEloignes.objects.create(reunion=reunion, sexe="F", reponses=reponses, eloignes=eloignes)


def test_aucun_petit_effectif_dans_les_tableaux_sexues(edition):
    autres = (edition.donnees.eloignes, edition.donnees.premieres, edition.donnees.formes)
    for tableau in (*edition.donnees.tableaux_sexues, *autres):
        for ligne in tableau.lignes:
            assert not any(petit(n or 0) for n in ligne.effectifs[:3]), (tableau.titre, ligne)


def test_les_totaux_du_groupe_moteur_restent(dix_huitieme):
    for sexe in "FFH":
        f.MandatFabrique(membre=f.MembreFabrique(conseil=dix_huitieme, sexe=sexe))
    groupe = _bilan(dix_huitieme).tableaux_sexues[0]
    assert groupe.ensemble.effectifs == (2, 1, 0, 3)
    assert groupe.lignes[0].effectifs[:2] == (None, None)


def test_un_petit_nombre_d_eloignes_ne_se_retrouve_nulle_part(dix_huitieme):
    _public(f.ReunionFabrique(conseil=dix_huitieme), femmes=30, hommes=20, reponses=25, eloignes=3)
    bilan = _bilan(dix_huitieme)
    assert bilan.par_code["I31"].texte == "n. c."
    assert bilan.par_code["I31"].valeur is None
    eloignes, autres, sans_reponse = bilan.eloignes.lignes
    assert eloignes.total is None
    assert None in (autres.total, sans_reponse.total)


def test_la_part_des_eloignes_se_donne_quand_ils_sont_assez(dix_huitieme):
    _public(f.ReunionFabrique(conseil=dix_huitieme), femmes=30, hommes=20, reponses=25, eloignes=10)
    assert _bilan(dix_huitieme).par_code["I31"].texte == "40\u00a0%"


def test_la_part_des_eloignes_ne_trahit_pas_les_quelques_autres_reponses(dix_huitieme):
    _public(f.ReunionFabrique(conseil=dix_huitieme), femmes=30, hommes=20, reponses=25, eloignes=22)
    assert _bilan(dix_huitieme).par_code["I31"].texte == "n. c."


def test_les_premieres_venues(dix_huitieme):
    reunion = f.ReunionFabrique(conseil=dix_huitieme)
    _public(reunion, femmes=30, hommes=20, reponses=0, eloignes=0)
    for sexe, nombre in (("F", 12), ("H", 6)):
        ComptagePremieres.objects.create(reunion=reunion, sexe=sexe, nombre=nombre)
    bilan = _bilan(dix_huitieme)
    assert bilan.par_code["I08p"].texte == "18"
    assert [ligne.effectifs for ligne in bilan.premieres.lignes] == [(12, 6, 0, 18), (18, 14, 0, 32)]


@pytest.mark.parametrize("combien", [3, 27])
def test_peu_de_premieres_venues_ou_peu_d_autres_ne_se_disent_pas(dix_huitieme, combien):
    reunion = f.ReunionFabrique(conseil=dix_huitieme)
    f.ComptagePublicFabrique(reunion=reunion, nombre=30)
    ComptagePremieres.objects.create(reunion=reunion, sexe="F", nombre=combien)
    bilan = _bilan(dix_huitieme)
    assert bilan.par_code["I08p"].texte == "n. c."
    assert None in bilan.premieres.lignes[0].effectifs


def _retours(conseil, *lignes):
    """(sexe, éloignés asked, of whom had come before)."""
    reunion = f.ReunionFabrique(conseil=conseil)
    for sexe, eloignes, deja_venus in lignes:
        ComptagePublic.objects.create(reunion=reunion, sexe=sexe, tranche_age="40-59", nombre=eloignes)
        ComptageEloignes.objects.create(
            reunion=reunion, sexe=sexe, reponses=eloignes, eloignes=eloignes, deja_venus=deja_venus
        )
    return _bilan(conseil)


def test_les_retours_d_eloignes_par_sexe(dix_huitieme):
    bilan = _retours(dix_huitieme, ("F", 20, 10), ("H", 20, 5))
    assert bilan.par_code["I32"].texte == "38\u00a0%"
    assert [p.texte for p in bilan.retours] == ["50\u00a0%", "25\u00a0%", "–"]


def test_un_sexe_cache_en_cache_un_autre(dix_huitieme):
    """Three men: with the share of all and that of women, theirs would be found again."""
    bilan = _retours(dix_huitieme, ("F", 20, 10), ("H", 10, 3))
    assert bilan.par_code["I32"].texte == "43\u00a0%"
    assert [p.texte for p in bilan.retours][:2] == ["n. c.", "n. c."]


def test_un_bilan_fige_avant_les_retours_se_relit_encore(dix_huitieme):
    bilan = json.loads(ecrire(_bilan(dix_huitieme)))
    del bilan["premieres"], bilan["retours"]
    assert lire(Bilan, json.dumps(bilan)).premieres is None


def _session(conseil, jour=date(2026, 3, 10), reponses=5, **champs):
    delegation = f.DelegationFormationFabrique(conseil=conseil, formation=f.FormationFabrique(debut=jour), **champs)
    f.ComptageFormationFabrique(delegation=delegation, public="agents", nombre=12)
    f.CompetencesFabrique(
        delegation=delegation, reponses=reponses, somme_avant=200 * reponses, somme_apres=350 * reponses
    )
    return delegation


def test_les_formations_de_l_exercice(dix_huitieme):
    _session(dix_huitieme)
    _session(dix_huitieme, date(2025, 5, 6))
    bilan = _bilan(dix_huitieme)
    assert [(s.date, s.minutes, s.personnes) for s in bilan.formations] == [(date(2026, 3, 10), 180, 12)]
    assert [(o.nombre, o.avant) for o in bilan.formations_par_organisme] == [(1, None)]
    assert bilan.formes.ensemble.total == 12
    assert [bilan.par_code[c].texte for c in ("I16a", "I16b", "I16c", "I36")] == ["1", "3,0", "12", "1,5"]


def test_la_moyenne_de_peu_de_reponses_ne_se_donne_pas(dix_huitieme):
    _session(dix_huitieme, reponses=4)
    chiffre = _bilan(dix_huitieme).par_code["I36"]
    assert (chiffre.texte, chiffre.valeur) == ("n. c.", None)


def test_l_autonomie_du_dernier_semestre_et_du_precedent(dix_huitieme):
    f.EvaluationFabrique(conseil=dix_huitieme, annee=2025, semestre=2, auto_animation=3)
    assert _bilan(dix_huitieme).autonomie[0].avant is None
    f.EvaluationFabrique(conseil=dix_huitieme, annee=2026, semestre=1)
    bilan = _bilan(dix_huitieme)
    assert bilan.semestre_evalue == "premier semestre 2026"
    premier = bilan.autonomie[0]
    assert (premier.libelle, premier.niveau, premier.avant) == ("Auto-animation", 1, 3)
    assert "12 mars" in premier.preuve
    # The bilan of an exercice does not know what came after it.
    assert _bilan(dix_huitieme, 2025).semestre_evalue == "second semestre 2025"


def test_des_participants_manquants_se_disent(dix_huitieme):
    f.DelegationFormationFabrique(conseil=dix_huitieme, participants_saisis=False)
    bilan = _bilan(dix_huitieme)
    assert any("1 formation dont les participants" in m for m in bilan.manques)
    assert bilan.formations[0].personnes is None


def test_exercice_en_cours_compare_a_la_meme_date(dix_huitieme):
    for jour in (date(2025, 3, 1), date(2025, 12, 1), date(2026, 3, 1)):
        f.ReunionFabrique(conseil=dix_huitieme, date=jour)
    bilan = _bilan(dix_huitieme)
    assert (bilan.par_code["I06"].texte, bilan.par_code["I06"].texte_avant) == ("1", "1")
    assert bilan.cadre.comparaison == "exercice 2025 au 18 novembre"
    assert [m.reunions for m in bilan.mois[:3]] == [0, 0, 1]
    assert bilan.mois[11].reunions is None
    assert bilan.mois[11].avant == 1


def test_premier_exercice_sans_comparaison(dix_huitieme):
    f.ReunionFabrique(conseil=dix_huitieme, date=date(2026, 3, 1))
    bilan = _bilan(dix_huitieme)
    assert bilan.cadre.comparaison == ""
    assert {c.avant for c in bilan.definitions} == {None}


def test_points_d_attention_et_manques(dix_huitieme):
    f.MandatFabrique(membre=f.MembreFabrique(conseil=dix_huitieme), college="acteurs")
    f.ReunionFabrique(conseil=dix_huitieme, presences_saisies=False)
    bilan = _bilan(dix_huitieme)
    assert len(bilan.attentions) == 3
    assert "1 membre ;" in bilan.attentions[0]
    assert any("1 réunion tenue dont les présences" in m for m in bilan.manques)
    assert bilan.reunions[0].membres is None


def test_presences_comptees_a_chaque_reunion(dix_huitieme):
    reunion = f.ReunionFabrique(conseil=dix_huitieme)
    for _ in range(2):
        f.PresenceFabrique(reunion=reunion, membre=f.MembreFabrique(conseil=dix_huitieme))
    f.PresenceFabrique(reunion=reunion, membre=f.MembreFabrique(conseil=dix_huitieme), nature="excuse")
    _public(reunion, femmes=4, hommes=2, reponses=0, eloignes=0)
    assert (_bilan(dix_huitieme).reunions[0].membres, _bilan(dix_huitieme).reunions[0].autres) == (2, 6)


def test_le_portage_et_le_reglement_sont_ceux_du_jour_du_bilan(dix_huitieme):
    f.PortageFabrique(conseil=dix_huitieme, mode="collectif_informel", au=date(2025, 12, 30))
    f.PortageFabrique(conseil=dix_huitieme, mode="structure_porteuse", structure="Les Relais", du=date(2025, 12, 31))
    f.MoyenPreteFabrique(conseil=dix_huitieme, description="Salle", prete_par="Mairie", du=date(2026, 1, 1))
    version = f.VersionReglementFabrique(
        conseil=dix_huitieme, adoptee_en=f.AssembleeFabrique(conseil=dix_huitieme, date=date(2025, 12, 31))
    )
    f.VerificationReglementFabrique(version=version, le=date(2026, 1, 2))
    en_2025, en_2026 = (_bilan(dix_huitieme, annee).conseil for annee in (2025, 2026))
    assert (en_2025.portage, en_2025.structure_porteuse, en_2025.portage_depuis) == (
        "association du quartier, structure porteuse",
        "Les Relais",
        date(2025, 12, 31),
    )
    assert (en_2025.reglement, en_2025.moyens) == ("adopté", ())
    assert en_2025.reglement_faits == ("Version 1 adoptée le 31 décembre 2025",)
    assert (en_2026.reglement, en_2026.moyens) == ("vérifié par la Préfecture", ("Salle (Mairie)",))
    assert en_2026.reglement_faits[1] == "Préfecture : conforme, le 2 janvier 2026"


def test_sans_reglement_ni_portage(dix_huitieme):
    conseil = _bilan(dix_huitieme).conseil
    assert (conseil.reglement, conseil.reglement_faits) == ("aucun", ())
    assert (conseil.portage, conseil.portage_depuis) == ("", None)


def test_un_bilan_fige_avant_ces_etats_se_relit_encore(dix_huitieme):
    bilan = json.loads(ecrire(_bilan(dix_huitieme)))
    for nouveau in ("arrete", "portage_depuis", "reglement", "reglement_faits", "moyens"):
        del bilan["conseil"][nouveau]
    assert lire(Bilan, json.dumps(bilan)).conseil.reglement == ""


def _acte_et_sa_suite(conseil):
    """Sent 12 March, 14 for and 5 against, answered 20 April, promised, seen done on 2 October."""
    avis = f.AvisFabrique(conseil=conseil, voix_pour=14, voix_contre=5, abstentions=6, sujet_libre="La nuit")
    f.DivergenceFabrique(avis=avis)
    destinataire = f.DestinataireFabrique(avis=avis, repondu_le=date(2026, 4, 20))
    f.ConstatFabrique(suite=f.SuiteFabrique(reponse=f.ReponseFabrique(destinataire=destinataire), etat="realisee"))
    return avis


def test_un_acte_de_son_objectif_a_son_effet(dix_huitieme):
    avis = _acte_et_sa_suite(dix_huitieme)
    [acte] = _bilan(dix_huitieme).parole.actes
    assert (acte.numero, acte.objectifs, acte.votes) == (
        avis.numero,
        ("La nuit",),
        "14 pour, 5 contre, 6 abstentions",
    )
    assert acte.divergences == ("Un éclairage moins fort suffirait après minuit.",)
    [adresse] = acte.adresses
    assert (adresse.institution, adresse.reponse, adresse.delai) == ("Ville de Paris", "Acceptée", 39)
    [suite] = adresse.suites
    assert (suite.etat, suite.effet) == ("annoncée réalisée", "fait")
    assert "2 octobre" in suite.preuve


@pytest.mark.parametrize(
    ("reponse", "champs", "attendu"),
    [
        ({}, {}, "En retard, attendue le 11 mai 2026"),
        ({}, {"tacite": True}, "Le silence vaut accord"),
        ({}, {"echeance": None}, "Attendue, sans délai fixé"),
        ({}, {"echeance": date(2026, 12, 1)}, "Attendue le 1er décembre 2026"),
        (
            {"sens": "en_partie", "hors_delai": True},
            {"repondu_le": date(2026, 4, 20)},
            "Acceptée en partie, hors délai",
        ),
        (
            {"sens": "en_etude", "etude_jusqu_au": date(2026, 12, 1)},
            {"echeance": date(2026, 12, 1)},
            "À l’étude jusqu’au 1er décembre 2026",
        ),
    ],
)
def test_ou_en_est_chaque_reponse(dix_huitieme, reponse, champs, attendu):
    destinataire = f.DestinataireFabrique(avis=f.AvisFabrique(conseil=dix_huitieme), **champs)
    if reponse:
        f.ReponseFabrique(destinataire=destinataire, **reponse)
    assert _bilan(dix_huitieme).parole.actes[0].adresses[0].reponse == attendu


def test_le_bilan_d_un_exercice_passe_ignore_ce_qui_a_suivi(dix_huitieme):
    avis = f.AvisFabrique(conseil=dix_huitieme, transmis_le=date(2025, 11, 12))
    destinataire = f.DestinataireFabrique(avis=avis, repondu_le=date(2026, 4, 20), echeance=date(2025, 12, 1))
    f.ConstatFabrique(suite=f.SuiteFabrique(reponse=f.ReponseFabrique(destinataire=destinataire)))
    bilan = _bilan(dix_huitieme, 2025)
    [adresse] = bilan.parole.actes[0].adresses
    assert (adresse.reponse, adresse.suites) == ("En retard, attendue le 1er décembre 2025", ())
    assert bilan.par_code["I22"].texte == "0\u00a0%"


def test_une_apostrophe_s_imprime_comme_une_apostrophe(dix_huitieme):
    f.DestinataireFabrique(avis=f.AvisFabrique(conseil=dix_huitieme, sujet_libre="L'eau et l'air"))
    jardin = f.InitiativeFabrique(conseil=dix_huitieme)
    jardin.partenaires.add(f.PartenaireFabrique(nom="Régie de l'Est"))
    edition = Edition("BC-18-2026-01", "Bilan", timezone.localtime(), None, _bilan(dix_huitieme))
    html = composer(SORTES["bilan-conseil"], edition)
    assert "L’eau et l’air" in html
    assert "Régie de l’Est" in html


def test_un_acte_retire_n_est_pas_au_bilan(dix_huitieme):
    f.AvisFabrique(conseil=dix_huitieme, etat="retire", retire_le=date(2026, 5, 1), motif_retrait="Doublon")
    assert _bilan(dix_huitieme).parole.actes == ()


def test_une_seance_dit_la_presence_du_conseil_et_jamais_qui(dix_huitieme, dix_neuvieme):
    seance = f.SeanceFabrique(arrondissement=dix_huitieme.arrondissement, date=date(2026, 5, 5), statut="tenue")
    delegation = f.DelegationSeanceFabrique(seance=seance, conseil=dix_huitieme, dit="La rue reste sombre.")
    f.RepresentationFabrique(delegation=delegation, presence="present")
    f.SeanceFabrique(arrondissement=dix_neuvieme.arrondissement, date=date(2026, 5, 6), statut="tenue")
    bilan = _bilan(dix_huitieme)
    assert [(s.date, s.present, s.dit) for s in bilan.parole.seances] == [
        (date(2026, 5, 5), True, "La rue reste sombre.")
    ]
    # One representative: their number is hidden, and the sexed table is left out.
    assert bilan.par_code["I12r"].texte == "n. c."
    assert not any("Représentants" in t.titre for t in bilan.tableaux_sexues)


def test_les_initiatives_leur_argent_et_leurs_porteurs(dix_huitieme):
    jardin = f.InitiativeFabrique(
        conseil=dix_huitieme, etat="evaluee", debut=date(2026, 4, 1), fin=date(2026, 9, 1), resultat="atteint",
        apprentissage="Commencer au printemps.",
    )  # fmt: skip
    jardin.partenaires.add(f.PartenaireFabrique(nom="Le Bailleur"))
    for sexe, nombre in (("F", 9), ("H", 3)):
        jardin.porteurs.create(sexe=sexe, tranche_age="26-39", nombre=nombre)
    f.FinancementFabrique(
        initiative=jardin, etat="accorde", accorde="500.50", depense=480, decide_le=date(2026, 5, 20)
    )
    f.InitiativeFabrique(conseil=dix_huitieme, proposee_le=date(2025, 1, 1), etat="abandonnee", motif="Sans local")
    bilan = _bilan(dix_huitieme)
    [initiative] = bilan.parole.initiatives
    assert (initiative.partenaires, initiative.resultat) == (("Le Bailleur",), "atteint")
    assert [str(m) for m in (initiative.demande, initiative.accorde, initiative.depense)] == [
        "800.00",
        "500.50",
        "480.00",
    ]
    [demande] = bilan.parole.demandes
    assert (demande.deposees, demande.accordees, str(demande.accorde)) == (1, 1, "500.50")
    assert bilan.par_code["I15p"].texte == "12"
    [porteurs] = [t for t in bilan.tableaux_sexues if "Porteurs" in t.titre]
    # Three men are hidden, and the women with them: the total would give them away.
    assert porteurs.ensemble.effectifs == (None, None, 0, 12)


def test_le_budget_propre_par_poste(dix_huitieme):
    assert _bilan(dix_huitieme).parole.budget is None
    f.DepenseFabrique(part=f.PartBudgetFabrique(conseil=dix_huitieme), montant="100.10")
    bilan = _bilan(dix_huitieme)
    budget = bilan.parole.budget
    assert [str(m) for m in (budget.part, budget.depense, budget.reste)] == ["2500.00", "100.10", "2399.90"]
    assert [(p.libelle, str(p.montant)) for p in budget.postes] == [("Matériel, fournitures", "100.10")]
    assert bilan.par_code["I29r"].texte == "2\u202f399,90\u00a0€"


def test_peu_de_reponses_a_une_consultation_ne_se_disent_pas(dix_huitieme):
    enquete = f.ConsultationFabrique(conseils=[dix_huitieme])
    question = f.QuestionFabrique(thematique=f.ThematiqueFabrique(consultation=enquete))
    for _ in range(4):
        reponse = f.ReponseQuestionnaireFabrique(consultation=enquete, conseil=dix_huitieme, sexe="F")
        f.ReponseQuestionFabrique(reponse=reponse, question=question)
    bilan = _bilan(dix_huitieme)
    assert [c.titre for c in bilan.parole.consultations] == ["Améliorer le quotidien"]
    assert (bilan.par_code["I20a"].texte, bilan.parole.themes[0].reponses) == ("n. c.", None)
    assert not any("consultations" in t.titre for t in bilan.tableaux_sexues)


def test_un_bilan_fige_avant_la_parole_se_relit_et_s_imprime_encore(dix_huitieme):
    bilan = json.loads(ecrire(_bilan(dix_huitieme)))
    del bilan["parole"], bilan["actes_par_type"], bilan["initiatives_par_route"]
    anciens = [c for c in bilan["definitions"] if c["code"] not in ("I14", "I22", "I29")]
    relu = lire(Bilan, json.dumps(bilan | {"definitions": anciens}))
    assert relu.parole is None
    html = composer(SORTES["bilan-conseil"], Edition("BC-18-2026-01", "Bilan", timezone.localtime(), None, relu))
    assert "7. Avis" not in html
    assert "Chaque acte, son destinataire" in html


def test_assembler_coute_autant_avec_plus_de_reunions(dix_huitieme, django_assert_max_num_queries):
    peupler(dix_huitieme)
    with django_assert_max_num_queries(40):
        _bilan(dix_huitieme)
    for _ in range(3):
        _acte_et_sa_suite(dix_huitieme)
        f.FinancementFabrique(initiative=f.InitiativeFabrique(conseil=dix_huitieme))
    with django_assert_max_num_queries(40):
        _bilan(dix_huitieme)


def test_une_note_signee_suit_son_chiffre_et_pas_une_note_retiree(dix_huitieme, coordinatrice):
    f.MissionFabrique(code="M1", libelle="Structuration")
    gardee = f.NoteChiffreFabrique(conseil=dix_huitieme, texte="Arrêt de trois semaines.", auteur=coordinatrice)
    f.NoteChiffreFabrique(conseil=dix_huitieme, retiree_le=gardee.ecrite_le, retiree_par=coordinatrice)
    f.NoteChiffreFabrique(conseil=dix_huitieme, exercice=2025)
    [note] = _bilan(dix_huitieme).notes
    assert (note.chiffre, note.texte, note.auteur, note.le) == (
        "Heures, Structuration",
        "Arrêt de trois semaines.",
        "Corinne Coordination",
        date(2026, 11, 18),
    )
