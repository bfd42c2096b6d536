"""What the inhabitants say and who acts around them."""

from datetime import date

import factory

from conseils.models import Acteur, Expression, Interlocuteur
from tests.fabriques.communs import Fabrique
from tests.fabriques.composition import ConseilFabrique


class ExpressionFabrique(Fabrique):
    class Meta:
        model = Expression

    conseil = factory.SubFactory(ConseilFabrique)
    date = date(2026, 10, 6)
    source = "permanence"
    echelle = "arrondissement"
    theme = "propreté"
    texte = "Les bacs débordent le lundi."


class ActeurFabrique(Fabrique):
    class Meta:
        model = Acteur

    conseil = factory.SubFactory(ConseilFabrique)
    nom = factory.Sequence(lambda n: f"Association {n}")
    nature = "association"


class InterlocuteurFabrique(Fabrique):
    class Meta:
        model = Interlocuteur

    acteur = factory.SubFactory(ActeurFabrique)
    fonction = "direction"
    courriel = "direction@exemple.invalid"
