import hashlib
from importlib import import_module

import django.core.validators
import django.db.models.deletion
import django.db.models.functions.comparison
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

sceau = import_module("reporting.migrations.0002_sceau")

REFUS = "un passage ne se modifie pas et ne se supprime pas"
SQLITE = [
    f"CREATE TRIGGER passage_sans_{acte.lower()} BEFORE {acte} ON reporting_passagerapport "
    f"BEGIN SELECT RAISE(ABORT, '{REFUS}'); END"
    for acte in ("UPDATE", "DELETE")
]
SQLITE_INVERSE = [f"DROP TRIGGER IF EXISTS passage_sans_{acte}" for acte in ("update", "delete")]
POSTGRESQL = [
    "CREATE FUNCTION passage_refuser() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{REFUS}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
    "CREATE TRIGGER passage_inalterable BEFORE UPDATE OR DELETE ON reporting_passagerapport "
    "FOR EACH ROW EXECUTE FUNCTION passage_refuser()",
]
POSTGRESQL_INVERSE = [
    "DROP TRIGGER IF EXISTS passage_inalterable ON reporting_passagerapport",
    "DROP FUNCTION IF EXISTS passage_refuser()",
]


def sceller(apps, schema_editor):
    """SQLite changes a column by making the table anew, and the triggers that seal published rows go with it."""
    sceau.retirer(apps, schema_editor)
    sceau.poser(apps, schema_editor)
    _executer(schema_editor, {"sqlite": SQLITE, "postgresql": POSTGRESQL})


def desceller(apps, schema_editor):
    sceau.retirer(apps, schema_editor)
    _executer(schema_editor, {"sqlite": SQLITE_INVERSE, "postgresql": POSTGRESQL_INVERSE})


def prendre_les_empreintes(apps, schema_editor):
    """The pages already kept get the fingerprint that a verification compares them with."""
    rapports = apps.get_model("reporting", "Rapport").objects
    for pk, html in rapports.exclude(html="").values_list("pk", "html").iterator(chunk_size=50):
        rapports.filter(pk=pk).update(html_sha256=hashlib.sha256(html.encode()).hexdigest())


def _executer(schema_editor, ordres):
    for ordre in ordres[schema_editor.connection.vendor]:
        schema_editor.execute(ordre)


class Migration(migrations.Migration):

    dependencies = [
        ('conseils', '0017_circuit'),
        ('reporting', '0006_cumuls'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        # Undone in the other order: sealed again once everything is as before.
        migrations.RunPython(sceau.retirer, sceau.poser),
        migrations.CreateModel(
            name='Campagne',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('exercice', models.PositiveSmallIntegerField(error_messages={'unique': 'Une campagne existe déjà pour cet exercice : ouvrez-la.'}, unique=True, validators=[django.core.validators.MinValueValidator(2015), django.core.validators.MaxValueValidator(2100)])),
                ('preparation', models.DateField(help_text='Ce jour-là, les projets se préparent d’eux-mêmes.', verbose_name='préparation des projets le')),
                ('relecture', models.DateField(verbose_name='relecture jusqu’au')),
                ('publication', models.DateField(verbose_name='publication visée le')),
                ('creee_le', models.DateTimeField(auto_now_add=True)),
                ('lancee_le', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='lancée le')),
                ('annoncee_le', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='annoncée le')),
            ],
            options={
                'verbose_name': 'campagne',
                'ordering': ['-exercice'],
            },
        ),
        migrations.CreateModel(
            name='DefautRapport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('nature', models.CharField(choices=[('donnees', 'les données figées ne sont plus celles de la publication'), ('page', "la page figée n'est plus celle de la publication"), ('absent', 'le fichier PDF est absent'), ('illisible', 'le fichier PDF ne peut pas être lu'), ('altere', 'le fichier PDF a été modifié')], max_length=10)),
                ('constate_le', models.DateTimeField(default=django.utils.timezone.now, verbose_name='constaté le')),
                ('leve_le', models.DateTimeField(blank=True, null=True, verbose_name='levé le')),
            ],
            options={
                'verbose_name': "défaut d'un document publié",
                'verbose_name_plural': 'défauts des documents publiés',
                'ordering': ['constate_le', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='PassageRapport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('acte', models.CharField(choices=[('demander', 'Demandé'), ('produire', 'Projet produit'), ('garder', 'Données inchangées : projet gardé'), ('soumettre', 'Soumis'), ('remettre', 'Remis aux commanditaires'), ('accepter', 'Accepté'), ('renvoyer', 'Renvoyé'), ('reprendre', 'Refait à partir des données'), ('publier', 'Publication décidée'), ('sceller', 'Édition publiée, scellée'), ('echouer', 'Échec'), ('relancer', 'Relancé')], max_length=10)),
                ('de', models.CharField(blank=True, max_length=11)),
                ('vers', models.CharField(max_length=11)),
                ('par_nom', models.CharField(max_length=200)),
                ('institution', models.CharField(blank=True, choices=[('prefecture', 'Préfecture'), ('ville', 'Ville')], max_length=10)),
                ('le', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('motif', models.TextField(blank=True, max_length=5000)),
                ('tour', models.PositiveSmallIntegerField()),
                ('donnees_sha256', models.CharField(blank=True, max_length=64)),
            ],
            options={
                'verbose_name': "passage d'un document",
                'verbose_name_plural': 'passages des documents',
                'ordering': ['le', 'pk'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='rapport',
            name='rapport_acheve_avec_son_fichier',
        ),
        migrations.RemoveConstraint(
            model_name='rapport',
            name='rapport_un_seul_travail_en_cours',
        ),
        migrations.AddField(
            model_name='rapport',
            name='debut',
            field=models.DateTimeField(blank=True, null=True, verbose_name='début du travail'),
        ),
        migrations.AddField(
            model_name='rapport',
            name='duree',
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name='durée du dernier travail, en millisecondes'),
        ),
        migrations.AddField(
            model_name='rapport',
            name='html_sha256',
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name='rapport',
            name='motif_correction',
            field=models.TextField(blank=True, max_length=2000, verbose_name='ce que ce document corrige'),
        ),
        migrations.AddField(
            model_name='rapport',
            name='remplace',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reporting.rapport'),
        ),
        migrations.AddField(
            model_name='rapport',
            name='tour',
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AlterField(
            model_name='rapport',
            name='etat',
            field=models.CharField(choices=[('demande', 'demandé'), ('en_cours', 'en cours de production'), ('projet', 'projet'), ('soumission', 'en cours de soumission'), ('soumis', 'soumis'), ('renvoye', 'renvoyé'), ('valide', 'validé'), ('publication', 'en cours de publication'), ('publie', 'publié'), ('echec', 'échec')], default='demande', max_length=11, verbose_name='état'),
        ),
        migrations.AddField(
            model_name='campagne',
            name='creee_par',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='rapport',
            name='campagne',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='rapports', to='reporting.campagne'),
        ),
        migrations.AddIndex(
            model_name='rapport',
            index=models.Index(fields=['sha256'], name='rapport_sha256'),
        ),
        migrations.AddConstraint(
            model_name='rapport',
            constraint=models.UniqueConstraint(models.F('sorte'), django.db.models.functions.comparison.Coalesce('conseil', models.Value(0)), models.F('exercice'), models.F('objet'), condition=models.Q(('etat__in', ['projet', 'publie', 'echec']), _negated=True), name='rapport_un_seul_travail_en_cours', violation_error_message='Ce document est déjà en cours de production, ou entre les mains des commanditaires, pour cet exercice.'),
        ),
        migrations.AddConstraint(
            model_name='rapport',
            constraint=models.CheckConstraint(condition=models.Q(('etat__in', ['demande', 'en_cours', 'echec']), models.Q(models.Q(('sha256', ''), _negated=True), models.Q(('fichier', ''), _negated=True), models.Q(('donnees', ''), _negated=True), ('produit_le__isnull', False)), _connector='OR'), name='rapport_acheve_avec_son_fichier'),
        ),
        migrations.AddConstraint(
            model_name='rapport',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('motif_correction', ''), ('remplace', None)), models.Q(('remplace__isnull', False), models.Q(('motif_correction', ''), _negated=True)), _connector='OR'), name='rapport_remplace_avec_son_motif', violation_error_message="Une correction dit ce qu'elle remplace, et pourquoi."),
        ),
        migrations.AddField(
            model_name='defautrapport',
            name='rapport',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='defauts', to='reporting.rapport'),
        ),
        migrations.AddField(
            model_name='passagerapport',
            name='par',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='passagerapport',
            name='rapport',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='passages', to='reporting.rapport'),
        ),
        migrations.AddConstraint(
            model_name='campagne',
            constraint=models.CheckConstraint(condition=models.Q(('preparation__lt', models.F('relecture')), ('relecture__lt', models.F('publication'))), name='campagne_dates_dans_l_ordre', violation_error_message='Les trois dates se suivent : préparation, puis relecture, puis publication.'),
        ),
        migrations.AddConstraint(
            model_name='defautrapport',
            constraint=models.UniqueConstraint(condition=models.Q(('leve_le', None)), fields=('rapport', 'nature'), name='defaut_constate_une_fois'),
        ),
        migrations.AddConstraint(
            model_name='passagerapport',
            constraint=models.UniqueConstraint(condition=models.Q(('acte', 'accepter')), fields=('rapport', 'tour', 'institution'), name='passage_une_acceptation_par_institution', violation_error_message='Ce document est déjà accepté au nom de cette institution.'),
        ),
        migrations.AddConstraint(
            model_name='passagerapport',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('acte__in', ['accepter', 'renvoyer']), _negated=True), models.Q(models.Q(('institution', ''), _negated=True), ('par__isnull', False)), _connector='OR'), name='passage_decision_signee'),
        ),
        migrations.AddConstraint(
            model_name='passagerapport',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('acte', 'renvoyer'), _negated=True), models.Q(('motif', ''), _negated=True), _connector='OR'), name='passage_renvoi_motive'),
        ),
        migrations.RunPython(prendre_les_empreintes, migrations.RunPython.noop),
        migrations.RunPython(sceller, desceller),
    ]
