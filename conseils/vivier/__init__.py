"""The pool of a drawing of lots: reading lists, checking them, writing the pool as one public text."""
