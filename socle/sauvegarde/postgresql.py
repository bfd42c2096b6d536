"""PostgreSQL: ``pg_dump`` and the sums read the same snapshot, while everybody goes on writing."""

import hashlib
import os
import secrets
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.core.management.base import CommandError
from django.db import connection
from psycopg import sql

from socle.sauvegarde.sommes import Somme

NOM = "base.dump"
VARIABLES = {"NAME": "PGDATABASE", "USER": "PGUSER", "PASSWORD": "PGPASSWORD", "HOST": "PGHOST", "PORT": "PGPORT"}
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1"
CLE = """
    SELECT a.attname FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY(i.indkey)
    WHERE i.indrelid = %s::regclass AND i.indisprimary ORDER BY array_position(i.indkey::int2[], a.attnum)
"""


def copier(vers: Path) -> dict[str, Somme]:
    """Write the base into ``vers`` and return its sums."""
    base = en_service()
    with _connexion(base) as lue:
        lue.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        (instantane,) = lue.execute("SELECT pg_export_snapshot()").fetchone()
        _programme("pg_dump", base, "--format=custom", f"--snapshot={instantane}", f"--file={vers}")
        return _sommes(lue)


def en_service() -> str:
    return connection.settings_dict["NAME"]


def est_vide(base: str) -> bool:
    with _connexion(base) as lue:
        return lue.execute(TABLES).fetchone() is None


def restaurer(fichier: Path, base: str) -> None:
    options = ("--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction")
    _programme("pg_restore", base, *options, f"--dbname={base}", str(fichier))


@contextmanager
def a_cote() -> Iterator[str]:
    """A base of its own on the same server, dropped at the end."""
    base = f"exercice_{secrets.token_hex(6)}"
    with _connexion(en_service(), autocommit=True) as serveur:
        serveur.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(base)))
        try:
            yield base
        finally:
            serveur.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(base)))


def sommes(base: str) -> dict[str, Somme]:
    with _connexion(base) as lue:
        return _sommes(lue)


def _sommes(lue: psycopg.Connection) -> dict[str, Somme]:
    return {table: _somme(lue, table) for (table,) in lue.execute(TABLES).fetchall()}


def _somme(lue: psycopg.Connection, table: str) -> Somme:
    """The rows as COPY writes them, one by line, in the order of the primary key."""
    cle = [sql.Identifier(nom) for (nom,) in lue.execute(CLE, [f'"{table}"'])] or [sql.SQL("1")]
    ordre = sql.SQL("COPY (SELECT * FROM {} ORDER BY {}) TO STDOUT")
    empreinte, nombre = hashlib.sha256(), 0
    with lue.cursor().copy(ordre.format(sql.Identifier(table), sql.SQL(", ").join(cle))) as lignes:
        for morceau in lignes:
            empreinte.update(morceau)
            nombre += bytes(morceau).count(b"\n")
    return Somme(nombre, empreinte.hexdigest())


def _connexion(base: str, **options) -> psycopg.Connection:
    reglages = connection.settings_dict
    acces = {"user": reglages["USER"], "password": reglages["PASSWORD"], "host": reglages["HOST"]}
    return psycopg.connect(dbname=base, port=reglages["PORT"] or None, **acces, **options)


def _programme(nom: str, base: str, *options: str) -> None:
    """Run a client program; the password goes through the environment, where ``ps`` does not show it."""
    chemin = shutil.which(nom)
    if chemin is None:
        raise CommandError(f"{nom} manque sur cette machine : installez le paquet postgresql-client.")
    acces = {variable: str(connection.settings_dict[cle]) for cle, variable in VARIABLES.items()}
    milieu = os.environ | {nom: valeur for nom, valeur in acces.items() if valeur} | {"PGDATABASE": base}
    fini = subprocess.run([chemin, *options], env=milieu, capture_output=True, text=True, check=False)  # noqa: S603
    if fini.returncode:
        raise CommandError(f"{nom} a échoué : {fini.stderr.strip()}")
