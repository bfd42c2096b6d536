"""The portage that stood on the conseil becomes its first row, whatever was known of it."""

from datetime import date

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from reporting.cumuls import declencheurs

AVANT, APRES = ("conseils", "0004_reunions"), ("conseils", "0005_organisation")


@pytest.fixture
def sans_declencheurs(transactional_db):
    """As ``migrate`` does: SQLite cannot rename a table that a trigger of another one reads."""
    declencheurs.retirer("default")
    yield
    declencheurs.installer("default")


def migrer(cible):
    executeur = MigrationExecutor(connection)
    executeur.migrate([cible])
    return MigrationExecutor(connection).loader.project_state([cible]).apps


@pytest.mark.django_db(transaction=True)
def test_le_portage_connu_est_repris(sans_declencheurs):
    try:
        apps = migrer(AVANT)
        arrondissements = apps.get_model("territoires", "Arrondissement").objects
        conseils = apps.get_model("conseils", "ConseilCitoyen").objects
        connus = {
            10: {"mode_portage": "association_ad_hoc", "structure_porteuse": "Le Préau"},
            11: {"structure_porteuse": "Les Tilleuls"},
            13: {},
        }
        for numero, champs in connus.items():
            arrondissement = arrondissements.create(
                numero=numero, nom=str(numero), code_insee=f"751{numero}", colonne=numero, ligne=0
            )
            conseils.create(arrondissement=arrondissement, nom=str(numero), **champs)
        conseils.filter(nom="10").update(statut="installe", date_installation=date(2015, 9, 12))
        portages = migrer(APRES).get_model("conseils", "Portage").objects
        repris = portages.order_by("conseil__nom").values_list("conseil__nom", "mode", "structure", "du", "au")
        assert list(repris) == [
            ("10", "association_ad_hoc", "Le Préau", date(2015, 9, 12), None),
            ("11", "structure_porteuse", "Les Tilleuls", date(2026, 11, 18), None),
        ]
    finally:
        MigrationExecutor(connection).migrate(MigrationExecutor(connection).loader.graph.leaf_nodes())
