"""A feuille de route out to a spreadsheet and back: the same, or refused line by line with nothing written."""

import io
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from odfdo import Document
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from animateurs.feuilles.contenu import contenu_de
from animateurs.feuilles.tableur import COLONNES, lire, onglet_avancement, onglet_de
from animateurs.models import ActionFeuille
from animateurs.services.feuilles import importer
from socle.tableur import ecrire
from tests import fabriques as f

JOUR = date(2026, 11, 18)
FORMES = ["ods", "xlsx"]


@pytest.fixture
def feuille(animatrice, dix_huitieme):
    """Two actions: one that fills every column, one with what is required only."""
    quartier = f.QuartierFabrique()
    dix_huitieme.quartiers.add(quartier)
    feuille = f.FeuilleFabrique(conseil=dix_huitieme, diagnostic="Le local est fermé.\n\nLes soirs sont vides.")
    pleine = f.ActionFabrique(
        feuille=feuille, rang=1, intitule="=Rouvrir le local", expression=f.ExpressionFabrique(conseil=dix_huitieme)
    )
    pleine.quartiers.add(quartier)
    pleine.partenaires.set([f.PartenaireFabrique(code="caf"), f.PartenaireFabrique(code="ville-de-paris")])
    f.ActionFabrique(
        feuille=feuille, rang=2, source="acteur", acteur=f.ActeurFabrique(conseil=dix_huitieme), intitule="2026"
    )
    return feuille


def fichier(feuille, forme):
    onglet = onglet_de(feuille, contenu_de(feuille), etat="brouillon", auteur="Amina", jour=JOUR)
    return ecrire(forme, [onglet, onglet_avancement(feuille.actions.avec_avancement(), JOUR)])


def reimporter(feuille, octets, par, forme="xlsx"):
    lu = lire(feuille, f"feuille.{forme}", octets)
    assert lu.erreurs == []
    feuille.refresh_from_db()
    return importer(feuille=feuille, version=feuille.version, par=par, diagnostic=lu.diagnostic, lignes=lu.lignes)


def corriger(octets, **cellules):
    """The XLSX with some cells changed, « B10 » by name."""
    classeur = load_workbook(io.BytesIO(octets))
    for nom, valeur in cellules.items():
        classeur.worksheets[0][nom] = valeur
    tampon = io.BytesIO()
    classeur.save(tampon)
    return tampon.getvalue()


@pytest.mark.parametrize("forme", FORMES)
def test_exporter_puis_importer_ne_change_rien(feuille, animatrice, forme):
    avant = contenu_de(feuille)
    bilan = reimporter(feuille, fichier(feuille, forme), animatrice, forme)
    feuille.refresh_from_db()
    assert contenu_de(feuille) == avant
    assert (bilan.ajoutees, bilan.modifiees, bilan.retirees) == (0, 2, 0)


@pytest.mark.parametrize("forme", FORMES)
def test_une_feuille_vide_devient_la_meme(feuille, animatrice, dix_huitieme, forme):
    octets = fichier(feuille, forme)
    contenu = contenu_de(feuille)
    feuille.actions.all().delete()
    feuille.diagnostic = ""
    feuille.save()
    lu = lire(feuille, f"f.{forme}", octets)
    ou = [e.split(" : ")[0] for e in lu.erreurs]
    assert ou == ["ligne 10, colonne « Référence »", "ligne 11, colonne « Référence »"]
    vierge = corriger(octets, A10=None, A11=None) if forme == "xlsx" else sans_references(octets)
    assert reimporter(feuille, vierge, animatrice, forme).ajoutees == 2
    feuille.refresh_from_db()
    sans_cle = lambda c: [{k: v for k, v in a.items() if k != "cle"} for a in c["actions"]]  # noqa: E731
    assert sans_cle(contenu_de(feuille)) == sans_cle(contenu)
    assert feuille.diagnostic == contenu["diagnostic"]


def sans_references(octets):
    document = Document(io.BytesIO(octets))
    for rang in (9, 10):
        document.body.tables[0].set_value((0, rang), "")
    tampon = io.BytesIO()
    document.save(tampon)
    return tampon.getvalue()


@pytest.mark.parametrize("forme", FORMES)
def test_les_types_du_fichier(feuille, forme):
    classeur = CalamineWorkbook.from_filelike(io.BytesIO(fichier(feuille, forme)))
    assert classeur.sheet_names == ["Feuille de route", "Avancement"]
    lignes = classeur.get_sheet_by_name("Feuille de route").to_python(skip_empty_area=False)
    assert lignes[0][:2] == ["Feuille de route", 2026.0]
    assert lignes[3][:2] == ["Établie le", JOUR]
    assert lignes[8] == list(COLONNES)
    lue = dict(zip(COLONNES, lignes[9], strict=True))
    assert (lue["Intitulé"], lue["Échéance"]) == ("=Rouvrir le local", date(2026, 12, 31))
    assert (lue["Venue de"], lue["Partenaires"], lue["Mission"]) == ("d'habitants", "caf | ville-de-paris", "M1")


def test_un_avancement_en_nombres(feuille, animatrice):
    action = feuille.actions.first()
    semaine = f.SemaineFabrique(affectation=animatrice.affectations.get())
    f.LigneFabrique(semaine=semaine, minutes=90, action=action)
    classeur = CalamineWorkbook.from_filelike(io.BytesIO(fichier(feuille, "ods")))
    lignes = classeur.get_sheet_by_name("Avancement").to_python(skip_empty_area=False)
    assert lignes[4][2:] == ["engagée", date(2026, 12, 31), "", 1.5, 1.0, 0.0, 0.0, 0.0, 0.0]


def test_corriger_ajouter_retirer_reordonner(feuille, animatrice):
    premiere, seconde = feuille.actions.order_by("rang")
    cellules = {"A10": seconde.pk, "B10": "2026", "A11": None, "B11": "Nouvelle", "F10": None}
    octets = corriger(fichier(feuille, "xlsx"), **cellules)
    bilan = reimporter(feuille, octets, animatrice)
    assert (bilan.ajoutees, bilan.modifiees, bilan.retirees) == (1, 1, 1)
    assert list(feuille.actions.order_by("rang").values_list("rang", "intitule")) == [(1, "2026"), (2, "Nouvelle")]
    assert not ActionFeuille.objects.filter(pk=premiere.pk).exists()


def test_chaque_ligne_fautive_est_dite(feuille):
    double = feuille.actions.order_by("rang").first().pk
    octets = corriger(fichier(feuille, "xlsx"), C10="une envie", I10="M9", M10="demain", K11="QP1 | QP2", A11=double)
    erreurs = [e.replace("\xa0", " ") for e in lire(feuille, "f.xlsx", octets).erreurs]
    assert [e.split(" : ")[0] for e in erreurs] == [
        "ligne 10, colonne « Répond à »", "ligne 10, colonne « Mission »", "ligne 10, colonne « Échéance »",
        "ligne 11, colonne « Référence »", "ligne 11, colonne « Quartiers »",
    ]  # fmt: skip
    assert "« M9 » est inconnu" in erreurs[1]
    assert "M1" in erreurs[1]
    assert "deux fois" in erreurs[3]


def test_rien_n_est_importe_tant_qu_une_ligne_est_fautive(feuille, animatrice):
    avant = contenu_de(feuille)
    octets = corriger(fichier(feuille, "xlsx"), B10="Changée", M11="2027-01-01", B11="")
    lu = lire(feuille, "f.xlsx", octets)
    assert lu.erreurs == []
    with pytest.raises(ValidationError) as refus:
        importer(feuille=feuille, version=0, par=animatrice, diagnostic="Autre", lignes=lu.lignes)
    assert all(message.startswith("ligne 11 : ") for message in refus.value.messages)
    feuille.refresh_from_db()
    assert contenu_de(feuille) == avant


def test_une_action_qui_a_servi_ne_disparait_pas_par_un_import(feuille, animatrice):
    semaine = f.SemaineFabrique(affectation=animatrice.affectations.get())
    f.LigneFabrique(semaine=semaine, action=feuille.actions.order_by("rang").first())
    octets = corriger(fichier(feuille, "xlsx"), A10=None)
    lu = lire(feuille, "f.xlsx", octets)
    with pytest.raises(ValidationError, match="des heures"):
        importer(feuille=feuille, version=0, par=animatrice, diagnostic=None, lignes=lu.lignes)


@pytest.mark.parametrize(
    ("nom", "octets", "dit"),
    [
        ("f.xlsx", b"PK\x03\x04", "illisible"),
        ("f.csv", b"a;b\n1;2\n", "Aucune ligne de titres"),
        ("f.csv", "Référence;Intitulé\n1;2\n".encode(), "Colonne manquante"),
    ],
)
def test_un_fichier_etranger_est_refuse(feuille, nom, octets, dit):
    assert dit in lire(feuille, nom, octets).erreurs[0]
