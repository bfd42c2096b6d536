"""Frozen data: the same text for the same data, and the same data back."""

from dataclasses import dataclass

import pytest

from reporting.rapports import canonique
from reporting.rapports.bilan_conseil import Bilan

# pytest-django prepares a test base only for tests that carry the mark.
pytestmark = pytest.mark.django_db


def test_aller_et_retour(edition):
    texte = canonique.ecrire(edition.donnees)
    assert canonique.lire(Bilan, texte) == edition.donnees
    assert canonique.ecrire(canonique.lire(Bilan, texte)) == texte


def test_cles_triees_et_sans_espace():
    @dataclass(frozen=True)
    class Exemple:
        b: int
        a: str

    assert canonique.ecrire(Exemple(1, "é")) == '{"a":"é","b":1}'


@pytest.mark.parametrize("valeur", [1.5, {1, 2}, object()])
def test_ce_qui_ne_se_relit_pas_est_refuse(valeur):
    with pytest.raises(TypeError, match="non figeable"):
        canonique.ecrire((valeur,))
