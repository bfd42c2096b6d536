"""A person in two groupes is counted once: the oracle is typed by hand.

Groupe moteur and « Nord », conseil of the 18e.

Awa (F, habitants): moteur since 2025-01-10 (drawn), Nord since 2025-06-01 (volunteer).
Bruno (H, habitants): moteur 2025-01-10 – 2026-03-31 (volunteer), Nord since 2026-01-01 (drawn).
Chloé (F, acteurs): moteur 2025-02-01 – 2026-06-30, Nord 2026-07-01 – …: out one day, in the next.
Denis (H, acteurs): both since 2026-02-01, both until 2026-09-30.
"""

from datetime import date

import pytest

from conseils.composition import image_du_groupe
from conseils.models import Mandat
from reporting.indicateurs import collecter
from socle.periode import Periode
from tests import fabriques as f

EXERCICE = Periode.exercice(2026).jusqu_au(date(2026, 11, 18))


@pytest.fixture
def deux_groupes(dix_huitieme):
    moteur = f.GroupeMoteurFabrique(conseil=dix_huitieme)
    nord = f.GroupeMoteurFabrique(conseil=dix_huitieme, nom="Nord")

    def entrer(membre, groupe, college, origine, debut, fin=None):
        f.MandatFabrique(
            membre=membre,
            groupe=groupe,
            college=college,
            origine=origine,
            debut=debut,
            fin=fin,
            motif_fin="autre" if fin else "",
        )

    awa, bruno, chloe, denis = (
        f.MembreFabrique(conseil=dix_huitieme, prenom=prenom, sexe=sexe)
        for prenom, sexe in (("Awa", "F"), ("Bruno", "H"), ("Chloé", "F"), ("Denis", "H"))
    )
    entrer(awa, moteur, "habitants", "tirage", date(2025, 1, 10))
    entrer(awa, nord, "habitants", "volontaire", date(2025, 6, 1))
    entrer(bruno, moteur, "habitants", "volontaire", date(2025, 1, 10), date(2026, 3, 31))
    entrer(bruno, nord, "habitants", "tirage", date(2026, 1, 1))
    entrer(chloe, moteur, "acteurs", "volontaire", date(2025, 2, 1), date(2026, 6, 30))
    entrer(chloe, nord, "acteurs", "volontaire", date(2026, 7, 1))
    entrer(denis, moteur, "acteurs", "college", date(2026, 2, 1), date(2026, 9, 30))
    entrer(denis, nord, "acteurs", "volontaire", date(2026, 2, 1), date(2026, 9, 30))
    return dix_huitieme


@pytest.mark.parametrize(
    ("jour", "colleges", "origines"),
    [
        (date(2025, 1, 9), [0, 0], [0, 0, 0]),
        (date(2025, 12, 31), [2, 1], [1, 2, 0]),  # Awa drawn; Bruno, Chloé volunteers
        (date(2026, 2, 1), [2, 2], [1, 2, 1]),  # and Denis, by his collège
        (date(2026, 4, 1), [2, 2], [2, 1, 1]),  # Bruno, now in Nord only, where he was drawn
        (date(2026, 11, 18), [2, 1], [2, 1, 0]),
    ],
)
def test_l_image_compte_chacun_une_fois(deux_groupes, jour, colleges, origines):
    image = image_du_groupe(deux_groupes, jour)
    assert [ligne.total for ligne in image.colleges.lignes] == colleges
    assert [ligne.total for ligne in image.origines.lignes] == origines
    assert image.effectif == sum(colleges)


def test_entrees_et_sorties(deux_groupes):
    def passages(mandats, champ):
        return sorted(mandats.values_list("membre__prenom", champ))

    assert passages(Mandat.objects.entrees(), "debut") == [
        ("Awa", date(2025, 1, 10)),
        ("Bruno", date(2025, 1, 10)),
        ("Chloé", date(2025, 2, 1)),
        ("Chloé", date(2026, 7, 1)),
        ("Denis", date(2026, 2, 1)),
    ]
    assert passages(Mandat.objects.sorties(), "fin") == [("Chloé", date(2026, 6, 30)), ("Denis", date(2026, 9, 30))]


def test_les_indicateurs_comptent_chacun_une_fois(deux_groupes):
    """Today: Awa, Bruno (habitants), Chloé. On the eve: Awa, Bruno, Chloé. In: Denis, Chloé. Out: Chloé, Denis."""
    table = collecter([deux_groupes.pk], [EXERCICE])

    def fraction(code):
        valeur = table.valeur(code, deux_groupes.pk)
        return valeur.numerateur, valeur.denominateur

    assert fraction("I01") == (3, None)
    assert fraction("I02") == (2, 3)
    assert fraction("I03") == (2, 3)
    assert fraction("I04") == (0, 2)
    assert fraction("I05") == (4, 6)
    assert table.mesure("membres_origine", deux_groupes.pk) == 3


def test_une_personne_n_est_attendue_qu_une_fois(deux_groupes):
    """20 February 2026: Awa, Bruno, Chloé and Denis, whose mandats are seven; two came."""
    reunion = f.ReunionFabrique(conseil=deux_groupes, date=date(2026, 2, 20))
    for prenom in ("Awa", "Denis"):
        f.PresenceFabrique(reunion=reunion, membre=deux_groupes.membres.get(prenom=prenom))
    valeur = collecter([deux_groupes.pk], [EXERCICE]).valeur("I09", deux_groupes.pk)
    assert (valeur.numerateur, valeur.denominateur) == (2, 4)


def test_par_quartier(dix_huitieme):
    """Two women and a man of Amiraux, one of unknown quartier; nobody of Bédier, which is not printed."""
    amiraux, _ = f.QuartierFabrique(nom="Amiraux"), f.QuartierFabrique(nom="Bédier")
    for sexe, quartier in (("F", amiraux), ("F", amiraux), ("H", amiraux), ("N", None)):
        f.MandatFabrique(membre__conseil=dix_huitieme, membre__sexe=sexe, membre__quartier=quartier)
    lignes = image_du_groupe(dix_huitieme, date(2026, 11, 18)).quartiers.lignes
    assert [(ligne.libelle, ligne.femmes, ligne.hommes, ligne.non_renseigne) for ligne in lignes] == [
        ("Amiraux", 2, 1, 0),
        ("non connu", 0, 0, 1),
    ]
