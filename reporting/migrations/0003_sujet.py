from importlib import import_module

import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models

sceau = import_module("reporting.migrations.0002_sceau")


def resceller(apps, schema_editor):
    """SQLite changes a column by making the table anew, and the triggers that seal published rows go with it."""
    sceau.retirer(apps, schema_editor)
    sceau.poser(apps, schema_editor)


class Migration(migrations.Migration):

    dependencies = [
        ('conseils', '0017_circuit'),
        ('reporting', '0002_sceau'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        # Undone in the other order: sealed again once everything is as before.
        migrations.RunPython(migrations.RunPython.noop, resceller),
        migrations.RemoveConstraint(
            model_name='rapport',
            name='rapport_rang_unique',
        ),
        migrations.RemoveConstraint(
            model_name='rapport',
            name='rapport_un_seul_travail_en_cours',
        ),
        migrations.AddField(
            model_name='rapport',
            name='html',
            field=models.TextField(blank=True, verbose_name='page (HTML)'),
        ),
        migrations.AddField(
            model_name='rapport',
            name='objet',
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AlterField(
            model_name='rapport',
            name='sorte',
            field=models.CharField(max_length=30),
        ),
        migrations.AddConstraint(
            model_name='rapport',
            constraint=models.UniqueConstraint(models.F('sorte'), django.db.models.functions.comparison.Coalesce('conseil', models.Value(0)), models.F('exercice'), models.F('rang'), name='rapport_rang_unique'),
        ),
        migrations.AddConstraint(
            model_name='rapport',
            constraint=models.UniqueConstraint(models.F('sorte'), django.db.models.functions.comparison.Coalesce('conseil', models.Value(0)), models.F('exercice'), models.F('objet'), condition=models.Q(('etat__in', ['demande', 'en_cours', 'publication'])), name='rapport_un_seul_travail_en_cours', violation_error_message='Ce document est déjà en cours de production pour cet exercice.'),
        ),
        migrations.RunPython(resceller, migrations.RunPython.noop),
    ]
