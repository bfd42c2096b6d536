"""How each membre comes, over twelve months, and who has not come three times running.

For those who accompany the membres, by name: a call to make, never a ranking.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from conseils.models import Mandat, Membre, Presence, Reunion, TacheAbsence
from conseils.querysets.composition import MembreQuerySet
from socle.alphabet import nom_prenom

FENETRE = timedelta(days=365)
# Three absences in a row, without a word: the threshold of the requirements.
ABSENCES_DE_SUITE = 3


@dataclass(frozen=True)
class Suivi:
    """One membre over the window, and the mandat that runs.

    ``serie``: days of the absences in a row, the first one first.
    ``tache``: what the animateur has already done about this series, if anything.
    """

    membre: Membre
    mandat: Mandat
    attendu: int
    present: int
    excuse: int
    serie: tuple[date, ...]
    tache: TacheAbsence | None

    @property
    def absent(self) -> int:
        return self.attendu - self.present - self.excuse

    @property
    def taux(self) -> float | None:
        return 100 * self.present / self.attendu if self.attendu else None

    @property
    def est_une_alerte(self) -> bool:
        return len(self.serie) >= ABSENCES_DE_SUITE

    def a_traiter(self, jour: date) -> bool:
        """Whether the animateur has something to do today: not put aside, and not for later."""
        if not self.est_une_alerte or (self.tache and self.tache.en_reserve):
            return False
        return not (self.tache and self.tache.revoir_le and self.tache.revoir_le > jour)


def suivis(membres: MembreQuerySet, jour: date) -> list[Suivi]:
    """The attendance of those of ``membres`` in mandate that day, in four queries whatever their number.

    Expected: held assemblies and group meetings whose attendance is entered, on a day of a mandate.
    """
    mandats = defaultdict(list)
    en_mandat = membres.en_mandat_le(jour).values("pk")
    for mandat in Mandat.objects.filter(membre__in=en_mandat).select_related("membre__conseil__arrondissement"):
        mandats[mandat.membre].append(mandat)
    reunions = defaultdict(list)
    conseils = {membre.conseil_id for membre in mandats}
    for reunion in Reunion.objects.filter(conseil__in=conseils).pour_l_assiduite(jour - FENETRE, jour):
        reunions[reunion.conseil_id].append(reunion)
    natures = Presence.objects.natures(depuis=jour - FENETRE, membres=en_mandat)
    taches = {tache.membre_id: tache for tache in TacheAbsence.objects.filter(membre__in=en_mandat).order_by("depuis")}
    trouves = [
        _suivi(
            next(mandat for mandat in siens if mandat.couvre(jour)),
            [reunion for reunion in reunions[membre.conseil_id] if any(m.couvre(reunion.date) for m in siens)],
            natures,
            taches.get(membre.pk),
        )
        for membre, siens in mandats.items()
    ]
    return sorted(trouves, key=lambda suivi: nom_prenom(suivi.membre))


def _suivi(
    mandat: Mandat,
    attendues: Iterable[Reunion],
    natures: dict[tuple[int, int], str],
    tache: TacheAbsence | None,
) -> Suivi:
    reponses = [(reunion.date, natures.get((reunion.pk, mandat.membre_id))) for reunion in attendues]
    present = sum(nature == Presence.Nature.PRESENT for _, nature in reponses)
    serie = _serie(reponses)
    return Suivi(
        membre=mandat.membre,
        mandat=mandat,
        attendu=len(reponses),
        present=present,
        excuse=sum(nature is not None for _, nature in reponses) - present,
        serie=serie,
        tache=tache if serie and tache and tache.depuis >= serie[0] else None,
    )


def _serie(reponses: list[tuple[date, str | None]]) -> tuple[date, ...]:
    """The last absences in a row. Word sent or a proxy given ends a series: the link is not broken."""
    serie = []
    for jour, nature in reversed(reponses):
        if nature is not None:
            break
        serie.append(jour)
    return tuple(reversed(serie))
