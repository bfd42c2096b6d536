"""What stands guard on views: declared access, and pages that cannot write."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import path

from comptes.acces import exige, publique, tout_compte
from comptes.checks import acces_declares, routes
from comptes.models import Compte
from comptes.permissions import Permission as P
from socle.lecture_seule import EcritureInterdite, lecture_seule
from tests.fabriques import CompteFabrique

pytestmark = pytest.mark.django_db


def nue(request):
    return HttpResponse("oubliée")


class UrlsAvecUnOubli:
    urlpatterns = [
        path("oubliee/", nue, name="oubliee"),
        path("exigee/", exige(P.CONSEIL_VOIR)(nue), name="exigee"),
        path("commune/", tout_compte("une raison")(nue), name="commune"),
        path("publique/", publique("une raison")(nue), name="publique"),
        path("connexion/", nue, name="account_login"),
    ]


def test_le_controle_trouve_la_vue_qui_ne_declare_rien(settings):
    settings.ROOT_URLCONF = UrlsAvecUnOubli
    (erreur,) = acces_declares(None)
    assert (erreur.id, "oubliee/" in erreur.msg) == ("comptes.E001", True)


def test_toutes_les_adresses_de_l_application_declarent_leur_acces():
    assert acces_declares(None) == []
    assert len(list(routes())) > 20


def demander(vue, compte, methode="get"):
    requete = getattr(RequestFactory(), methode)("/")
    requete.user = compte
    return vue(requete)


def ecrit(request):
    CompteFabrique()
    return HttpResponse("écrit")


@pytest.mark.parametrize("decorateur", [exige(P.COMPTE_GERER), tout_compte("raison"), publique("raison")])
def test_une_page_ne_peut_pas_ecrire(decorateur, administrateur):
    avant = Compte.objects.count()
    for methode in ("get", "head"):
        with pytest.raises(EcritureInterdite), transaction.atomic():
            demander(decorateur(ecrit), administrateur, methode)
    assert Compte.objects.count() == avant
    assert demander(decorateur(ecrit), administrateur, "post").content.decode() == "écrit"
    assert Compte.objects.count() == avant + 1


def test_exige_refuse_avant_d_appeler_la_vue(lecteur):
    with pytest.raises(PermissionDenied):
        demander(exige(P.COMPTE_GERER)(ecrit), lecteur, "post")


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE comptes_compte SET nom = 'x'",
        "DELETE FROM comptes_compte",
        "  (INSERT INTO comptes_compte DEFAULT VALUES)",
        "/* SELECT */ DELETE FROM comptes_compte",
        "WITH a AS (SELECT 1) DELETE FROM comptes_compte",
        "WITH a AS (SELECT 1) UPDATE comptes_compte SET nom = 'x'",
        "EXPLAIN ANALYZE DELETE FROM comptes_compte",
        "DROP TABLE comptes_compte",
        "PRAGMA user_version = 1",
    ],
)
def test_le_sql_qui_ecrit_est_refuse(sql):
    with lecture_seule(), connection.cursor() as curseur, pytest.raises(EcritureInterdite):
        curseur.execute(sql)


def test_lire_reste_permis_y_compris_d_un_seul_instantane():
    with lecture_seule(), transaction.atomic(), transaction.atomic():
        assert list(Compte.objects.select_for_update().filter(pk__in=Compte.objects.values("pk"))) == []
        with connection.cursor() as curseur:
            curseur.execute("WITH a AS (SELECT 1 AS update_le) SELECT update_le FROM a")
            assert curseur.fetchone() == (1,)


@pytest.mark.django_db(transaction=True)
def test_lire_dans_une_vraie_transaction():
    """On SQLite the transaction begins with a statement of its own."""
    with lecture_seule(), transaction.atomic():
        assert not Compte.objects.exists()


def test_la_garde_est_levee_ensuite():
    with pytest.raises(EcritureInterdite), transaction.atomic(), lecture_seule():
        CompteFabrique()
    assert CompteFabrique().pk


def test_session_et_message_s_ecrivent_apres_la_vue(connecte, administrateur):
    """They are saved by the middlewares, once the page is made: reading a message empties it."""
    session = connecte(administrateur)
    compte = CompteFabrique(is_active=False)
    session.post(f"/comptes/{compte.pk}/rouvrir/")
    assert "Compte rouvert" in session.get(f"/comptes/{compte.pk}/").content.decode()
    assert "Compte rouvert" not in session.get(f"/comptes/{compte.pk}/").content.decode().split("Historique")[0]
