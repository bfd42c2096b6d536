"""What is done to a line without typing it again: duplicate, move, split; and keep a week as the « semaine type »."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from animateurs.models import LigneJournal, LigneType, SemaineJournal
from animateurs.services.journal import RENCONTRES, ajouter_ligne, modifier_ligne
from comptes.models import Compte
from comptes.permissions import Permission as P
from comptes.services.audit import tracer

# People met and the meeting stay on the first line: they are counted once.
COPIES = ("type_activite", "mission", "quartier", "action", "precision", "note", "motif_weekend")


def dupliquer_ligne(
    *, ligne: LigneJournal, jour: int, par: Compte, motif_weekend: str = "", cle: UUID | None = None, secondes: int = 0
) -> LigneJournal:
    """Log the same activity on another day."""
    copie = _copie(ligne) | {"jour": jour, "minutes": ligne.minutes}
    copie["motif_weekend"] = motif_weekend or copie["motif_weekend"]
    copie |= {champ: list(getattr(ligne, champ).all()) for champ in RENCONTRES}  # done again, with the same
    return ajouter_ligne(semaine=ligne.semaine, par=par, cle=cle, secondes=secondes, **copie)


def deplacer_ligne(
    *, ligne: LigneJournal, jour: int, version: int, par: Compte, motif_weekend: str = "", secondes: int = 0
) -> LigneJournal:
    """Say that it was on another day."""
    champs = {"jour": jour, "motif_weekend": motif_weekend or ligne.motif_weekend}
    return modifier_ligne(ligne=ligne, version=version, par=par, secondes=secondes, **champs)


@transaction.atomic
def partager_ligne(
    *, ligne: LigneJournal, minutes: int, version: int, par: Compte, cle: UUID | None = None, secondes: int = 0
) -> LigneJournal:
    """Cut one line into two: ``minutes`` go to the new one, to be corrected; the total stays."""
    if cle and (deja := ligne.semaine.lignes.filter(cle=cle).first()):
        return deja
    if minutes >= ligne.minutes:
        raise ValidationError({"minutes": "La seconde partie doit être plus courte que l’activité entière."})
    modifier_ligne(ligne=ligne, version=version, par=par, secondes=secondes, minutes=ligne.minutes - minutes)
    seconde = _copie(ligne) | {"jour": ligne.jour, "minutes": minutes}
    return ajouter_ligne(semaine=ligne.semaine, par=par, cle=cle, **seconde)


@transaction.atomic
def garder_comme_type(*, semaine: SemaineJournal, par: Compte) -> int:
    """Make of this week the « semaine type » of its affectation, in place of the former one."""
    semaine = SemaineJournal.objects.pour(par, P.SEMAINE_SAISIR).select_related("affectation").get(pk=semaine.pk)
    lignes = LigneJournal.objects.a_garder_comme_type(semaine)
    if not lignes:
        raise ValidationError("Cette semaine n’a encore rien qui revienne : ajoutez-y d’abord vos activités.")
    semaine.affectation.semaine_type.all().delete()
    LigneType.objects.bulk_create(_ligne_type(semaine, ligne) for ligne in lignes)
    tracer(acte="semaine.garder_comme_type", objet=semaine, par=par, lignes=len(lignes))
    return len(lignes)


def _copie(ligne: LigneJournal) -> dict:
    return {champ: getattr(ligne, champ) for champ in COPIES}


def _ligne_type(semaine: SemaineJournal, ligne: LigneJournal) -> LigneType:
    return LigneType(
        affectation=semaine.affectation,
        jour=ligne.jour,
        type_activite=ligne.type_activite,
        mission=ligne.mission,
        minutes=ligne.minutes,
        quartier=ligne.quartier,
        precision=ligne.precision,
    )
