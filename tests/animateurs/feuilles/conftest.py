"""A feuille de route of the 18e for 2026: a draft, validated once, followed by that of 2027."""

from datetime import date

import pytest

from animateurs.services import feuilles as services
from tests import fabriques as f
from tests.animateurs.feuilles.gestes import ajouter, passer


@pytest.fixture
def feuille(animatrice, dix_huitieme):
    return services.ouvrir_feuille(conseil=dix_huitieme, exercice=2026, par=animatrice)


@pytest.fixture
def champs(db):
    return {
        "intitule": "Rouvrir le local", "origine": "attente", "source": "habitant",
        "origine_texte": "Un lieu où se retrouver", "mission": f.MissionFabrique(), "echeance": date(2026, 12, 1),
        "resultat_attendu": "Le local ouvre deux soirs", "constat_prevu": "Les soirs tenus",
    }  # fmt: skip


@pytest.fixture
def validee(feuille, animatrice, coordinatrice, champs):
    """One action, validated once."""
    ajouter(feuille, animatrice, champs)
    passer("ecrire_diagnostic", feuille, animatrice, diagnostic="Le local est fermé depuis un an.")
    passer("soumettre_feuille", feuille, animatrice)
    passer("valider_feuille", feuille, coordinatrice)
    feuille.refresh_from_db()
    return feuille


@pytest.fixture
def suivante(validee, animatrice, dix_huitieme):
    return services.ouvrir_feuille(conseil=dix_huitieme, exercice=2027, par=animatrice)
