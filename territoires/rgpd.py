"""Personal data of the territory: none, all of it is reference published by the State and the City."""

CHAMPS = {
    "territoires.ContratVille": {"aucune": "code titre debut fin source"},
    "territoires.ElementContrat": {"aucune": "contrat code niveau intitule parent source"},
    "territoires.Arrondissement": {"aucune": "numero code_insee nom colonne ligne"},
    "territoires.Quartier": {"aucune": "code nom categorie generation note source arrondissements"},
    "territoires.FiliationQuartier": {"aucune": "ancien nouveau source"},
    "territoires.MesureQuartier": {"aucune": "quartier indicateur annee valeur reserve source"},
    "territoires.PerimetreRenouvellement": {"aucune": "code nom programme note source arrondissements quartiers"},
    "territoires.Geometrie": {"aucune": "quartier arrondissement polygones source licence importee_le"},
    "territoires.Partenaire": {"aucune": "code nom sigle nature signataire source"},
    "territoires.TypeInstance": {
        "aucune": "code nom echelle frequence_min invitant composition role_conseil ouverte_au_conseil "
        "historique source"
    },
    "territoires.Repere": {"aucune": "code theme enonce valeur unite annee arrondissements quartiers source"},
    "territoires.MesureParis": {"aucune": "indicateur annee valeur source"},
    "territoires.RangQuartier": {"aucune": "quartier annee rang sur source"},
    "territoires.Cible": {"aucune": "code libelle element depart valeur unite sens echeance note source"},
    "territoires.MesureCible": {"aucune": "cible date valeur source"},
    "territoires.Engagement": {"aucune": "code annee signataire nature element arrondissement montant source"},
    # Sums of anonymous answers, by sex and age band.
    "territoires.Appreciation": {
        "aucune": "code date moyen arrondissement quartier sexe age reponses somme source",
        "libre": "commentaire",
    },
}
