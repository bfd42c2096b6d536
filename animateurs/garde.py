"""The guard beside a note: what in it looks like somebody's name, number, address, or intimate life.

It reads, says the kinds that it found and forgets the text. It warns and never blocks: « rue Martin » is not
a person, and the animateur knows better than a list of words.
"""

import csv
import re
from functools import cache
from pathlib import Path

from comptes.models import Compte
from comptes.permissions import Permission as P
from conseils.models import Membre
from socle.mots import sans_accent

MOTS = Path(__file__).resolve().parent / "donnees" / "mots_sensibles.csv"
LONGUEUR_LUE = 2000

# What is said of each kind, in the order in which it is said.
SORTES = {
    "nom": "le nom d’un membre du conseil",
    "telephone": "un numéro de téléphone",
    "courriel": "une adresse électronique",
    "sante": "une information de santé",
    "origine": "une information d’origine",
    "religion": "une information de religion",
    "opinion": "une opinion",
}
TELEPHONE = re.compile(r"(?<!\d)(?:\+33|0033|0)\s?[1-9](?:[\s.-]?\d{2}){4}(?!\d)")
COURRIEL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
# « rue Martin », « école Rosa Parks »: a place bears the name, nobody is spoken of.
LIEU = re.compile(
    r"\b(?:rue|place|square|avenue|boulevard|villa|passage|allée|quai|cité|résidence|école|collège|lycée|centre|"
    r"espace|gymnase|stade|parc|jardin|bibliothèque|médiathèque|théâtre|porte|saint|sainte)"
    r"(?:\s+(?:de|du|des|la|le|les)|\s+d’|\s+d')*(?:[\s-]+[A-ZÉÈÀÂÎÔÇ][\w’'-]*)+"
)
MOT_CAPITALE = re.compile(r"\b[A-ZÉÈÊÀÂÎÔÛÇ][\w’'-]+")


def reperer(texte: str, compte: Compte) -> list[str]:
    """The kinds of things found in ``texte``, among the people whom ``compte`` may name."""
    texte = texte[:LONGUEUR_LUE].strip()
    if not texte:
        return []
    plie = _plier(texte)
    trouvees = {sorte for sorte, motif in _sensibles().items() if motif.search(plie)}
    trouvees |= {sorte for sorte, motif in (("telephone", TELEPHONE), ("courriel", COURRIEL)) if motif.search(texte)}
    if _nomme(texte, compte):
        trouvees.add("nom")
    return [sorte for sorte in SORTES if sorte in trouvees]


def avertissement(sortes: list[str]) -> str:
    """The gentle warning, or nothing."""
    if not sortes:
        return ""
    *debut, fin = (SORTES[sorte] for sorte in sortes)
    dit = f"{', '.join(debut)} et {fin}" if debut else fin
    return f"Cette note contient peut-être {dit}. Le journal s’en passe : préférez un mot général."


def _nomme(texte: str, compte: Compte) -> bool:
    """Whether a capitalised word, places apart, is the name or first name of a member."""
    capitales = {_plier(mot) for mot in MOT_CAPITALE.findall(LIEU.sub(" ", texte))}
    if not capitales:
        return False
    membres = Membre.objects.pour(compte, P.MEMBRE_VOIR).order_by().values_list("prenom", "nom")
    return any(capitales & {_plier(prenom), _plier(nom)} for prenom, nom in membres)


@cache
def _sensibles() -> dict[str, re.Pattern]:
    """One expression for each kind, its words in any gender or number."""
    mots: dict[str, list[str]] = {}
    with MOTS.open(encoding="utf-8", newline="") as fichier:
        for ligne in csv.DictReader(fichier, delimiter=";"):
            mots.setdefault(ligne["sorte"], []).append(re.escape(_plier(ligne["mot"])))
    return {sorte: re.compile(rf"\b(?:{'|'.join(liste)})(?:e?s|e)?\b") for sorte, liste in mots.items()}


def _plier(texte: str) -> str:
    return sans_accent(texte).replace("’", "'")
