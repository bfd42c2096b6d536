"""The processes of production, on real servers, and the main job of the application done through HTTP only."""

import hashlib
import re
from concurrent.futures import ThreadPoolExecutor
from email import message_from_bytes, policy
from itertools import count

import psycopg
import pytest

from tests.production.gestes import ANNEE, MOT_DE_PASSE, demander, inviter, ouvrir_un_compte, produit
from tests.production.pile import JETON, attendre
from tests.production.visiteur import Visiteur

pytestmark = [pytest.mark.services, pytest.mark.vraie_horloge]

COORDINATRICE = "corinne@exemple.invalid"
IPS = (f"192.0.2.{rang}" for rang in count(1))


def courriel_a(pile, adresse: str) -> str:
    """The one e-mail that this person was sent; others were told that their own way in changed."""
    lus = (p.read_bytes() for p in (pile.dossier / "donnees/courriels").iterdir())
    (recu,) = (m for lu in lus if (m := message_from_bytes(lu, policy=policy.default))["To"] == adresse)
    return recu.get_content()


@pytest.fixture(scope="module")
def coordinatrice(pile):
    """Invited by the first administrator, whom the console created; signed in again with a recovery code."""
    console = pile.console("creer_administrateur", "adam@exemple.invalid", "Adam", "Administrateur")
    adam = Visiteur(pile.port, next(IPS))
    inviter(ouvrir_un_compte(adam, console.splitlines()[-1], "adam@exemple.invalid"), COORDINATRICE)
    lien = re.search(r"https://\S+", courriel_a(pile, COORDINATRICE))[0]
    inscrite = ouvrir_un_compte(Visiteur(pile.port, next(IPS)), lien, COORDINATRICE)
    de_retour = Visiteur(pile.port, next(IPS))
    code = de_retour.remplir("/compte/connexion/", login=COORDINATRICE, password=MOT_DE_PASSE)
    assert code.adresse.startswith("/compte/connexion/code/")
    assert de_retour.remplir(code.adresse, code=inscrite.secours[0]).adresse == "/"
    return de_retour


@pytest.fixture(scope="module")
def bilan(pile, coordinatrice):
    """A meeting recorded, then the document that tells it; the address of its page."""
    saisie = {"type": "atelier", "intitule": "Atelier du Tertre", "echelle": "arrondissement", "statut": "prevue"}
    reunion = coordinatrice.remplir("/conseils/18/reunions/ajouter/", **saisie, date=f"{ANNEE}-01-15", lieu="Mairie")
    assert "Atelier du Tertre" in reunion.texte
    return demander(coordinatrice, 18)


def test_de_la_connexion_au_document(coordinatrice, bilan):
    empreinte = attendre(lambda: produit(coordinatrice, bilan), "le document")
    fichier = coordinatrice.lire(f"{bilan}pdf/")
    assert fichier.octets.startswith(b"%PDF-1.7")
    assert hashlib.sha256(fichier.octets).hexdigest() == empreinte
    assert Visiteur(coordinatrice.port).lire(f"{bilan}pdf/").adresse.startswith("/compte/connexion/")


def test_ce_que_lit_la_supervision(pile, coordinatrice):
    passant = Visiteur(pile.port)
    assert passant.lire("/sante/").code == 200
    assert passant.lire("/metriques/").code == 404
    mesures = passant.lire("/metriques/", Authorization=f"Bearer {JETON}")
    assert 'documents{etat="echec"} 0' in mesures.texte


def test_comme_derriere_le_proxy(pile):
    passant = Visiteur(pile.port)
    page = passant.lire("/compte/connexion/")
    assert "max-age=31536000" in page.entetes["Strict-Transport-Security"]
    feuille = re.search(r'href="(/static/css/app\.[0-9a-f]{12}\.css)"', page.texte)[1]
    servie = passant.lire(feuille, **{"Accept-Encoding": "br"})
    assert (servie.code, servie.entetes["Content-Encoding"]) == (200, "br")
    assert "immutable" in servie.entetes["Cache-Control"]
    en_clair = passant._demander("GET", "/", None, {"X-Forwarded-Proto": "http"})
    assert (en_clair.code, en_clair.entetes["Location"]) == (301, "https://conseils.exemple.fr/")
    assert passant._demander("GET", "/", None, {"Host": "autre.exemple.fr"}).code == 400
    absente = passant.lire("/nulle-part/")
    assert absente.code == 404
    assert "Traceback" not in absente.texte


def test_recharger_sans_interruption(pile, coordinatrice):
    """HUP replaces gunicorn's workers one after the other; whoever reads meanwhile sees nothing of it."""
    avant = pile.ouvriers_du_web()
    fini = []

    def lire(_):
        codes = []
        while not fini:
            codes.append(coordinatrice.lire("/conseils/").code)
        return codes

    with ThreadPoolExecutor(3) as fils:
        lectures = [fils.submit(lire, rang) for rang in range(3)]
        pile.recharger_le_web()
        attendre(lambda: len(apres := pile.ouvriers_du_web()) == 2 and not apres & avant, "les nouveaux processus")
        fini.append(True)
        codes = [code for lecture in lectures for code in lecture.result()]
    assert set(codes) == {200}, codes


def test_arreter_sans_rien_perdre(pile, base, coordinatrice, bilan):
    """Asked to stop, the worker ends what it has begun; what is asked meanwhile is done by the next, once."""
    attendre(lambda: produit(coordinatrice, bilan), "le premier document")
    with psycopg.connect(base, autocommit=True) as lecteur:
        en_cours = "SELECT count(*) FROM reporting_rapport WHERE etat = 'en_cours'"
        commence = demander(coordinatrice, 19)
        attendre(lambda: lecteur.execute(en_cours).fetchone()[0], "un travail commencé")
        assert pile.arreter("worker") == [0]
        assert produit(coordinatrice, commence)
        attend = demander(coordinatrice, 20)
        pile.demarrer("worker")
        attendre(lambda: produit(coordinatrice, attend), "le document demandé entre-temps")
        prises = lecteur.execute("SELECT tentatives FROM reporting_rapport").fetchall()
        assert prises == [(1,)] * 3
    assert pile.arreter("web", "worker", "beat") == [0, 0, 0]
    assert pile.erreurs() == []
