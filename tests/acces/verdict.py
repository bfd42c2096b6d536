"""What is wrong in an answer, compared with the table."""

from collections.abc import Iterator

from django.urls import reverse

from tests.acces.canaris import fuites
from tests.acces.matrice import ANONYME, PUBLIC, REUSSI, Cible, Page, attendu
from tests.acces.requetes import TENUE_DES_SESSIONS, Reponse


def ecarts(page: Page, persona: str, cible: Cible, methode: str, reponse: Reponse) -> Iterator[str]:
    permis = attendu(page, persona, cible, methode)
    if reponse.statut not in permis:
        yield f"{reponse.statut} au lieu de {permis}"
    if persona == ANONYME and page.acces != PUBLIC and not reponse.url.startswith(reverse("account_login")):
        yield f"envoyé vers {reponse.url!r} au lieu de la connexion"
    if permis is not REUSSI[methode] and reponse.ecrit - TENUE_DES_SESSIONS:
        yield f"sans en avoir le droit, a écrit dans {reponse.ecrit - TENUE_DES_SESSIONS}"
    for fuite in fuites(persona, reponse.corps, page.acces):
        yield f"lit {fuite}"
