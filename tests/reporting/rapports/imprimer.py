"""Draw the edition read from the standard input, and print the fingerprint of its bytes (see test_pdf.py)."""

import os
import pickle
import sys

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()

    from reporting.rapports.document import composer, empreinte, imprimer
    from reporting.rapports.sortes import SORTES

    edition = pickle.load(sys.stdin.buffer)
    sys.stdout.write(empreinte(imprimer(composer(SORTES["bilan-conseil"], edition), edition).octets))
