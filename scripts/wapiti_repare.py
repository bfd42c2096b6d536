"""Start wapiti, mended where its version 3.0.4 (Debian 12) is wrong about us. Run by its own interpreter, not ours."""

import random
import re
import sys

import requests
from wapitiCore.attack.mod_csrf import mod_csrf
from wapitiCore.main.wapiti import wapiti_main
from wapitiCore.net import crawler
from wapitiCore.net.sqlite_persister import SqlitePersister


def en_expression(motif: str) -> re.Pattern:
    """As its own, which Python refuses since 3.11: flags come first in an expression."""
    return re.compile("(?s)" + ".*".join(map(re.escape, motif.split("*"))) + r"\Z")


def en_melant(self: SqlitePersister, path=None, attack_module: str = ""):
    """Pages and forms together, in another order for each attack: its time is not always spent on the same ones."""
    trouves = list(LIENS(self, path, attack_module))
    if attack_module:
        MELES.add(attack_module)
        trouves += FORMULAIRES(self, attack_module)
        random.shuffle(trouves)
    return iter(trouves)


def sans_repeter(self: SqlitePersister, attack_module: str = ""):
    return iter(() if attack_module in MELES else FORMULAIRES(self, attack_module))


def en_champs(self: requests.Session, adresse: str, files=None, **options):
    """What it would send as files, the token of the form with the rest, wherever a form takes a file."""
    parties = files and [(nom, (None, valeur) if isinstance(valeur, str) else valeur) for nom, valeur in files]
    return POSTER(self, adresse, files=parties, **options)


POSTER, requests.Session.post = requests.Session.post, en_champs
LIENS, FORMULAIRES, MELES = SqlitePersister.get_links, SqlitePersister.get_forms, set()
SqlitePersister.get_links, SqlitePersister.get_forms = en_melant, sans_repeter
crawler.wildcard_translate = en_expression
# Django's name of the token: otherwise every form would be said to have none, and no token would be tried.
mod_csrf.TOKEN_FORM_STRINGS.append("csrfmiddlewaretoken")
sys.exit(wapiti_main())
