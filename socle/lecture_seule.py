"""A guard that makes a page unable to write: anything but reading raises."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

# BEGIN and the savepoints open nothing by themselves; a read may ask for one consistent snapshot.
LECTURES = {"SELECT", "WITH", "EXPLAIN", "BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK", "SET"}
# A common table expression may carry a write (« WITH … DELETE »).
ECRITURE = re.compile(r"\b(INSERT\s+INTO|UPDATE\s+\S+\s+SET|DELETE\s+FROM|MERGE\s+INTO)\b", re.IGNORECASE)


class EcritureInterdite(Exception):
    """A page asked for with GET tried to write."""


@contextmanager
def lecture_seule() -> Iterator[None]:
    """Refuse every statement that is not a read on the default connection while inside."""
    with connection.execute_wrapper(_refuser_ecritures):
        yield


def _refuser_ecritures(execute, sql, params, many, context):
    ordre = sql.lstrip(" (\n").split(None, 1)[0].upper()
    if ordre not in LECTURES or (ordre in {"WITH", "EXPLAIN"} and ECRITURE.search(sql)):
        raise EcritureInterdite(f"Une page en lecture a tenté d'écrire : {sql[:120]}")
    return execute(sql, params, many, context)
