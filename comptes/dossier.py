"""Everything that is kept about one person, found through the classification rather than listed by hand.

A relation that leads to the person and is classified as hers brings its rows; so do the rows that hang from those,
within the same purpose (the lines of her weeks, not the mailing lists of a meeting she called). The names of other
people stay out, and so do secrets.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from django.db.models import DateField, Field, ForeignObjectRel, Model, QuerySet
from django.utils import timezone
from django.utils.text import capfirst

from socle.rgpd import registre

SECRETS = {"password", "empreinte", "recu", "session_key", "session_data"}
LIGNES_A_L_ECRAN = 50
# Words of libraries that speak English.
EN_FRANCAIS = {
    "user sessions": "sessions",
    "created at": "ouverte le",
    "last seen at": "dernière activité",
    "ip": "adresse IP",
    "user agent": "navigateur",
    "email addresses": "adresses e-mail",
    "email address": "adresse e-mail",
    "email confirmations": "confirmations d’adresse",
}


@dataclass(frozen=True)
class Rubrique:
    """The rows of one model about the person, as people read them."""

    titre: str
    colonnes: list[str]
    lignes: list[list[str]]
    pourquoi: str
    conservation: str

    @property
    def apercu(self) -> list[list[str]]:
        return list(islice(self.lignes, LIGNES_A_L_ECRAN))

    @property
    def abrege(self) -> bool:
        return len(self.lignes) > LIGNES_A_L_ECRAN


def dossier(personne: Model) -> list[Rubrique]:
    """What is kept about ``personne``, herself first; models of which she has no row are left out."""
    modele = personne._meta.model  # the account of a request is a lazy object, whose type is not its model
    soi = modele._default_manager.filter(pk=personne.pk)
    par_modele = {modele: soi}
    for lignes in _autour(modele, personne.pk):  # a document that she asked for, and another that she published
        deja = par_modele.get(lignes.model)
        par_modele[lignes.model] = lignes if deja is None else deja | lignes
    rubriques = map(rubrique, par_modele.values())
    return [r for r in rubriques if r.lignes]


def en_json(rubriques: list[Rubrique]) -> list[dict]:
    return [
        {
            "rubrique": r.titre,
            "pourquoi": r.pourquoi,
            "conservation": r.conservation,
            "lignes": [dict(zip(r.colonnes, ligne, strict=True)) for ligne in r.lignes],
        }
        for r in rubriques
    ]


def rubrique(lignes: QuerySet) -> Rubrique:
    """The rows of one model, by the fields about the person; where only a link or a date is, by what it is of."""
    modele = lignes.model
    personnels = registre().personnels(modele)
    fiche = registre().fiches[registre().champs[modele._meta.label][personnels[0].name]]
    champs = [champ for champ in personnels if _montrable(champ)]
    lignes = lignes.select_related(*(champ.name for champ in champs if champ.is_relation)).order_by("pk")
    muette = all(isinstance(champ, DateField) for champ in champs)  # a date alone does not say of what
    return Rubrique(
        titre=_nommer(modele._meta.verbose_name_plural),
        colonnes=["Intitulé"] * muette + [_nommer(champ.verbose_name) for champ in champs],
        lignes=[[str(ligne)] * muette + [_dire(ligne, champ) for champ in champs] for ligne in lignes],
        pourquoi=fiche.pourquoi,
        conservation=registre().regles[fiche.regle].phrase,
    )


def _nommer(libelle: str) -> str:
    return capfirst(EN_FRANCAIS.get(str(libelle), str(libelle)))


def _autour(modele: type[Model], pk: object, chemin: str = "", traitement: str = "") -> Iterator[QuerySet]:
    """The rows that lead to the person by a field classified as somebody's, then those that hang from them."""
    for champ in _liens_vers(modele):
        fiche = registre().fiches[registre().champs[champ.model._meta.label][champ.name]]
        if traitement and fiche.traitement != traitement:
            continue
        vers = f"{champ.name}__{chemin}" if chemin else champ.name
        yield champ.model._default_manager.filter(**{vers: pk})
        yield from _autour(champ.model, pk, vers, fiche.traitement)


def _liens_vers(modele: type[Model]) -> list[Field]:
    """The fields of other models, classified as somebody's, that point to ``modele``."""
    relations = (r for r in modele._meta.get_fields(include_hidden=True) if isinstance(r, ForeignObjectRel))
    champs = (relation.field for relation in relations if relation.related_model is not modele)
    return [champ for champ in champs if champ in registre().personnels(champ.model)]


def _montrable(champ: Field) -> bool:
    """Neither a secret, nor somebody: the person knows who she is, and others are not hers to know."""
    nomme = champ.is_relation and champ.related_model._meta.label in {"conseils.Membre", "comptes.Compte"}
    return not (champ.many_to_many or nomme or champ.name in SECRETS)


def _dire(ligne: Model, champ: Field) -> str:
    if champ.choices:
        return str(getattr(ligne, f"get_{champ.name}_display")())
    valeur = getattr(ligne, champ.name)
    if isinstance(valeur, datetime):
        return f"{timezone.localtime(valeur):%d/%m/%Y %H:%M}"
    if isinstance(valeur, date):
        return f"{valeur:%d/%m/%Y}"
    if isinstance(valeur, bool):
        return "oui" if valeur else "non"
    return "" if valeur is None else str(valeur)
