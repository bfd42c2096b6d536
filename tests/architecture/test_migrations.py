"""The linter of migrations refuses what it is there to refuse, and leaves nothing behind in production."""

import pytest
from django.conf import settings
from django.db import migrations, models
from django.db.migrations.state import ModelState, ProjectState

from scripts import lint_migrations as linter
from tests.architecture.sources import RACINE


def etat() -> ProjectState:
    champs = [("id", models.BigAutoField(primary_key=True)), ("nom", models.CharField(max_length=80))]
    return ProjectState({("conseils", "chose"): ModelState("conseils", "Chose", champs)})


def codes(*operations) -> set[str]:
    migration = migrations.Migration("9999_essai", "conseils")
    migration.operations = operations
    return set(linter.dangers(migration, etat()))


def ajouter(champ: models.Field) -> migrations.AddField:
    return migrations.AddField("chose", "ajout", champ)


class Chose:
    """Imported rather than asked of ``apps``: what a migration of data must not do."""

    objects: models.Manager


def du_present(apps, schema_editor):
    Chose.objects.update(nom="")


@pytest.mark.parametrize(
    ("operation", "code"),
    [
        (ajouter(models.IntegerField(default=0)), "NOT_NULL"),
        (migrations.AlterField("chose", "nom", models.IntegerField()), "ALTER_COLUMN"),
        (migrations.RemoveField("chose", "nom"), "DROP_COLUMN"),
        (migrations.RenameField("chose", "nom", "libelle"), "RENAME_COLUMN"),
        (migrations.RenameModel("Chose", "Objet"), "RENAME_TABLE"),
        (migrations.DeleteModel("Chose"), "DROP_TABLE"),
        (migrations.AddConstraint("chose", models.UniqueConstraint("nom", name="un_nom")), "ADD_UNIQUE"),
        (migrations.RunSQL("ALTER TABLE conseils_chose DROP COLUMN nom", "SELECT 1"), "DROP_COLUMN"),
        (migrations.RunPython(du_present, migrations.RunPython.noop), "RUNPYTHON_MODEL_IMPORT"),
        (migrations.RunPython(migrations.RunPython.noop), "IRREVERSIBLE"),
    ],
    ids=lambda valeur: valeur if isinstance(valeur, str) else type(valeur).__name__,
)
def test_une_migration_dangereuse_est_refusee(operation, code):
    assert codes(operation) == {code}


@pytest.mark.parametrize(
    "operation",
    [
        ajouter(models.IntegerField(null=True)),
        ajouter(models.IntegerField(db_default=0)),
        migrations.CreateModel("Autre", [("id", models.BigAutoField(primary_key=True))]),
        migrations.AddIndex("chose", models.Index(fields=["nom"], name="par_nom")),
    ],
)
def test_une_migration_qui_ajoute_passe(operation):
    assert codes(operation) == set()


@pytest.fixture
def une_de_trop(monkeypatch):
    migration = migrations.Migration("9999_essai", "conseils")
    migration.operations = [migrations.RemoveField("chose", "nom")]
    monkeypatch.setattr(linter, "a_relire", lambda *_: [(migration, etat())])


def test_la_commande_echoue_et_dit_quoi_ecrire(une_de_trop, capsys):
    assert linter.main([]) == 1
    assert 'migration = "conseils.9999_essai"\ncode = "DROP_COLUMN"' in capsys.readouterr().out


def test_ce_qui_est_accepte_passe(une_de_trop, monkeypatch, tmp_path):
    liste = tmp_path / "acceptees.toml"
    liste.write_text('[lues]\n[[acceptee]]\nmigration = "conseils.9999_essai"\ncode = "DROP_COLUMN"\npourquoi = "x"')
    monkeypatch.setattr(linter, "ACCEPTEES", liste)
    assert linter.main([]) == 0


def test_une_ligne_qui_ne_sert_plus_est_dite(monkeypatch, capsys):
    monkeypatch.setattr(linter, "a_relire", lambda *_: [])
    assert linter.main(["--tout"]) == 1
    assert "conseils.0005_organisation DROP_COLUMN ne sert plus" in capsys.readouterr().out


def test_la_production_ne_l_a_pas():
    assert "django_migration_linter" not in settings.INSTALLED_APPS
    assert "django-migration-linter" not in (RACINE / "requirements/run.txt").read_text()
