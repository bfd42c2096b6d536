"""What Django 5.2 supposes of SQLite, asked to SQLite itself (as Django 6 does)."""

import sqlite3

from django.db.backends.base.base import BaseDatabaseWrapper

# Well under the length that a statement may have.
PLAFOND = 32_766


def mesurer(connection: BaseDatabaseWrapper, **kwargs) -> None:
    """Let a bulk insert be one statement: Django supposes 999 values at most, SQLite takes more since 2020."""
    if connection.vendor == "sqlite":
        limite = connection.connection.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER)
        connection.features.max_query_params = min(limite, PLAFOND)
