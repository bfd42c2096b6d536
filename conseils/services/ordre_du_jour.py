"""Writing the agenda of a meeting: add, change, reorder, remove a point."""

from django.core.exceptions import NON_FIELD_ERRORS
from django.db import transaction

from comptes.models import Compte
from comptes.services.audit import tracer
from conseils.models import PointOrdreDuJour, Reunion
from socle.services.ecriture import echanger_les_rangs, enregistrer, refuser, remplacer, verrouiller


@transaction.atomic
def ajouter_point(*, reunion: Reunion, par: Compte, **champs) -> PointOrdreDuJour:
    """Put a point at the end of the agenda. Raises ``ValidationError``."""
    reunion = _ouvrir(reunion)
    point = PointOrdreDuJour(reunion=reunion, rang=reunion.points.prochain_rang(), **champs)
    enregistrer(point)
    tracer(acte="point_ajoute", objet=reunion, par=par, point=point.pk, rang=point.rang)
    return point


@transaction.atomic
def modifier_point(*, point: PointOrdreDuJour, par: Compte, **champs) -> PointOrdreDuJour:
    """Change a point where it is. Raises ``ValidationError``."""
    reunion = _ouvrir(point.reunion)
    point = verrouiller(point)
    changes = remplacer(point, champs)
    enregistrer(point)
    tracer(acte="point_modifie", objet=reunion, par=par, point=point.pk, champs=changes)
    return point


@transaction.atomic
def deplacer_point(*, point: PointOrdreDuJour, par: Compte, sens: str) -> None:
    """Exchange a point with its neighbour; nothing to do at either end. Raises ``ValidationError``."""
    reunion = _ouvrir(point.reunion)
    point = verrouiller(point)
    voisin = reunion.points.voisin(point.rang, sens)
    if voisin is None:
        return
    echanger_les_rangs(point, voisin)
    tracer(acte="point_deplace", objet=reunion, par=par, point=point.pk, rang=point.rang)


@transaction.atomic
def retirer_point(*, point: PointOrdreDuJour, par: Compte) -> None:
    """Take a point off the agenda. Raises ``ValidationError``."""
    reunion = _ouvrir(point.reunion)
    tracer(acte="point_retire", objet=reunion, par=par, point=point.pk, rang=point.rang)
    point.delete()


def _ouvrir(reunion: Reunion) -> Reunion:
    """Lock the meeting: two people who build the agenda at once take turns."""
    reunion = verrouiller(reunion)
    if reunion.statut == Reunion.Statut.ANNULEE:
        refuser(NON_FIELD_ERRORS, "Cette réunion est annulée : reprogrammez-la pour changer son ordre du jour.")
    return reunion
