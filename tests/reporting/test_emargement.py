"""The attendance sheet on paper: whom it is for, what it holds, and that its numbers are those of the screen."""

import io
from datetime import date, time

import pikepdf
import pytest
from django.urls import reverse

from conseils.services.emargement import figer_feuille
from reporting.pdf import rendre
from reporting.rapports.pieces import composer
from tests import fabriques as f


@pytest.fixture
def reunion(dix_huitieme):
    for rang in range(1, 41):
        f.MandatFabrique(membre__conseil=dix_huitieme, membre__nom=f"Nom{rang:02d}", membre__prenom="Camille")
    return f.ReunionFabrique(
        conseil=dix_huitieme, date=date(2026, 11, 24), heure=time(18, 30), statut="prevue", presences_saisies=False
    )


@pytest.fixture
def adresse(reunion):
    return reverse("emargement", args=[18, reunion.pk])


@pytest.fixture
def pdf(reunion, animatrice):
    figer_feuille(reunion=reunion, par=animatrice)
    return rendre(composer("emargement", reunion))


def test_imprimer_fige_les_numeros_puis_montre_la_feuille(connecte, animatrice, reunion, adresse):
    client = connecte(animatrice)
    reponse = client.post(adresse, follow=True)
    assert (reponse.status_code, reponse["Content-Type"], reponse["Cache-Control"]) == (
        200,
        "application/pdf",
        "no-store",
    )
    assert reponse.content.startswith(b"%PDF")
    assert reunion.numeros.count() == 40
    assert client.get(adresse).status_code == 200


def test_lire_l_adresse_ne_donne_aucun_numero(connecte, animatrice, reunion, adresse):
    reponse = connecte(animatrice).get(adresse)
    assert reponse.url == reverse("reunion", args=[18, reunion.pk])
    assert not reunion.numeros.exists()


def test_une_entree_apres_l_impression_redemande_un_numero(connecte, animatrice, dix_huitieme, adresse):
    client = connecte(animatrice)
    client.post(adresse)
    f.MandatFabrique(membre__conseil=dix_huitieme, membre__nom="Aaron")
    assert client.get(adresse).status_code == 302


@pytest.mark.parametrize("persona", ["prefecture", "ville", "partenaire", "lecteur", "personne_sans_droit"])
def test_aucun_nom_pour_les_autres(request, connecte, reunion, adresse, persona):
    client = connecte(request.getfixturevalue(persona))
    assert (client.get(adresse).status_code, client.post(adresse).status_code) == (403, 403)
    assert not reunion.numeros.exists()


def test_les_numeros_du_papier_sont_ceux_de_l_ecran(connecte, animatrice, dix_huitieme, reunion, adresse):
    client = connecte(animatrice)
    client.post(adresse)
    f.MandatFabrique(membre__conseil=dix_huitieme, membre__nom="Aaron", membre__prenom="Camille")
    client.post(adresse)
    html = composer("emargement", reunion)
    reunion.date = date(2026, 11, 18)
    reunion.save()
    ecran = client.get(reverse("presences", args=[18, reunion.pk])).context["form"].lignes_membres()
    for ligne in ecran:
        cellules = f'<td class="numero">{ligne.numero}</td>\n              <th scope="row">{ligne.membre.nom} '
        assert cellules in html


def test_memes_octets_trois_pages_et_quatorze_points(pdf, reunion):
    assert rendre(composer("emargement", reunion)).octets == pdf.octets
    assert pdf.pages == 3
    with pikepdf.open(io.BytesIO(pdf.octets)) as ouvert:
        for feuillet in ouvert.pages:
            assert min(_corps(feuillet)) >= 14


def _corps(feuillet):
    """The sizes of the letters of a page, in points: WeasyPrint writes in CSS pixels, three quarters of them."""
    for instruction in pikepdf.parse_content_stream(feuillet):
        if str(instruction.operator) == "Tf":
            yield round(float(instruction.operands[1]) * 0.75, 2)
