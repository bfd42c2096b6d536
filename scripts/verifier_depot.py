"""What the repository must not hold: addresses of registries, paths of one machine, loose locks, inline code.

Prints one line a fault, ``file:line: what``, and exits with 1 when there is any.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

RACINE = Path(__file__).resolve().parent.parent

REGISTRE = re.compile(r"\b(?:pypi|pythonhost[e]d|npmjs)\.(?:org|com)\b|--(?:extra-)?index-url|--find[-]links")
CHEMIN = re.compile(r"(?<![\w.$}])/(?:Users|home|mnt|opt|root|work)/\w")
# The content security policy refuses these; WeasyPrint's own pages are not served.
# (What allauth's own script reads is data, which no browser runs.)
EN_LIGNE = re.compile(
    r"<script(?![^>]*\b(?:src|data-allauth-onload)=)|<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:",
    re.IGNORECASE,
)
HORS_POLITIQUE = "templates/reporting/pdf/"


def fichiers() -> list[str]:
    """Return the paths that git knows or would add."""
    commande = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    sortie = subprocess.run(commande, cwd=RACINE, check=True, capture_output=True, text=True).stdout
    return sorted({chemin for chemin in sortie.split("\0") if chemin and (RACINE / chemin).is_file()})


def fautes_du_texte(chemin: str, texte: str) -> Iterator[str]:
    """Look for addresses and machine paths everywhere, inline code in templates."""
    regles = {"adresse d'un registre": REGISTRE, "chemin d'une machine": CHEMIN}
    if chemin.startswith("templates/") and not chemin.startswith(HORS_POLITIQUE):
        regles["script ou style en ligne"] = EN_LIGNE
    for numero, ligne in enumerate(texte.splitlines(), start=1):
        for nom, motif in regles.items():
            if trouve := motif.search(ligne):
                yield f"{chemin}:{numero}: {nom} : {trouve[0].strip()}"


def fautes_du_verrou_python(chemin: str, texte: str) -> Iterator[str]:
    """Every requirement is one version, with its hashes."""
    for exigence in texte.replace("\\\n", " ").splitlines():
        if "==" not in exigence or "--hash=sha256:" not in exigence:
            yield f"{chemin}: exigence sans version ou sans empreinte : {exigence[:60]}"


def fautes_du_verrou_npm(chemin: str, texte: str) -> Iterator[str]:
    """Every package has its hash, and none tells where it was found."""
    for nom, paquet in json.loads(texte)["packages"].items():
        if nom and "integrity" not in paquet:
            yield f"{chemin}: paquet sans empreinte : {nom}"
        if "resolved" in paquet:
            yield f"{chemin}: paquet avec adresse : {nom}"


def fautes(chemin: str) -> Iterator[str]:
    try:
        texte = (RACINE / chemin).read_text()
    except UnicodeDecodeError:
        return  # an image
    yield from fautes_du_texte(chemin, texte)
    if chemin.startswith("requirements/"):
        yield from fautes_du_verrou_python(chemin, texte)
    elif chemin == "package-lock.json":
        yield from fautes_du_verrou_npm(chemin, texte)


def main() -> int:
    trouvees = [faute for chemin in fichiers() for faute in fautes(chemin)]
    print("\n".join(trouvees), end="\n" if trouvees else "")
    return int(bool(trouvees))


if __name__ == "__main__":
    sys.exit(main())
