"""The circle of an avis as one line of dated events: what was said, answered, promised and seen.

``chronologie`` is pure: it reads what ``AvisQuerySet.avec_chronologie`` has fetched.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Model

from conseils.models import Avis, Destinataire, PointSeance, Reponse, Seance, Suite


class Nature(StrEnum):
    """In the order in which they happen when several share a day."""

    ADOPTION = "adoption"
    TRANSMISSION = "transmission"
    ACCUSE = "accuse"
    REPONSE = "reponse"
    SUITE = "suite"
    TACITE = "tacite"
    CONSTAT = "constat"
    INSTANCE = "instance"
    RETRAIT = "retrait"


RANGS = {nature: rang for rang, nature in enumerate(Nature)}


@dataclass(frozen=True)
class Evenement:
    """``objet``: the avis, or the destinataire, reponse, suite, constat or point of a séance of which this tells."""

    nature: Nature
    le: date
    objet: Model


@dataclass(frozen=True)
class Attente:
    """An answer still due."""

    destinataire: Destinataire
    en_retard: bool


@dataclass(frozen=True)
class Chronologie:
    evenements: list[Evenement]
    attentes: list[Attente]
    a_verifier: list[Suite]  # engaged or said to be done, and nobody has been to see
    saisines: list[PointSeance]  # on the agenda of a séance to come

    @property
    def vide(self) -> bool:
        return not (self.evenements or self.attentes)


def chronologie(avis: Avis, jour: date) -> Chronologie:
    """Everything that happened to ``avis``, oldest first, and what is awaited on ``jour``."""
    destinataires = list(avis.destinataires.all())
    evenements = [*_de_l_avis(avis), *(e for d in destinataires for e in _du_destinataire(avis, d, jour))]
    evenements.sort(key=lambda evenement: (evenement.le, RANGS[evenement.nature], evenement.objet.pk))
    return Chronologie(
        evenements,
        list(_attentes(avis, destinataires, jour)),
        list(_a_verifier(destinataires)),
        [point for d in destinataires for point in _points(d, Seance.Statut.PREVUE) if point.seance.date >= jour],
    )


def _de_l_avis(avis: Avis) -> Iterator[Evenement]:
    if avis.adopte_en:
        yield Evenement(Nature.ADOPTION, avis.adopte_en.date, avis)
    if avis.transmis_le:
        yield Evenement(Nature.TRANSMISSION, avis.transmis_le, avis)
    if avis.retire_le:
        yield Evenement(Nature.RETRAIT, avis.retire_le, avis)


def _du_destinataire(avis: Avis, destinataire: Destinataire, jour: date) -> Iterator[Evenement]:
    if destinataire.accuse_le:
        yield Evenement(Nature.ACCUSE, destinataire.accuse_le, destinataire)
    if _attend(avis) and destinataire.accord_tacite_le(jour):
        yield Evenement(Nature.TACITE, destinataire.echeance, destinataire)
    for reponse in destinataire.reponses.all():
        yield Evenement(Nature.REPONSE, reponse.le, reponse)
        yield from _de_la_reponse(reponse)
    for point in _points(destinataire, Seance.Statut.TENUE):
        yield Evenement(Nature.INSTANCE, point.seance.date, point)


def chronologie_de(pk: int, jour: date) -> Chronologie:
    """The same for an avis not read yet."""
    return chronologie(Avis.objects.avec_chronologie().get(pk=pk), jour)


def _points(destinataire: Destinataire, statut: str) -> Iterator[PointSeance]:
    """Its place on the agendas of the séances that are to be, or that were."""
    return (point for point in destinataire.points.all() if point.seance.statut == statut and not point.ecarte)


def _de_la_reponse(reponse: Reponse) -> Iterator[Evenement]:
    for suite in reponse.suites.all():
        # A commitment is made in the answer: it has the day of the answer.
        yield Evenement(Nature.SUITE, reponse.le, suite)
        for constat in suite.constats.all():
            yield Evenement(Nature.CONSTAT, constat.le, constat)


def _attend(avis: Avis) -> bool:
    """Whether its addressees have it and may still answer."""
    return avis.etat in (Avis.Etat.TRANSMIS, Avis.Etat.REPONDU, Avis.Etat.SUITES)


def _attentes(avis: Avis, destinataires: list[Destinataire], jour: date) -> Iterator[Attente]:
    if not _attend(avis):
        return
    for destinataire in destinataires:
        if destinataire.repondu_le is None and not destinataire.accord_tacite_le(jour):
            yield Attente(destinataire, destinataire.en_retard_le(jour))


def _a_verifier(destinataires: list[Destinataire]) -> Iterator[Suite]:
    reponses = (reponse for destinataire in destinataires for reponse in destinataire.reponses.all())
    for suite in (suite for reponse in reponses for suite in reponse.suites.all()):
        if suite.etat != Suite.Etat.ABANDONNEE and not suite.constats.all():
            yield suite
