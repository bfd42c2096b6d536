"""The tokens: every pair of text and ground that the style sheets make is legible."""

import re

import pytest
from django.conf import settings

JETONS = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", (settings.BASE_DIR / "static/css/jetons.css").read_text()))
FONDS = ("papier", "blanc", "voile", "accent-clair", "chaud-clair")


def luminance(couleur: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    canaux = (int(couleur[i : i + 2], 16) / 255 for i in (1, 3, 5))
    lineaires = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in canaux]
    return 0.2126 * lineaires[0] + 0.7152 * lineaires[1] + 0.0722 * lineaires[2]


def contraste(un: str, autre: str) -> float:
    clair, sombre = sorted((luminance(JETONS[un]), luminance(JETONS[autre])), reverse=True)
    return (clair + 0.05) / (sombre + 0.05)


def test_the_ratio_is_the_one_of_wcag():
    assert luminance("#ffffff") == pytest.approx(1)
    # The reference pair: #767676 on white is the lightest grey at 4.5.
    assert (1.05) / (luminance("#767676") + 0.05) == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("fond", FONDS)
@pytest.mark.parametrize("texte", ["encre", "gris", "accent", "accent-fonce", "chaud"])
def test_text_is_aaa_on_every_ground(texte, fond):
    assert contraste(texte, fond) >= 7


@pytest.mark.parametrize("fond", ["accent", "accent-fonce", "chaud", "gris"])
def test_white_text_is_aaa_on_full_colours(fond):
    assert contraste("blanc", fond) >= 7


@pytest.mark.parametrize("fond", FONDS)
@pytest.mark.parametrize("trait", ["bord", "accent", "chaud"])
def test_outlines_of_controls_and_focus_are_seen(trait, fond):
    assert contraste(trait, fond) >= 3


@pytest.mark.parametrize(
    ("texte", "fond"),
    [
        ("encre", "intensite-0"),
        ("encre", "intensite-1"),
        ("encre", "intensite-2"),
        ("blanc", "intensite-3"),
        ("blanc", "intensite-4"),
        ("blanc", "serie-1"),
        ("encre", "serie-2"),
        ("encre", "serie-3"),
    ],
)
def test_figures_are_legible_on_charts(texte, fond):
    assert contraste(texte, fond) >= 4.5


@pytest.mark.parametrize("suite", [("serie-1", "serie-2"), ("intensite-2", "intensite-3")])
def test_neighbours_are_told_apart_without_hue(suite):
    assert contraste(*suite) >= 3
