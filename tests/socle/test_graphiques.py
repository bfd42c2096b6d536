"""Charts: the geometry says the truth, the drawing has its alternative, a PDF shows the same."""

import logging
import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.template import Context, Template

from socle.graphiques import (
    PICTOGRAMMES,
    Donnees,
    Forme,
    Matrice,
    Plan,
    Serie,
    Tuile,
    dessiner_barres,
    dessiner_colonnes,
    dessiner_empile,
    dessiner_matrice,
    dessiner_tuiles,
)
from socle.graphiques.encres import ENCRES, INTENSITES
from socle.templatetags.graphiques import graphique_matrice

CONSEILS = ("10e", "11e", "13e")
DEUX_ANS = Donnees(CONSEILS, (Serie("2026", (10, 20, None)), Serie("2025", (5, 0, 40))))
SEXES = Donnees(("membres", "vide"), (Serie("femmes", (30, 0)), Serie("hommes", (9, 0)), Serie("NR", (1, 0))))
TUILES = [
    Tuile(2, 1, "18e", "54 %", 4, "/conseils/18/"),
    Tuile(1, 2, "10e", "12 %", 0, "/conseils/10/"),
    Tuile(2, 2, "9e"),
]


def textes(dessin) -> list[str]:
    return [t.texte for t in dessin.textes]


def rendu(balise: str, **contexte) -> str:
    return Template("{% load graphiques %}{% " + balise + " %}").render(Context(contexte))


def svg(html: str) -> ElementTree.Element:
    return ElementTree.fromstring(re.search(r"<svg.*</svg>", html, re.S)[0])


class TestBarres:
    def test_lengths_are_proportional_and_share_their_origin(self):
        barres = [r for r in dessiner_barres(DEUX_ANS).rectangles if r.largeur != 14]  # the legend's keys
        longueurs = [r.largeur for r in barres]
        assert len({r.x for r in barres}) == 1
        # 10, 5, 20 and 40: zero and unknown have no bar.
        assert [longueur / longueurs[1] for longueur in longueurs] == pytest.approx([2, 1, 4, 8])

    def test_every_value_is_written_and_unknown_is_not_zero(self):
        assert textes(dessiner_barres(DEUX_ANS))[2:] == ["10e", "10", "5", "11e", "20", "0", "13e", "–", "40"]

    def test_a_single_series_has_no_legend(self):
        dessin = dessiner_barres(Donnees(("a",), (Serie("2026", (1234.5,)),), "h", 1))
        assert textes(dessin) == ["a", "1\u202f234,5\u00a0h"]

    def test_long_labels_wrap_and_nothing_leaves_the_drawing(self):
        libelle = "présentation du bilan par la Ville et l’État"
        dessin = dessiner_barres(Donnees((libelle, "marche"), (Serie("n", (3, 1)),)))
        assert textes(dessin)[:2] == ["présentation du bilan", "par la Ville et l’État"]
        assert max(r.x + r.largeur for r in dessin.rectangles) < dessin.largeur
        assert max(t.y for t in dessin.textes) < dessin.hauteur


class TestColonnes:
    @pytest.mark.parametrize(
        ("maximum", "regles"),
        [
            (0, ["0", "1", "2"]),
            (1, ["0", "1", "2"]),
            (7, ["0", "4", "8"]),
            (10, ["0", "5", "10"]),
            (130, ["0", "100", "200"]),
        ],
    )
    def test_rules_are_round(self, maximum, regles):
        assert textes(dessiner_colonnes(Donnees(("janv.",), (Serie("n", (maximum,)),))))[:3] == regles

    def test_heights_are_proportional_and_stand_on_the_zero_rule(self):
        dessin = dessiner_colonnes(Donnees(("janv.", "févr."), (Serie("n", (4, 8)),)))
        zero, _, plafond = (y for _, _, y in dessin.filets)
        petit, grand = dessin.rectangles
        assert grand.hauteur == pytest.approx(zero - plafond) == pytest.approx(petit.hauteur * 2)
        assert {r.y + r.hauteur for r in dessin.rectangles} == {zero}

    def test_names_are_thinned_out_rather_than_overlapping(self):
        mois = [f"semaine {n}" for n in range(1, 13)]
        noms = textes(dessiner_colonnes(Donnees(mois, (Serie("n", range(12)),))))[3:]
        assert noms == mois[::3]

    def test_twelve_months_are_all_named(self):
        mois = ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."]
        assert textes(dessiner_colonnes(Donnees(mois, (Serie("n", range(12)),))))[3:] == mois


class TestEmpile:
    def test_shares_fill_the_whole_and_say_of_how_many(self):
        dessin = dessiner_empile(SEXES)
        femmes, hommes, nr = dessin.rectangles[3:]
        assert femmes.largeur / 30 == pytest.approx(hommes.largeur / 9) == pytest.approx(nr.largeur)
        assert femmes.x + femmes.largeur == pytest.approx(hommes.x)
        assert "75\u00a0%" in textes(dessin)
        assert "sur 40" in textes(dessin)

    def test_a_share_too_narrow_for_its_percentage_stays_silent(self):
        assert "3\u00a0%" not in textes(dessiner_empile(SEXES))

    def test_nothing_counted_is_not_a_share(self):
        assert textes(dessiner_empile(SEXES))[-2:] == ["vide", "–"]


class TestTuiles:
    def test_tiles_stand_at_their_place(self):
        dessin = dessiner_tuiles(TUILES)
        dix_huit, dix, neuf = (g.rectangles[0] for g in dessin.groupes)
        assert dix_huit.x == neuf.x > dix.x
        assert dix.y == neuf.y > dix_huit.y

    def test_context_has_no_value_and_no_link(self):
        neuf = dessiner_tuiles(TUILES).groupes[2]
        assert [t.texte for t in neuf.textes] == ["9e"]
        assert neuf.adresse == ""
        assert neuf.rectangles[0].encre.fond == "none"

    def test_links_are_reachable(self):
        carte = svg(rendu('carte_tuiles t "Participation"', t=TUILES))
        assert carte.get("role") == "group"  # an image would hide them from screen readers
        assert [a.get("href") for a in carte.findall(".//{*}a")] == ["/conseils/18/", "/conseils/10/"]

    def test_no_tile_at_all(self):
        assert svg(rendu('carte_tuiles t "Participation"', t=[])) is not None


class TestPlan:
    PLAN = Plan(
        100,
        80,
        (
            Forme("M0 0L100 0L100 80Z", 50, 40),
            Forme("M10 10L20 10L20 20Z", 15, 14, "18e", "54 %", 2, "/conseils/18/"),
        ),
    )

    def test_outlines_links_and_texture(self):
        carte = svg(rendu('carte_plan p "Participation"', p=self.PLAN))
        traces = [c.get("d") for c in carte.findall(".//{*}a/{*}path")]
        assert traces == ["M10 10L20 10L20 20Z"] * 2  # the fill, then its texture
        assert [p.get("id").rpartition("-")[2] for p in carte.findall(".//{*}pattern")] == ["hachures"]
        assert [t.text for t in carte.findall(".//{*}text")] == ["18e", "54 %"]

    def test_its_table_has_the_places_that_have_a_value(self):
        table = re.search(r"<table.*</table>", rendu('carte_plan p "Participation"', p=self.PLAN), re.S)[0]
        assert [th.text.strip() for th in ElementTree.fromstring(table).findall("tbody/tr/th/a")] == ["18e"]


class TestTropPeu:
    """Too little to draw is said in words, and the table stays."""

    BALISES = ("graphique_barres", "graphique_colonnes", "graphique_empile")

    @pytest.mark.parametrize("balise", BALISES)
    @pytest.mark.parametrize("donnees", [Donnees((), (Serie("n", ()),)), Donnees(("a",), (Serie("n", (None,)),))])
    def test_no_value(self, balise, donnees):
        html = rendu(f'{balise} d "T"', d=donnees)
        assert "<svg" not in html
        assert "Aucune valeur connue\u00a0: il n’y a rien à dessiner." in html
        assert "<table" in html

    @pytest.mark.parametrize("balise", BALISES)
    def test_one_value(self, balise):
        html = rendu(f'{balise} d "T"', d=Donnees(("mars", "avril"), (Serie("2026", (None, 1200)),)))
        assert "<svg" not in html
        assert "Une seule valeur connue\u00a0: avril, 2026, 1\u202f200." in html


@pytest.mark.parametrize("encres", [ENCRES, INTENSITES])
def test_neighbouring_fills_differ_by_their_texture(encres):
    motifs = [encre.motif for encre in encres]
    assert all(un != autre for un, autre in pairwise(motifs))


class TestDonneesRefusees:
    def test_negative_values(self):
        with pytest.raises(ValueError, match="négative"):
            Serie("n", (1, -1))

    def test_more_series_than_can_be_told_apart(self):
        with pytest.raises(ValueError, match="une à 3 séries"):
            Donnees(("a",), [Serie(str(n), (1,)) for n in range(4)])

    def test_a_value_for_each_category(self):
        with pytest.raises(ValueError, match="une valeur par catégorie"):
            Donnees(("a", "b"), (Serie("n", (1,)),))


class TestRendu:
    @pytest.mark.parametrize("sorte", ["graphique_barres", "graphique_colonnes", "graphique_empile"])
    def test_named_described_and_doubled_by_a_table(self, sorte):
        html = rendu(f'{sorte} d titre "En 2026."', d=DEUX_ANS, titre="Réunions <tenues>")
        dessin = svg(html)
        assert dessin.get("role") == "img"
        assert [dessin.find("{*}title").text, dessin.find("{*}desc").text] == ["Réunions <tenues>", "En 2026."]
        assert dessin.get("aria-labelledby") == dessin.find("{*}title").get("id")
        table = ElementTree.fromstring(re.search(r"<table.*</table>", html, re.S)[0])
        assert [th.text for th in table.findall("thead/tr/th")] == ["2026", "2025"]
        assert [td.text for td in table.findall("tbody/tr[3]/td")] == ["–", "40"]

    def test_the_table_can_be_left_to_the_page(self):
        assert "<table" not in rendu('graphique_barres d "T" tableau=False', d=DEUX_ANS)

    def test_coordinates_are_not_french_numbers(self):
        dessin = svg(rendu('graphique_empile d "T"', d=SEXES))
        formes = [forme.attrib for forme in dessin.iter() if "x" in forme.attrib]
        assert len(formes) > 6
        assert [f for f in formes if not f["x"].replace(".", "", 1).isdigit()] == []

    def test_nothing_that_the_content_security_policy_refuses(self):
        html = rendu('graphique_barres d "T"', d=DEUX_ANS) + rendu('carte_tuiles t "T"', t=TUILES)
        assert " style=" not in html
        assert "<style" not in html

    def test_same_data_same_bytes_and_other_data_other_identifiers(self):
        un, autre = rendu('graphique_barres d "T"', d=DEUX_ANS), rendu('graphique_barres d "T"', d=SEXES)
        assert un == rendu('graphique_barres d "T"', d=DEUX_ANS)
        assert set(re.findall(r'id="([^"]+)"', un)).isdisjoint(re.findall(r'id="([^"]+)"', autre))

    def test_colours_are_those_of_the_tokens(self):
        jetons = (settings.BASE_DIR / "static/css/jetons.css").read_text()
        sources = ["socle/graphiques/encres.py", "templates/composants/graphiques/_dessin.html"]
        couleurs = {c for s in sources for c in re.findall(r'"(#[0-9a-f]{6})"', (settings.BASE_DIR / s).read_text())}
        assert len(couleurs) > 8
        assert {c for c in couleurs if c not in jetons} == set()

    def test_weasyprint_draws_them_without_a_complaint(self, caplog):
        weasyprint = pytest.importorskip("weasyprint", exc_type=OSError)
        html = rendu('graphique_barres d "T" tableau=False', d=DEUX_ANS) + rendu('carte_tuiles t "T"', t=TUILES)
        with caplog.at_level(logging.WARNING, "weasyprint"):
            document = weasyprint.HTML(string=html).render()
        assert len(document.pages) == 1
        assert [r.getMessage() for r in caplog.records if r.levelno >= logging.ERROR] == []


def test_la_matrice_ecrit_chaque_nombre_et_le_teinte():
    matrice = Matrice(["janv.", "févr."], [("Centre social", [4, 0]), ("Collège", [1, 2])])
    dessin = dessiner_matrice(matrice)
    assert [texte.texte for texte in dessin.textes] == ["janv.", "févr.", "Centre social", "4", "Collège", "1", "2"]
    assert [INTENSITES.index(r.encre) for r in dessin.rectangles] == [4, 0, 1, 2]
    assert Matrice(["janv."], []).maximum == 0


def test_la_matrice_reste_dans_son_cadre():
    matrice = Matrice([str(m) for m in range(12)], [("Caisse d’allocations familiales de Paris", [12] * 12)])
    dessin = dessiner_matrice(matrice)
    assert max(r.x + r.largeur for r in dessin.rectangles) <= dessin.largeur
    assert "de 0 à 12" in graphique_matrice(matrice, "Titre")["description"].lower()


class TestPictogrammes:
    @pytest.mark.parametrize("nom", sorted(PICTOGRAMMES))
    def test_each_says_what_it_shows(self, nom):
        dessin = svg(rendu(f'pictogramme "{nom}"'))
        titre = next(e.text for e in dessin if e.tag.endswith("title"))
        assert titre.startswith("Dessin : ")
        assert dessin.get("role") == "img"

    @pytest.mark.parametrize("combien", [0, 4, 10])
    def test_ten_people_of_whom_some_are_filled(self, combien):
        dessin = svg(rendu(f'sur_dix {combien} "4 personnes sur 10"'))
        fonds = [e.get("fill") for e in dessin if e.tag.endswith("path")]
        assert fonds == ["#0f4c5c"] * combien + ["#ffffff"] * (10 - combien)
