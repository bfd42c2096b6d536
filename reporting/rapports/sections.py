"""Key and title of the sections of documents: those of the contents, and those that carry a text of their own.

A module that imports nothing: the registry, which the models read, and the data of the documents share it.
"""

DISPOSITIF = {
    "essentiel": "L’essentiel",
    "cadre": "1. Le cadre",
    "equipe": "2. L’équipe",
    "outils": "3. Les outils",
    "objectif_1": "4. Objectif 1 : développer, consolider, animer",
    "objectif_2": "5. Objectif 2 : l’engagement citoyen",
    "mission_1": "6. Mission 1 : structuration et autonomie",
    "mission_2": "7. Mission 2 : instances et projet de territoire",
    "mission_3": "8. Mission 3 : initiatives",
    "feuilles": "9. Feuilles de route et activité",
    "eloignes": "10. Un dispositif qui mobilise les habitants éloignés",
    "attentes": "11. Un dispositif qui répond aux attentes",
    "visibilite": "12. Un dispositif visible, pertinent et partenarial",
    "partenariats": "13. Les partenariats",
    "moyens": "14. Les moyens",
    "amelioration": "15. L’amélioration continue",
    "perspectives": "16. Les perspectives",
}

COPIL = {
    "convocation": "A. Convocation",
    "ordre": "B. Ordre du jour",
    "suites": "C. Suites de la dernière séance",
    "rapport": "D. Rapport annuel",
    "engagements": "E. Engagements",
    "parole": "F. Parole des conseils citoyens",
    "participation": "G. Participation",
    "animation": "H. Dispositif d’animation",
    "quartiers": "I. Évolution des quartiers",
    "evaluation": "J. Évaluation citoyenne",
    "propositions": "K. Décisions proposées",
}
