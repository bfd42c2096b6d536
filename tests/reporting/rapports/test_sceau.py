"""A published document: drawn from the projet's data, then out of everybody's reach."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from conseils.models import Reunion
from reporting.models import Rapport
from reporting.rapports.sujet import Sujet
from reporting.services import production, publication, travaux
from socle.transitions import TransitionRefusee
from tests import fabriques as f
from tests.reporting.rapports.conftest import produire, soumettre, valider

pytestmark = pytest.mark.usefixtures("imprimerie")


def test_publier_date_l_edition_et_garde_les_donnees(projet, publie, coordinatrice):
    assert publie.etat == "publie"
    assert publie.publie_par == coordinatrice
    assert publie.donnees == projet.donnees
    assert publie.sha256 != projet.sha256
    assert "Publié le 18 novembre 2026" in publie.html
    assert "Projet au 18 novembre 2026" in projet.html


def test_l_edition_publiee_ne_relit_pas_la_base(valide, coordinatrice, documents):
    publication.publier(rapport=valide, par=coordinatrice)
    f.ReunionFabrique(conseil=valide.conseil)
    Reunion.objects.update(intitule="Ajoutée après coup")
    publie = produire(valide)
    assert publie.donnees == valide.donnees
    assert "Ajoutée" not in publie.donnees


def test_les_fichiers_d_avant_disparaissent_avec_la_publication(
    projet, coordinatrice, prefecture, ville, documents, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        valide = valider(soumettre(projet, coordinatrice), prefecture, ville)
        publication.publier(rapport=valide, par=coordinatrice)
        publie = produire(projet)
    assert documents.listdir("rapports")[1] == [publie.fichier.name.removeprefix("rapports/")]


@pytest.mark.parametrize("etat", ["demande", "projet", "soumis"])
def test_seul_un_document_valide_se_publie(etat, coordinatrice, request):
    rapport = request.getfixturevalue(etat)
    with pytest.raises(TransitionRefusee, match="validé par la Préfecture et par la Ville"):
        publication.publier(rapport=rapport, par=coordinatrice)


def test_publier_exige_le_droit(projet, animatrice):
    with pytest.raises(PermissionDenied):
        publication.publier(rapport=projet, par=animatrice)


def test_publication_en_echec_rend_le_document_valide(valide, coordinatrice, monkeypatch):
    def casser(*args, **kwargs):
        raise RuntimeError

    publication.publier(rapport=valide, par=coordinatrice)
    monkeypatch.setattr(production, "imprimer", casser)
    rendu = produire(valide)
    assert (rendu.etat, rendu.publie_le, rendu.publie_par) == ("valide", None, None)
    assert rendu.erreur
    assert rendu.fichier.size == rendu.taille


@pytest.mark.parametrize(
    "ordre",
    [
        "UPDATE reporting_rapport SET sha256 = 'x' WHERE id = %s",
        "UPDATE reporting_rapport SET etat = 'projet', publie_le = NULL, publie_par_id = NULL WHERE id = %s",
        "DELETE FROM reporting_rapport WHERE id = %s",
    ],
)
def test_la_base_refuse_de_toucher_a_un_document_publie(publie, ordre):
    with pytest.raises(DatabaseError, match="document publie"), transaction.atomic(), connection.cursor() as curseur:
        curseur.execute(ordre, [publie.pk])


def test_un_projet_reste_modifiable(projet):
    assert Rapport.objects.filter(pk=projet.pk).update(etape="relu") == 1


def test_une_correction_remplace_sans_effacer(publie, coordinatrice, prefecture, ville):
    sujet = Sujet(2026, publie.conseil)
    suivant = travaux.demander(sorte="bilan-conseil", sujet=sujet, motif="Une présence oubliée.", par=coordinatrice)
    valide = valider(soumettre(produire(suivant), coordinatrice), prefecture, ville)
    assert Rapport.objects.avec_remplacant().get(pk=publie.pk).remplace_par is None
    publication.publier(rapport=valide, par=coordinatrice)
    produire(suivant)
    assert Rapport.objects.avec_remplacant().get(pk=publie.pk).remplace_par == "BC-18-2026-02"
    assert Rapport.objects.filter(etat="publie").count() == 2
