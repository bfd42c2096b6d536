"""Reading a whole report as the database was at one instant."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def instantane() -> Iterator[None]:
    """Every read inside sees the same state, whatever others write meanwhile.

    On PostgreSQL a REPEATABLE READ, READ ONLY transaction; on SQLite any transaction is a snapshot.
    """
    # Inside another transaction (a test) the level can no longer be set.
    imbrique = connection.in_atomic_block
    with transaction.atomic():
        if connection.vendor == "postgresql" and not imbrique:
            with connection.cursor() as curseur:
                curseur.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield
