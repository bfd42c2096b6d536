"""The circle of an avis: dated events in order, and what is still awaited."""

from datetime import date

import pytest

from conseils.chronologie import chronologie
from conseils.models import Avis
from tests import fabriques as f

pytestmark = pytest.mark.django_db
JOUR = date(2026, 11, 18)


def lire(avis, jour=JOUR):
    return chronologie(Avis.objects.avec_chronologie().get(pk=avis.pk), jour)


def recit(avis, jour=JOUR):
    return [(e.nature, e.le) for e in lire(avis, jour).evenements]


def destinataire(avis, code, **champs):
    return f.DestinataireFabrique(avis=avis, partenaire=f.PartenaireFabrique(code=code, nom=code), **champs)


def test_a_draft_has_no_story_yet():
    brouillon = f.BrouillonFabrique()
    destinataire(brouillon, "ville", echeance=None)
    assert lire(brouillon).vide


def test_a_withdrawn_draft_tells_that_only():
    brouillon = f.BrouillonFabrique(etat="retire", retire_le=JOUR, motif_retrait="Fondu dans un autre.")
    assert recit(brouillon) == [("retrait", JOUR)]


def test_the_whole_circle_in_order():
    avis = f.AvisFabrique(etat="suites")
    ville = destinataire(avis, "ville", accuse_le=date(2026, 3, 12), repondu_le=date(2026, 5, 20))
    # Typed out of order: the story follows the dates.
    finale = f.ReponseFabrique(destinataire=ville, sens="accepte", le=date(2026, 5, 20), hors_delai=True)
    f.ReponseFabrique(destinataire=ville, sens="en_etude", etude_jusqu_au=date(2026, 5, 1), le=date(2026, 4, 2))
    suite = f.SuiteFabrique(reponse=finale)
    f.ConstatFabrique(suite=suite, resultat="pas_fait", le=date(2026, 10, 2))
    f.ConstatFabrique(suite=suite, resultat="fait", le=date(2026, 11, 2))
    assert recit(avis) == [
        ("adoption", date(2026, 3, 10)),
        ("transmission", date(2026, 3, 12)),
        ("accuse", date(2026, 3, 12)),
        ("reponse", date(2026, 4, 2)),
        ("reponse", date(2026, 5, 20)),
        ("suite", date(2026, 5, 20)),
        ("constat", date(2026, 10, 2)),
        ("constat", date(2026, 11, 2)),
    ]
    assert (lire(avis).attentes, lire(avis).a_verifier) == ([], [])


def test_what_is_awaited_and_what_is_late():
    avis = f.AvisFabrique()
    destinataire(avis, "en-retard", echeance=date(2026, 11, 17))
    destinataire(avis, "du-jour", echeance=JOUR)
    destinataire(avis, "sans-horloge", echeance=None)
    destinataire(avis, "repondu", repondu_le=date(2026, 4, 1))
    destinataire(avis, "tacite", echeance=date(2026, 11, 17), tacite=True)
    attentes = {str(a.destinataire): a.en_retard for a in lire(avis).attentes}
    assert attentes == {"en-retard": True, "du-jour": False, "sans-horloge": False}
    assert recit(avis)[-1] == ("tacite", date(2026, 11, 17))
    assert recit(avis, date(2026, 11, 17))[-1] == ("transmission", date(2026, 3, 12))


def test_withdrawn_nothing_is_awaited():
    avis = f.AvisFabrique(etat="retire", retire_le=JOUR)
    destinataire(avis, "en-retard", echeance=date(2026, 11, 17))
    destinataire(avis, "tacite", echeance=date(2026, 11, 17), tacite=True)
    assert lire(avis).attentes == []
    assert recit(avis)[-1] == ("retrait", JOUR)
    assert "tacite" not in [nature for nature, _ in recit(avis)]


def test_a_suite_that_nobody_has_seen_is_to_be_verified():
    avis = f.AvisFabrique(etat="suites")
    reponse = f.ReponseFabrique(destinataire=destinataire(avis, "ville"))
    a_voir, annoncee, abandonnee, vue = (
        f.SuiteFabrique(reponse=reponse, etat=etat) for etat in ("engagee", "realisee", "abandonnee", "engagee")
    )
    f.ConstatFabrique(suite=vue)
    assert lire(avis).a_verifier == [a_voir, annoncee]
    assert abandonnee not in lire(avis).a_verifier


def test_it_asks_the_database_nothing(django_assert_num_queries):
    constat = f.ConstatFabrique()
    avis = Avis.objects.avec_chronologie().get(pk=constat.suite.reponse.destinataire.avis_id)
    with django_assert_num_queries(0):
        for evenement in chronologie(avis, JOUR).evenements:
            str(evenement.objet)
