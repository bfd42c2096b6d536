"""The règlement intérieur: who may write what, its states, and the refusals in words."""

import io
import zipfile
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError

from comptes.models import LigneAudit
from conseils.models import VerificationInalterable, VersionReglement
from conseils.reglement import etat_du_reglement, reglement_du
from conseils.services.depots import TAILLE_MAX
from conseils.services.reglement import adopter_version, deposer_version, verifier_version
from conseils.services.reunions import annuler_reunion, modifier_reunion
from tests import fabriques as f

AUJOURD_HUI = date(2026, 11, 18)
PDF = b"%PDF-1.7 contenu"


@pytest.fixture(autouse=True)
def _fichiers(settings, tmp_path):
    options = {"location": tmp_path}
    settings.STORAGES = settings.STORAGES | {"default": settings.STORAGES["default"] | {"OPTIONS": options}}


def archive(**fichiers: bytes) -> bytes:
    tampon = io.BytesIO()
    with zipfile.ZipFile(tampon, "w") as zip_:
        for nom, contenu in fichiers.items():
            zip_.writestr(nom, contenu)
    return tampon.getvalue()


ODT = archive(mimetype=b"application/vnd.oasis.opendocument.text")
ODS = archive(mimetype=b"application/vnd.oasis.opendocument.spreadsheet")
DOCX = archive(**{"[Content_Types].xml": b"openxmlformats-officedocument.wordprocessingml.document.main+xml"})
XLSX = archive(**{"[Content_Types].xml": b"openxmlformats-officedocument.spreadsheetml.sheet.main+xml"})


def depot(contenu=PDF, nom="reglement.pdf"):
    return SimpleUploadedFile(nom, contenu)


def deposer(conseil, par, jour=date(2026, 3, 1), **champs):
    return deposer_version(conseil=conseil, par=par, ecrit_le=jour, **champs or {"texte": "Article 1."})


def adoptee(conseil, numero=1, jour=date(2026, 4, 1)):
    return f.VersionReglementFabrique(
        conseil=conseil, numero=numero, adoptee_en=f.AssembleeFabrique(conseil=conseil, date=jour)
    )


def etat(conseil, jour=AUJOURD_HUI):
    """Read with all the rest, and alone."""
    lu, seul = reglement_du(conseil, jour).etat, etat_du_reglement(conseil, jour)
    assert lu is seul
    return lu


def attentes(conseil):
    return [(a.de, a.quoi) for a in reglement_du(conseil, AUJOURD_HUI).attentes]


def verifier(version, par, institution="prefecture", avis="conforme", observations=""):
    return verifier_version(version=version, institution=institution, par=par, avis=avis, observations=observations)


# -- Versions --


def test_les_versions_se_numerotent_par_conseil(dix_huitieme, dix_neuvieme, animatrice):
    numeros = [deposer(conseil, animatrice).numero for conseil in (dix_huitieme, dix_huitieme, dix_neuvieme)]
    assert numeros == [1, 2, 1]
    acte = LigneAudit.objects.filter(acte="reglement_depose").first()
    assert acte.detail == {"numero": 1}


@pytest.mark.parametrize(
    ("contenu", "extension"), [(PDF, "pdf"), (ODT, "odt"), (DOCX, "docx")], ids=["pdf", "odt", "docx"]
)
def test_un_fichier_est_reconnu_a_son_contenu(dix_huitieme, animatrice, contenu, extension):
    version = deposer(dix_huitieme, animatrice, fichier=depot(contenu, nom="sans-rapport.exe"))
    assert version.fichier.name.endswith(f".{extension}")
    with version.fichier.open() as depose:
        assert depose.read() == contenu


AUTRES = {
    "programme": b"MZ programme",
    "page": b"<html>",
    "tableur libre": ODS,
    "tableur": XLSX,
    "archive abîmée": b"PK\x03\x04 archive",
    "archive coupée": ODT[:40],
    "presque un PDF": b"%PD",
}


@pytest.mark.parametrize("contenu", AUTRES.values(), ids=AUTRES)
def test_un_autre_fichier_est_refuse_quel_que_soit_son_nom(dix_huitieme, animatrice, contenu):
    with pytest.raises(ValidationError, match="ni un PDF"):
        deposer(dix_huitieme, animatrice, fichier=depot(contenu))


def test_un_fichier_trop_lourd_est_refuse(dix_huitieme, animatrice):
    juste = depot(b"%PDF-" + b" " * (TAILLE_MAX - 5))
    assert TAILLE_MAX == 10_485_760
    assert deposer(dix_huitieme, animatrice, fichier=juste).fichier
    with pytest.raises(ValidationError, match="dépasse 10 Mo"):
        deposer(dix_huitieme, animatrice, fichier=depot(b"%PDF-" + b" " * (TAILLE_MAX - 4)))


def test_un_fichier_ou_un_texte(dix_huitieme, animatrice):
    with pytest.raises(ValidationError, match="Choisissez un fichier, ou collez"):
        deposer(dix_huitieme, animatrice, texte="  ")
    with pytest.raises(ValidationError, match="gardez l’un des deux"):
        deposer(dix_huitieme, animatrice, texte="Article 1.", fichier=depot())


def test_la_base_refuse_une_version_sans_texte_ni_fichier(dix_huitieme):
    with pytest.raises(IntegrityError):
        f.VersionReglementFabrique(conseil=dix_huitieme, texte="")


@pytest.mark.parametrize("jour", [date(2014, 2, 20), date(2026, 11, 19), date(2016, 1, 31)])
def test_dates_d_ecriture_refusees(dix_huitieme, animatrice, jour):
    f.VersionReglementFabrique(conseil=dix_huitieme, ecrit_le=date(2016, 2, 1))
    with pytest.raises(ValidationError, match="'ecrit_le'"):
        deposer(dix_huitieme, animatrice, jour=jour)


# -- Adoption --


def test_adopter_en_assemblee_ouverte(dix_huitieme, animatrice):
    version = deposer(dix_huitieme, animatrice)
    adopter_version(
        version=version, par=animatrice, reunion=f.AssembleeFabrique(conseil=dix_huitieme, date=date(2026, 4, 2))
    )
    assert reglement_du(dix_huitieme, AUJOURD_HUI).en_vigueur.adoptee_le == date(2026, 4, 2)


@pytest.mark.parametrize(
    ("champs", "message"),
    [
        ({"type": "groupe_moteur"}, "assemblée ouverte"),
        ({"statut": "prevue", "presences_saisies": False}, "n’a pas été tenue"),
        ({"statut": "annulee", "presences_saisies": False}, "n’a pas été tenue"),
        ({"date": date(2026, 2, 28)}, "écrite après"),
    ],
)
def test_une_adoption_hors_d_une_assemblee_tenue_est_refusee(dix_huitieme, animatrice, champs, message):
    version = deposer(dix_huitieme, animatrice)
    reunion = f.AssembleeFabrique(conseil=dix_huitieme, **{"date": date(2026, 4, 2)} | champs)
    with pytest.raises(ValidationError, match=message):
        adopter_version(version=version, par=animatrice, reunion=reunion)


def test_l_assemblee_d_un_autre_conseil_est_refusee(dix_huitieme, dix_neuvieme, animatrice):
    version = deposer(dix_huitieme, animatrice)
    ailleurs = f.AssembleeFabrique(conseil=dix_neuvieme, date=date(2026, 4, 2))
    with pytest.raises(ValidationError, match="autre conseil"):
        adopter_version(version=version, par=animatrice, reunion=ailleurs)


def test_les_adoptions_suivent_l_ordre_des_versions(dix_huitieme, animatrice):
    adoptee(dix_huitieme, 1, date(2026, 4, 1))
    adoptee(dix_huitieme, 3, date(2026, 8, 1))
    deuxieme = f.VersionReglementFabrique(conseil=dix_huitieme, numero=2)
    for jour, message in ((date(2026, 3, 1), "plus ancienne"), (date(2026, 9, 1), "plus récente")):
        with pytest.raises(ValidationError, match=message):
            adopter_version(
                version=deuxieme, par=animatrice, reunion=f.AssembleeFabrique(conseil=dix_huitieme, date=jour)
            )


def test_l_adoption_d_une_version_verifiee_ne_se_change_plus(dix_huitieme, animatrice, prefecture):
    version = adoptee(dix_huitieme)
    verifier(version, prefecture)
    with pytest.raises(ValidationError, match="déjà vérifiée"):
        adopter_version(
            version=version, par=animatrice, reunion=f.AssembleeFabrique(conseil=dix_huitieme, date=date(2026, 5, 1))
        )


def test_l_assemblee_d_adoption_ne_s_annule_pas(dix_huitieme, animatrice):
    reunion = f.AssembleeFabrique(conseil=dix_huitieme, presences_saisies=False)
    f.VersionReglementFabrique(conseil=dix_huitieme, adoptee_en=reunion)
    with pytest.raises(ValidationError, match="y a été adopté"):
        annuler_reunion(reunion=reunion, par=animatrice, motif="Erreur")


@pytest.mark.parametrize(("champ", "valeur"), [("type", "atelier"), ("statut", "prevue"), ("date", date(2016, 1, 31))])
def test_l_assemblee_d_adoption_reste_une_assemblee_tenue_apres_l_ecriture(dix_huitieme, animatrice, champ, valeur):
    reunion = f.AssembleeFabrique(conseil=dix_huitieme, presences_saisies=False)
    f.VersionReglementFabrique(conseil=dix_huitieme, adoptee_en=reunion)
    with pytest.raises(ValidationError, match=f"'{champ}'.*règlement"):
        modifier_reunion(reunion=reunion, par=animatrice, **{"statut": "tenue"} | {champ: valeur})


# -- Verification --


def test_les_cinq_etats_et_leurs_deux_verifications_separees(dix_huitieme, animatrice, prefecture, ville):
    assert etat(dix_huitieme) == "aucun"
    version = deposer(dix_huitieme, animatrice)
    assert etat(dix_huitieme) == "redige"
    adopter_version(
        version=version, par=animatrice, reunion=f.AssembleeFabrique(conseil=dix_huitieme, date=date(2026, 4, 2))
    )
    assert etat(dix_huitieme) == "adopte"
    verifier(version, ville, "ville")
    assert etat(dix_huitieme) == "verifie_ville"
    verifier(version, prefecture, "prefecture")
    assert etat(dix_huitieme) == "verifie"
    verifier(version, ville, "ville", "observations", "Article 3 à revoir.")
    assert etat(dix_huitieme) == "verifie_prefecture"


def test_l_etat_se_lit_a_toute_date(dix_huitieme):
    version = adoptee(dix_huitieme, jour=date(2026, 4, 1))
    f.VerificationReglementFabrique(version=version, le=date(2026, 6, 1))
    lus = [etat(dix_huitieme, j) for j in (date(2016, 1, 31), date(2026, 3, 31), date(2026, 4, 1), date(2026, 6, 1))]
    assert lus == ["aucun", "redige", "adopte", "verifie_prefecture"]


def test_un_projet_ne_remplace_pas_la_version_en_vigueur(dix_huitieme):
    version = adoptee(dix_huitieme)
    f.VerificationReglementFabrique(version=version)
    f.VersionReglementFabrique(conseil=dix_huitieme, numero=2)
    assert etat(dix_huitieme) == "verifie_prefecture"


def test_ce_qui_est_attendu_et_de_qui(dix_huitieme):
    assert attentes(dix_huitieme) == [("Conseil", "écrire son règlement intérieur")]
    version = adoptee(dix_huitieme)
    assert attentes(dix_huitieme) == [("Préfecture", "vérifier la version 1"), ("Ville", "vérifier la version 1")]
    f.VerificationReglementFabrique(version=version, avis="observations", observations="Article 3.")
    f.VerificationReglementFabrique(version=version, institution="ville")
    assert attentes(dix_huitieme) == [
        ("Conseil", "répondre aux observations de la Préfecture par une nouvelle version"),
    ]
    f.VersionReglementFabrique(conseil=dix_huitieme, numero=2)
    assert attentes(dix_huitieme) == [("Conseil", "adopter la version 2 en assemblée ouverte")]


@pytest.mark.parametrize(("avis", "observations"), [("observations", " "), ("conforme", "Une réserve.")])
def test_des_observations_s_ecrivent(dix_huitieme, prefecture, avis, observations):
    with pytest.raises(ValidationError, match="'observations'"):
        verifier(adoptee(dix_huitieme), prefecture, avis=avis, observations=observations)


def test_la_base_refuse_des_observations_vides(dix_huitieme):
    with pytest.raises(IntegrityError):
        f.VerificationReglementFabrique(version=adoptee(dix_huitieme), avis="observations")


def test_une_version_non_adoptee_ne_se_verifie_pas(dix_huitieme, prefecture):
    with pytest.raises(ValidationError, match="pas adoptée"):
        verifier(f.VersionReglementFabrique(conseil=dix_huitieme), prefecture)


def test_une_version_remplacee_ne_se_verifie_plus(dix_huitieme, prefecture):
    ancienne = adoptee(dix_huitieme, 1, date(2026, 4, 1))
    adoptee(dix_huitieme, 2, date(2026, 5, 1))
    with pytest.raises(ValidationError, match="La version 2 a été adoptée depuis"):
        verifier(ancienne, prefecture)


def test_une_verification_est_datee_signee_et_ne_se_modifie_pas(dix_huitieme, prefecture):
    verification = verifier(adoptee(dix_huitieme), prefecture)
    assert (verification.le, verification.par) == (AUJOURD_HUI, prefecture)
    verification.avis = "observations"
    with pytest.raises(VerificationInalterable):
        verification.save()


def test_l_audit_ne_garde_pas_les_observations(dix_huitieme, prefecture):
    verifier(adoptee(dix_huitieme), prefecture, avis="observations", observations="Article secret.")
    assert "secret" not in str(LigneAudit.objects.filter(acte="reglement_verifie").values())


def test_a_verifier_par_chacune(dix_huitieme, dix_neuvieme):
    remplacee, en_vigueur = adoptee(dix_huitieme, 1), adoptee(dix_huitieme, 2, date(2026, 5, 1))
    f.VersionReglementFabrique(conseil=dix_huitieme, numero=3)
    dite = adoptee(dix_neuvieme)
    f.VerificationReglementFabrique(version=dite, institution="ville")
    a_verifier = VersionReglement.objects.a_verifier_par
    assert list(a_verifier("ville")) == [en_vigueur]
    assert list(a_verifier("prefecture")) == [dite, en_vigueur]
    assert remplacee not in a_verifier("prefecture")
