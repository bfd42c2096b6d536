"""From the text of a chapter (Markdown) to its page: French typography, our addresses, our pictures."""

import struct
from functools import cache
from pathlib import Path

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

from socle.templatetags.typographie import typo

TEXTES = Path(__file__).parent / "textes"
IMAGES = Path(settings.BASE_DIR) / "static/images/guide"


def texte(code: str) -> str:
    """The text of a chapter, as it was written."""
    return (TEXTES / f"{code}.md").read_text(encoding="utf-8")


@cache
def corps(code: str, niveau: int = 2) -> SafeString:
    """The page of a chapter; its first headings are of this level."""
    return mark_safe(_lecteur().render(typo(texte(code)), {"niveau": niveau}))  # noqa: S308  our own text, no HTML in it


@cache
def _lecteur() -> MarkdownIt:
    lecteur = MarkdownIt("commonmark", {"html": False})
    lecteur.core.ruler.push("adresses", _adresses)
    lecteur.add_render_rule("image", _image)
    return lecteur


def _adresses(etat) -> None:
    """Links to other chapters get their address, headings their level."""
    for jeton in etat.tokens:
        if jeton.type.startswith("heading_"):
            jeton.tag = f"h{int(jeton.tag[1]) + etat.env['niveau'] - 2}"
        for lien in jeton.children or []:
            if lien.type == "link_open" and "/" not in lien.attrs["href"]:
                lien.attrs["href"] = reverse("aide_chapitre", args=[lien.attrs["href"]])


def _image(lecteur, jetons, rang, _options, _env) -> str:
    nom, alternative = jetons[rang].attrs["src"], jetons[rang].content
    largeur, hauteur = dimensions(nom)
    return format_html(
        '<img class="guide-image" src="{}" width="{}" height="{}" loading="lazy" alt="{}">',
        static(f"images/guide/{nom}"),
        str(largeur),
        str(hauteur),
        alternative,
    )


def dimensions(nom: str) -> tuple[int, int]:
    """Width and height of a picture, read in the head of its PNG file, so that pages do not move as it comes."""
    with (IMAGES / nom).open("rb") as fichier:
        return struct.unpack(">II", fichier.read(24)[16:])
