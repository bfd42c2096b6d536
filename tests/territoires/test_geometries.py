"""Outlines: told apart, projected, simplified, refused whole with the place that is wrong, stored once."""

import json
from math import cos, dist, pi, sin

import pytest
from django.core.management import CommandError
from django.db import IntegrityError, transaction

from reporting import carte
from socle.graphiques import Tuile
from territoires.geometrie.projection import lambert93, simplifier
from territoires.geometrie.trace import cadrer
from territoires.models import Arrondissement, FiliationQuartier, Geometrie, Quartier
from tests import fabriques as f

# A square of about 730 m by 1 110 m around the 18e, open as some files have them, and a hole in it.
CARRE = [[2.34, 48.89], [2.35, 48.89], [2.35, 48.90], [2.34, 48.90]]
TROU = [[2.343, 48.893], [2.347, 48.893], [2.347, 48.897], [2.343, 48.897], [2.343, 48.893]]


def entite(code="QN07501M", coordonnees=(CARRE,), genre="Polygon", **proprietes) -> dict:
    return {
        "type": "Feature",
        "properties": {"code_qp": code} | proprietes,
        "geometry": {"type": genre, "coordinates": list(coordonnees)},
    }


@pytest.fixture
def importer(db, commande, tmp_path):
    """``importer(entité, …)`` writes a file and runs the command on it."""
    f.QuartierFabrique(code="QN07501M", generation=2024)
    f.QuartierFabrique(code="QN07502M", generation=2024)
    f.ArrondissementFabrique(numero=18)

    def _importer(*entites, collection=None, **options) -> str:
        fichier = tmp_path / "contours.geojson"
        contenu = {"type": "FeatureCollection", "features": list(entites)} | (collection or {})
        fichier.write_text(json.dumps(contenu), encoding="utf-8")
        return commande("importer_geometries", str(fichier), **options)

    return _importer


# -- Projection and simplification -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("degres", "metres"),
    [
        ((3.0, 46.5), (700_000, 6_600_000)),  # the origin, by definition
        ((2.294481, 48.858370), (648_237, 6_862_271)),  # the Eiffel tower
    ],
)
def test_lambert93(degres, metres):
    assert lambert93(degres) == pytest.approx(metres, abs=60)


@pytest.mark.parametrize(("parallele", "centieme_de_degre"), [(44, 802.06), (49, 731.72)])
def test_lambert93_ne_deforme_pas_ses_deux_paralleles(parallele, centieme_de_degre):
    """On its two standard parallels a distance on the map is the distance on the ground (GRS 80)."""
    assert dist(lambert93((2.3, parallele)), lambert93((2.31, parallele))) == pytest.approx(centieme_de_degre, abs=0.1)


def test_simplifier_garde_la_forme_et_oublie_les_points_alignes():
    carre = [(0, 0), (50, 1), (100, 0), (100, 100), (0, 100), (0, 50), (0, 0)]
    assert simplifier(carre, 4) == [(0, 0), (100, 0), (100, 100), (0, 100), (0, 0)]
    cercle = [(1000 * cos(i * pi / 500), 1000 * sin(i * pi / 500)) for i in range(1001)]
    simple = simplifier(cercle, 10)
    assert 16 <= len(simple) <= 80
    assert all(990 <= (x * x + y * y) ** 0.5 <= 1001 for x, y in simple)


# -- Import ----------------------------------------------------------------------------------------


def test_un_contour_ferme_avec_son_trou_puis_plus_rien_a_faire(importer):
    assert "créés 1, modifiés 0, inchangés 0" in importer(entite(coordonnees=[CARRE, TROU]))
    geometrie = Quartier.objects.get(code="QN07501M").geometrie
    ((dehors, trou),) = geometrie.polygones
    assert (len(dehors), len(trou)) == (5, 5)
    assert dehors[0] == dehors[-1]
    assert (geometrie.source, geometrie.licence) == (
        "ANCT, périmètres des quartiers prioritaires",
        "Licence Ouverte 2.0",
    )
    assert "créés 0, modifiés 0, inchangés 1" in importer(entite(coordonnees=[CARRE, TROU]))
    assert "créés 0, modifiés 1, inchangés 0" in importer(entite(), source="Nous")


def test_plusieurs_polygones_et_lambert_93(importer):
    metres = [[list(lambert93(p)) for p in CARRE]]
    importer(
        entite(coordonnees=[[CARRE], [TROU]], genre="MultiPolygon"),
        entite("QN07502M", coordonnees=metres, rien=None),
    )
    deux, un = (Geometrie.objects.get(quartier__code=c).polygones for c in ("QN07501M", "QN07502M"))
    assert (len(deux), len(un)) == (2, 1)
    assert un[0] == deux[0]


@pytest.mark.parametrize("propriete", [{"c_ar": 18}, {"c_arinsee": 75118}, {"C_ARINSEE": "75118"}])
def test_un_arrondissement_par_ses_codes_officiels(importer, propriete):
    importer({**entite(), "properties": propriete})
    assert Arrondissement.objects.get(numero=18).geometrie.licence == "ODbL 1.0"


def test_le_reste_de_la_france_est_laisse_et_compte(importer):
    assert "hors de Paris, laissés 1" in importer(entite(), entite("QN09301M"))


def test_un_essai_a_blanc_n_ecrit_rien(importer):
    assert "créés 1" in importer(entite(), dry_run=True)
    assert not Geometrie.objects.exists()


TROP = [[2.3 + i / 1e6, 48.85] for i in range(20_001)]


@pytest.mark.parametrize(
    ("fautive", "message"),
    [
        (entite("QN07599X"), "entité 2 : quartier inconnu, « QN07599X »"),
        (entite("QN07502M"), "entité 3 : « QN07502M » est donné deux fois"),
        ({"type": "Feature", "properties": {"nom": "x"}}, "entité 2 : aucun code connu parmi ses propriétés"),
        ("rien", "entité 2 : ce n'est pas une entité"),
        (entite(genre="Point"), "QN07501M, contour attendu (Polygon ou MultiPolygon), « Point » lu"),
        (entite(coordonnees=[]), "QN07501M, contour vide ou mal formé"),
        (entite(coordonnees=[[[48.89, 2.34]] * 4]), "latitude et longitude inversées"),
        (entite(coordonnees=[[[4.83, 45.76]] * 4]), "position hors de Paris (4.83 ; 45.76)"),
        (entite(coordonnees=[[["a", 1]]]), "position qui n'est pas un couple de nombres"),
        (entite(coordonnees=[[[float("nan"), 1.0]]]), "position qui n'est pas un couple de nombres"),
        (entite(coordonnees=[CARRE[:2]]), "contour de moins de trois points distincts"),
        (entite(coordonnees=[TROP]), "contour de plus de 20000 points"),
    ],
)
def test_un_lieu_fautif_refuse_le_fichier(importer, fautive, message):
    with pytest.raises(CommandError) as refus:
        importer(entite("QN07501M"), fautive, entite("QN07502M"))
    assert message in str(refus.value)
    assert "rien n'a été écrit" in str(refus.value)
    assert not Geometrie.objects.exists()


@pytest.mark.parametrize(
    ("collection", "message"),
    [
        ({"type": "Topology"}, "pas une « FeatureCollection »"),
        ({"features": []}, "ne contient aucune entité"),
        ({"crs": {"properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}}, "attendues en WGS 84 ou en Lambert-93"),
    ],
)
def test_un_autre_fichier_est_refuse(importer, collection, message):
    with pytest.raises(CommandError, match=message):
        importer(entite(), collection=collection)


def test_ni_texte_ni_fichier(commande, db, tmp_path):
    (tmp_path / "faux.geojson").write_text('{"type":')
    for nom, message in (("faux.geojson", "n'est pas du GeoJSON"), ("absent.geojson", "introuvable")):
        with pytest.raises(CommandError, match=message):
            commande("importer_geometries", str(tmp_path / nom))


def test_la_base_veut_un_lieu_et_un_seul(importer):
    champs = {"polygones": [], "source": "x", "licence": "x", "importee_le": "2026-11-18"}
    deux = {"quartier": Quartier.objects.first(), "arrondissement": Arrondissement.objects.first()}
    for lieux in ({}, deux):
        with pytest.raises(IntegrityError), transaction.atomic():
            Geometrie.objects.create(**champs, **lieux)


# -- Maps ------------------------------------------------------------------------------------------


def test_le_trace_est_au_nord_et_au_large(importer):
    importer(entite(coordonnees=[CARRE, TROU]))
    geometrie = Geometrie.objects.get()
    cadre = cadrer([geometrie], 200)
    assert (cadre.largeur, cadre.hauteur) == (200, pytest.approx(299, abs=6))
    assert cadre.tracer(geometrie).count("Z") == 2
    # The corner in the south-west is at the bottom left; the label at the centre.
    assert cadre.placer(*geometrie.polygones[0][0][0]) == pytest.approx((4, cadre.hauteur - 4), abs=5)
    assert cadre.centre(geometrie) == pytest.approx((100, cadre.hauteur / 2), abs=3)


def test_la_carte_de_paris_attend_tous_les_contours(importer):
    f.ArrondissementFabrique(numero=19)
    tuiles = [Tuile(1, 1, "18e", "54 %", 4, "/conseils/18/"), Tuile(2, 1, "19e")]
    importer({**entite(), "properties": {"c_ar": 18}})
    assert carte.plan(Arrondissement.objects.avec_contour(), tuiles) is None
    importer({**entite(coordonnees=[TROU]), "properties": {"c_ar": 19}})
    dix_huit, dix_neuf = carte.plan(list(Arrondissement.objects.avec_contour()), tuiles).formes
    assert (dix_huit.libelle, dix_huit.valeur, dix_huit.adresse) == ("18e", "54 %", "/conseils/18/")
    assert (dix_neuf.libelle, dix_neuf.intensite) == ("19e", None)


def test_un_ancien_quartier_prend_le_contour_de_ses_successeurs(importer):
    """Two old ones merged into one new one: a single outline with both numbers."""
    importer(entite())
    anciens = [f.QuartierFabrique(), f.QuartierFabrique(), f.QuartierFabrique()]
    for ancien in anciens[1:]:
        FiliationQuartier.objects.create(ancien=ancien, nouveau=Quartier.objects.get(code="QN07501M"), source="x")
    dix_huit = Arrondissement.objects.avec_contour().get()
    parmi = Quartier.objects.filter(pk__in=[q.pk for q in anciens]).avec_contours().order_by("pk")
    (forme,) = carte.perimetre(dix_huit, parmi).formes
    assert forme.libelle == "2, 3"
    assert carte.perimetre(dix_huit, parmi[:1]) is None
