"""Where a campaign stands: each of its documents, what hinders it, and how long the rest should take."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from conseils.models import ConseilCitoyen
from reporting.models import Campagne, Rapport
from reporting.periodes import exercices_proposes
from reporting.querysets import conseils_renseignes
from reporting.rapports.sortes import SORTES, Sorte
from reporting.rapports.sujet import Sujet
from socle.exercice import exercice_courant, periode_de_l_exercice


@dataclass(frozen=True)
class Piece:
    """One document of the campaign: the last one made about this subject, if any."""

    sorte: Sorte
    sujet: Sujet
    rapport: Rapport | None
    empechement: str = ""

    @property
    def a_demander(self) -> bool:
        return self.rapport is None and not self.empechement

    @property
    def a_soumettre(self) -> bool:
        return self.rapport is not None and self.rapport.etat == Rapport.Etat.PROJET and self.sorte.a_valider


@dataclass(frozen=True)
class Avancement:
    """The counts that the page shows. ``secondes``: what is still to be made, ``None`` when never measured."""

    total: int
    prets: int
    en_cours: int
    echecs: int
    a_soumettre: int
    secondes: int | None

    @property
    def minutes(self) -> int:
        """Rounded up: an estimate is never « 0 minute »."""
        return -(-(self.secondes or 0) // 60)


def pieces(campagne: Campagne) -> list[Piece]:
    """Every document that the campaign awaits, by kind then by arrondissement."""
    faits = _derniers(campagne.exercice)
    sortes = [sorte for sorte in SORTES.values() if sorte.campagne]
    return [piece for sorte in sortes for piece in _de_la_sorte(sorte, campagne.exercice, faits)]


def avancement(attendues: list[Piece]) -> Avancement:
    """Counts over ``pieces``."""
    faits = [piece.rapport for piece in attendues if piece.rapport]
    en_cours = [rapport for rapport in faits if rapport.a_faire]
    return Avancement(
        total=len(attendues),
        prets=sum(rapport.telechargeable and not rapport.a_faire for rapport in faits),
        en_cours=len(en_cours),
        echecs=sum(rapport.etat == Rapport.Etat.ECHEC for rapport in faits),
        a_soumettre=sum(piece.a_soumettre for piece in attendues),
        secondes=_secondes([r.sorte for r in en_cours] or [p.sorte.code for p in attendues if p.a_demander]),
    )


def _de_la_sorte(sorte: Sorte, exercice: int, faits: dict) -> list[Piece]:
    if not sorte.par_conseil:
        connu = exercice in exercices_proposes(exercice_courant(timezone.localdate()))
        return [Piece(sorte, Sujet(exercice), faits.get((sorte.code, None)), "" if connu else _vide(exercice))]
    renseignes = _conseils_renseignes(exercice)
    conseils = ConseilCitoyen.objects.select_related("arrondissement").order_by("arrondissement__numero")
    return [
        Piece(
            sorte,
            Sujet(exercice, conseil),
            faits.get((sorte.code, conseil.pk)),
            "" if conseil.pk in renseignes else _vide(exercice),
        )
        for conseil in conseils
    ]


def _conseils_renseignes(exercice: int) -> set[int]:
    """About which a document can be asked for: the rule of ``exercices_du_conseil``, for all of them at once."""
    courant = exercice_courant(timezone.localdate())
    if exercice > courant:
        return set()
    periode = None if exercice == courant else periode_de_l_exercice(exercice)
    return set(conseils_renseignes(periode).values_list("pk", flat=True))


def _vide(exercice: int) -> str:
    if exercice > exercice_courant(timezone.localdate()):
        return f"L'exercice {exercice} n'a pas commencé."
    return f"Rien n'est enregistré sur l'exercice {exercice} : ni accompagnement, ni réunion."


def _derniers(exercice: int) -> dict[tuple[str, int | None], Rapport]:
    """The last document of each kind about each subject, by rank."""
    voulues = [sorte.code for sorte in SORTES.values() if sorte.campagne]
    rapports = Rapport.objects.filter(sorte__in=voulues, exercice=exercice, objet="").order_by("rang")
    return {
        (rapport.sorte, rapport.conseil_id): rapport
        for rapport in rapports.select_related("conseil__arrondissement").defer("donnees", "html")
    }


def _secondes(sortes: list[str]) -> int | None:
    """From the measured productions of the same kinds; ``None`` when one of them was never measured."""
    moyennes = Rapport.objects.durees_moyennes(set(sortes))
    if not sortes or not moyennes.keys() >= set(sortes):
        return None
    return round(sum(moyennes[sorte] for sorte in sortes) / 1000)
