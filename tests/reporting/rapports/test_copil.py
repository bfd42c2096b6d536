"""The dossiers of the comités de pilotage, against figures counted by hand."""

from datetime import date

import pytest
from django.utils import timezone

from animateurs.feuilles.contenu import contenu_de
from reporting.rapports import bilan_dispositif
from reporting.rapports.canonique import ecrire, lire
from reporting.rapports.dossier_copil import Dossier
from reporting.rapports.sujet import Sujet
from tests import fabriques as f
from tests.reporting.rapports import dispositif
from tests.reporting.rapports.copils import DERNIERE, acte, copil_de_paris, copil_du_territoire, dossier


@pytest.fixture
def seance(dix_huitieme):
    """The next one, after that of 10 March."""
    copil_du_territoire(dix_huitieme, DERNIERE, statut="tenue")
    return copil_du_territoire(dix_huitieme)


@pytest.fixture
def parole(dix_huitieme):
    """Sent before, on and after 10 March: one late, one answered, one followed and seen, one awaited, one tacit."""
    acte(dix_huitieme, date(2026, 2, 1), echeance=date(2026, 4, 1), titre="Ancien")
    acte(dix_huitieme, DERNIERE, repondu_le=date(2026, 3, 30), titre="Du jour même")
    suivi = acte(dix_huitieme, date(2026, 3, 12), repondu_le=date(2026, 4, 20), titre="Suivi")
    reponse = f.ReponseFabrique(destinataire=suivi.destinataires.get())
    f.ConstatFabrique(suite=f.SuiteFabrique(reponse=reponse, etat="realisee"))
    acte(dix_huitieme, date(2026, 10, 1), echeance=date(2027, 1, 10), titre="Attendu")
    acte(dix_huitieme, date(2026, 6, 1), echeance=date(2026, 7, 1), tacite=True, titre="Tacite")


def _textes(chiffres):
    return {c.code: c.texte for c in chiffres}


def test_la_periode_commence_le_lendemain_de_la_derniere_seance(seance):
    cadre = dossier(seance).cadre
    assert (cadre.precedente, cadre.depuis, cadre.arrete_au) == (DERNIERE, date(2026, 3, 11), date(2026, 11, 18))
    assert (cadre.exercice, cadre.comparaison) == ("2026", "exercice 2025 au 18 novembre")


def test_une_seance_passee_s_arrete_a_son_jour(dix_huitieme):
    copil_du_territoire(dix_huitieme, DERNIERE, statut="tenue")
    passee = copil_du_territoire(dix_huitieme, date(2026, 6, 2), statut="tenue")
    acte(dix_huitieme, date(2026, 6, 2), titre="Le jour même")
    acte(dix_huitieme, date(2026, 6, 3), titre="Le lendemain")
    lu = dossier(passee)
    assert lu.cadre.arrete_au == date(2026, 6, 2)
    assert [a.titre for a in lu.parole.actes] == ["Le jour même"]


def test_une_seance_annulee_ou_d_ailleurs_n_est_pas_la_derniere(seance, dix_huitieme, dix_neuvieme):
    copil_du_territoire(dix_huitieme, date(2026, 9, 1), statut="annulee")
    copil_du_territoire(dix_neuvieme, date(2026, 9, 2), statut="tenue")
    assert dossier(seance).cadre.precedente == DERNIERE


def test_sans_seance_precedente_douze_mois(dix_huitieme):
    lu = dossier(copil_du_territoire(dix_huitieme))
    assert (lu.cadre.precedente, lu.cadre.depuis, lu.decisions) == (None, date(2025, 11, 19), ())


def test_la_parole_depuis_la_derniere_seance(seance, parole):
    lu = dossier(seance).parole
    assert [a.titre for a in lu.actes] == ["Suivi", "Tacite", "Attendu"]
    textes = _textes(lu.chiffres)
    # Three acts, two answered (one by silence). Answers that came since, whenever the act was sent: 20 and 39 days;
    # one accepts, one says nothing, one is a silence that agrees. One late, the old one; one effect seen.
    assert textes == {"I14": "3", "I22": "67\u00a0%", "I23": "29,5", "I24": "67\u00a0%", "I22r": "1", "I39": "1"}


def test_les_reponses_encore_dues_quel_que_soit_le_jour_de_l_acte(seance, parole):
    dues = dossier(seance).parole.reponses_dues
    assert [(due.acte.split(", ")[1], due.en_retard) for due in dues] == [("Ancien", True), ("Attendu", False)]


def test_a_paris_une_ligne_par_conseil(parole, dix_huitieme, dix_neuvieme):
    copil_de_paris(DERNIERE, statut="tenue")
    acte(dix_neuvieme, date(2026, 5, 4), titre="Du 19e")
    lu = dossier(copil_de_paris()).parole
    assert lu.par_conseil.colonnes[-1] == "Encore dues"
    # Acts, answered, median delay, followed, late, effects, owed.
    assert [ligne.textes for ligne in lu.par_conseil.lignes] == [
        ("3", "67\u00a0%", "29,5", "67\u00a0%", "1", "1", "2"),
        ("1", "0\u00a0%", "–", "–", "0", "0", "1"),
    ]
    assert lu.actes == ()
    assert len(lu.reponses_dues) == 3


def test_les_decisions_de_la_derniere_seance_et_celles_qu_elle_a_trouvees_ouvertes(seance, dix_huitieme):
    derniere = seance.type.seances.get(date=DERNIERE)
    ancienne = copil_du_territoire(dix_huitieme, date(2025, 5, 5), statut="tenue")
    f.DecisionInstanceFabrique(seance=derniere, texte="En retard", echeance=date(2026, 6, 30))
    f.DecisionInstanceFabrique(seance=derniere, texte="Faite", etat="faite", close_le=date(2026, 5, 1))
    f.DecisionInstanceFabrique(
        seance=derniere, texte="Laissée", etat="abandonnee", motif="Sans crédits", close_le=date(2026, 5, 1)
    )
    f.DecisionInstanceFabrique(seance=ancienne, texte="Ouverte", etat="en_cours")
    f.DecisionInstanceFabrique(seance=ancienne, texte="Close depuis", etat="faite", close_le=date(2026, 9, 1))
    f.DecisionInstanceFabrique(seance=ancienne, texte="Close avant", etat="faite", close_le=date(2025, 12, 1))
    lues = [(x.texte, x.etat, x.echeance, x.motif) for x in dossier(seance).decisions]
    assert lues == [
        ("En retard", "À faire, en retard", date(2026, 6, 30), ""),
        ("Faite", "Faite", None, ""),
        ("Laissée", "Abandonnée", None, "Sans crédits"),
        ("Ouverte", "En cours", None, ""),
        ("Close depuis", "Faite", None, ""),
    ]


def test_une_decision_close_apres_la_seance_y_etait_ouverte(dix_huitieme):
    derniere = copil_du_territoire(dix_huitieme, DERNIERE, statut="tenue")
    passee = copil_du_territoire(dix_huitieme, date(2026, 6, 2), statut="tenue")
    f.DecisionInstanceFabrique(
        seance=derniere, etat="faite", close_le=date(2026, 7, 1), echeance=date(2026, 6, 1), responsable_autre="Mairie"
    )
    [decision] = dossier(passee).decisions
    assert (decision.etat, decision.en_retard, decision.responsable) == ("En cours, en retard", True, "Mairie")


def test_les_priorites_de_la_version_en_vigueur_et_leur_dernier_avancement(seance, dix_huitieme):
    ancien = f.ProjetTerritoireFabrique(conseil=dix_huitieme)
    f.PrioriteFabrique(projet=ancien, intitule="De l'ancienne version")
    projet = f.ProjetTerritoireFabrique(conseil=dix_huitieme, adopte_le=date(2024, 1, 1))
    suivie = f.PrioriteFabrique(projet=projet, intitule="Suivie")
    f.PrioriteFabrique(projet=projet, intitule="Sans avancement")
    for exercice, avancement in ((2025, "non_commence"), (2026, "engage"), (2027, "realise")):
        suivie.avancements.create(exercice=exercice, avancement=avancement)
    lues = [(p.intitule, p.exercice, p.avancement) for p in dossier(seance).priorites]
    assert lues == [("Suivie", 2026, "Engagée"), ("Sans avancement", None, "")]


def test_a_paris_une_priorite_partagee_se_dit_une_fois(dix_huitieme, dix_neuvieme):
    for conseil, avancement in ((dix_huitieme, "abandonne"), (dix_neuvieme, "abandonne")):
        priorite = f.PrioriteFabrique(projet=f.ProjetTerritoireFabrique(conseil=conseil), intitule="Embellir")
        priorite.avancements.create(exercice=2026, avancement=avancement)
    lu = dossier(copil_de_paris())
    [priorite] = lu.priorites
    assert priorite.lieux == ("18e", "19e")
    assert lu.propositions[0].objets == ("Embellir (18e, 19e, abandonnée)",)


def test_les_propositions_viennent_de_ce_qui_est_en_retard(seance, parole):
    assert dossier(seance).propositions[0].titre == "Les réponses en retard aux conseils citoyens"
    derniere = seance.type.seances.get(date=DERNIERE)
    f.DecisionInstanceFabrique(seance=derniere, texte="Ouvrir la salle.", echeance=date(2026, 6, 30))
    premiere, seconde = dossier(seance).propositions
    assert premiere.objets == ("Ouvrir la salle (Service petite enfance, pour le 30 juin 2026)",)
    [objet] = seconde.objets
    assert objet.startswith("Ville de Paris, AV-18-2026-")
    assert objet.endswith("Ancien, attendue le 1er avril 2026")
    assert len(seconde.options) == 3


def test_la_participation_est_sexuee_et_les_petits_effectifs_caches(dix_huitieme, dix_neuvieme):
    for conseil, femmes, hommes in ((dix_huitieme, 9, 2), (dix_neuvieme, 8, 7)):
        for sexe, combien in (("F", femmes), ("H", hommes)):
            for _ in range(combien):
                f.MandatFabrique(membre=f.MembreFabrique(conseil=conseil, sexe=sexe), debut=date(2026, 1, 1))
    venue = dossier(copil_de_paris()).participation
    assert _textes(venue.chiffres)["I01"] == "26"
    # Two men of the 18e are hidden; the women with them, since the total is printed; those of the 19e too,
    # since the sums of the columns are.
    assert [ligne.effectifs for ligne in venue.tableaux[0].lignes] == [(None, None, 0, 11), (None, None, 0, 15)]
    assert venue.tableaux[0].ensemble.effectifs == (17, 9, 0, 26)
    femmes = [ligne.textes[1] for ligne in venue.par_conseil.lignes]
    assert femmes == ["n. c.", "n. c."]


def test_une_seule_reponse_cachee_en_cache_une_autre(dix_huitieme, dix_neuvieme):
    enquete = f.ConsultationFabrique(conseils=[dix_huitieme, dix_neuvieme])
    for conseil, combien in ((dix_huitieme, 2), (dix_neuvieme, 9)):
        for _ in range(combien):
            f.ReponseQuestionnaireFabrique(consultation=enquete, conseil=conseil, sexe="F")
    lignes = dossier(copil_de_paris()).evaluation.tableau.lignes
    assert [ligne.textes[2] for ligne in lignes] == ["n. c.", "n. c."]


def test_les_quartiers_avec_leur_premiere_et_leur_derniere_population(seance, dix_huitieme):
    quartier = f.QuartierFabrique(nom="Blémont", arrondissements=[dix_huitieme.arrondissement])
    dix_huitieme.quartiers.add(quartier)
    for annee, valeur in ((2011, 2510), (2013, 2400), (2018, 2260), (2030, 9999)):
        quartier.mesures.create(indicateur="population", annee=annee, valeur=valeur, source="Insee")
    [lu] = dossier(seance).quartiers
    assert (lu.population_avant.valeur, lu.population_avant.annee) == (2510, 2011)
    assert (lu.population.valeur, lu.population.annee, lu.revenu) == (2260, 2018, None)


def test_la_feuille_de_route_validee_en_une_page(seance, dix_huitieme):
    assert dossier(seance).animation.feuille is None
    feuille = f.FeuilleFabrique(conseil=dix_huitieme, etat="validee")
    action = f.ActionFabrique(feuille=feuille, echeance=date(2026, 6, 1))
    f.RevisionFeuilleFabrique(feuille=feuille, contenu=contenu_de(feuille))
    [lue] = dossier(seance).animation.feuille.actions
    assert (lue.intitule, lue.echeance, lue.etat) == (action.intitule, "1er juin 2026", "En retard")


def test_a_paris_le_dispositif_en_une_page(dix_huitieme):
    """The posts and the figures of the bilan of the dispositif, the same ones."""
    dispositif.accompagner(dix_huitieme)
    lue = dossier(copil_de_paris()).animation.dispositif
    assert (lue.animateurs, lue.animateurs_prevus, lue.coordination) == (1, 8, 0)
    bilan = bilan_dispositif.assembler(Sujet(2026), timezone.now())
    assert [a.preuves for a in lue.affirmations] == [a.preuves for a in bilan.affirmations]
    assert dossier(copil_du_territoire(dix_huitieme)).animation.dispositif is None


def test_rien_n_est_importe_et_rien_n_est_invente(seance):
    importees = dossier(seance).importees
    assert (importees.cibles, importees.engagements, importees.ecarts, importees.opinions) == ((), (), (), ())


def test_le_dossier_se_fige_et_se_relit(seance, parole):
    lu = dossier(seance)
    assert lire(Dossier, ecrire(lu)) == lu


@pytest.mark.parametrize("combien", [1, 3])
def test_un_territoire_coute_autant_pour_un_ou_trois_actes(seance, dix_huitieme, django_assert_num_queries, combien):
    projet = f.ProjetTerritoireFabrique(conseil=dix_huitieme)
    for rang in range(combien):
        avis = acte(dix_huitieme, date(2026, 5, 4 + rang))
        f.ConstatFabrique(suite=f.SuiteFabrique(reponse=f.ReponseFabrique(destinataire=avis.destinataires.get())))
        f.PointSeanceFabrique(seance=seance)
        f.DecisionInstanceFabrique(seance=seance.type.seances.get(date=DERNIERE))
        f.PrioriteFabrique(projet=projet).avancements.create(exercice=2026, avancement="engage")
        dix_huitieme.quartiers.add(f.QuartierFabrique(arrondissements=[dix_huitieme.arrondissement]))
    with django_assert_num_queries(39):
        dossier(seance)


@pytest.mark.parametrize("combien", [1, 3])
def test_paris_coute_autant_pour_un_ou_trois_conseils(db, django_assert_num_queries, combien):
    seance = copil_de_paris()
    for rang in range(combien):
        conseil = f.ConseilFabrique(arrondissement=f.ArrondissementFabrique(numero=18 + rang))
        avis = acte(conseil, date(2026, 5, 4))
        f.ConstatFabrique(suite=f.SuiteFabrique(reponse=f.ReponseFabrique(destinataire=avis.destinataires.get())))
        f.FeuilleFabrique(conseil=conseil, etat="validee")
        f.PrioriteFabrique(projet=f.ProjetTerritoireFabrique(conseil=conseil))
        conseil.quartiers.add(f.QuartierFabrique(arrondissements=[conseil.arrondissement]))
    with django_assert_num_queries(42):
        dossier(seance)
