"""What the coordination does to several people or weeks in one gesture, and the notes on the figures.

Each person and each week has its own transaction: what is refused for one is said, and stops no other.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from animateurs.courriels import envoyer_rappel
from animateurs.matrice import ARappeler, Equipe, Matrice
from animateurs.models import NoteChiffre, RappelEquipe, SemaineJournal
from animateurs.rappels_partis import rappele_par_l_echeancier
from animateurs.services import journal
from animateurs.services.rappels import verrouiller_le_compte
from comptes.models import Compte
from comptes.permissions import Permission as P
from comptes.services.audit import tracer
from conseils.models import ConseilCitoyen
from socle.services.ecriture import enregistrer
from socle.templatetags.typographie import date_fr
from socle.transitions import TransitionRefusee


@dataclass(frozen=True)
class Issue:
    """What came of one of the things asked for, fit for the screen."""

    fait: bool
    dit: str


# -- Reminding -----------------------------------------------------------------------------------


def rappeler(*, animateurs: Collection[int], par: Compte) -> list[Issue]:
    """Write to each of these people about the weeks they owe: once a day, never during an absence."""
    equipe = Equipe(par, timezone.localdate(), P.EQUIPE_MODIFIER)
    connus = {a.animateur_id: a.animateur for a in equipe.en_cours}
    if not set(animateurs) <= set(connus):
        raise PermissionDenied
    dus = {du.animateur.pk: du for du in Matrice(equipe, equipe.exercices[0]).a_rappeler}
    return [
        _rappeler(dus[pk], par) if pk in dus else Issue(False, f"{connus[pk]} : plus aucune semaine en retard.")
        for pk in dict.fromkeys(animateurs)
    ]


def _rappeler(du: ARappeler, par: Compte) -> Issue:
    qui = du.animateur
    if du.absence:
        return Issue(False, f"{qui} : en absence jusqu’au {date_fr(du.absence.fin)}, rien n’est envoyé.")
    rappel = None if du.deja else _noter_rappel(du, par)
    if rappel is None:
        return Issue(False, f"{qui} : un rappel est déjà parti aujourd’hui, un par jour suffit.")
    try:
        envoyer_rappel(qui, du.semaines, par)
    except OSError:  # smtplib's errors are OSError too
        _reprendre_rappel(rappel, par)
        return Issue(False, f"{qui} : le courriel n’a pas pu partir, recommencez dans quelques minutes.")
    return Issue(True, str(qui))


@transaction.atomic
def _noter_rappel(du: ARappeler, par: Compte) -> RappelEquipe | None:
    """Take the day before writing: of two clicks, the unique key lets one through; the schedule's counts too."""
    verrouiller_le_compte(du.animateur)
    if rappele_par_l_echeancier(du.animateur, timezone.now()):
        return None
    rappel, pris = RappelEquipe.objects.get_or_create(
        animateur=du.animateur, jour=du.jour, defaults={"semaines": len(du.semaines), "par": par}
    )
    if not pris:
        return None
    tracer(acte="equipe.rappeler", objet=rappel, par=par, semaines=rappel.semaines)
    return rappel


@transaction.atomic
def _reprendre_rappel(rappel: RappelEquipe, par: Compte) -> None:
    tracer(acte="equipe.rappel_non_parti", objet=rappel, par=par)
    rappel.delete()


# -- Validating ----------------------------------------------------------------------------------


def valider_plusieurs(*, versions: Mapping[int, int], par: Compte) -> list[Issue]:
    """Validate each of these weeks, as it was shown: ``versions`` gives the version of each.

    Each goes through ``journal.valider`` and its lock; what could not be validated is told, week by week.
    """
    semaines = SemaineJournal.objects.pour(par, P.SEMAINE_REVOIR).pour_ecran().in_bulk(list(versions))
    if set(semaines) != set(versions):
        raise PermissionDenied
    ordre = sorted(semaines.values(), key=lambda s: (s.affectation.conseil.arrondissement.numero, s.lundi))
    return [_valider(semaine, versions[semaine.pk], par) for semaine in ordre]


def _valider(semaine: SemaineJournal, version: int, par: Compte) -> Issue:
    laquelle = f"{semaine.affectation.animateur}, {semaine.libelle}"
    try:
        journal.valider(semaine=semaine, version=version, par=par)
    except TransitionRefusee as refus:
        return Issue(False, f"{laquelle} : {refus}")
    except journal.SemaineModifieeAilleurs:
        return Issue(False, f"{laquelle} : elle a changé depuis l’ouverture de cette page. Relisez-la, puis validez.")
    return Issue(True, laquelle)


# -- Notes on a figure ---------------------------------------------------------------------------


@transaction.atomic
def noter_chiffre(*, conseil: ConseilCitoyen, exercice: int, code: str, texte: str, par: Compte) -> NoteChiffre:
    """Sign a note on a figure of a conseil. It is never edited: it is withdrawn and another is written."""
    if not par.has_perm(P.RAPPORT_DEMANDER, conseil):
        raise PermissionDenied
    note = NoteChiffre(conseil=conseil, exercice=exercice, code=code, texte=texte.strip(), auteur=par)
    enregistrer(note)
    tracer(acte="note.ecrire", objet=note, par=par, code=code, exercice=exercice)
    return note


@transaction.atomic
def retirer_note(*, note: NoteChiffre, par: Compte) -> NoteChiffre:
    """Withdraw a note: by whoever signed it, or by the coordination."""
    note = NoteChiffre.objects.select_for_update(of=("self",)).select_related("conseil").get(pk=note.pk)
    if not peut_retirer(note, par):
        raise PermissionDenied
    if note.retiree_le:
        raise ValidationError("Cette note est déjà retirée.")
    note.retiree_le, note.retiree_par = timezone.now(), par
    enregistrer(note)
    tracer(acte="note.retirer", objet=note, par=par, code=note.code)
    return note


def peut_retirer(note: NoteChiffre, compte: Compte) -> bool:
    """Whoever signed it and still accompanies the conseil, or the coordination."""
    signee = note.auteur_id == compte.pk and compte.has_perm(P.RAPPORT_DEMANDER, note)
    return signee or compte.has_perm(P.EQUIPE_MODIFIER, note)
