"""What production leaves out of its static files, no page and no style sheet asks for."""

import re

from django.apps import apps
from django.contrib.staticfiles import finders

from tests.architecture.sources import RACINE

DEMANDES = re.compile(r"""\{% static ["']([^"']+)["']""")
LIENS = re.compile(r"""url\(["']?(?:\.\./)+([^"')]+)""")


def test_tout_ce_qu_une_page_demande_est_garde():
    ecartes = apps.get_app_config("staticfiles").ignore_patterns
    trouves = [trouve for trouveur in finders.get_finders() for trouve in trouveur.list(ecartes)]
    gardes = {"/".join(filter(None, (getattr(stockage, "prefix", ""), chemin))) for chemin, stockage in trouves}
    css = (RACINE / "static/css").glob("*.css")
    demandes = {nom for page in (RACINE / "templates").rglob("*.html") for nom in DEMANDES.findall(page.read_text())}
    demandes |= {nom for feuille in css for nom in LIENS.findall(feuille.read_text())}
    assert len(demandes) > 10
    assert demandes <= gardes
