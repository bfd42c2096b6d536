"""Consultations, and what their answers became."""

from __future__ import annotations

from django.db.models import Exists, OuterRef

from conseils.models import Consultation, Proposition, ReponseQuestionnaire
from conseils.models import Mesure as MesureConsultation
from reporting.indicateurs.mesure import Comptage, Mesure, date_dans

_EXTRAIT = "extraits__source__reponse__"
_SOURCE = "propositions__extraits__source__reponse__"

MESURES: tuple[Comptage, ...] = (
    Mesure(
        "consultations_recues",
        "Consultations adressées au conseil",
        Consultation.conseils.through.objects.exclude(consultation__etat="preparation").all,
        date_dans("consultation__ouverture__date"),
        "conseilcitoyen",
    ),
    Mesure(
        "reponses_consultation",
        "Réponses aux consultations",
        ReponseQuestionnaire.objects.all,
        date_dans("recue_le"),
        "conseil",
        sexe="sexe",
        additif=True,
    ),
    Mesure(
        "reponses_theme",
        "Réponses aux consultations, par thème",
        ReponseQuestionnaire.objects.filter(lignes__isnull=False).all,
        date_dans("recue_le"),
        "conseil",
        sexe="sexe",
        detail="lignes__question__thematique__nature",
        distinct=True,
    ),
    Mesure(
        "propositions",
        "Propositions tirées des réponses, par thème",
        Proposition.objects.retenues,
        date_dans(f"{_EXTRAIT}recue_le"),
        f"{_EXTRAIT}conseil",
        detail="thematique__nature",
        distinct=True,
    ),
    Mesure(
        "mesures_consultation",
        "Mesures issues des propositions, par thème",
        # Not by a second join: behind it, every measure of Paris was read.
        MesureConsultation.objects.filter(
            Exists(Proposition.objects.filter(mesures=OuterRef("pk"), fusionnee_dans=None))
        ).all,
        date_dans(f"{_SOURCE}recue_le"),
        f"{_SOURCE}conseil",
        detail="thematique__nature",
        distinct=True,
    ),
)
