"""Choosing a panel under quotas with the published algorithm of the Sortition Foundation.

``programme`` is a program of its own, without Django: public data in, a panel out. ``appel`` runs it.
"""
