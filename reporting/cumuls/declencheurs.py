"""The triggers that mark the months to count again, made from the declarations, for both engines.

A trigger sees every write, whatever wrote it: a form, a bulk operation, a cascade, the admin, a console. It
costs no query to the request. Their names carry a digest of what they do: those in place are right.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from hashlib import sha256

from django.db import connections

from reporting.cumuls.sources import SOURCES, Chemin, Source

PREFIXE = "cumul_"
TABLE = "reporting_moistouche"

_MOIS = {"sqlite": "date({jour}, 'start of month')", "postgresql": "date_trunc('month', {jour})::date"}
_PLUS = {"sqlite": "date({jour}, '+' || {plus} || ' days')", "postgresql": "({jour} + {plus}::integer)"}
_ECRITURE = {"sqlite": "0", "postgresql": "txid_current()"}
_DIFFERE = {"sqlite": "OLD.{0} IS NOT NEW.{0}", "postgresql": "OLD.{0} IS DISTINCT FROM NEW.{0}"}
_EN_PLACE = {
    "sqlite": "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'cumul\\_%' ESCAPE '\\'",
    "postgresql": "SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE 'cumul\\_%'",
}


def installer(using: str, sources: Iterable[Source] = SOURCES) -> None:
    """Put in place what is missing, take away what is not declared any more. Nothing to do costs one query."""
    connexion = connections[using]
    voulus = dict(declencheur for source in sources for declencheur in _declencheurs(source, connexion.vendor))
    with connexion.cursor() as curseur:
        curseur.execute(_EN_PLACE[connexion.vendor])
        en_place = dict(curseur.fetchall())
        for nom in en_place.keys() - voulus.keys():
            _retirer(curseur, connexion.vendor, nom, en_place[nom])
        for nom in voulus.keys() - en_place.keys():
            curseur.execute(voulus[nom])


def retirer(using: str) -> None:
    installer(using, ())


def toucher_tout(using: str) -> None:
    """Mark every month that has a source row: after a migration, which may have written without triggers."""
    connexion = connections[using]
    with connexion.cursor() as curseur:
        for source in SOURCES:
            for chemin in source.chemins:
                curseur.execute(_marque(chemin, connexion.vendor, "x", source.table))


def poser(sender, using: str, plan=(), **kwargs) -> None:
    """After each ``migrate``: a table that SQLite made anew has lost its triggers."""
    if TABLE not in connections[using].introspection.table_names():
        return
    installer(using)
    if plan:
        toucher_tout(using)


def deposer(sender, using: str, plan=(), **kwargs) -> None:
    """Before a migration on SQLite, which cannot rename a table that a trigger of another one reads."""
    if plan and connections[using].vendor == "sqlite":
        retirer(using)


def _declencheurs(source: Source, moteur: str) -> Iterable[tuple[str, str]]:
    """(name, SQL) of the triggers of one table."""
    marques = {
        quand: "; ".join(_marque(chemin, moteur, quand) for chemin in source.chemins) + ";" for quand in ("OLD", "NEW")
    }
    differe = " OR ".join(_DIFFERE[moteur].format(colonne) for colonne in source.colonnes)
    ordres = {"sqlite": _sqlite, "postgresql": _postgresql}[moteur](source.table, marques, differe)
    for suffixe, ordre in ordres.items():
        nom = f"{PREFIXE}{source.table}_{suffixe}_{sha256(ordre.encode()).hexdigest()[:8]}"
        yield nom, ordre.replace("{nom}", nom)


def _sqlite(table: str, marques: dict[str, str], differe: str) -> dict[str, str]:
    corps = {
        "insert": marques["NEW"],
        "delete": marques["OLD"],
        "update": f"{marques['OLD']} {marques['NEW']}",
    }
    return {
        acte: f"CREATE TRIGGER {{nom}} AFTER {acte.upper()} ON {table}"
        f"{f' WHEN {differe}' if acte == 'update' else ''} BEGIN {ordres} END"
        for acte, ordres in corps.items()
    }


def _postgresql(table: str, marques: dict[str, str], differe: str) -> dict[str, str]:
    """A function and its trigger, of one name: they come and go together."""
    return {
        "tout": f"""CREATE OR REPLACE FUNCTION {{nom}}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF TG_OP = 'UPDATE' THEN IF NOT ({differe}) THEN RETURN NULL; END IF; END IF;
        IF TG_OP <> 'INSERT' THEN {marques["OLD"]} END IF;
        IF TG_OP <> 'DELETE' THEN {marques["NEW"]} END IF;
        RETURN NULL; END $$;
        CREATE TRIGGER {{nom}} AFTER INSERT OR UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {{nom}}()"""
    }


def _retirer(curseur, moteur: str, nom: str, table: str) -> None:
    curseur.execute(f"DROP TRIGGER {nom}" if moteur == "sqlite" else f"DROP FUNCTION {nom}() CASCADE")


def mois_des_sources(using: str, conseils: Sequence[int]) -> set[date]:
    """Every month in which these conseils have a source row."""
    connexion, trouves = connections[using], set()
    with connexion.cursor() as curseur:
        for source in SOURCES:
            for chemin in source.chemins:
                parmi = f"{chemin.conseil} IN ({', '.join(map(str, conseils))})"
                curseur.execute(_mois(chemin, connexion.vendor, "x", source.table, parmi))
                trouves |= {_en_date(mois) for _, mois, _ in curseur.fetchall()}
    return trouves


def _en_date(mois: date | str) -> date:
    return date.fromisoformat(mois) if isinstance(mois, str) else mois


def _marque(chemin: Chemin, moteur: str, x: str, table: str = "") -> str:
    """The statement that marks the months of a row ``x``, or of all those of ``table``."""
    mois = _mois(chemin, moteur, x, table)
    return f"INSERT INTO {TABLE} (conseil_id, mois, ecriture) {mois} ON CONFLICT DO NOTHING"


def _mois(chemin: Chemin, moteur: str, x: str, table: str = "", parmi: str = "") -> str:
    """(conseil, month, transaction) that a row weighs on. Made of declarations, and of nothing that anybody typed."""
    jour = _PLUS[moteur].format(jour=chemin.jour, plus=chemin.plus) if chemin.plus else chemin.jour
    mois = _MOIS[moteur].format(jour=jour)
    de = ", ".join(filter(None, [f"{table} x" if table else "", chemin.de]))
    ou = " AND ".join(filter(None, [chemin.ou, parmi, f"{chemin.jour} IS NOT NULL"]))
    lus = f"SELECT DISTINCT {chemin.conseil}, {mois}, {_ECRITURE[moteur]}"
    return f"{lus}{f' FROM {de}' if de else ''} WHERE {ou}".format(x=x)
