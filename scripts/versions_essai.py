"""One version with data, migrated to today, on the base that is the default one: empty when it begins."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations import Migration, RunSQL
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from reporting.cumuls import declencheurs
from reporting.cumuls.sources import SOURCES
from scripts.versions_controles import Photo, defauts, photographier, retires, tables_scellees
from scripts.versions_donnees import Remplisseur
from scripts.versions_registre import Version, feuilles

# What a careless migration would do, one for each thing that is watched: a run that lets one pass proves nothing.
TEMOINS = {
    "lignes": {"sqlite": "DELETE FROM comptes_habilitation", "postgresql": "DELETE FROM comptes_habilitation"},
    "valeurs": {"sqlite": "UPDATE conseils_membre SET nom = ''", "postgresql": "UPDATE conseils_membre SET nom = ''"},
    "sceaux": {
        "sqlite": "DROP TRIGGER rapport_publie_sans_update",
        "postgresql": "DROP TRIGGER rapport_publie_scelle ON reporting_rapport",
    },
}


@dataclass(frozen=True)
class Depart:
    """A base as a version had it, with data: what must be there on arrival."""

    lignes: int
    photo: Photo
    scelles: set[str]


@dataclass(frozen=True)
class Bilan:
    """How many rows took the journey, through how many migrations, and what was lost."""

    lignes: int
    migrations: int
    defauts: list[str]

    def __str__(self) -> str:
        trajet = f"{self.lignes} lignes, {self.migrations} migrations"
        return f"{trajet}, rien de perdu" if not self.defauts else "\n  - ".join([f"{trajet}, PERDU :", *self.defauts])


def essayer(version: Version, combien: int, temoin: str = "") -> Bilan:
    """Make the whole journey from an empty base. ``temoin`` destroys something before the arrival."""
    depart = partir(version, combien)
    plan = avancer()
    if temoin:
        detruire(temoin)
    return arriver(depart, plan)


def partir(version: Version, combien: int) -> Depart:
    """Bring the base where ``version`` left it, and fill each of its tables with that many rows."""
    executeur = MigrationExecutor(connection)
    executeur.migrate(version.cibles)
    apps = executeur.loader.project_state(version.cibles).apps
    with transaction.atomic():
        lignes = Remplisseur(apps, version.migrations, combien).remplir()
    _poser_les_cumuls()
    return Depart(lignes, photographier(apps, version.migrations), tables_scellees())


def _poser_les_cumuls() -> None:
    """SQLite cannot rename a table that a trigger of another one reads: an upgrade meets those of the rollups."""
    tables = connection.introspection.table_names()
    if connection.vendor == "sqlite" and declencheurs.TABLE in tables:
        declencheurs.installer(connection.alias, [source for source in SOURCES if source.table in tables])


def avancer() -> list[Migration]:
    """Migrate as an upgrade does, and return what was applied."""
    executeur = MigrationExecutor(connection)
    plan = executeur.migration_plan(executeur.loader.graph.leaf_nodes())
    call_command("migrate", verbosity=0)
    return [migration for migration, _ in plan]


def arriver(depart: Depart, plan: list[Migration]) -> Bilan:
    apres = photographier(MigrationLoader(None).project_state().apps, feuilles())
    return Bilan(depart.lignes, len(plan), defauts(depart.photo, apres, retires(plan), depart.scelles))


def detruire(temoin: str) -> None:
    with connection.schema_editor() as editeur:
        RunSQL(TEMOINS[temoin][connection.vendor]).database_forwards("", editeur, None, None)
