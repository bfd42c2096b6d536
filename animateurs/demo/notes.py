"""What an animateur notes beside an activity: never a name, nothing about a person."""

NOTES = {
    "preparer-reunion": ("Ordre du jour arrêté avec deux membres.", "Invitations affichées dans les halls."),
    "compte-rendu": ("Compte rendu envoyé aux membres.", "Relevé de décisions affiché au centre social."),
    "accompagner-membres": ("Accueil d'un nouveau membre.", "Point sur le règlement intérieur."),
    "aller-vers": ("Pied d'immeuble, beaucoup de questions sur la propreté.", "Sortie d'école."),
    "permanence": ("Permanence au centre social.", "Trois personnes intéressées par le conseil."),
    "former-membres": ("Lecture du contrat de ville.", "Atelier de prise de parole."),
    "communication": ("Affiche de la prochaine assemblée.", "Lettre du conseil mise en page avec deux membres."),
    "preparer-instance": ("Lecture du dossier avec les représentants.", "Contribution relue."),
    "participer-instance": ("Deux représentants présents, une intervention.", "Groupe de travail espaces publics."),
    "suivi-projet-territoire": ("Point sur la gestion urbaine de proximité.", "Visite de la maison du projet."),
    "partenaires": ("Équipe de développement local.", "Bailleur : calendrier des travaux.", "Mairie."),
    "avis-interpellation": ("Projet d'avis sur l'éclairage.", "Relance de la réponse attendue."),
    "monter-initiative": ("Budget et calendrier de la fête de quartier.", "Recherche de partenaires pour le jardin."),
    "realiser-initiative": ("Atelier cuisine, bonne participation.", "Sortie préparée par les habitants."),
    "financement": ("Dossier du fonds de participation des habitants.", "Appel à projets : budget à compléter."),
    "equipe": ("Réunion d'équipe.", "Échange de pratiques avec l'arrondissement voisin."),
    "formation": ("Module France Médiation.",),
    "administration": ("Journal et feuille de route.", "Préparation du bilan annuel."),
}
