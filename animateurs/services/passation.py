"""Handing over a conseil: one posting ends, the other begins, and the note is frozen, in one transaction."""

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from animateurs.models import Affectation, Passation
from animateurs.passations import (
    ACTIONS_CORRECTIVES,
    RELEVE,
    Rubrique,
    actions_correctives_de,
    figer,
    inventaire,
)
from animateurs.services.equipe import clore_affectation, ouvrir_affectation
from comptes.models import Compte
from comptes.permissions import Permission as P
from comptes.services.audit import tracer
from comptes.services.verrous import verrouiller_pour
from socle.services.ecriture import enregistrer


@transaction.atomic
def passer_la_main(
    *,
    affectation: Affectation,
    fin: date,
    successeur: Compte | None,
    premier_jour: date | None,
    reponses: Mapping[str, Mapping[str, str]],
    par: Compte,
) -> Passation:
    """End a posting on ``fin`` and write down who takes what. Raises ``ValidationError``; then nothing changed.

    ``reponses`` says, for each kind of open thing, ``qui`` takes it and a ``mot`` about it. What belongs to the
    conseil stays there; the journal stays the person's, readable by the coordination; the corrective actions of
    somebody who leaves the team change hands.
    """
    affectation = _verrouiller(affectation, par)
    rubriques = inventaire(affectation, fin, timezone.localdate())
    _exiger_reponses(rubriques, reponses, avec_releve=successeur is not None)
    close, releve = _relayer(affectation, fin, successeur, premier_jour, par)
    if any(rubrique.reattribuee for rubrique in rubriques):
        suivant = releve.animateur if reponses[ACTIONS_CORRECTIVES]["qui"] == RELEVE else par
        _reattribuer(close, suivant, par)
    passation = Passation(
        affectation=close,
        releve=releve,
        dernier_jour=fin,
        contenu=figer(close, releve, rubriques, reponses),
        faite_par=par,
    )
    enregistrer(passation)
    tracer(
        acte="passation.faire", objet=passation, par=par, affectation=close.pk, releve=releve and releve.pk, fin=fin
    )
    return passation


def verifier_dates(
    *, affectation: Affectation, fin: date, successeur: Compte | None, premier_jour: date | None, par: Compte
) -> None:
    """Refuse, at the first step, what the last would refuse: play it, then take everything back."""
    with transaction.atomic():
        _relayer(_verrouiller(affectation, par), fin, successeur, premier_jour, par)
        transaction.set_rollback(True)


def _verrouiller(affectation: Affectation, par: Compte) -> Affectation:
    """The row, locked: of two handovers at once, the second finds the first done."""
    affectation = verrouiller_pour(par, P.EQUIPE_MODIFIER, affectation, "animateur", "conseil", "convention")
    if Passation.objects.filter(affectation=affectation).exists():
        raise ValidationError("La passation de cette affectation est déjà faite.")
    return affectation


def _relayer(
    affectation: Affectation, fin: date, successeur: Compte | None, premier_jour: date | None, par: Compte
) -> tuple[Affectation, Affectation | None]:
    """Close one posting, with the absences planned after it; open the other."""
    if successeur == affectation.animateur:
        raise ValidationError({"successeur": "Choisissez une autre personne, ou laissez le poste vacant."})
    _finir_absences(affectation, fin, par)
    close = clore_affectation(affectation=affectation, fin=fin, par=par)
    if successeur is None:
        return close, None
    try:
        releve = ouvrir_affectation(
            animateur=successeur, conseil=close.conseil, convention=close.convention, debut=premier_jour, par=par
        )
    except ValidationError as refus:
        raise _sur_les_champs(refus) from refus
    return close, releve


def _reattribuer(affectation: Affectation, suivant: Compte, par: Compte) -> None:
    """Those still open: what was closed says for ever who did it."""
    for action in actions_correctives_de(affectation).select_for_update():
        action.responsable = suivant
        enregistrer(action)
        tracer(acte="action_corrective.reattribuer", objet=action, par=par, champs=["responsable"])


def _finir_absences(affectation: Affectation, fin: date, par: Compte) -> None:
    """Nobody is away from a post that he or she has left."""
    if affectation.debut > fin:
        return  # refused by the closing itself
    retirees, _ = affectation.absences.filter(debut__gt=fin).delete()
    ecourtees = affectation.absences.filter(fin__gt=fin).update(fin=fin)
    if retirees or ecourtees:
        tracer(acte="affectation.absences_finies", objet=affectation, par=par, retirees=retirees, ecourtees=ecourtees)


def _sur_les_champs(refus: ValidationError) -> ValidationError:
    """The refusals of an opening, beside the fields of the handover."""
    noms = {"animateur": "successeur", "debut": "premier_jour"}
    champs = refus.message_dict if hasattr(refus, "error_dict") else {"successeur": refus.messages}
    return ValidationError({noms.get(champ, "successeur"): messages for champ, messages in champs.items()})


def _exiger_reponses(
    rubriques: list[Rubrique], reponses: Mapping[str, Mapping[str, str]], *, avec_releve: bool
) -> None:
    """Everything open has somebody. Something may have opened since the list was shown."""
    oubliees = [
        rubrique.libelle
        for rubrique in rubriques
        if reponses.get(rubrique.code, {}).get("qui")
        not in dict(rubrique.choix("sortant", "releve" if avec_releve else ""))
    ]
    if oubliees:
        raise ValidationError(f"Dites qui prend en charge : {', '.join(oubliees)}.")
