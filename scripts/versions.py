"""From each version handed over, with data, to the migrations of today (``make versions``).

An empty base goes to where a version left it, receives rows of each of its tables, and is migrated as an upgrade
would. What must still be there is said in versions_controles.py; the versions are those of versions.toml.

    make versions                        # on SQLite
    make versions MOTEUR=postgresql
    make versions N=20                   # more rows in each table (an arrondissement has one conseil: twenty at most)
    make versions SEULEMENT=0.1.0a1      # one version
    make versions TEMOIN=lignes          # with a last migration that destroys: must fail (lignes, valeurs, sceaux)
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

RACINE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(RACINE))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


def principal() -> int:
    lecteur = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    lecteur.add_argument("--moteur", choices=["sqlite", "postgresql"], default=os.environ.get("MOTEUR") or "sqlite")
    lecteur.add_argument("--lignes", type=int, default=int(os.environ.get("N") or 3))
    lecteur.add_argument("--seulement", default=os.environ.get("SEULEMENT") or "")
    lecteur.add_argument("--temoin", default=os.environ.get("TEMOIN") or "")
    choix = lecteur.parse_args()
    with ExitStack() as pile:
        os.environ["DATA_DIR"] = pile.enter_context(tempfile.TemporaryDirectory(prefix="versions-"))
        os.environ["DATABASE_URL"] = ""
        if choix.moteur == "postgresql":
            from tests.services_reels import lancer_postgresql  # noqa: PLC0415

            os.environ["DATABASE_URL"] = pile.enter_context(lancer_postgresql())
        return parcourir(choix)


def parcourir(choix: argparse.Namespace) -> int:
    import django  # noqa: PLC0415  the settings read the environment prepared above

    django.setup()
    from django.db import connection  # noqa: PLC0415

    from scripts.versions_essai import essayer  # noqa: PLC0415
    from scripts.versions_registre import versions  # noqa: PLC0415

    fautes = 0
    for version in versions():
        if choix.seulement in {"", version.numero}:
            debut = time.monotonic()
            vider(connection)
            bilan = essayer(version, choix.lignes, choix.temoin)
            print(f"{version.numero}, {choix.moteur}, {time.monotonic() - debut:.0f} s : {bilan}", flush=True)
            fautes += len(bilan.defauts)
    connection.close()
    return int(bool(fautes))


def vider(connexion) -> None:
    """An empty base: a new file, or a new schema."""
    if connexion.vendor == "postgresql":
        with connexion.cursor() as curseur:
            curseur.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
        return
    connexion.close()
    for fichier in Path(connexion.settings_dict["NAME"]).parent.glob("base.sqlite3*"):
        fichier.unlink()


if __name__ == "__main__":
    sys.exit(principal())
