"""Every field that takes a file: known by its content, weighed, named by us. What hands it back has its own tests."""

import io
import struct
import zipfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from django.urls import get_resolver

from conseils.services import avis, budget, courriers, documents, initiatives, organisation, reglement
from conseils.vivier.fichiers import DEPLOYES_MAX, lire_fichier
from socle.imports import FichierRefuse
from tests import fabriques as f

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 contenu"
PIECE = {"titre": "Plan", "diffusable": False}


@pytest.fixture(autouse=True)
def rangement(settings, tmp_path):
    options = {"location": tmp_path}
    settings.STORAGES = settings.STORAGES | {"default": settings.STORAGES["default"] | {"OPTIONS": options}}
    return tmp_path


def _reglement(conseil, par) -> Callable:
    return lambda fichier: reglement.deposer_version(
        conseil=conseil, par=par, ecrit_le=date(2026, 3, 1), fichier=fichier
    )


def _arrete(conseil, par) -> Callable:
    arrete = {"date_installation": date(2016, 3, 1), "reference": "75-2016-1", "date_arrete": date(2016, 2, 1)}
    return lambda fichier: organisation.installer_conseil(conseil=conseil, par=par, fichier=fichier, **arrete)


def _reunion(conseil, par) -> Callable:
    reunion = f.ReunionFabrique(conseil=conseil)
    return lambda fichier: documents.deposer_document(reunion=reunion, par=par, fichier=fichier, **PIECE)


def _avis(conseil, par) -> Callable:
    acte = f.BrouillonFabrique(conseil=conseil)
    return lambda fichier: avis.joindre_document(avis=acte, par=par, fichier=fichier, **PIECE)


def _initiative(conseil, par) -> Callable:
    initiative = f.InitiativeFabrique(conseil=conseil)
    return lambda fichier: initiatives.joindre_document(initiative=initiative, par=par, fichier=fichier, **PIECE)


def _depense(conseil, par) -> Callable:
    f.PartBudgetFabrique(conseil=conseil)
    depense = {"date": date(2026, 5, 4), "libelle": "Affiches", "poste": "impression", "montant": Decimal(10)}
    return lambda fichier: budget.saisir_depense(conseil=conseil, par=par, fichier=fichier, initiative=None, **depense)


def _courrier(conseil, par) -> Callable:
    destinataire = f.DestinataireFabrique(avis__conseil=conseil)
    reponse = {"sens": "accepte", "texte": "Ce sera fait.", "signataire": "Cheffe de service"}
    return lambda fichier: courriers.saisir_reponse(destinataire=destinataire, par=par, fichier=fichier, **reponse)


CHAMPS = [_reglement, _arrete, _reunion, _avis, _initiative, _depense, _courrier]
par_champ = pytest.mark.parametrize("champ", CHAMPS, ids=lambda champ: champ.__name__.strip("_"))


@pytest.fixture
def deposer(champ, dix_huitieme, animatrice):
    return champ(dix_huitieme, animatrice)


@par_champ
@pytest.mark.parametrize(
    "contenu", [b"<html><script>x</script>", PDF + b" " * (10 * 1024 * 1024)], ids=["page", "gros"]
)
def test_le_contenu_et_le_poids_decident(deposer, rangement, contenu):
    with pytest.raises(ValidationError, match="'fichier'"):
        deposer(SimpleUploadedFile("plan.pdf", contenu, content_type="application/pdf"))
    assert not list(rangement.rglob("*.*"))


@par_champ
def test_le_nom_est_le_notre(deposer, rangement):
    deposer(SimpleUploadedFile("../../plan.exe", PDF, content_type="text/html"))
    (range_,) = rangement.rglob("*.*")
    assert range_.suffix == ".pdf"
    assert len(range_.stem) in (32, 64)  # an identifier, or a digest
    assert int(range_.stem, 16)


# What is read and not kept: nothing of it is ever handed back.
LUS_SANS_ETRE_GARDES = {"DepotForm", "ImportForm", "VerificationForm"}
# Written by us alone.
ECRITS_PAR_NOUS = {"Rapport.fichier", "Export.fichier"}


def _descendants(classe: type) -> set[type]:
    return {classe} | {d for enfant in classe.__subclasses__() for d in _descendants(enfant)}


def test_aucun_autre_champ_ne_prend_de_fichier():
    """A new one is added to CHAMPS first."""
    assert get_resolver().url_patterns  # every form is imported
    modeles = {
        f"{modele.__name__}.{champ.name}"
        for modele in apps.get_models()
        for champ in modele._meta.get_fields()
        if isinstance(champ, models.FileField)
    }
    assert len(modeles - ECRITS_PAR_NOUS) == len(CHAMPS)
    formulaires = {
        formulaire.__name__
        for formulaire in _descendants(forms.BaseForm)
        if not formulaire.__module__.startswith(("django", "allauth"))
        and any(isinstance(champ, forms.FileField) for champ in getattr(formulaire, "base_fields", {}).values())
    }
    # An expense is typed with one, corrected with the other.
    assert len(formulaires - LUS_SANS_ETRE_GARDES - {"CorrigerDepenseForm"}) == len(CHAMPS)


def _classeur(contenu: bytes) -> bytes:
    tampon = io.BytesIO()
    with zipfile.ZipFile(tampon, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", contenu)
    return tampon.getvalue()


def test_un_classeur_qui_enfle_est_refuse_sans_etre_deploye():
    bombe = _classeur(b" " * (DEPLOYES_MAX + 1))
    assert len(bombe) < 1_000_000
    # The same, that announces one byte: at the end of the archive, where its members are listed.
    debut = bombe.index(b"PK\x01\x02")
    menteuse = bombe[: debut + 24] + struct.pack("<L", 1) + bombe[debut + 28 :]
    for octets in (bombe, menteuse):
        with pytest.raises(FichierRefuse) as refus:
            lire_fichier("liste.xlsx", octets)
        assert "illisible" in refus.value.erreurs[0]
