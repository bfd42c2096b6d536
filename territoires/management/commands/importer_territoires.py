from socle.imports.commande import CommandeImport
from territoires.services.reference import DONNEES, importer_territoires


class Command(CommandeImport):
    help = "Importe les territoires, le contrat de ville, les partenaires et les instances."
    service = importer_territoires
    dossier = DONNEES
