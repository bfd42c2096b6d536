"""The project's own source files, read once for the tests of architecture."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.conf import settings

RACINE = Path(settings.BASE_DIR)
PIECES = ("socle", "territoires", "comptes", "conseils", "animateurs", "reporting", "config")


@cache
def arbres() -> dict[str, ast.Module]:
    """The syntax tree of each Python file of the application, by path from the root."""
    fichiers = (fichier for piece in PIECES for fichier in (RACINE / piece).rglob("*.py"))
    return {f.relative_to(RACINE).as_posix(): ast.parse(f.read_text(), f) for f in fichiers}


def appels(arbre: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """Yield every call with the last name of what it calls: ``a.b.save()`` gives ``save``."""
    for noeud in ast.walk(arbre):
        if isinstance(noeud, ast.Call):
            fonction = noeud.func
            yield getattr(fonction, "attr", getattr(fonction, "id", "")), noeud
