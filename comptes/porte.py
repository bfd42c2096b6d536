"""The one door: which objects an account may reach with a permission.

``filtrer`` is the only expression of access. Lists, choices of form fields, exports and tasks filter
with it, and the decision about one object is the same filter with the object's key, so the two cannot
disagree. Deny by default: an account without a running habilitation reaches nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Case, Exists, Model, OuterRef, Q, QuerySet, Value, When

from comptes.models import Compte, Habilitation
from comptes.permissions import Permission
from comptes.roles import Portee, codes_ayant


@dataclass(frozen=True)
class Acces:
    """What a model declares so that the door can filter it.

    ``territoire``: lookup path to its arrondissement (empty value: all of Paris).
    ``titulaire``: lookup path to the account it belongs to, if it belongs to one.
    ``institution``: lookup path to the partenaire it is addressed to, if it is addressed to one.
    ``publie``: condition under which it is published, if it can be.
    ``commun``: by permission, the rows that every holder of it reaches, wherever he or she holds it.
    """

    territoire: str
    titulaire: str | None = None
    institution: str | None = None
    publie: Q | None = None
    commun: Mapping[Permission, Q] = field(default_factory=dict)


class QuerySetPorte(QuerySet):
    """Base of the querysets of every model that declares an ``Acces`` as ``acces``."""

    def pour(self, compte: Compte, permission: Permission) -> QuerySetPorte:
        """Keep the rows that ``compte`` may reach with ``permission``, today."""
        return filtrer(self, compte, permission)


def filtrer(queryset: QuerySet, compte: Compte, permission: Permission) -> QuerySet:
    """Return the rows of ``queryset`` within reach. Raises ``ValueError`` on an unknown permission."""
    if not compte.is_active:
        return queryset.none()
    return queryset.filter(_a_portee(queryset.model.acces, compte, Permission(permission)))


def _a_portee(acces: Acces, compte: Compte, permission: Permission) -> Q:
    condition = _territoire(acces, compte, codes_ayant(permission, Portee.TERRITOIRE))
    if acces.titulaire:
        condition |= Q(**{acces.titulaire: compte.pk}) & _territoire(
            acces, compte, codes_ayant(permission, Portee.TITULAIRE)
        )
    if acces.institution and compte.institution_id:
        condition |= Q(**{acces.institution: compte.institution_id}) & _territoire(
            acces, compte, codes_ayant(permission, Portee.INSTITUTION)
        )
    if acces.publie is not None:
        condition |= acces.publie & _territoire(acces, compte, codes_ayant(permission, Portee.PUBLIE))
    if permission in acces.commun:
        tenues = _habilitations(compte, codes_ayant(permission, Portee.TERRITOIRE))
        condition |= acces.commun[permission] & Q(Exists(tenues))
    return condition


def _habilitations(compte: Compte, roles: list[str]) -> QuerySet:
    return Habilitation.objects.en_cours().filter(compte=compte.pk, role__in=roles)


def _territoire(acces: Acces, compte: Compte, roles: list[str]) -> Q:
    # EXISTS rather than a join: a join on habilitations would repeat rows and answer wrongly when two
    # conditions met different habilitations.
    ici = Q(arrondissement=None) | Q(arrondissement=OuterRef(acces.territoire))
    return Q(Exists(_habilitations(compte, roles).filter(ici)))


def detient(compte: Compte, permission: Permission) -> bool:
    """Tell whether ``compte`` holds ``permission`` anywhere, whatever its reach."""
    return compte.is_active and Permission(permission) in compte.permissions_en_cours


def partout(compte: Compte, permission: Permission) -> bool:
    """Tell whether ``compte`` holds ``permission`` on all of Paris."""
    if not compte.is_active:
        return False
    return _habilitations(compte, codes_ayant(permission, Portee.TERRITOIRE)).filter(arrondissement=None).exists()


def atteint(compte: Compte, permission: Permission, objet: Model) -> bool:
    """Tell whether ``objet`` is among the rows that ``pour`` keeps."""
    return filtrer(type(objet)._default_manager.all(), compte, permission).filter(pk=objet.pk).exists()


def permises(compte: Compte, objet: Model, permissions: Iterable[Permission]) -> frozenset[Permission]:
    """Return those of ``permissions`` with which ``objet`` is within reach, in one query.

    Permissions that the same roles hold in the same way are one question, asked once.
    """
    if not compte.is_active:
        return frozenset()
    questions = defaultdict(list)
    for permission in permissions:
        questions[_question(objet.acces, permission)].append(permission)
    reponses = {
        f"reponse_{i}": Case(
            When(_a_portee(objet.acces, compte, semblables[0]), then=Value(True)), default=Value(False)
        )
        for i, semblables in enumerate(questions.values())
    }
    lignes = type(objet)._default_manager.filter(pk=objet.pk).order_by().annotate(**reponses).values_list(*reponses)
    oui = [semblables for ligne in lignes for semblables, r in zip(questions.values(), ligne, strict=True) if r]
    return frozenset(permission for semblables in oui for permission in semblables)


def _question(acces: Acces, permission: Permission) -> tuple:
    """What ``_a_portee`` makes of a permission: who holds it and how far, and its rows common to all."""
    porteurs = tuple(tuple(codes_ayant(permission, portee)) for portee in Portee)
    return (*porteurs, permission if permission in acces.commun else None)
