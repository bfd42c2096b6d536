"""What the dispositif learned, and what became of what it had decided, as on the last day of the period."""

from __future__ import annotations

from datetime import date

from animateurs.models import ActionCorrective, Lecon
from reporting.querysets import bilan_dispositif as lectures
from reporting.rapports.bilan_dispositif import donnees as d
from reporting.rapports.bilan_dispositif.lecture import LectureDuDispositif
from reporting.rapports.communs.libelles import majuscule


def amelioration(lecture: LectureDuDispositif) -> d.Amelioration:
    exercice, periode = lecture.exercice, lecture.periodes[0]
    revue = lectures.revue_de(exercice - 1)
    passees = lectures.actions_des_lecons_passees(periode, exercice)
    return d.Amelioration(
        lecons=tuple(_lecon(lecon, periode.fin) for lecon in lectures.lecons_de_l_exercice(exercice)),
        passees=tuple(_corrective(action, action.lecon, periode.fin) for action in passees),
        revue_le=revue.date if revue else None,
    )


def _lecon(lecon: Lecon, jour: date) -> d.LeconTiree:
    return d.LeconTiree(
        constat=lecon.constat,
        origine=majuscule(lecon.get_origine_display()),
        actions=tuple(_corrective(action, lecon, jour) for action in lecon.actions.all()),
    )


def _corrective(action: ActionCorrective, lecon: Lecon, jour: date) -> d.Corrective:
    """An action closed after that day was still under way."""
    close = action.close_le is not None and action.close_le <= jour
    return d.Corrective(
        lecon=lecon.constat,
        intitule=action.intitule,
        echeance=action.echeance,
        etat=_etat(action, close, jour),
        ouverte=not close,
        precision=(action.effet or action.motif) if close else "",
    )


def _etat(action: ActionCorrective, close: bool, jour: date) -> str:
    if close:
        return action.get_etat_display()
    commencee = action.etat != ActionCorrective.Etat.A_FAIRE
    etat = ActionCorrective.Etat.EN_COURS if commencee else ActionCorrective.Etat.A_FAIRE
    return f"{etat.label}, en retard" if action.echeance < jour else etat.label
