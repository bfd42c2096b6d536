"""Several processes at once, on a real PostgreSQL: one number, one document, one snapshot."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ValidationError
from django.db import InternalError, connection

from conseils.models import Reunion
from reporting.models import Rapport
from reporting.rapports.instantane import instantane
from reporting.rapports.sujet import Sujet
from reporting.services import circuit, travaux
from socle import courtier
from socle.transitions import TransitionRefusee
from tests import fabriques as f
from tests import personnes

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


def _en_meme_temps(combien, faire):
    """Call ``faire`` in as many threads, each with its own connection."""

    def dans_son_fil(_):
        try:
            return faire()
        finally:
            connection.close()

    with ThreadPoolExecutor(combien) as fils:
        return list(fils.map(dans_son_fil, range(combien)))


@pytest.fixture
def conseil():
    return f.ConseilFabrique(arrondissement=f.ArrondissementFabrique(numero=18))


def test_demandes_simultanees(conseil):
    def demander():
        try:
            return travaux.demander(sorte="bilan-conseil", sujet=Sujet(2026, conseil), par=None).numero
        except ValidationError:
            return None

    obtenus = _en_meme_temps(4, demander)
    assert [numero for numero in obtenus if numero] == ["BC-18-2026-01"]
    assert Rapport.objects.count() == 1


def test_prises_simultanees(conseil):
    rapport = travaux.demander(sorte="bilan-conseil", sujet=Sujet(2026, conseil), par=None)
    prises = _en_meme_temps(4, lambda: travaux.prendre(pk=rapport.pk))
    assert len([prise for prise in prises if prise]) == 1
    assert Rapport.objects.get().tentatives == 1


def test_instantane(conseil):
    """What others commit meanwhile is not seen, and the assembler cannot write."""
    with instantane():
        assert Reunion.objects.count() == 0
        _en_meme_temps(1, lambda: f.ReunionFabrique(conseil=conseil))
        assert Reunion.objects.count() == 0
    assert Reunion.objects.count() == 1
    with pytest.raises(InternalError, match="read-only"), instantane():
        Reunion.objects.update(lieu="ailleurs")


def test_decisions_simultanees(conseil, monkeypatch):
    """The two acceptances of one moment make one validation; a third of the same institution is told so."""
    monkeypatch.setattr(courtier, "reveiller", lambda _tache, _pk: None)
    rapport = travaux.demander(sorte="bilan-conseil", sujet=Sujet(2026, conseil), par=None)
    acheve = {"donnees": "{}", "fichier": "x.pdf", "sha256": "0" * 64, "produit_le": rapport.demande_le}
    Rapport.objects.filter(pk=rapport.pk).update(etat="soumis", tour=1, **acheve)
    decideurs = [personnes.prefecture(), personnes.ville(), personnes.avec_role("prefecture", "Pauline")]
    file = iter(decideurs)

    def accepter():
        try:
            return circuit.accepter(rapport=rapport, par=next(file)).etat
        except TransitionRefusee:
            return "refus"

    obtenus = sorted(_en_meme_temps(3, accepter))
    assert obtenus == ["refus", "soumis", "valide"]
    assert Rapport.objects.get().etat == "valide"
    acceptations = rapport.passages.filter(acte="accepter").values_list("institution", flat=True)
    assert sorted(acceptations) == ["prefecture", "ville"]
