"""Reads of the conseils, with domain names: one file per cluster, as in ``conseils.models``.

The models import these modules, so they reach the models through the relations of the one they query.
"""
