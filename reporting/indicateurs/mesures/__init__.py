"""Counts: the only place where rows are aggregated.

A ``Mesure`` counts one kind of fact for each conseil, split by sex and by one detail, over several
periods at once. All the mesures asked for together are read in one SQL statement (a UNION ALL of
aggregates that share one shape), so a dashboard costs one query however many figures it shows.

One module for each theme; each says which rows it counts and which belong to a period.
"""

from __future__ import annotations

from reporting.indicateurs.mesure import Comptage
from reporting.indicateurs.mesures import (
    avis,
    consultations,
    contrat,
    feuilles,
    formations,
    groupe,
    initiatives,
    instances,
    journal,
    mobilisation,
    organisation,
    partenaires,
    quartiers,
    reunions,
)

THEMES = (
    groupe,
    reunions,
    mobilisation,
    formations,
    journal,
    avis,
    instances,
    initiatives,
    consultations,
    feuilles,
    organisation,
    partenaires,
    quartiers,
    contrat,
)
MESURES: dict[str, Comptage] = {mesure.cle: mesure for theme in THEMES for mesure in theme.MESURES}
