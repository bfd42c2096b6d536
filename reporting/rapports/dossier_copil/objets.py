"""The séances that a dossier may be asked about, and by whom."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from comptes.models import Compte
from comptes.permissions import Permission as P
from comptes.porte import partout
from conseils.models import Seance
from conseils.querysets.instances import COPIL_PARIS, COPIL_TERRITOIRE
from reporting.querysets.copil import seances_de_copil
from reporting.rapports.sujet import Objets, Sujet
from socle.exercice import exercice_courant
from socle.templatetags.typographie import date_fr


def _de_paris(compte: Compte | None) -> QuerySet[Seance]:
    """For those who may ask about all of Paris."""
    seances = seances_de_copil(COPIL_PARIS)
    if compte is None:
        return seances
    return seances.pour(compte, P.INSTANCE_VOIR) if partout(compte, P.RAPPORT_DEMANDER) else seances.none()


def _d_un_territoire(compte: Compte | None) -> QuerySet[Seance]:
    seances = seances_de_copil(COPIL_TERRITOIRE)
    if compte is None:
        return seances
    return seances.pour(compte, P.INSTANCE_VOIR).pour(compte, P.RAPPORT_DEMANDER)


def _sujet(seance: Seance) -> Sujet:
    """Raises ``ValidationError`` about a cancelled séance: nobody will read its dossier."""
    if seance.statut == Seance.Statut.ANNULEE:
        raise ValidationError(
            f"La séance du {date_fr(seance.date)} est annulée : son dossier ne se prépare pas. "
            "Choisissez une autre séance, ou reprogrammez celle-ci."
        )
    conseil = seance.arrondissement.conseil if seance.arrondissement_id else None
    return Sujet(exercice_courant(seance.date), conseil, str(seance.pk))


def _nom(seance: Seance) -> str:
    """The day first: on a narrow screen the rest is cut."""
    lieu = f", {seance.arrondissement}" if seance.arrondissement_id else ""
    return f"{date_fr(seance.date)}{lieu} ({seance.get_statut_display()})"


CONTRAT = Objets("Séance du comité de pilotage", _de_paris, _sujet, _nom)
TERRITOIRE = Objets("Séance du comité de pilotage", _d_un_territoire, _sujet, _nom)
