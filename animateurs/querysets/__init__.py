"""Reads of the team and of its journal, with domain names: one file per cluster, as in ``conseils.querysets``."""
