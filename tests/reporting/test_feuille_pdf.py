"""The feuille de route on paper: what was validated, the same bytes every time, readable by everybody."""

import io

import pytest
from django.urls import reverse

from animateurs.feuilles.contenu import contenu_de
from reporting.rapports.pieces import composer
from tests import fabriques as f


@pytest.fixture
def feuille(dix_huitieme, coordinatrice):
    feuille = f.FeuilleFabrique(conseil=dix_huitieme, etat="validee", diagnostic="Local fermé.\n\nDepuis un an.")
    partenaires = [f.PartenaireFabrique(code=code, nom=code.upper()) for code in ("caf", "ars")]
    for intitule in ("Rouvrir le local", "Marcher la nuit"):
        f.ActionFabrique(feuille=feuille, intitule=intitule).partenaires.set(partenaires)
    f.RevisionFeuilleFabrique(feuille=feuille, contenu=contenu_de(feuille), validee_par=coordinatrice)
    return feuille


def test_toujours_le_meme_texte(feuille):
    html = composer("feuille-de-route", feuille)
    feuille.actions.update(intitule="Autre chose")
    assert composer("feuille-de-route", feuille) == html
    assert html.index("Rouvrir le local") < html.index("Marcher la nuit")


@pytest.mark.parametrize("persona", ["animatrice", "coordinatrice", "prefecture", "ville", "partenaire"])
def test_ceux_qui_la_lisent_l_ont_en_pdf(request, connecte, feuille, persona):
    reponse = connecte(request.getfixturevalue(persona)).get(reverse("feuille_pdf", args=[18, 2026]))
    assert (reponse.status_code, reponse["Content-Type"]) == (200, "application/pdf")
    assert reponse["Content-Disposition"] == 'inline; filename="feuille-de-route-18-2026.pdf"'
    assert io.BytesIO(reponse.content).read(4) == b"%PDF"


def test_un_brouillon_dit_qu_il_n_est_pas_valide(dix_huitieme):
    html = composer("feuille-de-route", f.FeuilleFabrique(conseil=dix_huitieme, exercice=2027))
    assert "Projet, non validé" in html
    assert "Aucune action" in html
