"""Where the limits of sign-in are counted when there is no Redis: one place for all processes."""

from django.core.management import call_command
from django.db import migrations

TABLE = "cache_partage"


def creer(apps, schema_editor):
    call_command("createcachetable", TABLE, database=schema_editor.connection.alias, verbosity=0)


def supprimer(apps, schema_editor):
    schema_editor.execute(f"DROP TABLE {schema_editor.quote_name(TABLE)}")


class Migration(migrations.Migration):
    dependencies = [('comptes', '0004_rgpd')]

    operations = [migrations.RunPython(creer, supprimer, elidable=False)]
