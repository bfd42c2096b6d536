"""The record of the versions, and the journey of the last one's data to the migrations of today.

`make versions` makes the same journey from each version; here the base of the tests lends its tables, which are
brought back to the last version: what came since is undone, then done again with data.
"""

import pytest
from django.conf import settings
from django.db import connections, migrations
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from packaging.version import Version as Numero

from scripts import publier
from scripts.versions_controles import pertes, retires
from scripts.versions_essai import arriver, avancer, detruire, partir
from scripts.versions_registre import feuilles, versions

REGISTRE = versions()
LA_DERNIERE = REGISTRE[-1]


@pytest.mark.parametrize("version", REGISTRE, ids=lambda version: version.numero)
def test_les_migrations_d_une_version_restent_a_leur_place(version):
    """None was renamed nor removed since, and each application had one: a base of that day knows its way."""
    graphe = MigrationLoader(None).graph
    assert version.migrations.keys() == feuilles().keys()
    assert set(version.cibles) <= graphe.nodes.keys()
    for application, nom in version.cibles:
        assert (application, nom) in graphe.forwards_plan((application, feuilles()[application]))


def test_les_versions_se_suivent():
    numeros = [Numero(version.numero) for version in REGISTRE]
    assert numeros == sorted(set(numeros))
    assert [version.date for version in REGISTRE] == sorted(version.date for version in REGISTRE)
    assert Numero(settings.VERSION) >= numeros[-1]


@pytest.mark.parametrize(
    ("numero", "raison"),
    [("0.1.0a1", "ne vient pas après"), (LA_DERNIERE.numero, "ne vient pas après"), ("99.0", "dépasse")],
)
def test_une_version_ne_se_publie_pas_dans_le_desordre(numero, raison, capsys):
    assert publier.main([numero]) == 1
    assert raison in capsys.readouterr().out


def test_publier_ajoute_une_entree_que_le_registre_sait_lire(monkeypatch, tmp_path):
    copie = tmp_path / "versions.toml"
    copie.write_text(publier.REGISTRE.read_text())
    for module in ("scripts.publier.REGISTRE", "scripts.versions_registre.REGISTRE"):
        monkeypatch.setattr(module, copie)
    monkeypatch.setattr(settings, "VERSION", "99.1")
    assert publier.main(["99.0"]) == 0
    assert versions()[:-1] == REGISTRE
    assert (versions()[-1].numero, versions()[-1].migrations) == ("99.0", feuilles())


# -- The journey ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def a_l_arrivee(django_db_setup, django_db_blocker):
    """What the last version had, and the base that holds it today."""
    with django_db_blocker.unblock():
        celle_des_tests = connections["default"]
        connections["default"] = base = _ses_tables(celle_des_tests)
        try:
            depart = partir(LA_DERNIERE, 3)
            yield depart, avancer(), base
        finally:
            connections["default"] = celle_des_tests
            # Django's own way does not close a base in memory.
            base.connection.close()


@pytest.fixture
def voyage(a_l_arrivee):
    """The departure, what was applied, and a copy of the base, that may be spoilt."""
    depart, plan, base = a_l_arrivee
    connections["default"] = copie = _en_memoire()
    base.connection.backup(copie.connection)
    yield depart, plan
    connections["default"] = base
    copie.connection.close()


def _en_memoire() -> DatabaseWrapper:
    reglages = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
    base = DatabaseWrapper(connections.configure_settings(reglages)["default"], "default")
    base.connect()
    return base


def _ses_tables(source: DatabaseWrapper) -> DatabaseWrapper:
    """The tables of ``source``, without a row save those of migrations. `migrate` puts the triggers of rollups."""
    base = _en_memoire()
    ordres = source.cursor().execute(
        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite!_%' ESCAPE '!' "
        "AND NOT (type = 'trigger' AND name LIKE 'cumul!_%' ESCAPE '!') ORDER BY rowid"
    )
    for (ordre,) in ordres.fetchall():
        base.connection.execute(ordre)
    appliquees = source.cursor().execute("SELECT app, name, applied FROM django_migrations").fetchall()
    base.connection.executemany("INSERT INTO django_migrations (app, name, applied) VALUES (?, ?, ?)", appliquees)
    return base


@pytest.mark.django_db
@pytest.mark.vraie_horloge
def test_les_donnees_de_la_derniere_version_arrivent_entieres(voyage):
    depart, plan = voyage
    assert arriver(depart, plan).defauts == []
    assert depart.lignes >= 3 * len(depart.photo) > 300


@pytest.mark.django_db
@pytest.mark.vraie_horloge
@pytest.mark.parametrize(
    ("temoin", "defauts"),
    [
        ("lignes", ["comptes.habilitation : 3 lignes perdues sur 3"]),
        ("valeurs", ["conseils.membre.nom : 3 valeurs changées"]),
        (
            "sceaux",
            [
                "reporting_rapport : la base a permis « UPDATE reporting_rapport SET id = id WHERE etat = 'publie' »",
            ],
        ),
    ],
)
def test_une_migration_qui_detruit_se_voit(voyage, temoin, defauts):
    detruire(temoin)
    assert arriver(*voyage).defauts == defauts


@pytest.mark.django_db
@pytest.mark.vraie_horloge
def test_un_lien_qui_ne_mene_nulle_part_se_voit(voyage):
    base = connections["default"]
    with base.constraint_checks_disabled(), base.cursor() as curseur:
        curseur.execute("UPDATE comptes_habilitation SET compte_id = 0")
    assert any("clé étrangère" in defaut for defaut in arriver(*voyage).defauts)


def test_ce_qu_une_migration_retire_en_le_disant_n_est_pas_perdu():
    migration = migrations.Migration("9999_essai", "conseils")
    migration.operations = [migrations.DeleteModel("Salle"), migrations.RemoveField("avis", "groupe")]
    avant = {
        "conseils.salle": {1: {"id": 1}},
        "conseils.avis_groupe": {1: {"id": 1}},
        "conseils.avis": {1: {"id": 1, "groupe_id": 3, "titre": "Un banc"}},
    }
    apres = {"conseils.avis": {1: {"id": 1, "titre": "Un banc"}}}
    assert list(pertes(avant, apres, retires([migration]))) == []
    assert len(list(pertes(avant, apres, set()))) == 3


def test_une_colonne_qui_change_de_nom_est_perdue():
    avant, apres = {"conseils.avis": {1: {"titre": "Un banc"}}}, {"conseils.avis": {1: {"intitule": "Un banc"}}}
    assert list(pertes(avant, apres, set())) == ["conseils.avis.titre : 1 valeurs changées"]
