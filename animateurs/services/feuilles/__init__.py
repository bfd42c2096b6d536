"""Writing feuilles de route: draft, hand in, validate or hand back, revise; and what becomes of each action.

Every function checks the right of ``par`` with the same door as the pages. Those that change what the feuille
says lock its row, and refuse when it changed since the form was shown (``version``).
"""

from animateurs.services.feuilles.circuit import renvoyer_feuille, reviser_feuille, soumettre_feuille, valider_feuille
from animateurs.services.feuilles.importation import Importation, importer
from animateurs.services.feuilles.redaction import (
    ajouter_action,
    deplacer_action,
    ecrire_diagnostic,
    modifier_action,
    ouvrir_feuille,
    retirer_action,
)
from animateurs.services.feuilles.report import CLORE, REPORTER, actions_a_reporter, reporter_actions
from animateurs.services.feuilles.suivi import avancer_action, lier_action
from animateurs.services.feuilles.verrou import FeuilleModifieeAilleurs

__all__ = [
    "CLORE",
    "REPORTER",
    "FeuilleModifieeAilleurs",
    "Importation",
    "actions_a_reporter",
    "ajouter_action",
    "avancer_action",
    "deplacer_action",
    "ecrire_diagnostic",
    "importer",
    "lier_action",
    "modifier_action",
    "ouvrir_feuille",
    "renvoyer_feuille",
    "reporter_actions",
    "retirer_action",
    "reviser_feuille",
    "soumettre_feuille",
    "valider_feuille",
]
