"""What nobody should send: values, files, headers and fields that the forms do not show."""

import io
import zipfile
import zlib
from functools import cache

from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import strategies as st

EN_DOUCE = "ASSIGNE-EN-DOUCE"
VALEURS = (
    "", " ", "0", "-1", "1", "2", "18", "19", "20", "999999", "2147483648", "9223372036854775808", "9" * 400,
    "9" * 5000, "1e400", "NaN",
    "inf", "1,5", "-0", "٣", "²", "½", "2026-02-30", "0000-00-00", "9999-12-31", "0001-01-01", "10000-01-01",
    "25:61", "2026-11-18",
    "\x00", "a\x00b", "\ud800", "\u202e", "é" * 3000, "x" * 70000, "'\"><script>", "' OR 1=1 --", "%", "%00",
    "../../etc/passwd",
    "=1+1", "@SUM(A1)", "{{ 7*7 }}", "{% debug %}", "[]", "{}", "null", "None", "true", "on",
    "//exemple.invalid", "javascript:0",
    "\r\nX-Essai: 1", "00000000-0000-0000-0000-000000000000", "🂡" * 50, "a@b", "a@" + "b" * 300 + ".fr", "%E9",
    "__all__", "id__gt",
)  # fmt: skip
# Fields of models and of accounts, which no form of the page shows.
EN_PLUS = (
    "id", "pk", "conseil", "conseil_id", "arrondissement", "role", "est_superutilisateur", "is_superuser",
    "is_staff", "is_active",
    "compte", "habilitations", "par", "auteur", "cree_par", "animateur", "affectation", "institution", "etat",
    "statut", "numero",
    "valide_le", "validee_le", "publie_le", "publie_par", "sha256", "donnees", "jeton", "empreinte", "password",
    "email", "membre",
    "reunion", "semaine", "avis", "titre", "motif", "next", "methode", "_method", "csrfmiddlewaretoken",
    "form-TOTAL_FORMS",
)  # fmt: skip
ENTETES = (
    "HTTP_REFERER", "HTTP_ACCEPT_LANGUAGE", "HTTP_HX_REQUEST", "HTTP_HX_TARGET", "HTTP_HX_CURRENT_URL",
    "HTTP_USER_AGENT",
    "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_NONE_MATCH", "HTTP_RANGE", "HTTP_X_FORWARDED_FOR",
    "HTTP_X_HTTP_METHOD_OVERRIDE",
    "HTTP_COOKIE2", "HTTP_AUTHORIZATION", "HTTP_ACCEPT", "HTTP_X_REQUEST_ID",
)  # fmt: skip
PARAMETRES = (
    "page", "q", "exercice", "conseil", "debut", "fin", "periode", "tri", "etat", "next", "annee", "mois",
    "sorte", "type", "mission",
    "depuis", "jusqu", "a", "b", "avant", "apres", "numero", "onglet", "mandats", "date", "jour", "lundi",
    "theme", "statut", "bilan",
)  # fmt: skip

# What headers may carry on the wire: no line break, no lone surrogate.
d_entete = st.sampled_from(
    [v.encode("utf-8", "ignore").decode("latin-1") for v in VALEURS if not {*v} & {*"\r\n\x00"}]
)
# Typed in a form or an address: a lone surrogate cannot be sent by a browser.
valeurs = st.one_of(
    st.sampled_from([v for v in VALEURS if v.isprintable() or "\ud800" not in v]),
    st.integers(-(10**20), 10**20).map(str),
    st.text(st.characters(codec="utf-8"), max_size=30),
    st.dates().map(str),
)


@cache
def fichiers() -> tuple[tuple[str, bytes, str], ...]:
    """Name, content and announced type of files that are not what they say, or are too much of it."""
    tableur = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    bombe = _archive({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"0" * 30_000_000})
    return (
        ("avis.pdf", b"<script>alert(1)</script>", "application/pdf"),
        ("avis.pdf", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "application/pdf"),
        ("../../../etc/avis.pdf", b"%PDF-1.7\n%%EOF", "application/pdf"),
        ("..\\..\\avis.pdf", b"%PDF-1.7 <html><script>", "text/html"),
        ("avis.html", b"%PDF-1.7", "application/pdf"),
        ("x" * 300 + ".pdf", b"%PDF-1.7", "application/pdf"),
        ("\u202efdp.exe", b"MZ\x90\x00", "application/pdf"),
        ("vide.pdf", b"", "application/pdf"),
        ("bombe.ods", bombe, "application/vnd.oasis.opendocument.spreadsheet"),
        ("bombe.xlsx", _archive({"xl/workbook.xml": b"0" * 30_000_000}), tableur),
        ("sorti.xlsx", _archive({"../../sorti.txt": b"0", "xl/workbook.xml": b"<workbook/>"}), tableur),
        ("entites.xlsx", _archive({"xl/workbook.xml": ENTITES}), tableur),
        ("tronque.ods", bombe[:200], "application/vnd.oasis.opendocument.spreadsheet"),
        ("liste.csv", b"nom;prenom\n\xff\xfe;=1+1\n" + b";" * 9000, "text/csv"),
        ("liste.csv", b"\x00" * 2000, "text/csv"),
        ("liste.csv.gz", zlib.compress(b"0" * 100), "application/gzip"),
    )


ENTITES = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><workbook>&b;</workbook>'


def _archive(contenu: dict[str, bytes]) -> bytes:
    flux = io.BytesIO()
    with zipfile.ZipFile(flux, "w", zipfile.ZIP_DEFLATED) as archive:
        for nom, octets in contenu.items():
            archive.writestr(nom, octets)
    return flux.getvalue()


def envoyer(rang: int) -> SimpleUploadedFile:
    nom, octets, sorte = fichiers()[rang % len(fichiers())]
    return SimpleUploadedFile(nom, octets, sorte)
