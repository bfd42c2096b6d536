from animateurs.services.reference import DONNEES, importer_convention
from socle.imports.commande import CommandeImport


class Command(CommandeImport):
    help = "Importe la convention, ses missions et les types d'activité (après importer_territoires)."
    service = importer_convention
    dossier = DONNEES
