"""A file that is wrong anywhere is refused whole, with the number of each wrong line."""

import pytest
from django.core.management import CommandError

from territoires.models import Arrondissement, Quartier
from territoires.services.reference import TABLES

pytestmark = pytest.mark.django_db

REFUS = {
    "colonne manquante": (
        "quartiers.csv",
        "code;nom;categorie;",
        "code;nom;",
        "ligne 1 : colonne manquante « categorie »",
    ),
    "colonne inconnue": (
        "quartiers.csv",
        "code;nom;",
        "code;surnom;nom;",
        "ligne 1 : colonne inconnue « surnom »",
    ),
    "colonne double": (
        "contrats.csv",
        "titre;debut",
        "titre;titre;debut",
        "ligne 1 : colonne donnée deux fois « titre »",
    ),
    "virgules": (
        "contrats.csv",
        "code;titre;debut;fin;source",
        "code,titre,debut,fin,source",
        "ligne 1 : les colonnes se séparent par des points-virgules",
    ),
    "ligne trop courte": (
        "arrondissements.csv",
        "18;75118;Butte-Montmartre;3;1",
        "18;75118;Butte-Montmartre;3",
        "ligne 19 : 4 cellules lues, 5 attendues",
    ),
    "guillemets ouverts": (
        "arrondissements.csv",
        "Butte-Montmartre",
        '"Butte-Montmartre',
        "ligne 19 : guillemets mal fermés",
    ),
    "cle en double": (
        "quartiers.csv",
        "QP075002;",
        "QP075001;",
        "ligne 3 : « QP075001 » est déjà donné ligne 2",
    ),
    "cle composee en double": (
        "mesures.csv",
        "QP075001;population;2013",
        "QP075001;population;2011",
        "ligne 3 : « QP075001 population 2011 » est déjà donné ligne 2",
    ),
    "code inconnu": (
        "quartiers.csv",
        "Blémont;QPV;2015;18;",
        "Blémont;QPV;2015;18|21;",
        "ligne 10 : « arrondissements » : code inconnu « 21 »",
    ),
    "parent inconnu": (
        "elements_contrat.csv",
        "réussite éducative;1.1;",
        "réussite éducative;9.9;",
        "ligne 4 : « parent » : code inconnu « 9.9 »",
    ),
    "mauvais nombre": (
        "mesures.csv",
        "QP075001;population;2011;1850",
        "QP075001;population;2011;1 850 hab.",
        "ligne 2 : « valeur » : La valeur « 1 850 hab. » doit être un nombre décimal",
    ),
    "nombre negatif": (
        "mesures.csv",
        "QP075001;population;2011;1850",
        "QP075001;population;2011;-1850",
        "ligne 2 : Une mesure de quartier ne peut pas être négative.",
    ),
    "mauvais entier": (
        "mesures.csv",
        "QP075001;population;2011;",
        "QP075001;population;MMXI;",
        "ligne 2 : « annee » : La valeur « MMXI » doit être un nombre entier",
    ),
    "mauvaise date": (
        "contrats.csv",
        "2015-01-01",
        "01/01/2015",
        "ligne 2 : « debut » : Le format de date de la valeur « 01/01/2015 » n’est pas valide",
    ),
    "dates a l'envers": (
        "contrats.csv",
        "2020-12-31",
        "2014-12-31",
        "ligne 2 : La date de fin ne peut pas précéder la date de début.",
    ),
    "mauvais choix": (
        "quartiers.csv",
        "Blémont;QPV",
        "Blémont;ZUS",
        "ligne 10 : « categorie » : La valeur « 'ZUS' » n’est pas un choix valide",
    ),
    "ni oui ni non": (
        "partenaires.csv",
        "collectivite;oui",
        "collectivite;vrai",
        "ligne 2 : « signataire » : « oui » ou « non » attendu, « vrai » lu",
    ),
    "cellule vide": (
        "quartiers.csv",
        "QP075009;Blémont;",
        "QP075009;;",
        "ligne 10 : « nom » : cellule vide, valeur obligatoire",
    ),
    "relation vide": (
        "quartiers.csv",
        "Blémont;QPV;2015;18;",
        "Blémont;QPV;2015;;",
        "ligne 10 : « arrondissements » : cellule vide, valeur obligatoire",
    ),
    "texte trop long": (
        "quartiers.csv",
        "QP075009;",
        "QP075009-QP075009-QP075009;",
        "ligne 10 : « code » : Assurez-vous que cette valeur comporte au plus 20 caractères",
    ),
}


@pytest.mark.parametrize("cas", REFUS)
def test_fichier_refuse_en_entier(dossier, alterer, commande, cas):
    fichier, avant, apres, message = REFUS[cas]
    alterer(fichier, avant, apres)
    with pytest.raises(CommandError) as refus:
        commande("importer_territoires", dossier=dossier)
    texte = str(refus.value).replace("\N{NO-BREAK SPACE}", " ")
    assert f"{fichier} : fichier refusé" in texte
    assert f"  {message}" in texte
    assert not any(table.modele.objects.exists() for table in TABLES)


def test_toutes_les_erreurs_d_un_fichier_sont_dites(dossier, alterer, commande):
    alterer("quartiers.csv", "Blémont;QPV;2015;18;", "Blémont;QPV;2O15;21|22;")
    alterer("quartiers.csv", "Algérie;QPV", ";QPV")
    with pytest.raises(CommandError) as refus:
        commande("importer_territoires", dossier=dossier)
    lignes = [ligne.strip() for ligne in str(refus.value).splitlines()[1:]]
    assert [ligne.split(" : ")[0] for ligne in lignes] == ["ligne 10", "ligne 10", "ligne 10", "ligne 18"]


def test_un_refus_ne_touche_pas_ce_qui_etait_la(reference, dossier, alterer, commande):
    alterer("arrondissements.csv", "Butte-Montmartre", "Montmartre")
    alterer("types_instances.csv", "parisienne;2;", "parisienne;deux;")
    with pytest.raises(CommandError):
        commande("importer_territoires", dossier=dossier)
    assert Arrondissement.objects.get(numero=18).nom == "Butte-Montmartre"


def test_autre_codage_refuse_avec_sa_ligne(dossier, commande):
    chemin = dossier / "arrondissements.csv"
    chemin.write_bytes(chemin.read_text(encoding="utf-8").encode("cp1252"))
    with pytest.raises(CommandError, match="ligne 5 : le fichier n'est pas en UTF-8"):
        commande("importer_territoires", dossier=dossier)


def test_caractere_nul_refuse_avec_sa_ligne(dossier, alterer, commande):
    alterer("arrondissements.csv", "Butte-Montmartre", "Butte\0Montmartre")
    with pytest.raises(CommandError, match="ligne 19 : le fichier n'est pas en UTF-8"):
        commande("importer_territoires", dossier=dossier)


def test_fichier_absent_ou_vide(dossier, commande):
    (dossier / "filiations.csv").write_text("")
    with pytest.raises(CommandError, match="ligne 1 : colonne manquante « ancien »"):
        commande("importer_territoires", dossier=dossier)
    (dossier / "filiations.csv").unlink()
    with pytest.raises(CommandError, match=r"filiations.csv : fichier refusé.*\n.*introuvable"):
        commande("importer_territoires", dossier=dossier)


def test_le_tableur_est_accepte(dossier, commande):
    """A spreadsheet writes a mark at the start, its own line ends, and cells on several lines."""
    chemin = dossier / "quartiers.csv"
    texte = chemin.read_text(encoding="utf-8").replace(
        "Blémont;QPV;2015;18;;", 'Blémont;QPV;2015;18;"Une note\nlongue";'
    )
    chemin.write_bytes(texte.replace("\n", "\r\n").encode("utf-8-sig"))
    commande("importer_territoires", dossier=dossier)
    assert "longue" in Quartier.objects.get(code="QP075009").note


def test_les_lignes_se_comptent_dans_le_fichier(dossier, alterer, commande):
    """A cell on two lines and an empty line count: the number is the one that an editor shows."""
    alterer("quartiers.csv", "Blémont;QPV;2015;18;;", 'Blémont;QPV;2015;18;"Une note\nlongue";')
    alterer("quartiers.csv", "\nQP075017;Algérie;QPV;2015", "\n\nQP075017;Algérie;QPV;deux mille quinze")
    with pytest.raises(CommandError, match="ligne 20 : « generation »"):
        commande("importer_territoires", dossier=dossier)
