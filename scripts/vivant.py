"""Health check of the worker and of beat: the program that the container was started for is still there."""

import sys
from pathlib import Path

# The container's first process is a tiny init; what it started says « celery » in its command line.
commandes = (fichier.read_bytes() for fichier in Path("/proc").glob("[0-9]*/cmdline"))
sys.exit(0 if any(b"celery" in commande for commande in commandes) else "celery ne tourne plus.")
