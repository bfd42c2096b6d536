"""The one door: which objects an account may reach with a permission.

``filtrer`` is the only expression of access. Lists, choices of form fields, exports and tasks filter
with it, and the decision about one object is the same filter with the object's key, so the two cannot
disagree. Deny by default: an account without a running habilitation reaches nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from django.db.models import Case, Model, Q, QuerySet, Value, When

from comptes.models import Compte
from comptes.permissions import Permission
from comptes.roles import Portee, codes_ayant


@dataclass(frozen=True)
class Acces:
    """What a model declares so that the door can filter it.

    ``territoire``: lookup path to its arrondissement (empty value: all of Paris).
    ``titulaire``: lookup path to the account it belongs to, if it belongs to one.
    ``institution``: lookup path to the partenaire it is addressed to, if it is addressed to one.
    ``publie``: condition under which it is published, if it can be; ``soumis``: submitted, and not published yet.
    ``commun``: by permission, the rows that every holder of it reaches, wherever he or she holds it.
    """

    territoire: str
    titulaire: str | None = None
    institution: str | None = None
    publie: Q | None = None
    soumis: Q | None = None
    commun: Mapping[Permission, Q] = field(default_factory=dict)


# « Every row » and « no row », which combine with the other conditions and cost the database nothing.
TOUT, RIEN = ~Q(pk__in=()), Q(pk__in=())


class QuerySetPorte(QuerySet):
    """Base of the querysets of every model that declares an ``Acces`` as ``acces``."""

    def pour(self, compte: Compte, permission: Permission) -> QuerySetPorte:
        """Keep the rows that ``compte`` may reach with ``permission``, today."""
        return filtrer(self, compte, permission)

    def avec_permises(self, compte: Compte, permissions: Iterable[Permission]) -> QuerySetPorte:
        """Read with each row what ``permises`` will then answer about it without a query."""
        _, questions = _questions(self.model, compte, permissions)
        return self.annotate(**_reponses(questions))


def filtrer(queryset: QuerySet, compte: Compte, permission: Permission) -> QuerySet:
    """Return the rows of ``queryset`` within reach. Raises ``ValueError`` on an unknown permission."""
    if not compte.is_active:
        return queryset.none()
    return queryset.filter(_a_portee(queryset.model, compte, Permission(permission)))


def _a_portee(modele: type[Model], compte: Compte, permission: Permission) -> Q:
    acces = modele.acces
    condition = _territoire(modele, compte, permission, Portee.TERRITOIRE)
    autres = []
    if acces.titulaire:
        autres.append((Q(**{acces.titulaire: compte.pk}), Portee.TITULAIRE))
    if acces.institution and compte.institution_id:
        autres.append((Q(**{acces.institution: compte.institution_id}), Portee.INSTITUTION))
    if acces.publie is not None:
        autres.append((acces.publie, Portee.PUBLIE))
    if acces.soumis is not None:
        relu = acces.soumis if acces.publie is None else acces.soumis | acces.publie
        autres.append((relu, Portee.SOUMIS))
    for lignes, portee in autres:
        condition = _ou(condition, lignes, _territoire(modele, compte, permission, portee))
    if permission in acces.commun and condition is not TOUT and _territoires(compte, permission, Portee.TERRITOIRE):
        condition |= acces.commun[permission]
    return condition


def _ou(condition: Q, lignes: Q, ici: Q) -> Q:
    """``condition``, or ``lignes`` within ``ici``.

    Nothing is not written: an OR with nothing makes outer joins of all, and the database goes through every row. Nor
    is anything after « every row ».
    """
    if ici is RIEN or condition is TOUT:
        return condition
    return lignes & ici if condition is RIEN else condition | (lignes & ici)


def _territoires(compte: Compte, permission: Permission, portee: Portee) -> set[int | None]:
    """Where ``compte`` holds ``permission`` today with exactly this reach; ``None``: on all of Paris.

    Read from the account's running habilitations, which are read once per request: the same list tells
    ``detient`` what may be opened at all.
    """
    roles = codes_ayant(permission, portee)
    return {h.arrondissement_id for h in compte.habilitations_en_cours if h.role in roles}


def _territoire(modele: type[Model], compte: Compte, permission: Permission, portee: Portee) -> Q:
    territoires = _territoires(compte, permission, portee)
    if None in territoires:
        return TOUT
    if not territoires:
        return RIEN
    ici = Q(**{f"{modele.acces.territoire}__in": territoires})
    if _plusieurs(modele, modele.acces.territoire):
        # Apart: joined, a row would come once for each of its territories.
        return Q(pk__in=modele._base_manager.filter(ici).values("pk"))
    return ici


@cache
def _plusieurs(modele: type[Model], chemin: str) -> bool:
    """Whether a row has several territories: the path goes through a relation to many."""
    for nom in chemin.split("__"):
        champ = modele._meta.get_field(nom)
        if champ.many_to_many or champ.one_to_many:
            return True
        modele = champ.related_model
    return False


def detient(compte: Compte, permission: Permission) -> bool:
    """Tell whether ``compte`` holds ``permission`` anywhere, whatever its reach."""
    return compte.is_active and Permission(permission) in compte.permissions_en_cours


def partout(compte: Compte, permission: Permission) -> bool:
    """Tell whether ``compte`` holds ``permission`` on all of Paris."""
    return compte.is_active and None in _territoires(compte, permission, Portee.TERRITOIRE)


def atteint(compte: Compte, permission: Permission, objet: Model) -> bool:
    """Tell whether ``objet`` is among the rows that ``pour`` keeps."""
    return filtrer(type(objet)._default_manager.all(), compte, permission).filter(pk=objet.pk).exists()


def permises(compte: Compte, objet: Model, permissions: Iterable[Permission]) -> frozenset[Permission]:
    """Return those of ``permissions`` with which ``objet`` is within reach, in one query or none.

    Permissions that the same roles hold in the same way are one question, asked once. Those that the rights alone
    answer (on all of Paris, or nowhere) are not asked to the database, which has just given ``objet``; nor are those
    with which it was read (``QuerySetPorte.avec_permises``).
    """
    oui, questions = _questions(type(objet), compte, permissions)
    lues = {nom: getattr(objet, nom) for nom in questions if hasattr(objet, nom)}
    lues |= _demander(objet, {nom: question for nom, question in questions.items() if nom not in lues})
    return frozenset(oui.union(*(questions[nom].semblables for nom, reponse in lues.items() if reponse)))


class Question(NamedTuple):
    """Permissions that have one answer about a row, and the condition that it meets when this answer is yes."""

    semblables: set[Permission]
    condition: Q


def _questions(
    modele: type[Model], compte: Compte, permissions: Iterable[Permission]
) -> tuple[set[Permission], dict[str, Question]]:
    """What the rights alone allow on every row, and what is to be asked of each, under a name of this account's."""
    oui, questions, semblables = set(), {}, defaultdict(set)
    for permission in permissions if compte.is_active else ():
        semblables[_question(modele.acces, permission)].add(permission)
    for ensemble in semblables.values():
        premiere = min(ensemble)
        condition = _a_portee(modele, compte, premiere)
        if condition is TOUT:
            oui |= ensemble
        elif condition is not RIEN:
            questions[f"permise_{compte.pk}_{premiere.name}"] = Question(ensemble, condition)
    return oui, questions


def _reponses(questions: Mapping[str, Question]) -> dict[str, Case]:
    """The answers, in SQL."""
    non = Value(False)
    return {nom: Case(When(question.condition, then=Value(True)), default=non) for nom, question in questions.items()}


def _demander(objet: Model, questions: Mapping[str, Question]) -> dict[str, bool]:
    if not questions:
        return {}
    lignes = type(objet)._default_manager.filter(pk=objet.pk).order_by()
    return lignes.annotate(**_reponses(questions)).values(*questions).first() or {}


def _question(acces: Acces, permission: Permission) -> tuple:
    """What ``_a_portee`` makes of a permission: who holds it and how far, and its rows common to all."""
    porteurs = tuple(tuple(codes_ayant(permission, portee)) for portee in Portee)
    return (*porteurs, permission if permission in acces.commun else None)
