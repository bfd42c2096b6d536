"""Easy sentences, whatever the kind of bilan: numbers, comparisons, shares, institutions and their answers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from reporting.rapports.communs.donnees import Chiffre
from reporting.rapports.syntheses.falc import mots
from reporting.rapports.syntheses.falc.donnees import Mot, Phrase
from socle.templatetags.typographie import nombre

MOTS_CITES, MOTS_D_UN_NOM = 15, 8
MASQUE = "Nous ne disons pas ce nombre."
POURQUOI_MASQUE = "Un des groupes compte moins de 5 personnes."
# How the name of an institution begins, and what goes before it. Others go without.
_FEMININS = ("Ville", "Préfecture", "Mairie", "Région", "Caisse", "Métropole", "Direction", "Fédération", "Mission")
_MASCULINS = ("Préfet", "Procureur", "Recteur", "Rectorat", "Conseil", "Département", "Bailleur", "Fonds", "Pôle")
_ELIDES = ("Agence", "Académie", "Association", "État", "Inspection", "Office", "Université")
_PLURIELS = ("Bailleurs", "Chambres", "Services", "Associations", "Entreprises")

_SANS_REPONSE = "{qui} n’{a} pas répondu."
# How the bilan says where an answer stands, before any date, and how we say it.
_REPONSES = {
    "Acceptée": ("{qui} {a} dit oui.",),
    "Acceptée en partie": ("{qui} {a} dit oui à une partie.",),
    "Refusée": ("{qui} {a} dit non.",),
    "Le silence vaut accord": (_SANS_REPONSE, "Ici, ne pas répondre veut dire oui."),
    "En retard": (_SANS_REPONSE, "La réponse devait arriver le {jour}."),
    "À l’étude": ("{qui} {reflechit} encore, jusqu’au {jour}.",),
    "Attendue le": ("{qui} {peut} répondre jusqu’au {jour}.",),
    "Attendue": (_SANS_REPONSE,),
}


@dataclass(frozen=True)
class Nom:
    """A feminine noun in the singular and in the plural."""

    un: str
    plusieurs: str


PERSONNES = Nom("personne", "personnes")
VENUES = Nom("venue", "venues")
REPONSES = Nom("réponse", "réponses")


@dataclass(frozen=True)
class Institution:
    """An institution as the subject of a sentence. ``pluriel``: its name is, as « Bailleurs sociaux »."""

    nom: str
    pluriel: bool

    @property
    def verbes(self) -> dict[str, str]:
        """The verbs that it is the subject of, as it wants them."""
        formes = ("ont", "peuvent", "réfléchissent") if self.pluriel else ("a", "peut", "réfléchit")
        return dict(zip(("a", "peut", "reflechit"), formes, strict=True))


def dire(texte: str, *difficiles: Mot) -> Phrase:
    """A sentence, and its hard words."""
    return Phrase(texte, difficiles)


# The rules ask that people concerned read the document again; as long as nobody says so, it has not been done.
SANS_RELECTURE = (
    dire("Ce document suit les règles du FALC.", mots.FALC),
    dire("Les règles demandent une relecture."),
    dire("Des personnes concernées doivent relire le document.", mots.CONCERNEES),
    dire("Pour ce document, personne n’a dit que la relecture est faite."),
)


def citer(texte: str) -> Phrase:
    """Somebody's own words, the first ones if they are many."""
    return Phrase(premiers_mots(texte, MOTS_CITES), citation=True)


def premiers_mots(texte: str, combien: int) -> str:
    tous = texte.split()
    return " ".join(tous) if len(tous) <= combien else f"{' '.join(tous[:combien]).rstrip(' ,;:.')}…"


def compter(combien: Decimal | int | None, zero: str, un: str, plusieurs: str) -> str:
    """One of three sentences; ``{}`` in the last one is the number."""
    if not combien:
        return zero
    return un if combien == 1 else plusieurs.format(nombre(combien))


def comparer(chiffre: Chiffre) -> Iterator[Phrase]:
    """« C’est plus que l’année d’avant. » Nothing where one of the two years is not known."""
    if chiffre.valeur is None or chiffre.avant is None or chiffre.masque or chiffre.avant_masque:
        return
    valeur, avant = (round(v) for v in (chiffre.valeur, chiffre.avant))
    sens = "autant" if valeur == avant else "plus" if valeur > avant else "moins"
    yield dire(f"C’est {sens} que l’année d’avant.")


def part(chiffre: Chiffre, sujet: Nom, suite: str, aucune: str, inconnue: str) -> Iterator[Phrase]:
    """A share out of ten. ``suite`` ends the sentence; ``aucune`` and ``inconnue`` are sentences of their own."""
    if chiffre.masque:
        yield from masquee()
    elif chiffre.valeur is None:
        yield dire(inconnue)
    elif not chiffre.valeur:
        yield dire(aucune)
    else:
        combien = int((chiffre.valeur / 10).to_integral_value(ROUND_HALF_UP))
        debut = sur_dix(chiffre.valeur, sujet)
        yield Phrase(f"{debut[:1].upper()}{debut[1:]} {suite}", sur_dix=combien or None)


def sur_dix(pourcent: Decimal, sujet: Nom) -> str:
    """« environ 6 personnes sur 10 » from 55."""
    dixiemes = int((pourcent / 10).to_integral_value(ROUND_HALF_UP))
    if pourcent == 100:
        return f"toutes les {sujet.plusieurs}"
    if dixiemes in (0, 10):
        return f"moins de 1 {sujet.un} sur 10" if not dixiemes else f"presque toutes les {sujet.plusieurs}"
    environ = "" if pourcent == dixiemes * 10 else "environ "
    return f"{environ}{dixiemes} {sujet.un if dixiemes == 1 else sujet.plusieurs} sur 10"


def masquee() -> Iterator[Phrase]:
    """A count that is not told: it, or what is left of the whole, is less than five people."""
    yield dire(MASQUE)
    yield dire(POURQUOI_MASQUE)


def institution(nom: str) -> Institution:
    """« la Ville de Paris », « les bailleurs sociaux »: begins a sentence, hence with a capital."""
    nom = premiers_mots(re.sub(r"\s*\(.*?\)", "", nom), MOTS_D_UN_NOM).rstrip("…")
    debut = nom.split(" ")[0]
    if debut in _PLURIELS:
        return Institution(f"Les {nom[:1].lower()}{nom[1:]}", True)
    if debut in _ELIDES:
        return Institution(f"L’{nom}", False)
    article = "La " if debut in _FEMININS else "Le " if debut in _MASCULINS else ""
    return Institution(f"{article}{nom}", False)


def repondre(qui: Institution, reponse: str) -> Iterator[Phrase]:
    """What an institution answered, from the words of the bilan."""
    phrases = _REPONSES.get(re.split(r", | jusqu’| \d", reponse)[0])
    if phrases is None:
        yield from (dire(f"Réponse de {qui.nom[:1].lower()}{qui.nom[1:]} :"), citer(reponse))
        return
    for phrase in phrases:
        yield dire(phrase.format(qui=qui.nom, jour=_jour(reponse), **qui.verbes))
    if "hors délai" in reponse:
        yield dire("La réponse est arrivée en retard.")


def _jour(reponse: str) -> str:
    """The date at the end of an answer, if it has one."""
    trouve = re.search(r"\d{1,2}(?:er)? \S+ \d{4}$", reponse)
    return trouve[0] if trouve else ""
