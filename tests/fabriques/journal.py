"""The weekly journal."""

from datetime import date

import factory

from animateurs.models import LigneJournal, LigneType, Registre, SemaineJournal, TypeActivite
from tests.fabriques.communs import Fabrique
from tests.fabriques.equipe import AffectationFabrique, MissionFabrique


class TypeActiviteFabrique(Fabrique):
    class Meta:
        model = TypeActivite
        django_get_or_create = ("code",)

    code = "permanence"
    libelle = "Permanence"
    mission = factory.SubFactory(MissionFabrique)
    ordre = 1


class SemaineFabrique(Fabrique):
    class Meta:
        model = SemaineJournal

    affectation = factory.SubFactory(AffectationFabrique)
    lundi = date(2026, 11, 16)


class LigneFabrique(Fabrique):
    class Meta:
        model = LigneJournal

    semaine = factory.SubFactory(SemaineFabrique)
    jour = 0
    type_activite = factory.SubFactory(TypeActiviteFabrique)
    mission = factory.LazyAttribute(lambda o: o.type_activite.mission)
    minutes = 120


class RegistreFabrique(Fabrique):
    class Meta:
        model = Registre
        django_get_or_create = ("code",)

    code = "presence-active"
    libelle = "Présence active de proximité"
    source = "fabrique"


class LigneTypeFabrique(Fabrique):
    class Meta:
        model = LigneType

    affectation = factory.SubFactory(AffectationFabrique)
    jour = 1
    type_activite = factory.SubFactory(TypeActiviteFabrique)
    mission = factory.LazyAttribute(lambda o: o.type_activite.mission)
    minutes = 90
