"""Lists of candidates: what is understood, what is refused and on which lines, what the pool then holds."""

import io
import time
import zipfile
from datetime import date

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from comptes.models import LigneAudit
from conseils.models import Candidat, Depot, Identite
from conseils.services import tirages as services
from conseils.vivier import valeurs
from conseils.vivier.colonnes import proposer
from conseils.vivier.fichiers import lire_fichier
from conseils.vivier.lecture import cle_du_nom
from conseils.vivier.resume import par_cause
from socle.imports import FichierRefuse
from socle.transitions import TransitionRefusee
from tests import fabriques as f

JOUR = date(2026, 11, 18)
CSV = "Nom;Prénom;Sexe;Année de naissance;Quartier\nBa;Awa;F;1990;Goutte d'Or\nLe Goff;Yann;H;2004;QP075018\n"
COLONNES = {"nom": 0, "prenom": 1, "sexe": 2, "age": 3, "quartier": 4, "college": None, "contact": None}


@pytest.fixture
def tirage(dix_huitieme):
    quartier = f.QuartierFabrique(code="QP075018", nom="Goutte d'Or", arrondissements=[dix_huitieme.arrondissement])
    dix_huitieme.quartiers.add(quartier)
    return f.TirageFabrique(conseil=dix_huitieme, numero="TS-18-2026-01")


@pytest.fixture
def importer(tirage, animatrice):
    def _importer(texte, colonnes=COLONNES, **options):
        depot = services.deposer_liste(
            tirage=tirage, par=animatrice, fichier="liste.csv", octets=texte.encode(), liste="Forum"
        )
        return services.importer_liste(depot=depot, par=animatrice, colonnes=colonnes, **options)

    return _importer


# -- Cells ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cellule", "tranche"),
    [
        ("17", "-18"),
        ("18", "18-25"),
        ("25", "18-25"),
        ("26", "26-39"),
        ("40", "40-59"),
        ("59", "40-59"),
        ("60", "60+"),
        ("1990", "26-39"),
        ("18-25", "18-25"),
        ("-18", "-18"),
        ("60+", "60+"),
        ("40 à 59 ans", "40-59"),
        ("60 et plus", "60+"),
        ("moins de 18", "-18"),
        ("", "N"),
        ("19/11/1966", "40-59"),
        ("18/11/1966", "60+"),
        ("1966-11-19", "40-59"),
    ],
)
def test_an_age_a_band_a_year_or_a_date_gives_the_band(cellule, tranche):
    assert valeurs.tranche_age(cellule, JOUR) == tranche


@pytest.mark.parametrize("cellule", ["31/02/1980", "1980-13-01", "450", "2030", "vieux"])
def test_an_impossible_age_is_refused(cellule):
    with pytest.raises(ValueError, match=cellule.replace("/", ".")):
        valeurs.tranche_age(cellule, JOUR)


@pytest.mark.parametrize(
    ("cellule", "sexe"), [("F", "F"), ("Mme", "F"), ("Féminin", "F"), ("h", "H"), ("M.", "H"), ("", "N"), ("NR", "N")]
)
def test_a_sex_is_understood_as_people_write_it(cellule, sexe):
    assert valeurs.sexe(cellule) == sexe


def test_columns_are_proposed_from_the_headings():
    entetes = ["N°", "NOM", "Prénom", "Civilité", "Date de naissance", "QPV", "E-mail"]
    attendu = {"nom": 1, "prenom": 2, "sexe": 3, "age": 4, "quartier": 5, "college": None, "contact": 6}
    assert proposer(entetes) == attendu


def test_the_key_of_a_name_ignores_case_accents_and_order():
    assert cle_du_nom("Le Goff", "Éloïse-Anne") == cle_du_nom("eloise anne LE GOFF", "")
    assert cle_du_nom("Le Goff", "Yann") != cle_du_nom("Le Goff", "Anne")


# -- Files ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("separateur", [";", ",", "\t"])
@pytest.mark.parametrize("codage", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_csv_is_read_whatever_its_separator_and_encoding(separateur, codage):
    octets = f"Nom{separateur}Prénom\r\nBa{separateur}Zoé\r\n".encode(codage)
    assert lire_fichier("l.csv", octets) == [(1, ["Nom", "Prénom"]), (2, ["Ba", "Zoé"])]


def test_mixed_encodings_name_the_lines():
    octets = "Nom;Prénom\nBa;Zoé\n".encode() + "Le Goff;Éloïse\n".encode("cp1252") + "Ba;Anaïs\n".encode()
    with pytest.raises(FichierRefuse) as refus:
        lire_fichier("l.csv", octets)
    assert refus.value.erreurs == ["ligne 3 : codage différent du reste du fichier (UTF-8 attendu)"]


def test_empty_lines_keep_the_numbers_of_the_others():
    assert [numero for numero, _ in lire_fichier("l.csv", b"Nom;Sexe\n\n;\nBa;F\n")] == [1, 4]


@pytest.mark.parametrize("nom", ["l.csv", "l.ods", "l.xlsx"])
@pytest.mark.parametrize("octets", [b"", b"PK\x03\x04\0\0n'importe quoi", b"Nom;Sexe\n"])
def test_a_file_without_a_list_is_refused(nom, octets):
    with pytest.raises(FichierRefuse):
        lire_fichier(nom, octets)


def test_a_spreadsheet_is_read_as_it_was_typed():
    assert lire_fichier("l.ods", ods([["Nom", "Année"], ["Ba", 1984.0]])) == [
        (1, ["Nom", "Année"]),
        (2, ["Ba", "1984"]),
    ]


def ods(lignes) -> bytes:
    """A small OpenDocument spreadsheet, by hand."""

    def cellule(valeur):
        if isinstance(valeur, float):
            return f'<table:table-cell office:value-type="float" office:value="{valeur}"/>'
        return f'<table:table-cell office:value-type="string"><text:p>{valeur}</text:p></table:table-cell>'

    corps = "".join(f"<table:table-row>{''.join(map(cellule, ligne))}</table:table-row>" for ligne in lignes)
    oasis = "urn:oasis:names:tc:opendocument:xmlns"
    contenu = (
        f'<office:document-content xmlns:office="{oasis}:office:1.0" xmlns:table="{oasis}:table:1.0" '
        f'xmlns:text="{oasis}:text:1.0"><office:body><office:spreadsheet><table:table table:name="F">{corps}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    tampon = io.BytesIO()
    with zipfile.ZipFile(tampon, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", contenu)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return tampon.getvalue()


# -- Importing --------------------------------------------------------------------------------------


def test_a_list_enters_the_pool_and_its_file_is_forgotten(tirage, importer):
    assert importer(CSV) == 2
    awa = Identite.objects.get(nom="Ba").candidat
    assert (awa.sexe, awa.tranche_age, awa.quartier.code, awa.college, awa.liste) == (
        "F",
        "26-39",
        "QP075018",
        "habitants",
        "Forum",
    )
    assert sorted(tirage.candidats.values_list("numero", flat=True)) == [1, 2]
    assert not Depot.objects.exists()


def test_every_error_is_told_and_nothing_is_imported(importer):
    texte = "Nom;Prénom;Sexe;Naissance;Quartier\nBa;Awa;Z;31/02/1980;Ailleurs\n;Yann;H;30;\nBon;Jean;H;30;\n"
    with pytest.raises(FichierRefuse) as refus:
        importer(texte)
    assert refus.value.erreurs == [
        "ligne 2 : sexe « Z » non reconnu (F, H, femme, homme, ou vide)",
        "ligne 2 : date « 31/02/1980 » : ce jour n'existe pas",
        "ligne 2 : quartier « Ailleurs » absent du périmètre du conseil (son nom, son code, ou vide)",
        "ligne 3 : nom vide",
    ]
    assert not Candidat.objects.exists()


def test_namesakes_are_refused_in_the_file_and_against_the_pool(importer):
    importer("Nom;Prénom\nBa;Awa\n", COLONNES | {"sexe": None, "age": None, "quartier": None})
    with pytest.raises(FichierRefuse) as refus:
        importer("Nom;Prénom;S;A;Q\nBA;AWA;;;\nDiop;Ali;;;\nDiop;Ali;;;\n")
    assert refus.value.erreurs == [
        "ligne 2 : une personne de ce nom est déjà dans le vivier",
        "ligne 4 : même nom que la ligne 3",
    ]


def test_declared_namesakes_enter_unless_their_contact_is_the_same(importer):
    colonnes = dict.fromkeys(COLONNES) | {"nom": 0, "contact": 1}
    importer("Nom;Tél\nAwa Ba;06 01\nAwa Ba;06 02\n", colonnes, homonymes=True)
    with pytest.raises(FichierRefuse, match="déjà dans le vivier"):
        importer("Nom;Tél\nBa Awa;0601\n", colonnes, homonymes=True)
    assert Candidat.objects.count() == 2


def test_five_thousand_rows_are_fine(importer, django_assert_max_num_queries):
    lignes = [f"Nom{i};P;{'FH'[i % 2]};{1940 + i % 60};" for i in range(5000)]
    debut = time.perf_counter()
    with django_assert_max_num_queries(80):
        assert importer("Nom;P;S;A;Q\n" + "\n".join(lignes)) == 5000
    assert time.perf_counter() - debut < 20


def test_no_name_reaches_the_audit_trail(importer):
    importer(CSV)
    traces = " ".join(f"{ligne.detail} {ligne.motif}" for ligne in LigneAudit.objects.all())
    assert "Goff" not in traces
    assert "'personnes': 2" in traces


def test_a_sealed_pool_takes_nobody(tirage, importer):
    tirage.etat = "scelle"
    tirage.save()
    with pytest.raises(TransitionRefusee, match="scellé"):
        importer(CSV)


def test_lines_of_one_cause_are_told_together():
    causes = par_cause(["ligne 2 : nom vide", "ligne 3 : nom vide", "ligne 4 : autre", "ligne 9 : nom vide"])
    assert [(cause.lignes, cause.message) for cause in causes] == [("2-3, 9", "nom vide"), ("4", "autre")]


# -- Screens ----------------------------------------------------------------------------------------


def deposer(client, tirage, texte):
    fichier = io.BytesIO(texte.encode())
    fichier.name = "liste.csv"
    return client.post(reverse("tirage_liste", args=[tirage.numero]), {"fichier": fichier, "liste": "Forum"})


def test_from_the_file_to_the_pool_in_the_browser(tirage, animatrice, connecte):
    client = connecte(animatrice)
    assertRedirects(deposer(client, tirage, CSV), reverse("tirage_colonnes", args=[tirage.numero]))
    page = client.get(reverse("tirage_colonnes", args=[tirage.numero]))
    choisies = page.context["form"].initial or {n: c.initial for n, c in page.context["form"].fields.items()}
    envoi = {nom: "" if valeur is None or valeur is False else valeur for nom, valeur in choisies.items()}
    assertRedirects(client.post(reverse("tirage_colonnes", args=[tirage.numero]), envoi), f"/tirages/{tirage.numero}/")
    page = client.get(reverse("tirage", args=[tirage.numero]))
    assertContains(page, "2 candidats")
    assertNotContains(page, "Goff")


def test_a_refused_file_keeps_the_columns_chosen(tirage, animatrice, connecte):
    client = connecte(animatrice)
    deposer(client, tirage, CSV.replace("1990", "31/02/1990"))
    page = client.post(reverse("tirage_colonnes", args=[tirage.numero]), {"nom": "0", "age": "3"})
    assertContains(page, "Ligne 2")
    assertContains(page, "n’existe pas")
    assert page.context["form"]["age"].value() == "3"


def test_one_column_cannot_say_two_things(tirage, animatrice, connecte):
    client = connecte(animatrice)
    deposer(client, tirage, CSV)
    page = client.post(reverse("tirage_colonnes", args=[tirage.numero]), {"nom": "0", "prenom": "0"})
    assertContains(page, "choisie deux fois")


@pytest.mark.parametrize("nombre", [1, 3])
def test_the_list_costs_the_same_whatever_its_length(
    nombre, dix_huitieme, animatrice, connecte, django_assert_num_queries
):
    for _ in range(nombre):
        f.TirageFabrique(conseil=dix_huitieme)
    client = connecte(animatrice)
    with django_assert_num_queries(3):
        client.get(reverse("tirages"))
