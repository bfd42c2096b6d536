"""Strict import of CSV files into tables: refused whole with line numbers, or written whole.

A ``Table`` says which file fills which model; ``importer`` reads, compares and writes; the result is one
``Difference`` per table. ``CommandeImport`` is the console around it.
"""

from socle.imports.fichiers import FichierRefuse
from socle.imports.synchronisation import Difference, Modification, Table, importer

__all__ = ["Difference", "FichierRefuse", "Modification", "Table", "importer"]
