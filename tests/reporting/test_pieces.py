"""The relevé of a week, and the pieces drawn on the spot from the page « Demander un document »."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.urls import reverse

from reporting.models import Rapport
from reporting.rapports.pieces import composer
from tests import fabriques as f

LUNDI = date(2026, 11, 9)


@pytest.fixture
def semaine(animatrice):
    affectation = animatrice.affectations.get()
    semaine = f.SemaineFabrique(affectation=affectation, lundi=LUNDI)
    f.LigneFabrique(semaine=semaine, jour=1, minutes=90, note="Porte-à-porte", femmes=7, hommes=5)
    f.LigneFabrique(semaine=semaine, jour=3, minutes=120)
    return semaine


def test_le_releve_dit_la_semaine_jour_par_jour(semaine):
    html = composer("releve-semaine", semaine)
    assert "Mardi 10 novembre 2026" in html
    assert "Jeudi 12 novembre 2026" in html
    assert html.count("Mercredi") == html.count("Mercredi 11 novembre 2026") == 1  # a public holiday, and nothing else
    assert "Jour férié" in html
    assert "Porte-à-porte" in html
    assert "12, dont 7 femmes et 5 hommes" in html
    assert "3\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}30" in html


def test_une_semaine_vide_le_dit(animatrice):
    vide = f.SemaineFabrique(affectation=animatrice.affectations.get(), lundi=LUNDI)
    assert "Aucune activité n’est écrite." in composer("releve-semaine", vide)


def test_le_releve_est_a_celui_qui_l_a_ecrit_et_a_la_coordination(
    connecte, semaine, animatrice, coordinatrice, animateur_du_19e, prefecture
):
    adresse = reverse("semaine_pdf", args=[LUNDI, semaine.affectation_id])
    statuts = {
        compte: connecte(compte).get(adresse).status_code
        for compte in (animatrice, coordinatrice, animateur_du_19e, prefecture)
    }
    assert list(statuts.values()) == [200, 200, 404, 403]


def test_une_piece_se_choisit_et_se_telecharge_sans_laisser_de_ligne(connecte, semaine, animatrice):
    adresse = reverse("rapport_demander_sorte", args=["releve-semaine"])
    client = connecte(animatrice)
    reponse = client.post(adresse, {"objet": semaine.pk})
    assert reponse["Content-Disposition"] == f'attachment; filename="releve-semaine-{semaine.pk}.pdf"'
    assert reponse.content.startswith(b"%PDF")
    assert not Rapport.objects.exists()
    assert client.post(adresse, {"objet": 999}).context["form"].errors["objet"]


def test_une_feuille_d_emargement_sans_numeros_explique(connecte, animatrice, dix_huitieme):
    f.MandatFabrique(membre=f.MembreFabrique(conseil=dix_huitieme), debut=date(2026, 1, 1))
    reunion = f.ReunionFabrique(conseil=dix_huitieme, date=date(2026, 11, 20))
    with pytest.raises(ValidationError, match="numéro"):
        composer("emargement", reunion)
    reponse = connecte(animatrice).post(reverse("rapport_demander_sorte", args=["emargement"]), {"objet": reunion.pk})
    assert "depuis la page de la réunion" in reponse.content.decode()


def test_la_console_ecrit_la_piece_ou_on_lui_dit(semaine, tmp_path, capsys):
    with pytest.raises(CommandError, match="--sortie"):
        call_command("produire_rapport", "releve-semaine", objet=str(semaine.pk))
    call_command("produire_rapport", "releve-semaine", objet=str(semaine.pk), sortie=tmp_path / "r.pdf")
    assert (tmp_path / "r.pdf").read_bytes().startswith(b"%PDF")
    assert "1 pages" in capsys.readouterr().out
