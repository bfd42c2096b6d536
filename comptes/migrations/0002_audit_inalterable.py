"""The audit trail is append-only for everybody, raw SQL included."""

from django.db import migrations

REFUS = "Une ligne d''audit ne se modifie pas et ne se supprime pas."

SQLITE = [
    f"CREATE TRIGGER audit_sans_{acte.lower()} BEFORE {acte} ON comptes_ligneaudit "
    f"BEGIN SELECT RAISE(ABORT, '{REFUS}'); END"
    for acte in ("UPDATE", "DELETE")
]
SQLITE_INVERSE = [f"DROP TRIGGER audit_sans_{acte}" for acte in ("update", "delete")]

POSTGRESQL = [
    "CREATE FUNCTION audit_refuser() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{REFUS}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
    "CREATE TRIGGER audit_inalterable BEFORE UPDATE OR DELETE ON comptes_ligneaudit "
    "FOR EACH ROW EXECUTE FUNCTION audit_refuser()",
]
POSTGRESQL_INVERSE = ["DROP TRIGGER audit_inalterable ON comptes_ligneaudit", "DROP FUNCTION audit_refuser()"]


def poser(apps, schema_editor):
    _executer(schema_editor, {"sqlite": SQLITE, "postgresql": POSTGRESQL})


def retirer(apps, schema_editor):
    _executer(schema_editor, {"sqlite": SQLITE_INVERSE, "postgresql": POSTGRESQL_INVERSE})


def _executer(schema_editor, ordres):
    for ordre in ordres[schema_editor.connection.vendor]:
        schema_editor.execute(ordre)


class Migration(migrations.Migration):
    dependencies = [("comptes", "0001_initial")]
    operations = [migrations.RunPython(poser, retirer)]
