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

pytestmark = pytest.mark.usefixtures("imprimerie")


def test_publier_date_l_edition_et_garde_les_donnees(projet, publie, coordinatrice):
    assert publie.etat == "publie"
    assert publie.publie_par == coordinatrice
    assert publie.donnees == projet.donnees
    assert publie.sha256 != projet.sha256
    assert "Publié le 18 novembre 2026" in publie.html
    assert "Projet au 18 novembre 2026" in projet.html


def test_l_edition_publiee_ne_relit_pas_la_base(projet, coordinatrice, documents):
    publication.publier(rapport=projet, par=coordinatrice)
    f.ReunionFabrique(conseil=projet.conseil)
    Reunion.objects.update(intitule="Ajoutée après coup")
    production.executer(pk=projet.pk)
    publie = Rapport.objects.get(pk=projet.pk)
    assert publie.donnees == projet.donnees
    assert "Ajoutée" not in publie.donnees


def test_le_fichier_du_projet_disparait_avec_la_publication(
    projet, coordinatrice, documents, django_capture_on_commit_callbacks
):
    publication.publier(rapport=projet, par=coordinatrice)
    with django_capture_on_commit_callbacks(execute=True):
        production.executer(pk=projet.pk)
    publie = Rapport.objects.get(pk=projet.pk)
    assert documents.listdir("rapports")[1] == [publie.fichier.name.removeprefix("rapports/")]


def test_seul_un_projet_se_publie(demande, coordinatrice):
    with pytest.raises(TransitionRefusee):
        publication.publier(rapport=demande, par=coordinatrice)


def test_publier_exige_le_droit(projet, animatrice):
    with pytest.raises(PermissionDenied):
        publication.publier(rapport=projet, par=animatrice)


def test_publication_en_echec_rend_le_projet(projet, coordinatrice, monkeypatch):
    def casser(*args, **kwargs):
        raise RuntimeError

    publication.publier(rapport=projet, par=coordinatrice)
    monkeypatch.setattr(production, "imprimer", casser)
    production.executer(pk=projet.pk)
    rendu = Rapport.objects.get(pk=projet.pk)
    assert (rendu.etat, rendu.publie_le, rendu.publie_par) == ("projet", None, None)
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
    Rapport.objects.filter(pk=projet.pk).update(etape="relu")
    assert Rapport.objects.filter(pk=projet.pk).delete()[0] == 1


def test_une_correction_remplace_sans_effacer(publie, coordinatrice):
    suivant = travaux.demander(sorte="bilan-conseil", sujet=Sujet(2026, publie.conseil), par=coordinatrice)
    production.executer(pk=suivant.pk)
    assert Rapport.objects.avec_remplacant().get(pk=publie.pk).remplace_par is None
    publication.publier(rapport=suivant, par=coordinatrice)
    production.executer(pk=suivant.pk)
    assert Rapport.objects.avec_remplacant().get(pk=publie.pk).remplace_par == "BC-18-2026-02"
    assert Rapport.objects.filter(etat="publie").count() == 2
