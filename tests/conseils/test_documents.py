"""Documents of a meeting: what they really are, who opens them, what is left of them."""

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from comptes.models import LigneAudit
from conseils.models import DocumentReunion
from conseils.pieces import SORTES, sorte_de
from conseils.services.documents import TAILLE_MAX, deposer_document, supprimer_document
from tests import fabriques as f

TYPES = '<Types><Override PartName="/x" ContentType="application/vnd.{}+xml"/></Types>'
WORD, EXCEL = (
    TYPES.format(f"openxmlformats-officedocument.{nom}.main")
    for nom in ("wordprocessingml.document", "spreadsheetml.sheet")
)
PDF = b"%PDF-1.7\n%%EOF"


def archive(**fichiers):
    tampon = io.BytesIO()
    with zipfile.ZipFile(tampon, "w") as zip_:
        for nom, contenu in fichiers.items():
            zip_.writestr(nom, contenu)
    return tampon.getvalue()


CONTENUS = {
    "pdf": PDF,
    "png": b"\x89PNG\r\n\x1a\n....",
    "jpg": b"\xff\xd8\xff\xe0....",
    "odt": archive(mimetype=SORTES["odt"]),
    "ods": archive(mimetype=SORTES["ods"]),
    "docx": archive(**{"[Content_Types].xml": WORD}),
    "xlsx": archive(**{"[Content_Types].xml": EXCEL}),
}


@pytest.fixture(autouse=True)
def rangement(settings, tmp_path):
    options = {"location": tmp_path}
    settings.STORAGES = settings.STORAGES | {"default": settings.STORAGES["default"] | {"OPTIONS": options}}
    return tmp_path


@pytest.fixture
def reunion(dix_huitieme):
    return f.ReunionFabrique(conseil=dix_huitieme)


@pytest.fixture
def document(reunion, animatrice):
    return deposer(reunion, animatrice, PDF)


def deposer(reunion, par, contenu, nom="plan.pdf", diffusable=False):
    fichier = SimpleUploadedFile(nom, contenu)
    return deposer_document(reunion=reunion, par=par, titre="Plan du square", fichier=fichier, diffusable=diffusable)


def adresse(nom, reunion, *cles):
    return reverse(nom, args=[18, reunion.pk, *cles])


@pytest.mark.parametrize("sorte", SORTES)
def test_le_contenu_dit_ce_qu_est_le_fichier(sorte):
    assert sorte_de(io.BytesIO(CONTENUS[sorte])) == sorte


@pytest.mark.parametrize(
    "contenu",
    [
        b"",
        b"MZ\x90\x00",
        b"<html><script>x</script></html>",
        b"GIF89a",
        archive(a="b"),
        archive(mimetype="application/vnd.oasis.opendocument.presentation"),
        archive(**{"[Content_Types].xml": TYPES.format("ms-word.document.macroEnabled.main")}),
        CONTENUS["docx"][:40],
        b"PK\x03\x04" + b"\x00" * 200,
    ],
)
def test_aucun_autre_contenu_n_est_accepte(contenu):
    assert sorte_de(io.BytesIO(contenu)) is None


def test_le_nom_ne_prouve_rien(reunion, animatrice):
    with pytest.raises(ValidationError, match="quel que soit son nom"):
        deposer(reunion, animatrice, b"MZ\x90\x00", nom="plan.pdf")
    assert deposer(reunion, animatrice, PDF, nom="../../plan.exe").sorte == "pdf"


def test_la_taille(reunion, animatrice):
    juste = PDF + b" " * (TAILLE_MAX - len(PDF))
    assert deposer(reunion, animatrice, juste).taille == 10 * 1024 * 1024
    with pytest.raises(ValidationError, match="10 Mo"):
        deposer(reunion, animatrice, juste + b" ")


def test_le_nom_de_rangement_est_le_notre(reunion, animatrice, rangement):
    noms = {deposer(reunion, animatrice, PDF, nom="../../plan.pdf").fichier.name for _ in range(2)}
    assert len(noms) == 2
    assert all(nom.startswith("reunions/") and "plan" not in nom for nom in noms)
    assert {chemin.relative_to(rangement).as_posix() for chemin in rangement.rglob("*.pdf")} == noms


def test_supprimer_efface_le_fichier(document, animatrice, rangement, django_capture_on_commit_callbacks):
    reunion = document.reunion
    with django_capture_on_commit_callbacks(execute=True):
        supprimer_document(document=document, par=animatrice)
        assert list(rangement.rglob("*.pdf"))
    assert not list(rangement.rglob("*.pdf"))
    assert [ligne.acte for ligne in LigneAudit.objects.de(reunion)] == ["document_depose", "document_supprime"]


def test_deposer_lire_supprimer_par_les_pages(connecte, animatrice, reunion):
    client = connecte(animatrice)
    assertContains(client.get(adresse("document_ajouter", reunion)), 'enctype="multipart/form-data"')
    envoi = {"titre": "Plan du square", "fichier": SimpleUploadedFile("plan.pdf", PDF)}
    assertRedirects(client.post(adresse("document_ajouter", reunion), envoi), adresse("reunion", reunion))
    document = DocumentReunion.objects.get()
    assertContains(client.get(adresse("reunion", reunion)), "réservé à l’animateur")
    reponse = client.get(adresse("document", reunion, document.pk))
    assert b"".join(reponse.streaming_content) == PDF
    assert reponse.headers["Content-Disposition"] == 'attachment; filename="plan-du-square.pdf"'
    assert reponse.headers["Content-Type"] == "application/pdf"
    assert reponse.headers["X-Content-Type-Options"] == "nosniff"
    assertContains(client.get(adresse("document_supprimer", reunion, document.pk)), "seront effacés")
    client.post(adresse("document_supprimer", reunion, document.pk))
    assert not DocumentReunion.objects.exists()


def test_un_fichier_refuse_garde_le_titre(connecte, animatrice, reunion):
    envoi = {"titre": "Plan du square", "fichier": SimpleUploadedFile("plan.pdf", b"MZ")}
    reponse = connecte(animatrice).post(adresse("document_ajouter", reunion), envoi)
    assert list(reponse.context["form"].errors) == ["fichier"]
    assertContains(reponse, 'value="Plan du square"')


@pytest.mark.parametrize("persona", ["prefecture", "ville", "partenaire", "lecteur"])
def test_un_document_avec_des_noms_n_existe_que_pour_qui_voit_les_membres(
    request, connecte, animatrice, reunion, document, persona
):
    ouvert = deposer(reunion, animatrice, PDF, diffusable=True)
    client = connecte(request.getfixturevalue(persona))
    assert client.get(adresse("document", reunion, document.pk)).status_code == 404
    assert b"".join(client.get(adresse("document", reunion, ouvert.pk)).streaming_content) == PDF
    page = client.get(adresse("reunion", reunion))
    assertContains(page, adresse("document", reunion, ouvert.pk))
    assertNotContains(page, adresse("document", reunion, document.pk))
