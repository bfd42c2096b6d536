"""The deployment files promise what docs/exploitation.md says; `make repetition` starts them for good."""

import re

from tests.architecture.sources import RACINE

CADDYFILE = (RACINE / "Caddyfile").read_text()


def sites() -> dict[str, str]:
    """The blocks of the Caddyfile by what opens them, the errors of a site apart."""
    sans_erreurs = re.sub(r"^\thandle_errors \{\n(?:\t\t.*\n)*\t\}\n", "", CADDYFILE, flags=re.M)
    blocs = re.findall(r"^(\S.*) \{\n((?:\t.*\n|\n)*)\}", sans_erreurs, re.M)
    erreurs = re.findall(r"^\thandle_errors \{\n((?:\t\t.*\n)*)\t\}\n", CADDYFILE, re.M)
    return dict(blocs) | {f"erreurs {rang}": bloc for rang, bloc in enumerate(erreurs)}


def test_le_proxy_repond_avec_les_entetes():
    """An error starts a chain of its own, and the redirection to HTTPS is a site of its own."""
    publics = {nom: bloc for nom, bloc in sites().items() if nom == "erreurs 0" or "{$DOMAINE}" in nom}
    assert len(publics) == 3
    assert [nom for nom, bloc in publics.items() if "import entetes\n" not in bloc] == []


def test_entetes_du_proxy_comme_ceux_de_l_application(settings):
    posees = dict(re.findall(r"\?(\S+) \"?(.*?)\"?\n", sites()["(entetes)"]))
    assert posees["Referrer-Policy"] == settings.SECURE_REFERRER_POLICY
    assert posees["Strict-Transport-Security"] == f"max-age={365 * 24 * 3600}; includeSubDomains; preload"
    assert posees["X-Content-Type-Options"] == "nosniff"


def test_envoi_trop_grand_annonce_refuse():
    """Whatever is announced above the limit is refused before it is read; at the limit, it is not."""
    motif = re.search(r"@trop header_regexp Content-Length (\S+)", CADDYFILE)[1]
    tailles = (2, 9_999_999, 29_999_999, 30_000_000, 99_999_999, 10**9)
    refuses = [taille for taille in tailles if re.search(motif, str(taille))]
    assert refuses == [30_000_000, 99_999_999, 10**9]
    assert "max_size 30MB" in CADDYFILE
