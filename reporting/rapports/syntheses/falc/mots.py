"""The hard words of our FALC documents. Each meaning is one or two short sentences."""

from reporting.rapports.syntheses.falc.donnees import Mot

ANIMATEUR = Mot("animateurs", "Un animateur aide le groupe à s’organiser.")
AVIS = Mot("avis", "Un avis dit ce que nous pensons.")
BILAN = Mot("bilan", "Un bilan raconte une année de travail.")
CONCERNEES = Mot("personnes concernées", "Par exemple, des personnes avec un handicap intellectuel.")
CONTRAT = Mot("contrat de ville", "C’est un accord pour aider les quartiers. L’État et la Ville le signent.")
FALC = Mot("FALC", "Ces lettres veulent dire : facile à lire et à comprendre.")
FORMATION = Mot("formation", "Pendant une formation, on apprend des choses utiles.")
FORMATIONS = Mot("formations", FORMATION.sens)
GROUPE = Mot("groupe moteur", "Ce sont les personnes inscrites au conseil.")
INSTITUTIONS = Mot("institutions", "Par exemple, la mairie ou la préfecture. La préfecture représente l’État.")
PROJET = Mot("projet", "Un projet est une idée que nous réalisons ensemble.")
PROJETS = Mot("projets", PROJET.sens)
QUARTIER = Mot("quartier prioritaire", "L’État et la Ville donnent plus d’aide à ce quartier.")
VENUES = Mot("venues", "Une personne vient 3 fois. Nous comptons 3 venues.")
