"""What can be searched, by whom, and what a result says. A kind of object is one line of ``SOURCES``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.timezone import localdate

from comptes.models import Compte
from comptes.permissions import Permission as P
from conseils.models import (
    Avis,
    ConseilCitoyen,
    Consultation,
    Decision,
    DecisionInstance,
    Initiative,
    Mesure,
    MotIndexe,
    ProcesVerbal,
    Proposition,
    Reunion,
)
from socle.mots import racines

POIDS_TITRE, POIDS_TEXTE = 3, 1


@dataclass(frozen=True)
class Source:
    """One kind of object.

    ``titre`` and ``texte``: what is indexed of an object. Texts written for the team alone are left out: a
    result must not tell what its page hides. ``lisibles``: those an account may read.
    """

    sorte: str
    libelle: str
    modele: type[Model]
    titre: Callable[[Model], str]
    texte: Callable[[Model], str]
    lisibles: Callable[[Compte], QuerySet]
    le: Callable[[Model], date | None]
    conseil: Callable[[Model], ConseilCitoyen | None]
    adresse: Callable[[Model], str]

    def poids(self, objet: Model) -> dict[str, int]:
        """Each word of ``objet`` and what it weighs."""
        dans_le_texte = dict.fromkeys(racines(self.texte(objet)), POIDS_TEXTE)
        return dans_le_texte | dict.fromkeys(racines(self.titre(objet)), POIDS_TITRE)


@dataclass(frozen=True)
class Resultat:
    titre: str
    conseil: ConseilCitoyen | None
    le: date | None
    adresse: str


def resultats(source: Source, compte: Compte, mots: list[str]) -> QuerySet:
    """The objects of one kind that this account may read and that hold every word, the best first."""
    return MotIndexe.objects.retenir(source.lisibles(compte), source.sorte, mots)


def presenter(source: Source, objet: Model) -> Resultat:
    return Resultat(source.titre(objet), source.conseil(objet), source.le(objet), source.adresse(objet))


def _numero(conseil: ConseilCitoyen) -> int:
    return conseil.arrondissement.numero


def _reunion(reunion: Reunion, vue: str = "reunion") -> str:
    return reverse(vue, args=[_numero(reunion.conseil), reunion.pk])


def _devenir(consultation: Consultation) -> str:
    """Where what a consultation became is told, or is being written."""
    vue = "consultation_restitution" if consultation.est_restituee else "propositions"
    return reverse(vue, args=[consultation.pk])


SOURCES = (
    Source(
        "reunion",
        "Réunions",
        Reunion,
        titre=lambda o: o.intitule,
        texte=lambda o: f"{o.get_type_display()} {o.lieu}",
        lisibles=lambda compte: Reunion.objects.pour(compte, P.CONSEIL_VOIR).select_related("conseil__arrondissement"),
        le=lambda o: o.date,
        conseil=lambda o: o.conseil,
        adresse=_reunion,
    ),
    Source(
        "proces_verbal",
        "Procès-verbaux",
        ProcesVerbal,
        titre=lambda o: f"Procès-verbal : {o.reunion.intitule}",
        texte=lambda o: o.texte,
        lisibles=lambda compte: (
            ProcesVerbal.objects.lisibles(compte).courants().select_related("reunion__conseil__arrondissement")
        ),
        le=lambda o: o.reunion.date,
        conseil=lambda o: o.reunion.conseil,
        adresse=lambda o: _reunion(o.reunion, "proces_verbal"),
    ),
    Source(
        "decision",
        "Décisions",
        Decision,
        titre=lambda o: o.texte,
        texte=lambda _: "",
        lisibles=lambda compte: Decision.objects.pour(compte, P.CONSEIL_VOIR).select_related(
            "reunion__conseil__arrondissement"
        ),
        le=lambda o: o.reunion.date,
        conseil=lambda o: o.reunion.conseil,
        adresse=lambda o: _reunion(o.reunion, "proces_verbal"),
    ),
    Source(
        "avis",
        "Avis",
        Avis,
        titre=str,
        texte=lambda o: f"{o.get_type_display()} {o.sujet_libre} {o.texte}",
        lisibles=lambda compte: Avis.objects.lisibles(compte).select_related("adopte_en", "conseil__arrondissement"),
        le=lambda o: o.adopte_en.date if o.adopte_en else None,
        conseil=lambda o: o.conseil,
        adresse=lambda o: reverse("avis", args=[_numero(o.conseil), o.pk]),
    ),
    Source(
        "initiative",
        "Initiatives",
        Initiative,
        titre=lambda o: o.titre,
        texte=lambda o: f"{o.numero} {o.description}",
        lisibles=lambda compte: Initiative.objects.pour(compte, P.CONSEIL_VOIR).select_related(
            "conseil__arrondissement"
        ),
        le=lambda o: o.proposee_le,
        conseil=lambda o: o.conseil,
        adresse=lambda o: reverse("initiative", args=[_numero(o.conseil), o.numero]),
    ),
    Source(
        "decision_instance",
        "Décisions des instances",
        DecisionInstance,
        titre=lambda o: o.texte,
        texte=lambda _: "",
        lisibles=lambda compte: DecisionInstance.objects.pour(compte, P.INSTANCE_VOIR).select_related("seance"),
        le=lambda o: o.seance.date,
        conseil=lambda _: None,
        adresse=lambda o: reverse("seance", args=[o.seance_id]),
    ),
    Source(
        "proposition",
        "Propositions des consultations",
        Proposition,
        titre=lambda o: o.texte,
        texte=lambda _: "",
        lisibles=lambda compte: Proposition.objects.retenues().lisibles(compte).select_related("consultation"),
        le=lambda o: localdate(o.consultation.cloture),
        conseil=lambda _: None,
        adresse=lambda o: _devenir(o.consultation),
    ),
    Source(
        "mesure",
        "Mesures des consultations",
        Mesure,
        titre=lambda o: o.titre,
        texte=lambda o: o.texte,
        lisibles=lambda compte: Mesure.objects.lisibles(compte).select_related("journee__consultation"),
        le=lambda o: o.journee.date,
        conseil=lambda _: None,
        adresse=lambda o: _devenir(o.journee.consultation),
    ),
)
PAR_SORTE = {source.sorte: source for source in SOURCES}
