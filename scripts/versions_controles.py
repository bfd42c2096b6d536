"""What a base must still be after it was migrated with its data: every row, every value, every link, every seal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.apps.registry import Apps
from django.db import DatabaseError, IntegrityError, connection, migrations, transaction

# model -> primary key -> field -> value
Photo = dict[str, dict[object, dict[str, object]]]

# Values that a migration rewrites, and says so.
REECRITES = {
    "animateurs.lignejournal.note": "animateurs.0007: the note of « autre » becomes its precision",
    "animateurs.lignejournal.precision": "animateurs.0007: the note of « autre » becomes its precision",
}
# Columns that a migration removes once their values are elsewhere: in which model, by which link, under which name.
DEPLACES = {
    "conseils.conseilcitoyen.mode_portage": ("conseils.portage", "conseil_id", "mode"),
    "conseils.conseilcitoyen.structure_porteuse": ("conseils.portage", "conseil_id", "structure"),
}
_TOUT = ("UPDATE {} SET id = id", "DELETE FROM {}")
# The tables that the base seals, and what it must refuse of the rows that are there.
SCELLES = {
    "animateurs_notechiffre": ("UPDATE {} SET texte = 'x'", "DELETE FROM {}"),
    "animateurs_passation": _TOUT,
    "animateurs_revisionfeuille": _TOUT,
    "comptes_lecturedonnees": _TOUT,
    "comptes_ligneaudit": _TOUT,
    "conseils_constat": _TOUT,
    "conseils_divergence": _TOUT,
    "conseils_procesverbal": ("UPDATE {} SET id = id WHERE etat = 'approuve'",),
    "conseils_reponse": _TOUT,
    "reporting_passagerapport": _TOUT,
    "reporting_rapport": tuple(f"{ordre} WHERE etat = 'publie'" for ordre in _TOUT),
}
DECLENCHEURS = {
    "sqlite": "SELECT DISTINCT tbl_name FROM sqlite_master "
    "WHERE type = 'trigger' AND name NOT LIKE 'cumul!_%' ESCAPE '!'",
    "postgresql": "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger "
    "WHERE NOT tgisinternal AND tgname NOT LIKE 'cumul!_%' ESCAPE '!'",
}


def photographier(apps: Apps, applications: Iterable[str]) -> Photo:
    """Return every value of every row of these applications."""
    modeles = (m for m in apps.get_models(include_auto_created=True) if m._meta.app_label in applications)
    return {
        modele._meta.label_lower: {ligne[modele._meta.pk.attname]: ligne for ligne in modele._base_manager.values()}
        for modele in modeles
    }


def retires(plan: Iterable[migrations.Migration]) -> set[str]:
    """Return what these migrations remove and say so: models, fields, and the table of a many-to-many field.

    A new name is none of these: `make lint` refuses it, since the version that still runs writes the old one.
    """
    trouves = set()
    for migration in plan:
        for operation in migration.operations:
            if isinstance(operation, migrations.DeleteModel):
                trouves.add(f"{migration.app_label}.{operation.name_lower}")
            elif isinstance(operation, migrations.RemoveField):
                modele = f"{migration.app_label}.{operation.model_name_lower}"
                trouves |= {
                    f"{modele}.{operation.name}",
                    f"{modele}.{operation.name}_id",
                    f"{modele}_{operation.name}",
                }
    return trouves


def defauts(avant: Photo, apres: Photo, en_moins: set[str], scelles_avant: set[str]) -> list[str]:
    """Say everything that was lost on the way; nothing when the base is whole."""
    return [*pertes(avant, apres, en_moins), *_egares(avant, apres), *_liens(), *_sceaux(scelles_avant)]


def pertes(avant: Photo, apres: Photo, en_moins: set[str]) -> Iterator[str]:
    """Say which rows are not there any more, and which values are not what they were."""
    for modele, lignes in avant.items():
        if modele in en_moins:
            continue
        restees = apres.get(modele, {})
        if perdues := len(lignes.keys() - restees.keys()):
            yield f"{modele} : {perdues} lignes perdues sur {len(lignes)}"
        for champ, combien in _changees(lignes, restees).items():
            if f"{modele}.{champ}" not in en_moins | REECRITES.keys():
                yield f"{modele}.{champ} : {combien} valeurs changées"


def _changees(lignes: dict, restees: dict) -> dict[str, int]:
    """Count the values that are not what they were, by field."""
    comptes: dict[str, int] = {}
    for cle in lignes.keys() & restees.keys():
        for champ, valeur in lignes[cle].items():
            if restees[cle].get(champ, ...) != valeur:
                comptes[champ] = comptes.get(champ, 0) + 1
    return comptes


def _egares(avant: Photo, apres: Photo) -> Iterator[str]:
    """What was to be found elsewhere, and is not."""
    for colonne, (modele, lien, nom) in DEPLACES.items():
        venu_de, champ = colonne.rsplit(".", 1)
        retrouves = {(ligne[lien], ligne[nom]) for ligne in apres[modele].values()}
        attendus = {(cle, ligne[champ]) for cle, ligne in avant[venu_de].items() if ligne.get(champ)}
        if perdus := attendus - retrouves:
            yield f"{colonne} : {len(perdus)} valeurs absentes de {modele}.{nom}"


def _liens() -> Iterator[str]:
    """Every foreign key leads to a row."""
    try:
        connection.check_constraints()
    except DatabaseError as erreur:
        yield f"clé étrangère : {erreur}"


def tables_scellees() -> set[str]:
    """Return the tables that a trigger watches, those of the rollups apart: they are made again each time."""
    with connection.cursor() as curseur:
        curseur.execute(DECLENCHEURS[connection.vendor])
        return {table for (table,) in curseur.fetchall()}


def _sceaux(avant: set[str]) -> Iterator[str]:
    presentes = tables_scellees()
    for table in sorted(SCELLES.keys() - presentes):
        yield f"{table} : plus aucun déclencheur"
    for table in sorted(presentes - SCELLES.keys()):
        yield f"{table} : un déclencheur dont SCELLES ne dit rien"
    for table in sorted(avant & SCELLES.keys()):
        ordres = (ordre.format(table) for ordre in SCELLES[table])
        yield from (f"{table} : la base a permis « {ordre} »" for ordre in ordres if not _refuse(ordre))


def _refuse(ordre: str) -> bool:
    """Whether the base refuses it. An order that finds no row is not refused: nothing would be proven."""
    try:
        with transaction.atomic(), connection.cursor() as curseur:
            curseur.execute(ordre)
            transaction.set_rollback(True)
    except IntegrityError:
        return True
    return False
