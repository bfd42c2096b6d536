"""Lists of names are sorted as a French dictionary is, whichever the database."""

import pytest
from django.db import connection
from django.db.models import CharField, F, Value

from conseils.models import Membre
from socle import alphabet
from tests import fabriques as f

# Typed by hand: accents beside the letter they stand on, small letters and capitals together, œ as o then e.
NOMS = [
    "abadi",
    "Abel",
    "D’Alma",
    "Da Silva",
    "Dabo",
    "Élie",
    "Elsa",
    "Étienne",
    "Evrard",
    "Odile",
    "Œuvrard",
    "Ogier",
    "Saint Clair",
    "Saint-Ange",
    "Vo",
    "Zola",
]
# What tells homographs apart: accents, then capitals.
PRESQUE_PAREILS = ["cote", "Cote", "COTE", "coté", "côte", "Côte", "côté"]


@pytest.fixture
def membres(dix_huitieme):
    if connection.vendor == "postgresql" and not _en_icu():
        pytest.skip("ce PostgreSQL, sans ICU, ne trie pas comme celui de la production")
    for nom in reversed(NOMS):
        f.MembreFabrique(conseil=dix_huitieme, nom=nom)
    return Membre.objects.filter(conseil=dix_huitieme)


def _en_icu() -> bool:
    with connection.cursor() as curseur:
        curseur.execute("SELECT datlocprovider FROM pg_database WHERE datname = current_database()")
        return curseur.fetchone() == ("i",)


def noms(membres) -> list[str]:
    return list(membres.values_list("nom", flat=True))


def test_les_personnes_par_ordre_alphabetique(membres):
    assert noms(membres) == NOMS
    assert noms(membres.order_by("-nom")) == NOMS[::-1]
    assert noms(membres.order_by(F("nom").desc(nulls_last=True))) == NOMS[::-1]


def test_par_un_lien_comme_en_propre(membres):
    for membre in membres:
        f.MandatFabrique(membre=membre)
    assert list(membres.first().conseil.membres.values_list("mandats__membre__nom", flat=True)) == NOMS
    assert noms(Membre.objects.filter(mandats__in=[m.mandats.get() for m in membres])) == NOMS


def test_sans_doublon_ou_en_reunion(membres):
    assert noms(membres.distinct().order_by("nom")) == NOMS
    deux = membres.filter(nom__lt="L").order_by().union(membres.filter(nom__gte="L").order_by()).order_by("nom")
    assert noms(deux) == NOMS


def test_seul_l_ordre_est_francais(membres):
    """« Élie » is not « elie » for who asks it, nor for a unique index."""
    assert membres.filter(nom__in=["elie", "Elie", "etienne"]).count() == 0


def test_les_presque_pareils_gardent_leur_rang(membres):
    for nom in reversed(PRESQUE_PAREILS):
        f.MembreFabrique(conseil=membres[0].conseil, nom=nom)
    assert noms(membres.filter(nom__in=PRESQUE_PAREILS)) == PRESQUE_PAREILS


def test_le_meme_ordre_hors_de_la_base():
    for liste in (NOMS, PRESQUE_PAREILS):
        assert sorted(set(liste), key=alphabet.cle) == liste


@pytest.mark.skipif(connection.vendor != "sqlite", reason="la collation est celle de SQLite")
def test_un_code_et_un_choix_gardent_leur_index(db):
    assert "francais" in str(Membre.objects.order_by("nom").query)
    for code in ("sexe", "conseil__rapports__numero", "quartier__code"):
        assert "francais" not in str(Membre.objects.order_by(code).query)
    assert "francais" not in str(Membre.objects.order_by("conseil__arrondissement__numero").query)
    assert "francais" in str(Membre.objects.annotate(v=Value("x", CharField())).order_by("v").query)
