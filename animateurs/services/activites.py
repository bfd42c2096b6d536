"""Writing the reference data of the journal: kinds of activity, registres, and what « Autre » turned out to be.

Nothing is deleted: what is no longer offered keeps its past lines.
"""

from collections.abc import Collection

from django.core.exceptions import PermissionDenied
from django.db import transaction

from animateurs.models import LigneJournal, Registre, TypeActivite
from animateurs.precisions import cle_de, precision
from comptes.models import Compte
from comptes.permissions import Permission as P
from comptes.services.audit import tracer
from socle.services.ecriture import enregistrer, refuser, remplacer, verrouiller

Reference = TypeActivite | Registre
LONGUEUR_CODE = 40
MODIFIE = P.TYPE_ACTIVITE_MODIFIER


@transaction.atomic
def ajouter_type(*, par: Compte, **champs) -> TypeActivite:
    """Offer one more kind, after the others of its mission. Raises ``ValidationError``."""
    return _ajouter(TypeActivite(**champs), par)


@transaction.atomic
def ajouter_registre(*, par: Compte, **champs) -> Registre:
    return _ajouter(Registre(**champs), par)


@transaction.atomic
def modifier_reference(*, objet: Reference, par: Compte, **champs) -> Reference:
    """Reword a kind or a registre, or move a kind to another mission. Lines already logged keep theirs."""
    _exiger_droit(par)
    objet = verrouiller(objet)
    return _ecrire(objet, remplacer(objet, champs), par, "modifier")


@transaction.atomic
def proposer(*, objet: Reference, actif: bool, par: Compte) -> Reference:
    """Stop offering a kind or a registre, or offer it again."""
    _exiger_droit(par)
    objet = verrouiller(objet)
    if not actif and getattr(objet, "indispensable", False):
        refuser("actif", "L'application se sert de cette activité : elle peut être renommée, pas retirée.")
    return _ecrire(objet, remplacer(objet, {"actif": actif}), par, "proposer" if actif else "retirer")


@transaction.atomic
def deplacer_type(*, type_activite: TypeActivite, rangs: int, par: Compte) -> bool:
    """Move a kind among those of its mission, ``rangs`` up (negative) or down. ``False``: already at the end."""
    _exiger_droit(par)
    voisins = list(TypeActivite.objects.select_for_update().deplacables(type_activite.mission_id))
    if type_activite not in voisins:
        return False
    de = voisins.index(type_activite)
    vers = de + rangs
    if not 0 <= vers < len(voisins):
        return False
    voisins.insert(vers, voisins.pop(de))
    _renumeroter(voisins)
    tracer(acte="type_activite.deplacer", objet=type_activite, par=par, rangs=rangs)
    return True


@transaction.atomic
def promouvoir(
    *, cle: str, par: Compte, type_activite: TypeActivite | None = None, **champs
) -> tuple[TypeActivite, int]:
    """Give to the past lines of a precision the kind that it deserves: a new one, or ``type_activite``.

    Lines of validated weeks follow too. Only their kind changes: neither their duration nor the mission
    under which their hours are counted. Returns the kind and how many lines followed.
    """
    _exiger_droit(par)
    promue = precision(cle)
    if promue is None:
        refuser("type_activite", "Plus aucune activité ne porte cette précision : elle a déjà été rangée.")
    vers = type_activite or _ajouter(TypeActivite(**champs), par)
    if vers.code == TypeActivite.AUTRE or not vers.actif:
        refuser("type_activite", "Choisissez une activité qui est proposée, autre que « Autre ».")
    nombre = LigneJournal.objects.precisees(promue.variantes).update(type_activite=vers)
    tracer(acte="type_activite.promouvoir", objet=vers, par=par, lignes=nombre)
    return vers, nombre


# -- Checking, saving --------------------------------------------------------------------------


def _exiger_droit(par: Compte) -> None:
    if not par.has_perm(MODIFIE):
        raise PermissionDenied


def _ajouter(objet: Reference, par: Compte) -> Reference:
    _exiger_droit(par)
    existants = type(objet).objects.select_for_update()
    objet.code = _code_libre(objet.libelle, set(existants.values_list("code", flat=True)))
    objet.ordre = _dernier_rang(existants) + 1
    return _ecrire(objet, ["code"], par, "ajouter")


def _ecrire(objet: Reference, changes: list[str], par: Compte, verbe: str) -> Reference:
    _exiger_libelle_libre(objet)
    enregistrer(objet)
    tracer(acte=f"{_nom(objet)}.{verbe}", objet=objet, par=par, champs=changes)
    return objet


def _nom(objet: Reference) -> str:
    return "registre" if isinstance(objet, Registre) else "type_activite"


def _exiger_libelle_libre(objet: Reference) -> None:
    """Two kinds that differ by a capital or an accent would be one to whoever chooses."""
    autres = type(objet).objects.exclude(pk=objet.pk)
    meme = next((autre for autre in autres if cle_de(autre.libelle) == cle_de(objet.libelle)), None)
    if meme is None:
        return
    suite = "" if meme.actif else ", parmi ce qui n'est plus proposé : proposez-le de nouveau"
    refuser("libelle", f"« {meme.libelle} » est déjà dans la liste{suite}.")


def _code_libre(libelle: str, pris: Collection[str]) -> str:
    """A stable code made of the label; it never changes afterwards."""
    base = cle_de(libelle)[: LONGUEUR_CODE - 3].strip("-") or "sans-nom"
    candidats = (base, *(f"{base}-{rang}" for rang in range(2, 100)))
    return next(code for code in candidats if code not in pris)


def _dernier_rang(existants) -> int:
    """The last rank given, « Autre » apart: it stays behind the others."""
    return existants.exclude(code=TypeActivite.AUTRE).order_by("-ordre").values_list("ordre", flat=True).first() or 0


def _renumeroter(types: list[TypeActivite]) -> None:
    """Share out the ranks that these kinds hold already, in their new order."""
    rang = -1
    for type_activite, ordre in zip(types, sorted(t.ordre for t in types), strict=True):
        rang = max(ordre, rang + 1)
        type_activite.ordre = rang
    TypeActivite.objects.bulk_update(types, ["ordre"])
