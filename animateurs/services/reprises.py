"""Taking into the journal what is proposed: meetings, séances, lines of the « semaine type » or of the last week.

Each proposal has a key of its own in each week: taken twice (double click, two devices), it is one line.
"""

from collections.abc import Iterable
from itertools import chain, repeat
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Model

from animateurs.models import LigneJournal, LigneType, SemaineJournal, TypeActivite
from animateurs.services.journal import ajouter_ligne
from comptes.models import Compte
from conseils.models import Reunion, Seance

PROPOSITIONS = UUID("5f0c0f0e-6c1e-4a43-9d0a-0f6a3a1d5b77")


def cle_de(semaine: SemaineJournal, source: Model) -> UUID:
    """The key of the line that a proposal becomes in that week."""
    return uuid5(PROPOSITIONS, f"{semaine.pk}/{source._meta.model_name}/{source.pk}")


def ajouter_reunion(
    *, semaine: SemaineJournal, reunion: Reunion, minutes: int, par: Compte, secondes: int = 0
) -> LigneJournal:
    """Log the time of one of the week's meetings; its public is counted on the meeting."""
    return _ajouter(
        semaine,
        reunion,
        TypeActivite.REUNION,
        par=par,
        secondes=secondes,
        reunion=reunion,
        minutes=minutes,
        quartier=_dans_le_perimetre(reunion),
        motif_weekend="Réunion du conseil" if reunion.date.weekday() > 4 else "",
    )


def ajouter_seance(
    *, semaine: SemaineJournal, seance: Seance, minutes: int, par: Compte, secondes: int = 0
) -> LigneJournal:
    """Log the time of a séance at which the conseil was accompanied. The note names the instance."""
    return _ajouter(
        semaine,
        seance,
        TypeActivite.INSTANCE,
        par=par,
        secondes=secondes,
        minutes=minutes,
        note=seance.instance[:500],
        motif_weekend="Séance d’instance" if seance.date.weekday() > 4 else "",
    )


def reprendre_ligne(
    *, semaine: SemaineJournal, modele: LigneJournal | LigneType, par: Compte, secondes: int = 0
) -> LigneJournal:
    """Log the same activity as before, on the same day: what was done, not who was met nor what was noted."""
    return ajouter_ligne(
        semaine=semaine,
        par=par,
        cle=cle_de(semaine, modele),
        secondes=secondes,
        jour=modele.jour,
        type_activite=modele.type_activite,
        mission=modele.mission,
        minutes=modele.minutes,
        quartier=modele.quartier,
        precision=modele.precision,
    )


@transaction.atomic
def reprendre_lignes(
    *, semaine: SemaineJournal, modeles: Iterable[LigneJournal | LigneType], par: Compte, secondes: int = 0
) -> list[LigneJournal]:
    """Log several at once: all of them, or none when one is refused."""
    durees = chain([secondes], repeat(0))  # one gesture, counted once
    return [
        reprendre_ligne(semaine=semaine, modele=modele, par=par, secondes=duree)
        for modele, duree in zip(modeles, durees, strict=False)
    ]


def _ajouter(semaine: SemaineJournal, source: Reunion | Seance, code: str, **champs) -> LigneJournal:
    activite = TypeActivite.objects.select_related("mission").get(code=code)
    return ajouter_ligne(
        semaine=semaine,
        cle=cle_de(semaine, source),
        jour=source.date.weekday(),
        type_activite=activite,
        mission=activite.mission,
        **champs,
    )


def _dans_le_perimetre(reunion: Reunion):
    """The meeting's quartier, when the journal accepts it."""
    quartier = reunion.quartier
    return quartier if quartier and reunion.conseil.quartiers.filter(pk=quartier.pk).exists() else None
