"""People who sign in, and what they may do."""

from datetime import date

import factory

from comptes.models import Compte, Habilitation
from tests.fabriques.communs import Fabrique

MOT_DE_PASSE = "Correct-Cheval-Pile-9"


class CompteFabrique(Fabrique):
    class Meta:
        model = Compte

    email = factory.Sequence(lambda n: f"personne{n}@exemple.invalid")
    prenom = "Camille"
    nom = factory.Sequence(lambda n: f"Nom{n}")
    password = factory.django.Password(MOT_DE_PASSE)


class HabilitationFabrique(Fabrique):
    class Meta:
        model = Habilitation

    compte = factory.SubFactory(CompteFabrique)
    role = "coordination"
    arrondissement = None
    debut = date(2020, 1, 1)
