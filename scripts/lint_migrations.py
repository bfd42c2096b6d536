"""Refuse the migrations that the version still running, or a busy PostgreSQL, would not survive.

During an upgrade the old version goes on serving while the new one migrates (docs/exploitation.md): a column it
writes may not disappear, nor one it ignores be required. What migrations_acceptees.toml accepts, with its reason,
is said there and nowhere else. ``--tout`` reads again what was read before, and finds the lines that serve no more.

django-migration-linter judges the SQL. It is not installed as an application: nothing of it reaches production, and
no server is needed, where its own command asks for one.
"""

from __future__ import annotations

import os
import sys
import tomllib
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

RACINE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(RACINE))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django  # noqa: E402
from django.conf import settings  # noqa: E402
from django.db import connections  # noqa: E402
from django.db.backends.postgresql.base import DatabaseWrapper  # noqa: E402
from django.db.migrations import Migration, RunPython  # noqa: E402
from django.db.migrations.loader import MigrationLoader  # noqa: E402
from django.db.migrations.state import ProjectState  # noqa: E402
from django_migration_linter.migration_linter import MigrationLinter  # noqa: E402
from django_migration_linter.sql_analyser import PostgresqlAnalyser, analyse_sql_statements  # noqa: E402

ACCEPTEES = RACINE / "scripts/migrations_acceptees.toml"
# What PostgreSQL's editor asks its server before it writes SQL: the oldest version that Django 5.2 knows will do.
VERSION = 140_000
A_ECRIRE = """
[[acceptee]]
migration = "{migration}"
code = "{code}"
pourquoi = "…"
"""


def sans_serveur() -> DatabaseWrapper:
    """Return a connection good enough to write PostgreSQL's SQL, and nothing else."""
    reglages = connections.configure_settings({"default": {"ENGINE": "django.db.backends.postgresql", "NAME": "x"}})
    connexion = DatabaseWrapper(reglages["default"], "default")
    connexion.pg_version = VERSION
    connexion.cursor = nullcontext
    connexion.ops.compose_sql = lambda sql, _: sql
    connexion.introspection.get_constraints = lambda *_: {}
    return connexion


def ordres(migration: Migration, etat: ProjectState) -> list[str]:
    """Return the SQL of ``migration`` from ``etat``, which it moves forward."""
    with sans_serveur().schema_editor(collect_sql=True, atomic=False) as editeur:
        migration.apply(etat, editeur, collect_sql=True)
    return [ordre for ordre in editeur.collected_sql if not ordre.startswith("--")]


def dangers(migration: Migration, etat: ProjectState) -> dict[str, str]:
    """Return the code and the reason of what is unsafe in ``migration``. Locks on small tables are not."""
    trouves = {}
    for probleme in analyse_sql_statements(PostgresqlAnalyser, ordres(migration, etat))[0]:
        trouves[probleme.code] = " ".join(filter(None, (probleme.message, probleme.table, probleme.column)))
    for operation in migration.operations:
        if isinstance(operation, RunPython):
            trouves |= {p.code: p.message for p in MigrationLinter.get_runpython_model_import_issues(operation.code)}
        if not operation.reversible:
            trouves["IRREVERSIBLE"] = "aucun retour n'est écrit"
    return trouves


def a_relire(tout: bool, lues: dict[str, str]) -> Iterator[tuple[Migration, ProjectState]]:
    """Walk our own migrations in the order of the base, each with the state before it."""
    chargeur = MigrationLoader(None)
    plan = dict.fromkeys(
        cle for feuille in chargeur.graph.leaf_nodes() for cle in chargeur.graph.forwards_plan(feuille)
    )
    etat = ProjectState(real_apps=chargeur.unmigrated_apps)
    for application, nom in plan:
        migration = chargeur.graph.nodes[application, nom]
        notre = (Path(settings.BASE_DIR) / application).is_dir()
        if notre and (tout or nom > lues.get(application, "")):
            yield migration, etat
        else:
            migration.mutate_state(etat, preserve=False)


def refuser(migration: str, code: str, raison: str) -> None:
    print(f"{migration} : {raison}. À refaire en deux temps, ou à accepter dans {ACCEPTEES.name} :")
    print(A_ECRIRE.format(migration=migration, code=code))


def main(options: list[str]) -> int:
    django.setup()
    tout = "--tout" in options
    texte = tomllib.loads(ACCEPTEES.read_text())
    acceptees = {(ligne["migration"], ligne["code"]) for ligne in texte["acceptee"]}
    trouvees = {
        (f"{migration.app_label}.{migration.name}", code): raison
        for migration, etat in a_relire(tout, texte["lues"])
        for code, raison in dangers(migration, etat).items()
    }
    refusees = {cle: raison for cle, raison in trouvees.items() if cle not in acceptees}
    for (migration, code), raison in refusees.items():
        refuser(migration, code, raison)
    perimees = acceptees - trouvees.keys() if tout else set()
    for migration, code in sorted(perimees):
        print(f"{ACCEPTEES.name} : {migration} {code} ne sert plus.")
    return int(bool(refusees or perimees))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
