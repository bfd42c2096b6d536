"""What people do in the pages: told once, for the processes of production and for their containers."""

from __future__ import annotations

import base64
import hmac
import re
import time

from tests.production.pile import attendre
from tests.production.visiteur import Visiteur, chemin

MOT_DE_PASSE = "Une phrase assez longue, 2026 !"
ANNEE = time.localtime().tm_year


def ouvrir_un_compte(visiteur: Visiteur, lien: str, courriel: str) -> Visiteur:
    """From the invitation to the first page: a password, then the second factor that the role requires."""
    choisi = visiteur.remplir(chemin(lien, visiteur.site), password1=MOT_DE_PASSE, password2=MOT_DE_PASSE)
    assert "mot de passe" in choisi.texte.lower()
    entree = visiteur.remplir("/compte/connexion/", login=courriel, password=MOT_DE_PASSE)
    assert entree.adresse.startswith("/compte/double-authentification/")
    # A code lives thirty seconds, to the second: a slow machine may need another.
    visiteur.secours = attendre(lambda: enroler(visiteur), "l'enrôlement")
    assert visiteur.lire("/").adresse == "/"
    return visiteur


def enroler(visiteur: Visiteur) -> list[str]:
    """Type the code that an application would show; the recovery codes given in return."""
    # Opened again, the page would draw another secret.
    page = visiteur.lire("/compte/double-authentification/application/")
    secret = re.search(r'class="cle-secrete">(\w+)<', page.texte)[1]
    return re.findall(r"<code>(\d{8})</code>", visiteur.remplir(page, code=code_a_usage_unique(secret)).texte)


def code_a_usage_unique(secret: str) -> str:
    """What a telephone shows at this instant (RFC 6238)."""
    cle, tour = base64.b32decode(secret + "=" * (-len(secret) % 8)), int(time.time()) // 30
    somme = hmac.digest(cle, tour.to_bytes(8, "big"), "sha1")
    depart = somme[-1] & 15
    return f"{(int.from_bytes(somme[depart : depart + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06}"


def inviter(administrateur: Visiteur, courriel: str) -> None:
    """Open an account of coordination; its link leaves by e-mail."""
    invitation = {"prenom": "Corinne", "nom": "Coordination", "email": courriel, "role": "coordination"}
    fiche = administrateur.remplir("/comptes/inviter/", **invitation, debut=f"{ANNEE}-01-01")
    assert re.fullmatch(r"/comptes/\d+/", fiche.adresse)


def demander(visiteur: Visiteur, conseil: int) -> str:
    """Ask for the bilan of one conseil; the address of its page."""
    page = visiteur.lire("/rapports/demander/bilan-conseil/").texte
    choix = {int(numero): cle for cle, numero in re.findall(r'<option value="(\d+)"[^>]*>[^<]*?(\d+)', page)}
    demande = visiteur.remplir("/rapports/demander/bilan-conseil/", conseil=choix[conseil], exercice=ANNEE)
    assert demande.adresse.startswith("/rapports/BC-"), demande.texte
    return demande.adresse


def produit(visiteur: Visiteur, adresse: str) -> str | None:
    """The fingerprint that the page prints, once the document is there."""
    page = visiteur.lire(adresse).texte
    assert "La production a échoué" not in page
    trouve = re.search(r'<code class="empreinte">(\w{64})</code>', page)
    return trouve and trouve[1]
