from socle.imports.commande import CommandeImport
from territoires.services.observation import DONNEES, importer_observation


class Command(CommandeImport):
    help = "Importe l'observation : séries de Paris, rangs, mesures des cibles, engagements, appréciations."
    service = importer_observation
    dossier = DONNEES
