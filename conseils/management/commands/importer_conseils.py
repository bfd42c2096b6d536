from conseils.services.reference import DONNEES, importer_conseils
from socle.imports.commande import CommandeImport


class Command(CommandeImport):
    help = "Crée les conseils citoyens qui manquent, avec leur périmètre (après importer_territoires)."
    service = importer_conseils
    dossier = DONNEES
