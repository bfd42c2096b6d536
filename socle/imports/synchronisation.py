"""Bringing a table to what its file says: create, modify, never delete, and tell what was done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.db.models import Field, Model

from socle.imports.cellules import decouper, ecrire, exiger, lire_cellule
from socle.imports.fichiers import FichierRefuse, Ligne, lire_lignes


@dataclass(frozen=True)
class Table:
    """Which file fills which model. The columns of the file bear the names of the fields.

    ``cle`` identifies a row in the file and in the database. ``reperes`` says by which field a relation
    names its target (« code » unless said otherwise); a relation to the model itself names the last part
    of the key, within the same first parts, and comes after the columns of the key.
    Columns of ``a_la_creation`` are only a start: once the row exists, its users own them.
    """

    fichier: str
    modele: type[Model]
    colonnes: tuple[str, ...]
    cle: tuple[str, ...] = ("code",)
    reperes: Mapping[str, str] = field(default_factory=dict)
    a_la_creation: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Modification:
    """A row whose fields differ: ``changements`` gives, by field, its cell before and in the file."""

    libelle: str
    objet: Model
    changements: dict[str, tuple[str, str]]


@dataclass
class Difference:
    """What the import of one table did, or would do."""

    table: Table
    crees: list[Modification] = field(default_factory=list)
    modifies: list[Modification] = field(default_factory=list)
    gardes: list[Modification] = field(default_factory=list)
    absents: list[str] = field(default_factory=list)
    inchanges: int = 0


def importer(tables: Sequence[Table], *, dossier: Path, a_blanc: bool) -> list[Difference]:
    """Import every table in order, in one transaction.

    Raises ``FichierRefuse`` at the first refused file, and then nothing is written. ``a_blanc`` goes
    through the same path and takes everything back.
    """
    with transaction.atomic():
        differences = [_Synchronisation(table).executer(dossier / table.fichier) for table in tables]
        if a_blanc:
            transaction.set_rollback(True)
    return differences


class _Synchronisation:
    """One table against its file."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.champs = [table.modele._meta.get_field(nom) for nom in table.colonnes]
        self.plusieurs = [c for c in self.champs if c.many_to_many]
        self.cibles = {c.name: self._index(c) for c in self.champs if c.is_relation and not self._interne(c)}
        self.connus = {self._cle(self._etat(objet)): objet for objet in self._existants()}
        self.vues: dict[tuple, int] = {}
        self.difference = Difference(table)

    def executer(self, chemin: Path) -> Difference:
        erreurs = []
        anciens = dict(self.connus)
        for ligne in lire_lignes(chemin, self.table.colonnes):
            try:
                self._traiter(ligne)
            except ValidationError as erreur:
                erreurs += [f"ligne {ligne.numero} : {message}" for message in erreur.messages]
        if erreurs:
            raise FichierRefuse(chemin.name, erreurs)
        self.difference.absents = [self._libelle(self._etat(o)) for cle, o in anciens.items() if cle not in self.vues]
        return self.difference

    def _traiter(self, ligne: Ligne) -> None:
        valeurs = self._lire(ligne)
        cle = self._cle(valeurs)
        if cle in self.vues:
            raise ValidationError(f"« {self._libelle(valeurs)} » est déjà donné ligne {self.vues[cle]}")
        self.vues[cle] = ligne.numero
        if cle in self.connus:
            self._rapprocher(self.connus[cle], valeurs)
        else:
            self.connus[cle] = self._creer(valeurs)

    # -- Reading -------------------------------------------------------------------------------

    def _lire(self, ligne: Ligne) -> dict[str, Any]:
        valeurs, erreurs = {}, []
        for champ in self.champs:
            try:
                valeurs[champ.name] = self._valeur(champ, ligne.cellules[champ.name], valeurs)
            except ValidationError as erreur:
                erreurs += [f"« {champ.name} » : {message}" for message in erreur.messages]
        if erreurs:
            raise ValidationError(erreurs)
        return valeurs

    def _valeur(self, champ: Field, cellule: str, valeurs: dict[str, Any]) -> Any:
        if not champ.is_relation:
            return lire_cellule(champ, cellule)
        exiger(champ, cellule)
        if champ.many_to_many:
            return self._cibles(champ, decouper(cellule))
        return self._cible(champ, cellule, valeurs) if cellule else None

    def _cibles(self, champ: Field, codes: list[str]) -> list[Model]:
        index = self.cibles[champ.name]
        if inconnus := [code for code in codes if code not in index]:
            raise ValidationError([f"code inconnu « {code} »" for code in inconnus])
        return [index[code] for code in codes]

    def _cible(self, champ: Field, code: str, valeurs: dict[str, Any]) -> Model:
        if self._interne(champ):
            cible = self.connus.get((*self._cle(valeurs)[:-1], code))
        else:
            cible = self.cibles[champ.name].get(code)
        if cible is None:
            raise ValidationError(f"code inconnu « {code} »")
        return cible

    # -- Writing -------------------------------------------------------------------------------

    def _creer(self, valeurs: dict[str, Any]) -> Model:
        noms = {champ.name for champ in self.plusieurs}
        objet = self.table.modele(**{nom: valeur for nom, valeur in valeurs.items() if nom not in noms})
        self._enregistrer(objet, {nom: valeurs[nom] for nom in noms})
        self.difference.crees.append(Modification(self._libelle(valeurs), objet, {}))
        return objet

    def _rapprocher(self, objet: Model, valeurs: dict[str, Any]) -> None:
        changements = self._changements(self._etat(objet), valeurs)
        gardes = {nom: c for nom, c in changements.items() if nom in self.table.a_la_creation}
        ecrits = {nom: c for nom, c in changements.items() if nom not in gardes}
        if gardes:
            self.difference.gardes.append(Modification(self._libelle(valeurs), objet, gardes))
        if not ecrits:
            self.difference.inchanges += 1
            return
        noms = {champ.name for champ in self.plusieurs}
        for nom in ecrits.keys() - noms:
            setattr(objet, nom, valeurs[nom])
        self._enregistrer(objet, {nom: valeurs[nom] for nom in ecrits.keys() & noms})
        self.difference.modifies.append(Modification(self._libelle(valeurs), objet, ecrits))

    def _enregistrer(self, objet: Model, ensembles: dict[str, list[Model]]) -> None:
        # Relations were found by the reader: asking the database again would cost a query for each.
        relations = {champ.name for champ in self.champs if champ.is_relation}
        try:
            objet.full_clean(exclude=relations)
        except ValidationError as erreur:
            raise ValidationError(_messages(erreur)) from None
        objet.save()
        for nom, cibles in ensembles.items():
            getattr(objet, nom).set(cibles)

    # -- Comparing -----------------------------------------------------------------------------

    def _existants(self):
        relations = [c.name for c in self.champs if c.is_relation]
        return self.table.modele._default_manager.prefetch_related(*relations)

    def _etat(self, objet: Model) -> dict[str, Any]:
        """The same mapping as a line read from the file, for a row of the database."""
        ensembles = {champ.name for champ in self.plusieurs}
        return {
            nom: list(getattr(objet, nom).all()) if nom in ensembles else getattr(objet, nom)
            for nom in self.table.colonnes
        }

    def _changements(self, avant: dict[str, Any], apres: dict[str, Any]) -> dict[str, tuple[str, str]]:
        return {
            nom: (self._texte(nom, avant[nom]), self._texte(nom, apres[nom]))
            for nom in self.table.colonnes
            if _comparable(avant[nom]) != _comparable(apres[nom])
        }

    def _cle(self, valeurs: dict[str, Any]) -> tuple:
        return tuple(_comparable(valeurs.get(nom)) for nom in self.table.cle)

    def _libelle(self, valeurs: dict[str, Any]) -> str:
        return " ".join(self._texte(nom, valeurs[nom]) for nom in self.table.cle)

    def _texte(self, nom: str, valeur: Any) -> str:
        return ecrire(valeur, self._repere(nom))

    def _repere(self, nom: str) -> str:
        return self.table.reperes.get(nom, "code")

    def _interne(self, champ: Field) -> bool:
        return champ.related_model is self.table.modele

    def _index(self, champ: Field) -> dict[str, Model]:
        repere = self._repere(champ.name)
        return {str(getattr(cible, repere)): cible for cible in champ.related_model._default_manager.all()}


def _comparable(valeur: Any) -> Any:
    if isinstance(valeur, Model):
        return valeur.pk
    return frozenset(cible.pk for cible in valeur) if isinstance(valeur, list) else valeur


def _messages(erreur: ValidationError) -> list[str]:
    return [
        message if nom == NON_FIELD_ERRORS else f"« {nom} » : {message}"
        for nom, messages in erreur.message_dict.items()
        for message in messages
    ]
