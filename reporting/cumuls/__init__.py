"""Rollups by month of the counts that add up, kept true by triggers (decision 0009).

``sources`` declares which rows weigh on which months, ``declencheurs`` installs that in the database,
``partage`` tells what of a question the rollups answer. They are written by ``reporting.services.cumuls``.
"""
