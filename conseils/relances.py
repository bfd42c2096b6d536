"""Which reminders are due on a day: computed from what is so, never scheduled ahead.

A day counts when nobody suspended it. Before the day expected, a step is due as soon as its date is reached;
after it, once enough days have counted. Of the steps reached, only the firmest is said, and only if neither
it nor a firmer one was said about the same day expected (docs/decisions/0007-relances.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Prefetch

from conseils import echelons
from conseils.echelons import Echelon
from conseils.models import Destinataire, PauseRelance, Relance, Suite, TourneeRelances
from conseils.querysets.avis import DestinataireQuerySet
from socle.ouvres import est_ouvre

PREAVIS = timedelta(days=-min(echelon.jours for echelon in echelons.ECHELONS.values()))
UN_JOUR = timedelta(days=1)


def jours_entre(du: date, au: date) -> list[date]:
    """Every day from ``du`` to ``au``, both included."""
    return [du + UN_JOUR * rang for rang in range((au - du).days + 1)]


@dataclass(frozen=True)
class Point:
    """Something expected from an addressee: its answer, or news of the ``suite`` it committed to."""

    destinataire: Destinataire
    suite: Suite | None
    echeance: date
    echelle: tuple[Echelon, ...]
    pauses: tuple[tuple[date, date], ...] = ()
    dites: frozenset[str] = frozenset()  # the steps already said about this day expected

    def en_pause_le(self, jour: date) -> bool:
        return any(du <= jour <= au for du, au in self.pauses)

    def jours_comptes(self, jour: date) -> int:
        """From the day expected to ``jour``: negative before it, without the days suspended after it."""
        if jour <= self.echeance:
            return (jour - self.echeance).days
        suspendus = {d for du, au in self.pauses for d in jours_entre(max(du, self.echeance + UN_JOUR), min(au, jour))}
        return (jour - self.echeance).days - len(suspendus)

    def echelon_du(self, jour: date) -> Echelon | None:
        """The step to say on that day, if there is one."""
        if self.en_pause_le(jour):
            return None
        comptes, passe = self.jours_comptes(jour), jour > self.echeance
        atteints = [e for e in self.echelle if e.jours <= comptes and not (e.avant_terme and passe)]
        if not atteints or self._dit_au_moins(atteints[-1]):
            return None
        return atteints[-1]

    def _dit_au_moins(self, echelon: Echelon) -> bool:
        rang = self.echelle.index(echelon)
        return any(plus_ferme.code in self.dites for plus_ferme in self.echelle[rang:])


@dataclass(frozen=True)
class Due:
    """A step to say on ``jour`` about a point."""

    jour: date
    point: Point
    echelon: Echelon

    def relance_de(self, tournee: TourneeRelances) -> Relance:
        """The row that tells it, not saved."""
        point = self.point
        return Relance(
            tournee=tournee,
            destinataire=point.destinataire,
            suite=point.suite,
            echelon=self.echelon.code,
            echeance=point.echeance,
        )


def relances_dues(jour: date) -> list[Due]:
    """Everything to say on that day, oldest first; nothing on a day off."""
    return dues(points_suivis(jour, jusqu_au=jour), jour) if est_ouvre(jour) else []


def dues(points: Iterable[Point], jour: date) -> list[Due]:
    """The steps that these points reach on a working day, and that were not said yet."""
    trouvees = [Due(jour, point, echelon) for point in points if (echelon := point.echelon_du(jour))]
    return sorted(trouvees, key=lambda due: (due.point.echeance, due.point.destinataire.pk))


def prevoir(points: Iterable[Point], du: date, au: date) -> Iterator[Due]:
    """What will be said from ``du`` to ``au`` if nothing changes, day by day: ``dues``, each one once said."""
    points = list(points)
    for jour in filter(est_ouvre, jours_entre(du, au)):
        du_jour = dues(points, jour)
        yield from du_jour
        dits = {id(due.point): due.echelon.code for due in du_jour}
        points = [replace(p, dites=p.dites | {dits[id(p)]}) if id(p) in dits else p for p in points]


def points_suivis(jour: date, *, jusqu_au: date, parmi: DestinataireQuerySet | None = None) -> list[Point]:
    """What may be reminded of until then, as known on ``jour``. The number of queries is that of the kinds read."""
    destinataires = Destinataire.objects.all() if parmi is None else parmi
    limite = jusqu_au + PREAVIS
    attendus = destinataires.en_attente().filter(echeance__lte=limite).avec_relances(_dites(jour))
    suites = Suite.objects.a_relancer(destinataires, limite).avec_relances(_dites(jour))
    return [*map(_reponse_attendue, attendus), *map(_suite_attendue, suites)]


def _dites(jour: date) -> Prefetch:
    return Prefetch("relances", Relance.objects.comptant_le(jour), to_attr="relances_dites")


def _reponse_attendue(destinataire: Destinataire) -> Point:
    echelle = echelons.TACITE if destinataire.tacite else echelons.AVIS
    dites = [r for r in destinataire.relances_dites if r.suite_id is None]
    return _point(destinataire, None, destinataire.echeance, echelle, dites)


def _suite_attendue(suite: Suite) -> Point:
    return _point(suite.reponse.destinataire, suite, suite.echeance, echelons.SUITE, suite.relances_dites)


def _point(
    destinataire: Destinataire,
    suite: Suite | None,
    echeance: date,
    echelle: tuple[Echelon, ...],
    relances: Iterable[Relance],
) -> Point:
    return Point(
        destinataire,
        suite,
        echeance,
        echelle,
        pauses=tuple(map(_bornes, destinataire.pauses.all())),
        dites=frozenset(r.echelon for r in relances if r.echeance == echeance),
    )


def _bornes(pause: PauseRelance) -> tuple[date, date]:
    return pause.du, pause.au
