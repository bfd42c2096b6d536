"""What members learn, and how far they do without an animateur."""

from datetime import date

import factory

from conseils.models import (
    CompetencesDeclarees,
    ComptageFormation,
    DelegationFormation,
    EvaluationAutonomie,
    Formation,
    ParticipationFormation,
)
from tests.fabriques.communs import Fabrique
from tests.fabriques.composition import ConseilFabrique


class FormationFabrique(Fabrique):
    class Meta:
        model = Formation

    intitule = "Prendre la parole en public"
    nature = "formation"
    organisme = "universite"
    debut = date(2026, 3, 10)
    minutes = 180
    lieu = "Maison des associations"


class DelegationFormationFabrique(Fabrique):
    class Meta:
        model = DelegationFormation

    formation = factory.SubFactory(FormationFabrique)
    conseil = factory.SubFactory(ConseilFabrique)
    participants_saisis = True


class ParticipationFormationFabrique(Fabrique):
    class Meta:
        model = ParticipationFormation


class ComptageFormationFabrique(Fabrique):
    class Meta:
        model = ComptageFormation

    delegation = factory.SubFactory(DelegationFormationFabrique)
    public = "agents"
    sexe = "F"
    nombre = 1


class CompetencesFabrique(Fabrique):
    class Meta:
        model = CompetencesDeclarees

    delegation = factory.SubFactory(DelegationFormationFabrique)
    sexe = "F"
    reponses = 1
    somme_avant = 200
    somme_apres = 300


class EvaluationFabrique(Fabrique):
    class Meta:
        model = EvaluationAutonomie

    conseil = factory.SubFactory(ConseilFabrique)
    annee = 2026
    semestre = 1
    auto_animation = 1
    preuve_auto_animation = "Assemblée du 12 mars animée par deux membres."
    auto_saisine = 0
    auto_production = 0
    gestion = 0
