"""A word of its own in every free text of the two conseils, so that a page which shows it says whose it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import DatabaseError, models, transaction

from comptes.permissions import Permission as P
from tests.acces.matrice import ANONYME, INSTITUTIONS, PUBLIC, Cible, atteint

SALLES = ("conseils", "animateurs", "reporting")
MOT = re.compile(r"QX(\d\d)Z(\d\d\d)")
# Keys, fingerprints and what the program alone writes: nobody types them, and pages are found by them.
TECHNIQUES = re.compile(r"numero|code|cle|jeton|empreinte|sha256|html|fichier|vivier|liste|recu|sorte|objet|donnees")
TECHNIQUES_ENTIERS = {
    "conseils.MotIndexe",
    "conseils.Tour",
    "reporting.Cumul",
    "reporting.Export",
    "animateurs.LigneJournal.precision",
}
# Where a row belongs to several conseils, through what joins it to each.
PAR_RELATION = {"conseils.Formation": "delegations__conseil__arrondissement"}

HABITANTS = ("conseils.Membre", "conseils.Invite", "conseils.Identite", "conseils.DemandeContact")
# With which permission each kind of text is read; the others, with CONSEIL_VOIR.
LUS_AVEC = {
    **dict.fromkeys(HABITANTS, P.MEMBRE_VOIR),
    **dict.fromkeys(("conseils.Acteur", "conseils.Interlocuteur", "conseils.Expression"), P.DIAGNOSTIC_TENIR),
    **dict.fromkeys(("animateurs.LigneJournal", "animateurs.LigneType"), P.SEMAINE_VOIR),
    **dict.fromkeys(("animateurs.FeuilleDeRoute", "animateurs.ActionFeuille"), P.FEUILLE_VOIR),
    "conseils.Depense": P.BUDGET_VOIR,
    "animateurs.NoteChiffre": P.RAPPORT_DEMANDER,
}
# What an institution reads besides: the acts addressed to it, and its own answers.
ADRESSES = (
    "conseils.ConseilCitoyen.nom",
    "conseils.Avis",
    "conseils.Divergence",
    "conseils.Reunion.intitule",  # the assembly that adopted the act
    "conseils.Document",
    "conseils.Reponse",
    "conseils.Suite",
)


@cache
def territoire(modele: type[models.Model]) -> str | None:
    """The lookup path from a row to its arrondissement: the model's own, or that of what it hangs on."""
    if modele._meta.label in PAR_RELATION:
        return PAR_RELATION[modele._meta.label]
    if acces := getattr(modele, "acces", None):
        return acces.territoire
    for champ in modele._meta.concrete_fields:
        parent = champ.related_model
        if parent and parent is not modele and parent._meta.app_label in SALLES and (suite := territoire(parent)):
            return f"{champ.name}__{suite}"
    return None


def textes() -> Iterator[tuple[type[models.Model], models.Field]]:
    """Every free text of a model that belongs to a conseil."""
    for modele in apps.get_models():
        meta = modele._meta
        if meta.app_label not in SALLES or meta.label in TECHNIQUES_ENTIERS or not territoire(modele):
            continue
        for champ in meta.concrete_fields:
            libre = isinstance(champ, models.CharField | models.TextField) and not champ.choices
            if f"{meta.label}.{champ.name}" in TECHNIQUES_ENTIERS:
                continue
            if libre and (champ.max_length or 99) > len("QX18Z000") and not TECHNIQUES.search(champ.name):
                yield modele, champ


NOMS = [f"{modele._meta.label}.{champ.name}" for modele, champ in textes()]


def planter() -> set[str]:
    """Write the words; return the fields that took one. What is sealed in the base keeps its own text."""
    plantes = set()
    for rang, (modele, champ) in enumerate(textes()):
        chemin = f"{territoire(modele)}__numero"
        for pk, numero in modele._base_manager.values_list("pk", chemin).distinct():
            if numero in INSTITUTIONS and _ecrire(modele, pk, champ, f"QX{numero}Z{rang:03d}"):
                plantes.add(NOMS[rang])
    return plantes


def _ecrire(modele, pk, champ, mot: str) -> bool:
    valeur = f"{mot}@exemple.invalid" if isinstance(champ, models.EmailField) else mot
    try:
        with transaction.atomic():
            return bool(modele._base_manager.filter(pk=pk).update(**{champ.name: valeur}))
    except (DatabaseError, FieldDoesNotExist):
        return False


def lus(corps: str) -> set[tuple[int, str]]:
    """The words found, as (arrondissement, field)."""
    return {(int(numero), NOMS[int(rang)]) for numero, rang in MOT.findall(corps)}


def fuites(persona: str, corps: str, acces: P | str | None = None) -> list[str]:
    """Whose texts this person reads here without having the right to."""
    return [
        f"{nom} du {numero}e"
        for numero, nom in sorted(lus(corps))
        if not (publie(numero, nom) if acces == PUBLIC else permis(persona, numero, nom))
    ]


def permis(persona: str, numero: int, nom: str) -> bool:
    modele = nom.rpartition(".")[0]
    cible = Cible("texte", {"pk": 1}, numero, institution=INSTITUTIONS[numero])
    permissions = {LUS_AVEC.get(modele, P.CONSEIL_VOIR)} | ({P.AVIS_REPONDRE} if nom.startswith(ADRESSES) else set())
    return persona != ANONYME and any(atteint(persona, permission, cible) for permission in permissions)


def publie(numero: int, nom: str) -> bool:
    """The 18e alone has a public page, and nobody's name is on it."""
    return numero == 18 and not nom.startswith(HABITANTS)
