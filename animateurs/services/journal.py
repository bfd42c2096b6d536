"""Writing the weekly journal: opening weeks, logging lines, handing in, reviewing.

Every function takes the acting account as ``par`` and checks its right with the same door as the pages.
Those that change a week lock its row, and refuse when it changed since the form was shown (``version``).
"""

from collections.abc import Iterator
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from animateurs.models import Affectation, LigneJournal, SemaineJournal, TypeActivite
from comptes.models import Compte
from comptes.permissions import Permission as P
from comptes.services.audit import tracer
from conseils.models import Reunion
from socle.periode import lundi_de
from socle.templatetags.typographie import date_fr
from socle.transitions import TransitionRefusee

SEMAINES_RATTRAPEES = 8  # the current one included


class SemaineModifieeAilleurs(Exception):
    """The week changed since the form was shown (another tab, another person)."""

    def __str__(self) -> str:
        return (
            "Cette semaine a été modifiée ailleurs depuis l’ouverture de cette page. Elle est maintenant à jour, "
            "et rien de ce que vous avez saisi n’a été enregistré : vérifiez, puis recommencez."
        )


# -- Opening -----------------------------------------------------------------------------------


@transaction.atomic
def ouvrir_semaines(jour: date | None = None) -> int:
    """Open the weeks owed up to ``jour`` that are not open yet; return how many.

    Looks back eight weeks, so that a scheduler stopped for a month catches up, and can be run any
    number of times.
    """
    courant = lundi_de(jour or timezone.localdate())
    premier = courant - timedelta(weeks=SEMAINES_RATTRAPEES - 1)
    affectations = Affectation.objects.chevauchant(premier, courant + timedelta(days=6))
    dues, ouvertes = set(), set()
    for pk, debut, fin, lundi in affectations.lundis_ouverts(premier):
        ouvertes.add((pk, lundi))
        dues.update((pk, du) for du in _lundis(max(premier, lundi_de(debut)), min(courant, fin or courant)))
    manquantes = sorted(dues - ouvertes)
    # Two schedulers may run at once: the unique key decides and the second inserts nothing.
    SemaineJournal.objects.bulk_create(
        [SemaineJournal(affectation_id=pk, lundi=lundi) for pk, lundi in manquantes], ignore_conflicts=True
    )
    return len(manquantes)


def _lundis(premier: date, dernier: date) -> Iterator[date]:
    """The Mondays from one to the other."""
    while premier <= dernier:
        yield premier
        premier += timedelta(weeks=1)


# -- Logging -----------------------------------------------------------------------------------


@transaction.atomic
def ajouter_ligne(*, semaine: SemaineJournal, version: int, par: Compte, **champs) -> LigneJournal:
    """Log one activity. A week that was declared « rien à signaler » no longer is."""
    semaine = _prendre(semaine, version, par)
    ligne = _enregistrer(LigneJournal(semaine=semaine), champs)
    semaine.rien_a_signaler = False
    _avancer(semaine)
    tracer(acte="ligne.ajouter", objet=ligne, par=par, semaine=semaine.pk)
    return ligne


@transaction.atomic
def modifier_ligne(*, ligne: LigneJournal, version: int, par: Compte, **champs) -> LigneJournal:
    """Correct one activity."""
    semaine = _prendre(ligne.semaine, version, par)
    ligne = _enregistrer(semaine.lignes.get(pk=ligne.pk), champs)
    _avancer(semaine)
    tracer(acte="ligne.modifier", objet=ligne, par=par, semaine=semaine.pk)
    return ligne


@transaction.atomic
def supprimer_ligne(*, ligne: LigneJournal, version: int, par: Compte) -> None:
    """Remove one activity."""
    semaine = _prendre(ligne.semaine, version, par)
    tracer(acte="ligne.supprimer", objet=ligne, par=par, semaine=semaine.pk)
    ligne.delete()
    _avancer(semaine)


def ajouter_reunion(
    *, semaine: SemaineJournal, reunion: Reunion, minutes: int, version: int, par: Compte
) -> LigneJournal:
    """Log the time of one of the week's meetings; its public is counted on the meeting."""
    activite = TypeActivite.objects.select_related("mission").get(code=TypeActivite.REUNION)
    return ajouter_ligne(
        semaine=semaine,
        version=version,
        par=par,
        jour=reunion.date.weekday(),
        reunion=reunion,
        type_activite=activite,
        mission=activite.mission,
        minutes=minutes,
        quartier=_dans_le_perimetre(reunion),
        motif_weekend="Réunion du conseil" if reunion.date.weekday() > 4 else "",
    )


def reprendre_ligne(*, semaine: SemaineJournal, modele: LigneJournal, version: int, par: Compte) -> LigneJournal:
    """Log the same activity as before, on the same day: what was done, not who was met nor what was noted."""
    return ajouter_ligne(
        semaine=semaine,
        version=version,
        par=par,
        jour=modele.jour,
        type_activite=modele.type_activite,
        mission=modele.mission,
        minutes=modele.minutes,
        quartier=modele.quartier,
    )


@transaction.atomic
def declarer_rien_a_signaler(
    *, semaine: SemaineJournal, version: int, par: Compte, declare: bool = True
) -> SemaineJournal:
    """Declare that an empty week is empty on purpose, or take the declaration back."""
    semaine = _prendre(semaine, version, par)
    _declarer(semaine, declare)
    _avancer(semaine)
    tracer(acte="semaine.rien_a_signaler", objet=semaine, par=par, declare=declare)
    return semaine


# -- Handing in and reviewing ------------------------------------------------------------------


@transaction.atomic
def transmettre(
    *, semaine: SemaineJournal, version: int, par: Compte, rien_a_signaler: bool = False
) -> SemaineJournal:
    """Hand the week in; ``rien_a_signaler`` declares it in the same act."""
    semaine = _prendre(semaine, version, par)
    _exiger_terminee(semaine)
    if rien_a_signaler:
        _declarer(semaine, True)
    if not semaine.rien_a_signaler and not semaine.lignes.exists():
        raise TransitionRefusee("Cette semaine est vide : ajoutez une activité ou déclarez « rien à signaler ».")
    semaine.transmise_le = timezone.now()
    return _passer(semaine, "transmettre", par=par)


@transaction.atomic
def valider(*, semaine: SemaineJournal, version: int, par: Compte) -> SemaineJournal:
    """Accept the week as it is."""
    semaine = _verrouiller(semaine, par, P.SEMAINE_REVOIR)
    semaine.validee_le = timezone.now()
    return _passer(semaine, "valider", par=par, vue=version)


@transaction.atomic
def renvoyer(*, semaine: SemaineJournal, motif: str, version: int, par: Compte) -> SemaineJournal:
    """Hand the week back to its animateur, who reads ``motif``."""
    semaine = _verrouiller(semaine, par, P.SEMAINE_REVOIR)
    semaine.validee_le = None
    return _passer(semaine, "renvoyer", par=par, motif=motif, vue=version)


# -- Locking, checking, saving -----------------------------------------------------------------


def exiger_modifiable(semaine: SemaineJournal, version: int) -> None:
    """Refuse a week that is handed in, then a form that is out of date."""
    if not semaine.modifiable:
        raise TransitionRefusee(semaine.refus_de_modifier)
    _exiger_version(semaine, version)


def _exiger_version(semaine: SemaineJournal, version: int) -> None:
    if semaine.version != version:
        raise SemaineModifieeAilleurs


def _verrouiller(semaine: SemaineJournal, par: Compte, permission: P) -> SemaineJournal:
    """Read the row again, locked, if ``par`` may act on it."""
    lignes = SemaineJournal.objects.pour(par, permission).select_for_update(of=("self",))
    try:
        return lignes.select_related("affectation__conseil").get(pk=semaine.pk)
    except SemaineJournal.DoesNotExist:
        raise PermissionDenied from None


def _prendre(semaine: SemaineJournal, version: int, par: Compte) -> SemaineJournal:
    """The locked week, in a state that its animateur may change."""
    semaine = _verrouiller(semaine, par, P.SEMAINE_SAISIR)
    exiger_modifiable(semaine, version)
    return semaine


def _enregistrer(ligne: LigneJournal, champs: dict) -> LigneJournal:
    for champ, valeur in champs.items():
        setattr(ligne, champ, valeur)
    ligne.full_clean()
    ligne.save()
    return ligne


def _avancer(semaine: SemaineJournal) -> None:
    """Save the week as one version further."""
    semaine.version += 1
    semaine.full_clean()
    semaine.save()


def _declarer(semaine: SemaineJournal, declare: bool) -> None:
    if declare and semaine.lignes.exists():
        raise ValidationError("« Rien à signaler » ne peut être déclaré que sur une semaine sans activité.")
    semaine.rien_a_signaler = declare


def _exiger_terminee(semaine: SemaineJournal) -> None:
    if timezone.localdate() < semaine.transmissible_des:
        le = date_fr(semaine.transmissible_des, "l j F")
        raise TransitionRefusee(f"Cette semaine n’est pas terminée : vous pourrez la transmettre à partir du {le}.")


def _passer(
    semaine: SemaineJournal, acte: str, *, par: Compte, motif: str = "", vue: int | None = None
) -> SemaineJournal:
    """Apply one transition of the table and write it down. ``vue``: the version that the form showed."""
    de = semaine.etat
    semaine.etat = SemaineJournal.MACHINE.appliquer(de, acte, motif)
    if vue is not None:
        _exiger_version(semaine, vue)
    _avancer(semaine)
    tracer(acte=f"semaine.{acte}", objet=semaine, par=par, de=de, vers=semaine.etat, motif=motif.strip())
    return semaine


def _dans_le_perimetre(reunion: Reunion):
    """The meeting's quartier, when the journal accepts it."""
    quartier = reunion.quartier
    return quartier if quartier and reunion.conseil.quartiers.filter(pk=quartier.pk).exists() else None
