"""The project's files: what they hold, and what importing them again does."""

from collections import Counter

import pytest
from django.db.models import F

from territoires.models import (
    Arrondissement,
    ContratVille,
    ElementContrat,
    FiliationQuartier,
    MesureQuartier,
    Partenaire,
    PerimetreRenouvellement,
    Quartier,
    TypeInstance,
)
from territoires.services.reference import TABLES, importer_territoires

pytestmark = pytest.mark.django_db


def test_vingt_arrondissements_sur_des_tuiles_distinctes(reference):
    tuiles = set(Arrondissement.objects.values_list("colonne", "ligne"))
    assert len(tuiles) == Arrondissement.objects.count() == 20


def test_vingt_quartiers_de_2015_sept_de_veille_et_vingt_et_un_de_2024(reference):
    assert Quartier.objects.nombre_par_categorie(2015) == {"QPV": 20, "QVA": 7}
    assert Quartier.objects.nombre_par_categorie(2024) == {"QPV": 21}


def test_population_totale_de_chaque_annee(reference):
    populations = {p["annee"]: (p["total"], p["quartiers"]) for p in MesureQuartier.objects.populations(2015)}
    assert populations == {2011: (150_460, 20), 2013: (146_317, 20), 2018: (142_981, 20)}


def test_quartiers_a_cheval(reference):
    a_cheval = {
        q.code: [a.numero for a in q.arrondissements.all()]
        for q in Quartier.objects.filter(generation=2015)
        if q.arrondissements.count() > 1
    }
    assert a_cheval == {"QP075013": [18, 19], "QP075018": [19, 20], "QP075020": [10, 11, 20]}


def test_le_dispositif_couvre_huit_arrondissements(reference):
    du_dispositif = [a.numero for a in Arrondissement.objects.avec_quartiers(2015) if a.du_dispositif]
    assert du_dispositif == [10, 11, 13, 14, 17, 18, 19, 20]


def test_secret_statistique_sans_ligne(reference):
    jeanne_d_arc = MesureQuartier.objects.filter(quartier__code="QP075005")
    assert not jeanne_d_arc.filter(indicateur="taux_pauvrete").exists()
    assert MesureQuartier.objects.filter(indicateur="taux_pauvrete").count() == 19


def test_le_revenu_douteux_porte_sa_reserve(reference):
    mesure = MesureQuartier.objects.get(quartier__code="QP075005", indicateur="revenu_median")
    assert mesure.valeur == 5400
    assert "à vérifier" in mesure.reserve


def test_filiations_des_scissions_et_des_fusions(reference):
    nouveaux = FiliationQuartier.objects.filter(ancien__code="QP075020").values_list("nouveau__code", flat=True)
    assert sorted(nouveaux) == ["QN07518M", "QN07519M", "QN07520M"]
    anciens = FiliationQuartier.objects.filter(nouveau__code="QN07501M").values_list("ancien__code", flat=True)
    assert sorted(anciens) == ["QP075001", "QP075003"]


def test_nomenclature_du_contrat(reference):
    niveaux = Counter(ElementContrat.objects.values_list("niveau", flat=True))
    assert niveaux == {"axe": 3, "orientation": 7, "objectif": 24, "priorite": 45, "objectif_operationnel": 136}
    parentes = set(ElementContrat.objects.values_list("niveau", "parent__niveau"))
    assert parentes == {
        ("axe", None),
        ("orientation", "axe"),
        ("objectif", "orientation"),
        ("priorite", "objectif"),
        ("objectif_operationnel", "priorite"),
    }
    assert not ElementContrat.objects.exclude(parent=None).exclude(contrat=F("parent__contrat")).exists()
    assert ContratVille.objects.get().code == "2015-2020"


def test_perimetres_de_renouvellement(reference):
    programmes = Counter(PerimetreRenouvellement.objects.values_list("programme", flat=True))
    assert programmes == {"PNRU": 6, "GPRU": 11, "NPNRU (candidature)": 6, "GPRU (extension annoncée)": 2}


def test_instances_avec_leur_minimum_annuel(reference):
    assert TypeInstance.objects.count() == 29
    minimums = dict(TypeInstance.objects.exclude(frequence_min=None).values_list("code", "frequence_min"))
    assert minimums == {
        "comite-pilotage-contrat": 2,
        "direction-projet": 3,
        "comite-pilotage-projet-territoire": 1,
        "revue-projets": 1,
        "equipe-operationnelle-elargie": 2,
        "presentation-bilan-annuel": 1,
        "debat-annuel": 1,
        "presentation-rapport-annuel": 1,
        "spet": 6,
    }


def test_seules_ouvrent_un_siege_les_instances_qui_le_disent(reference):
    ouvertes = TypeInstance.objects.filter(ouverte_au_conseil=True).values_list("code", flat=True)
    assert set(ouvertes) == {
        "comite-pilotage-contrat",
        "comite-pilotage-projet-territoire",
        "instances-anru",
        "comite-pilotage-regle-nationale",
    }


def test_signataires_et_reseaux(reference):
    assert Partenaire.objects.filter(signataire=True).count() == 14
    autres = Partenaire.objects.filter(signataire=False).values_list("code", flat=True)
    assert set(autres) == {"france-mediation", "federation-centres-sociaux"}


def test_chaque_ligne_dit_d_ou_elle_vient(reference):
    for table in TABLES:
        if "source" in table.colonnes:
            assert not table.modele.objects.filter(source="").exists(), table.fichier


def test_importer_deux_fois_ne_change_rien(reference):
    for difference in importer_territoires():
        ecarts = (difference.crees, difference.modifies, difference.gardes, difference.absents)
        assert ecarts == ([], [], [], []), difference.table.fichier
        assert difference.inchanges == difference.table.modele.objects.count()


def test_a_blanc_n_ecrit_rien(commande):
    sortie = commande("importer_territoires", dry_run=True)
    assert "elements_contrat.csv : 215 créés, 0 modifié, 0 inchangé" in sortie
    assert "rien n'a été écrit" in sortie
    assert not any(table.modele.objects.exists() for table in TABLES)


def test_la_difference_dit_l_ancien_et_le_nouveau(reference, dossier, alterer, commande):
    alterer("quartiers.csv", "Blémont;QPV;2015;18;", "Blémont-Nord;QPV;2015;17|18;")
    sortie = commande("importer_territoires", dossier=dossier)
    assert "quartiers.csv : 0 créé, 1 modifié, 47 inchangés" in sortie
    assert "~ QP075009, nom : « Blémont » → « Blémont-Nord »" in sortie
    assert "~ QP075009, arrondissements : « 18 » → « 17|18 »" in sortie
    blemont = Quartier.objects.get(code="QP075009")
    assert (blemont.nom, [a.numero for a in blemont.arrondissements.all()]) == ("Blémont-Nord", [17, 18])


def test_ce_qui_manque_au_fichier_est_dit_et_garde(reference, dossier, alterer, commande):
    alterer("partenaires.csv", "france-mediation;", "mediation-de-france;")
    sortie = commande("importer_territoires", dossier=dossier)
    assert "partenaires.csv : 1 créé, 0 modifié, 15 inchangés, 1 absent du fichier" in sortie
    assert "? france-mediation : absent du fichier, gardé" in sortie
    assert Partenaire.objects.filter(code="france-mediation").exists()


def test_le_detail_nomme_les_creations(commande):
    assert "  + QP075012\n" in commande("importer_territoires", verbosity=2)
    assert commande("importer_territoires", verbosity=0) == ""
