"""Writing the weekly journal: opening weeks, logging lines, handing in, reviewing.

Every function takes the acting account as ``par`` and checks its right with the same door as the pages.
Those that change a week lock its row, and refuse when it changed since the form was shown (``version``).
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta
from types import MappingProxyType
from typing import NoReturn
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from animateurs.models import Affectation, LigneJournal, MesureSaisie, SemaineJournal
from animateurs.models.semaines import MINUTES_A_CONFIRMER
from animateurs.services.refus import (
    CleDejaPrise,
    LigneModifieeAilleurs,
    LigneRefusee,
    SemaineLongue,
    SemaineModifieeAilleurs,
)
from animateurs.services.remarques import remarquer
from comptes.models import Compte
from comptes.permissions import Permission as P
from comptes.services.audit import tracer
from comptes.services.verrous import verrouiller_pour
from conseils.models import Acteur
from socle.periode import lundi_de
from socle.services.ecriture import enregistrer
from socle.templatetags.typographie import date_fr
from socle.transitions import TransitionRefusee

SEMAINES_RATTRAPEES = 8  # the current one included
LIENS = {"semaine", "type_activite", "mission", "quartier", "reunion", "action"}
RENCONTRES = ("acteurs", "partenaires")  # whom a line met, written after it
AUCUNE: Mapping[int, str] = MappingProxyType({})


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


def ajouter_ligne(
    *, semaine: SemaineJournal, par: Compte, cle: UUID | None = None, secondes: int = 0, **champs
) -> LigneJournal:
    """Log one activity, whatever changed elsewhere meanwhile: a line added is in nobody's way.

    ``cle`` names the act: sent again (lost network, double click), it gives the same row. ``secondes`` is the
    time that it took to type. A week that was declared « rien à signaler » no longer is.
    """
    try:
        return _ajouter(LigneJournal(semaine=semaine, cle=cle), par, secondes, champs)
    except CleDejaPrise:
        deja = _meme_acte(semaine, cle, par, champs)
        return deja or _ajouter(LigneJournal(semaine=semaine), par, secondes, champs)


def modifier_ligne(*, ligne: LigneJournal, version: int, par: Compte, secondes: int = 0, **champs) -> LigneJournal:
    """Correct one activity, as it was when the form was shown (``version``)."""
    with _ecriture():
        ligne = _prendre_ligne(ligne, version, par, secondes)
        ligne.version += 1
        _enregistrer(ligne, champs)
        tracer(acte="ligne.modifier", objet=ligne, par=par, semaine=ligne.semaine_id)
    return ligne


@transaction.atomic
def supprimer_ligne(*, ligne: LigneJournal, version: int, par: Compte, secondes: int = 0) -> None:
    """Remove one activity."""
    ligne = _prendre_ligne(ligne, version, par, secondes)
    tracer(acte="ligne.supprimer", objet=ligne, par=par, semaine=ligne.semaine_id)
    ligne.delete()


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
    *,
    semaine: SemaineJournal,
    version: int,
    par: Compte,
    rien_a_signaler: bool = False,
    longue_confirmee: bool = False,
) -> SemaineJournal:
    """Hand the week in; ``rien_a_signaler`` declares it in the same act, ``longue_confirmee`` a very long one."""
    semaine = _prendre(semaine, version, par)
    _exiger_terminee(semaine)
    if not longue_confirmee:
        _exiger_plausible(semaine)
    if rien_a_signaler:
        _declarer(semaine, True)
    if not semaine.rien_a_signaler and not semaine.lignes.exists():
        raise TransitionRefusee("Cette semaine est vide : ajoutez une activité ou déclarez « rien à signaler ».")
    semaine.transmise_le = timezone.now()
    _mesurer(semaine)
    return _passer(semaine, "transmettre", par=par)


@transaction.atomic
def valider(*, semaine: SemaineJournal, version: int, par: Compte) -> SemaineJournal:
    """Accept the week as it is."""
    semaine = _verrouiller(semaine, par, P.SEMAINE_REVOIR)
    semaine.validee_le = timezone.now()
    return _passer(semaine, "valider", par=par, vue=version)


@transaction.atomic
def renvoyer(
    *, semaine: SemaineJournal, motif: str, version: int, par: Compte, remarques: Mapping[int, str] = AUCUNE
) -> SemaineJournal:
    """Hand the week back to its animateur, who reads ``motif``, and ``remarques`` beside the lines they are about."""
    semaine = _verrouiller(semaine, par, P.SEMAINE_REVOIR)
    semaine.validee_le = None
    semaine = _passer(semaine, "renvoyer", par=par, motif=motif, vue=version)
    remarquer(semaine, remarques)
    return semaine


@transaction.atomic
def compter_alerte(*, semaine: SemaineJournal, par: Compte) -> None:
    """One more note that looked as if it spoke of somebody. The number only."""
    SemaineJournal.objects.pour(par, P.SEMAINE_SAISIR).filter(pk=semaine.pk).update(alertes=F("alertes") + 1)


# -- Locking, checking, saving -----------------------------------------------------------------


def _exiger_version(semaine: SemaineJournal, version: int) -> None:
    if semaine.version != version:
        raise SemaineModifieeAilleurs


def _verrouiller(semaine: SemaineJournal, par: Compte, permission: P) -> SemaineJournal:
    return verrouiller_pour(par, permission, semaine, "affectation__conseil")


def _prendre(semaine: SemaineJournal, version: int, par: Compte) -> SemaineJournal:
    """The locked week, in a state that its animateur may change."""
    semaine = _verrouiller(semaine, par, P.SEMAINE_SAISIR)
    if not semaine.modifiable:
        raise TransitionRefusee(semaine.refus_de_modifier)
    _exiger_version(semaine, version)
    return semaine


def _avancer_de(semaine: SemaineJournal, par: Compte, secondes: int, **valeurs) -> bool:
    """Take the week and save it as one version further, in one statement; ``False`` when it may not be written."""
    sienne = SemaineJournal.objects.pour(par, P.SEMAINE_SAISIR).filter(pk=semaine.pk)
    return bool(
        sienne.filter(etat__in=SemaineJournal.MODIFIABLES).update(
            version=F("version") + 1,
            secondes_saisie=F("secondes_saisie") + secondes,
            modifiee_le=timezone.now(),
            **valeurs,
        )
    )


def _ajouter(ligne: LigneJournal, par: Compte, secondes: int, champs: dict) -> LigneJournal:
    with _ecriture():
        if not _avancer_de(ligne.semaine, par, secondes, rien_a_signaler=False):
            return _meme_acte(ligne.semaine, ligne.cle, par, champs) or _refuser(ligne.semaine, par)
        _enregistrer(ligne, champs)
        tracer(acte="ligne.ajouter", objet=ligne, par=par, semaine=ligne.semaine_id)
    return ligne


@contextmanager
def _ecriture() -> Iterator[None]:
    """One transaction. What the base refused is put into words once it is undone: nothing can be asked before."""
    try:
        with transaction.atomic():
            yield
    except LigneRefusee as refus:
        ligne = refus.ligne
        if ligne.cle and ligne.semaine.lignes.filter(cle=ligne.cle).exclude(pk=ligne.pk).exists():
            raise CleDejaPrise from None
        ligne.validate_constraints()
        raise


def _refuser(semaine: SemaineJournal, par: Compte) -> NoReturn:
    """Say why the week may not be written: no right to it, or handed in."""
    raise TransitionRefusee(_verrouiller(semaine, par, P.SEMAINE_SAISIR).refus_de_modifier)


def _meme_acte(semaine: SemaineJournal, cle: UUID | None, par: Compte, champs: dict) -> LigneJournal | None:
    """The line that this very act has already added."""
    siennes = LigneJournal.objects.pour(par, P.SEMAINE_SAISIR).filter(semaine=semaine, cle=cle)
    deja = siennes.first() if cle else None
    return None if deja is None or _autre_acte(deja, champs) else deja


def _autre_acte(deja: LigneJournal, champs: dict) -> bool:
    """Whether ``champs`` is something else under the same key: a page brought back by « précédent », typed anew."""
    if deja.version:
        return False
    simples = {champ: valeur for champ, valeur in champs.items() if champ not in RENCONTRES}
    return any(getattr(deja, champ) != valeur for champ, valeur in simples.items()) or any(
        set(getattr(deja, champ).all()) != set(champs.get(champ, ())) for champ in RENCONTRES
    )


def _prendre_ligne(ligne: LigneJournal, version: int, par: Compte, secondes: int) -> LigneJournal:
    """The line as it is now, in a week that is locked, if nobody changed it since the form was shown."""
    if not _avancer_de(ligne.semaine, par, secondes):
        _refuser(ligne.semaine, par)
    lignes = LigneJournal.objects.select_related("semaine__affectation__conseil", "reunion", "action__feuille")
    actuelle = lignes.filter(pk=ligne.pk).first()
    if actuelle is None:
        raise SemaineModifieeAilleurs
    if actuelle.version != version:
        raise LigneModifieeAilleurs
    return actuelle


def _enregistrer(ligne: LigneJournal, champs: dict) -> None:
    """Check, then write. The rows it points to were just read, and the base knows its own constraints:

    Django would ask them one by one before each write, so they are put into words only when one refuses.
    """
    rencontres = {champ: champs[champ] for champ in RENCONTRES if champ in champs}
    for champ, valeur in champs.items():
        if champ not in RENCONTRES:
            setattr(ligne, champ, valeur)
    ligne.full_clean(exclude=LIENS, validate_unique=False, validate_constraints=False)
    _exiger_de_l_annuaire(ligne, rencontres.get("acteurs", ()))
    nouvelle = ligne.pk is None
    try:
        ligne.save()
    except IntegrityError as refus:
        raise LigneRefusee(ligne) from refus
    for champ, structures in rencontres.items():
        _ecrire_rencontres(getattr(ligne, champ), structures, nouvelle=nouvelle)


def _ecrire_rencontres(relation, structures: Iterable, *, nouvelle: bool) -> None:
    """A new line has no structure yet: there is nothing to compare with, and none costs no query."""
    if not nouvelle:
        relation.set(structures)
    elif structures:
        liens, (ligne, structure) = relation.through, (relation.source_field_name, relation.target_field_name)
        liens.objects.bulk_create(liens(**{ligne: relation.instance, structure: s}) for s in structures)


def _exiger_de_l_annuaire(ligne: LigneJournal, acteurs: Iterable[Acteur]) -> None:
    if any(acteur.conseil_id != ligne.semaine.affectation.conseil_id for acteur in acteurs):
        raise ValidationError({"acteurs": "Cette structure est dans l’annuaire d’un autre conseil."})


def _avancer(semaine: SemaineJournal) -> None:
    """Save the week as one version further."""
    semaine.version += 1
    semaine.modifiee_le = timezone.now()
    enregistrer(semaine)


def _declarer(semaine: SemaineJournal, declare: bool) -> None:
    if declare and semaine.lignes.exists():
        raise ValidationError("« Rien à signaler » ne peut être déclaré que sur une semaine sans activité.")
    semaine.rien_a_signaler = declare


def _exiger_terminee(semaine: SemaineJournal) -> None:
    if timezone.localdate() < semaine.transmissible_des:
        le = date_fr(semaine.transmissible_des, "l j F")
        raise TransitionRefusee(f"Cette semaine n’est pas terminée : vous pourrez la transmettre à partir du {le}.")


def _exiger_plausible(semaine: SemaineJournal) -> None:
    minutes = LigneJournal.objects.minutes_de_la_semaine(semaine)
    if minutes > MINUTES_A_CONFIRMER:
        raise SemaineLongue(minutes)


def _mesurer(semaine: SemaineJournal) -> None:
    """Keep the time that filling it took, without whose it was; a correction after a return is not counted."""
    if semaine.etat == SemaineJournal.Etat.OUVERTE and semaine.secondes_saisie:
        MesureSaisie.objects.create(lundi=semaine.lundi, secondes=semaine.secondes_saisie)
    semaine.secondes_saisie = 0


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
