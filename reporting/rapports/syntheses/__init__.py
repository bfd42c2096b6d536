"""Short documents written from a bilan that is already frozen: a synthesis in two pages, and a FALC version.

They never read the base again: each figure is the one that the bilan prints. A kind of bilan gets its own by
declaring ``OBJETS`` (``source.bilans``) and what to take from its data: see ``conseil`` and ``falc.conseil``.
"""
