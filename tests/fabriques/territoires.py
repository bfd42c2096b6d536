"""Arrondissements, quartiers, institutions and their instances."""

import factory

from territoires.models import Arrondissement, Partenaire, Quartier, TypeInstance
from tests.fabriques.communs import Fabrique


class ArrondissementFabrique(Fabrique):
    class Meta:
        model = Arrondissement
        django_get_or_create = ("numero",)

    numero = 18
    nom = factory.LazyAttribute(lambda o: f"Arrondissement {o.numero}")
    code_insee = factory.LazyAttribute(lambda o: f"751{o.numero:02d}")
    colonne = factory.LazyAttribute(lambda o: o.numero % 6)
    ligne = factory.LazyAttribute(lambda o: o.numero // 6)


class QuartierFabrique(Fabrique):
    class Meta:
        model = Quartier

    code = factory.Sequence(lambda n: f"QP0750{n:02d}")
    nom = factory.Sequence(lambda n: f"Quartier {n}")
    categorie = "QPV"
    generation = 2015
    source = "fabrique"

    @factory.post_generation
    def arrondissements(self, create, valeurs, **kwargs):
        if create and valeurs:
            self.arrondissements.set(valeurs)


class PartenaireFabrique(Fabrique):
    class Meta:
        model = Partenaire
        django_get_or_create = ("code",)

    code = "france-mediation"
    nom = "France Médiation"
    nature = "reseau"
    source = "fabrique"


class TypeInstanceFabrique(Fabrique):
    """The COPIL of a projet de territoire: one a year and per arrondissement, open to the conseil."""

    class Meta:
        model = TypeInstance
        django_get_or_create = ("code",)

    code = "comite-pilotage-projet-territoire"
    nom = factory.LazyAttribute(lambda o: f"Instance {o.code}")
    echelle = "arrondissement"
    frequence_min = 1
    ouverte_au_conseil = True
    source = "fabrique"
