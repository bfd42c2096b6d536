"""The guard of the repository refuses what it is there to refuse."""

import pytest

from scripts import verifier_depot as garde

# Written in two halves, so that the guard does not find them here.
ADRESSE = "https://files.python" + "hosted.org/packages/x.whl"
CHEMIN = "/ho" + "me/claire/projet"


@pytest.mark.parametrize("ligne", [ADRESSE, f"voir {CHEMIN}", "pip install --index" + "-url=x"])
def test_adresse_ou_chemin_refuse(ligne):
    assert list(garde.fautes_du_texte("README.md", f"titre\n{ligne}"))


@pytest.mark.parametrize(
    "ligne",
    [
        "<script>alert()</script>",
        '<script type="module">',
        '<p style="color: red">',
        "<style>",
        '<button onclick="x()">',
        '<a href="javascript:x()">',
    ],
)
def test_code_en_ligne_refuse_sauf_dans_les_pdf(ligne):
    assert list(garde.fautes_du_texte("templates/conseils/liste.html", ligne))
    assert not list(garde.fautes_du_texte("templates/reporting/pdf/bilan.html", ligne))


@pytest.mark.parametrize("ligne", ["<script src=\"{% static 'js/app.js' %}\" defer></script>", '<p class="style">'])
def test_code_servi_permis(ligne):
    assert not list(garde.fautes_du_texte("templates/base.html", ligne))


def test_verrou_python_sans_empreinte_refuse():
    entier = "django==5.2 \\\n    --hash=sha256:00\n"
    assert not list(garde.fautes_du_verrou_python("requirements/run.txt", entier))
    assert len(list(garde.fautes_du_verrou_python("requirements/run.txt", entier + "celery==5.7\ncelery>=5"))) == 2


def test_verrou_npm_sans_empreinte_ou_avec_adresse_refuse():
    paquets = (
        '{"packages": {"": {}, "a": {"integrity": "sha512-0"}, "b": {}, "c": {"integrity": "x", "resolved": "y"}}}'
    )
    assert len(list(garde.fautes_du_verrou_npm("package-lock.json", paquets))) == 2
