"""Two last answers at the same moment, on a real PostgreSQL: the act is answered, and each once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from conseils.models import Avis, Reponse
from conseils.services.liens import repondre_par_lien
from conseils.services.reponses import repondre
from tests import fabriques as f

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]
SAISIE = {"sens": "accepte", "texte": "C'est entendu.", "signataire": "Cheffe de service"}


def ensemble(*actes):
    """Run these acts at the same time, each on its own connection; return what they raised or returned."""

    def jouer(acte):
        try:
            return acte()
        except Exception as erreur:
            return erreur
        finally:
            connection.close()

    with ThreadPoolExecutor(len(actes)) as fils:
        return list(fils.map(jouer, actes))


def test_the_two_last_answers_answer_the_act():
    avis = f.AvisFabrique()
    adresses = [f.DestinataireFabrique(avis=avis, partenaire=f.PartenaireFabrique(code=code)) for code in ("a", "b")]
    ensemble(*(lambda a=a: repondre(destinataire=a, voie="lien", par=None, **SAISIE) for a in adresses))
    assert Reponse.objects.count() == 2
    assert Avis.objects.get().etat == "repondu"


def test_twenty_identical_answers_at_once_are_one():
    adresse = f.DestinataireFabrique()
    rendues = ensemble(*[lambda: repondre(destinataire=adresse, voie="lien", par=None, **SAISIE)] * 20)
    assert {reponse.pk for reponse in rendues} == {Reponse.objects.get().pk}


def test_a_link_used_twice_at_once_serves_once():
    lien = f.LienReponseFabrique()
    textes = ("Oui.", "Non.")
    ensemble(*(lambda t=t: repondre_par_lien(lien=lien, **SAISIE | {"texte": t}) for t in textes))
    assert Reponse.objects.count() == 1
