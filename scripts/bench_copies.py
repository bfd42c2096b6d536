"""Copying rows many times over, by the database itself, keys and references moved together."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from django.apps import apps
from django.db import connection
from django.db.models import CharField, Model

APPLICATIONS = ("territoires", "comptes", "conseils", "animateurs", "reporting")
# What is copied, with all that refers to it.
RACINES = (
    "territoires.Arrondissement",
    "territoires.Quartier",
    "territoires.PerimetreRenouvellement",
    "comptes.Compte",
    "comptes.LigneAudit",
    "conseils.MotIndexe",
)
# One for the whole team, or sent already, or keyed by chance: no page measured shows them.
EXCLUS = (
    "animateurs.RevueAnnuelle",
    "animateurs.DecisionRevue",
    "reporting.Campagne",
    "conseils.Digest",
    "conseils.LigneDigest",
    "conseils.ReponseQuestionnaire",
    "conseils.ReponseQuestion",
    "conseils.ReponseQuestion_choix",
    "conseils.Extrait",
)
# Of these, only some rows: those of a conseil. A séance or a document of Paris stays one; so does whoever works for
# all of Paris.
PARTIES = {
    "territoires.Arrondissement": "id IN (SELECT arrondissement_id FROM conseils_conseilcitoyen)",
    "comptes.Compte": "id IN (SELECT compte_id FROM comptes_habilitation WHERE role IN ('animateur', 'lecteur'))",
    "comptes.Habilitation": "role IN ('animateur', 'lecteur')",
    "conseils.Seance": "arrondissement_id IS NOT NULL",
    "reporting.Rapport": "conseil_id IS NOT NULL",
}
# References that are not foreign keys.
CLES_LIBRES = {("comptes_ligneaudit", "objet_id"), ("conseils_motindexe", "objet")}
SEPARES = {"numero": "{c} + {k} * 20", "code_insee": "CAST(20000 + numero + {k} * 20 AS varchar(5))"}


@cache
def modeles() -> tuple[type[Model], ...]:
    """In the order of their references, as far as there is one."""
    tous = [m for app in APPLICATIONS for m in apps.get_app_config(app).get_models(include_auto_created=True)]
    tous = [m for m in tous if m._meta.label not in EXCLUS]
    pris = [m for m in tous if m._meta.label in RACINES]
    while suivants := [m for m in tous if m not in pris and any(cible in pris for _, cible in _references(m))]:
        pris += suivants
    return tuple(pris)


def copier(curseur, modele: type[Model], fois: int, pas: int, *, seule: bool = False) -> None:
    """Insert ``fois`` copies of each row, ``pas`` between their keys. ``seule``: its references do not move."""
    if not fois:
        return
    table, champs = modele._meta.db_table, modele._meta.local_concrete_fields
    valeurs = [f'o."{c.column}"' if seule and not c.primary_key else _valeur(modele, c, pas) for c in champs]
    colonnes = ", ".join(f'"{champ.column}"' for champ in champs)
    ou = _partie(modele)
    curseur.execute(
        f"WITH RECURSIVE suite(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM suite WHERE k < {fois}) "  # noqa: S608
        f'INSERT INTO "{table}" ({colonnes}) SELECT {", ".join(valeurs)} '
        f'FROM suite CROSS JOIN "{table}" o{f" WHERE {ou}" if ou else ""}'
    )


@contextmanager
def sans_declencheurs() -> Iterator[None]:
    """The copies are of sealed rows, and of rollups already made; no trigger nor check has anything to say."""
    with connection.cursor() as curseur:
        if connection.vendor == "postgresql":
            curseur.execute("SET session_replication_role = replica")
            curseur.execute("ALTER TABLE territoires_arrondissement DROP CONSTRAINT IF EXISTS arrondissement_de_paris")
            yield
            curseur.execute("SET session_replication_role = DEFAULT")
            return
        curseur.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        declencheurs = curseur.fetchall()
        curseur.execute("PRAGMA foreign_keys = OFF")
        curseur.execute("PRAGMA ignore_check_constraints = ON")
        curseur.execute("PRAGMA synchronous = OFF")
        for nom, _ in declencheurs:
            curseur.execute(f"DROP TRIGGER {nom}")
        yield
        for _, creation in declencheurs:
            curseur.execute(creation)
        curseur.execute("PRAGMA ignore_check_constraints = OFF")
        curseur.execute("PRAGMA foreign_keys = ON")


def _references(modele: type[Model]) -> list[tuple]:
    return [(c, c.remote_field.model) for c in modele._meta.local_concrete_fields if c.remote_field]


def _partie(modele: type[Model]) -> str:
    """Which rows are copied: none that hangs on what stays one."""
    suspendues = [
        _parmi(f'o."{champ.column}"', cible, ou)
        for champ, cible in _references(modele)
        if cible is not modele and cible._meta.label.startswith(("conseils.", "reporting.")) and (ou := _partie(cible))
    ]
    return " AND ".join(filter(None, [PARTIES.get(modele._meta.label, ""), *suspendues]))


def _parmi(colonne: str, cible: type[Model], ou: str) -> str:
    lignes = f'SELECT o.id FROM "{cible._meta.db_table}" o WHERE {ou}'  # noqa: S608  of our own names
    return f"({colonne} IS NULL OR {colonne} IN ({lignes}))"


def _valeur(modele: type[Model], champ, pas: int) -> str:
    colonne = f'o."{champ.column}"'
    deplacee = f"{colonne} + k * {pas}"
    cible = champ.remote_field and champ.remote_field.model
    if champ.primary_key or (modele._meta.db_table, champ.column) in CLES_LIBRES:
        return deplacee
    if cible in modeles():
        ou = PARTIES.get(cible._meta.label)
        return f"CASE WHEN {_parmi(colonne, cible, ou)} THEN {deplacee} ELSE {colonne} END" if ou else deplacee
    return _separee(modele, champ, colonne)


def _separee(modele: type[Model], champ, colonne: str) -> str:
    """What must not be twice the same."""
    if modele._meta.label == "territoires.Arrondissement" and champ.column in SEPARES:
        return SEPARES[champ.column].format(c=colonne, k="k")
    if champ.unique and isinstance(champ, CharField):
        debut = f"length({colonne}) - {champ.max_length - 3}"
        fin = f"substr({colonne}, CASE WHEN {debut} > 0 THEN {debut} + 1 ELSE 1 END)"
        return f"CAST(k AS varchar(3)) || {fin}"
    return colonne
