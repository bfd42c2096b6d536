"""The deployment files promise what docs/exploitation.md says; `make repetition` starts them for good."""

import re

import pytest
from gunicorn.config import GracefulTimeout
from ruamel.yaml import YAML

from scripts import servir
from tests.architecture.sources import RACINE

DOCKERFILE = (RACINE / "Dockerfile").read_text()
CADDYFILE = (RACINE / "Caddyfile").read_text()
SERVICES = YAML(typ="safe").load(RACINE / "docker-compose.yml")["services"]
PERMANENTS = sorted(SERVICES.keys() - {"preparation"})


def etape(service: dict) -> str:
    """What the Dockerfile says of this service's image: the stage that it names, else the last."""
    etapes = re.split(r"^FROM ", DOCKERFILE, flags=re.M)[1:]
    nommees = {m[1]: texte for texte in etapes if (m := re.match(r"\S+ AS (\S+)", texte))}
    construite = service.get("build")
    return "" if not construite else nommees[construite["target"]] if "target" in construite else etapes[-1]


@pytest.mark.parametrize("nom", SERVICES)
def test_conteneur_sans_privilege(nom):
    service = SERVICES[nom]
    personne = service.get("user") or re.search(r"^USER (\S+)", etape(service), re.M)[1]
    assert personne not in {"0", "root"}
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]


@pytest.mark.parametrize("nom", SERVICES)
def test_journaux_bornes(nom):
    """An engine keeps them whole by default, until the disk is full."""
    assert SERVICES[nom]["logging"]["options"].keys() >= {"max-size", "max-file"}


@pytest.mark.parametrize("nom", PERMANENTS)
def test_sante_demandee_sans_attendre(nom):
    """`up --wait` waits for a first check: thirty seconds, the default, for each container replaced."""
    du_service = SERVICES[nom].get("healthcheck", {}).get("interval")
    de_l_image = re.search(r"HEALTHCHECK .*--interval=(\S+)", etape(SERVICES[nom]))
    assert int((du_service or de_l_image[1]).removesuffix("s")) <= 10


def test_sante_du_proxy_sans_sortir_du_conteneur():
    """A name of outside is not always known inside, and a redirection leads there."""
    adresse = SERVICES["proxy"]["healthcheck"]["test"][-1]
    assert f"\n{adresse.removesuffix('/')} {{\n\tbind 127.0.0.1\n\trespond 204\n}}" in CADDYFILE


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


def test_le_proxy_a_le_temps_de_partir():
    """Before gunicorn closes its port; and gunicorn then has all the time that it gives to what it has begun."""
    intervalle = int(re.search(r"health_interval (\d+)s", CADDYFILE)[1])
    assert '"scripts/servir.py", "gunicorn"' in DOCKERFILE
    assert 2 * intervalle < servir.DELAI
    for nom in ("web", "web-relais"):
        assert int(SERVICES[nom]["stop_grace_period"].removesuffix("s")) > servir.DELAI + GracefulTimeout.default
