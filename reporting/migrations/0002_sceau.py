"""A published document is sealed: the database itself refuses to change or delete its row.

A later migration that rebuilds the table on SQLite (any change of a column) drops the triggers: it must
run ``poser`` again. ``tests/reporting/rapports/test_sceau.py`` fails when it forgets.
"""

from django.db import migrations

MESSAGE = "un document publie ne se modifie pas et ne se supprime pas"

SQLITE = [
    f"""CREATE TRIGGER rapport_publie_sans_{acte.lower()} BEFORE {acte} ON reporting_rapport
    WHEN OLD.etat = 'publie' BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"""
    for acte in ("UPDATE", "DELETE")
]
POSTGRESQL = [
    f"""CREATE OR REPLACE FUNCTION rapport_publie_scelle() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END $$""",
    """CREATE TRIGGER rapport_publie_scelle BEFORE UPDATE OR DELETE ON reporting_rapport
    FOR EACH ROW WHEN (OLD.etat = 'publie') EXECUTE FUNCTION rapport_publie_scelle()""",
]
RETIRER = {
    "sqlite": [f"DROP TRIGGER IF EXISTS rapport_publie_sans_{acte}" for acte in ("update", "delete")],
    "postgresql": [
        "DROP TRIGGER IF EXISTS rapport_publie_scelle ON reporting_rapport",
        "DROP FUNCTION IF EXISTS rapport_publie_scelle()",
    ],
}


def poser(apps, schema_editor) -> None:
    _executer(schema_editor, {"sqlite": SQLITE, "postgresql": POSTGRESQL})


def retirer(apps, schema_editor) -> None:
    _executer(schema_editor, RETIRER)


def _executer(schema_editor, ordres: dict[str, list[str]]) -> None:
    for ordre in ordres[schema_editor.connection.vendor]:
        schema_editor.execute(ordre, params=None)


class Migration(migrations.Migration):
    dependencies = [("reporting", "0001_initial")]

    operations = [migrations.RunPython(poser, retirer)]
