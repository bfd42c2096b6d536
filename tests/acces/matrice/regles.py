"""What each persona should be answered, from ``comptes.roles`` alone."""

from __future__ import annotations

from comptes.permissions import Permission as P
from comptes.roles import ROLES, Portee
from tests.acces.matrice.monde import PERSONAS, PUBLIC, TITULAIRES, TOUT_COMPTE, Cible, Persona
from tests.acces.matrice.page import Page

ANONYME = "anonyme"
# An empty body may be accepted, refused beside a field, or not be taken at all by a page that only shows.
REUSSI = {"get": {200, 302}, "post": {200, 302, 400, 405, 409, 422}}


def attendu(page: Page, persona: str, cible: Cible, methode: str) -> set[int]:  # noqa: PLR0911  one line per case
    """Which statuses may answer ``persona``."""
    if page.jeton:
        return {404, 405}
    if page.acces == PUBLIC:
        return REUSSI[methode]
    if persona == ANONYME:
        return {302}
    if page.acces != TOUT_COMPTE and portee(persona, page.acces) is None:
        return {403}
    if page.post and methode == "get":
        return {405}
    if not visible(page, persona, cible):
        return {page.refus} if methode == "get" else {page.refus, 405}
    if page.acces == TOUT_COMPTE or page.liste or atteint(persona, page.acces, cible):
        return REUSSI[methode]
    return {403} if methode == "get" else {403, 405}


def visible(page: Page, persona: str, cible: Cible) -> bool:
    """Whether the page may show the object, or admit that it exists."""
    if page.acces in (PUBLIC, TOUT_COMPTE):
        return cible.arrondissement is not None
    return atteint(persona, page.voir or page.acces, cible)


def atteint(persona: str, permission: P, cible: Cible) -> bool:
    """Whether the object is within reach: the rule of ``comptes.porte``, said again in plain Python."""
    return any(_atteint(persona, tenu, permission, cible) for tenu in tenus(persona))


def _atteint(persona: str, tenu: Persona, permission: P, cible: Cible) -> bool:
    jusqu_ou = _portee(tenu, permission)
    if jusqu_ou is None or cible.arrondissement is None or tenu.arrondissement not in (None, cible.arrondissement):
        return False
    if jusqu_ou is Portee.TITULAIRE:
        return TITULAIRES[cible.arrondissement] == persona
    if jusqu_ou is Portee.INSTITUTION:
        # A page that names no object lists what is addressed to its reader.
        return not cible.cle or (tenu.institution is not None and cible.institution == tenu.institution)
    return cible.publie or jusqu_ou is Portee.TERRITOIRE or (cible.soumis and jusqu_ou is Portee.SOUMIS)


def tenus(persona: str) -> list[Persona]:
    """The roles that somebody holds."""
    premier = PERSONAS[persona]
    return [premier, premier.aussi] if premier.aussi else [premier]


def portee(persona: str, permission: P) -> Portee | None:
    """How far she reaches with her first role that holds ``permission``, ``None`` when none does."""
    return next(filter(None, (_portee(tenu, permission) for tenu in tenus(persona))), None)


def _portee(tenu: Persona, permission: P) -> Portee | None:
    return ROLES[tenu.role].droits.get(permission) if tenu.role else None
