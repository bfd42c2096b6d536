"""What a consultation gave: answers by theme and sex, closed questions, propositions, mesures.

One table of values for the screen and for the PDF. Small counts are masked for whoever does not see the
members of every conseil concerned, and always on paper. What people wrote is not in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from conseils.models import Consultation, JourneeTravail, Mesure, Proposition, Question, ReponseQuestion, Sexe
from conseils.models.consultations import NOTE_MAX, NOTE_MIN
from reporting.confidentialite import NON_COMMUNIQUE, masquer_ligne, petit

Cellule = int | str


@dataclass(frozen=True)
class Ligne:
    """A row of counts and, last, their total."""

    libelle: str
    cellules: tuple[Cellule, ...]
    propositions: int = 0
    mesures: int = 0


@dataclass(frozen=True)
class Ferme:
    """A closed question: how many ticked each thing."""

    theme: str
    question: str
    repondants: Cellule
    choix: tuple[tuple[str, Cellule], ...]


@dataclass(frozen=True)
class Restitution:
    ensemble: Ligne
    themes: tuple[Ligne, ...]
    delais: tuple[Cellule, Cellule]
    conseils: tuple[tuple[str, Cellule], ...]
    fermees: tuple[Ferme, ...]
    ayant_nourri: Cellule
    masquee: bool
    journee: JourneeTravail | None
    propositions: tuple[Proposition, ...]
    mesures: tuple[Mesure, ...]

    @property
    def lignes(self) -> tuple[Ligne, ...]:
        return (*self.themes, self.ensemble)

    @property
    def reponses(self) -> Cellule:
        return self.ensemble.cellules[-1]


def restitution(consultation: Consultation, *, masquer: bool) -> Restitution:
    """Read everything; ``masquer`` hides the counts of fewer than five people."""
    reponses = consultation.reponses.all()
    par_sexe = reponses.par_sexe()
    total = sum(par_sexe.values())
    tard = reponses.filter(hors_delai=True).count()
    propositions = tuple(consultation.propositions.retenues().avec_suites())
    mesures = tuple(Mesure.objects.filter(journee__consultation=consultation).avec_propositions())
    return Restitution(
        ensemble=Ligne("Toutes les réponses", _sexes(par_sexe, masquer=masquer), len(propositions), len(mesures)),
        themes=_themes(consultation, masquer=masquer),
        delais=_cacher([total - tard, tard], masquer=masquer),
        conseils=_conseils(consultation, masquer=masquer),
        fermees=tuple(_fermees(consultation, masquer=masquer)),
        ayant_nourri=_seul(reponses.ayant_nourri().count(), masquer=masquer),
        masquee=masquer,
        journee=JourneeTravail.objects.filter(consultation=consultation).first(),
        propositions=propositions,
        mesures=mesures,
    )


def _themes(consultation: Consultation, *, masquer: bool) -> tuple[Ligne, ...]:
    par_theme = consultation.reponses.par_theme_et_sexe()
    return tuple(
        Ligne(
            theme.intitule,
            _sexes({sexe: par_theme.get((theme.pk, sexe), 0) for sexe in Sexe.values}, masquer=masquer),
            theme.nombre_propositions,
            theme.nombre_mesures,
        )
        for theme in consultation.thematiques.avec_suites()
    )


def _sexes(par_sexe: dict[str, int], *, masquer: bool) -> tuple[Cellule, ...]:
    """Women, men, not told, then the total."""
    nombres = [par_sexe.get(sexe, 0) for sexe in Sexe.values]
    total = sum(nombres)
    if masquer and petit(total):
        return (NON_COMMUNIQUE,) * (len(nombres) + 1)
    return (*_cacher(nombres, masquer=masquer), total)


def _conseils(consultation: Consultation, *, masquer: bool) -> tuple[tuple[str, Cellule], ...]:
    conseils = list(consultation.conseils.select_related("arrondissement").order_by("arrondissement__numero"))
    par_conseil = consultation.reponses.par_conseil()
    nombres = _cacher([par_conseil.get(conseil.pk, 0) for conseil in conseils], masquer=masquer)
    return tuple((str(conseil.arrondissement), nombre) for conseil, nombre in zip(conseils, nombres, strict=True))


def _fermees(consultation: Consultation, *, masquer: bool):
    """The questions that are counted, in the order of the questionnaire."""
    lignes = ReponseQuestion.objects.filter(reponse__consultation=consultation)
    comptes = lignes.notes() | lignes.choix_faits()
    repondants = lignes.repondants()
    questions = Question.objects.de(consultation).exclude(genre=Question.Genre.TEXTE)
    for question in questions.select_related("thematique").prefetch_related("choix"):
        offerts = _offerts(question)
        faits = comptes.get(question.pk, {})
        nombre = repondants.get(question.pk, 0)
        nombres = [faits.get(cle, 0) for cle, _ in offerts]
        cellules = (NON_COMMUNIQUE,) * len(nombres) if masquer and petit(nombre) else _cacher(nombres, masquer=masquer)
        choix = tuple((libelle, cellule) for (_, libelle), cellule in zip(offerts, cellules, strict=True))
        yield Ferme(question.thematique.intitule, question.texte, _seul(nombre, masquer=masquer), choix)


def _offerts(question: Question) -> list[tuple[int, str]]:
    if question.genre == Question.Genre.ECHELLE:
        return [(note, f"{note} sur {NOTE_MAX}") for note in range(NOTE_MIN, NOTE_MAX + 1)]
    return [(choix.pk, choix.libelle) for choix in question.choix.all()]


def _cacher(nombres: Sequence[int], *, masquer: bool) -> tuple[Cellule, ...]:
    masques = masquer_ligne(nombres) if masquer else frozenset()
    return tuple(NON_COMMUNIQUE if i in masques else nombre for i, nombre in enumerate(nombres))


def _seul(nombre: int, *, masquer: bool) -> Cellule:
    return NON_COMMUNIQUE if masquer and petit(nombre) else nombre
