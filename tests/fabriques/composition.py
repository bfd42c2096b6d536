"""A conseil and the people who sit in it."""

from datetime import date

import factory

from conseils.models import ConseilCitoyen, GroupeMoteur, Invite, Mandat, Membre
from tests.fabriques.communs import Fabrique
from tests.fabriques.territoires import ArrondissementFabrique


class ConseilFabrique(Fabrique):
    class Meta:
        model = ConseilCitoyen
        django_get_or_create = ("arrondissement",)

    arrondissement = factory.SubFactory(ArrondissementFabrique)
    nom = factory.LazyAttribute(lambda o: f"Conseil citoyen du {o.arrondissement}")


class GroupeMoteurFabrique(Fabrique):
    class Meta:
        model = GroupeMoteur
        django_get_or_create = ("conseil", "nom")

    conseil = factory.SubFactory(ConseilFabrique)
    nom = "Groupe moteur"


class MembreFabrique(Fabrique):
    class Meta:
        model = Membre

    conseil = factory.SubFactory(ConseilFabrique)
    prenom = "Dominique"
    nom = factory.Sequence(lambda n: f"Membre{n:03d}")
    sexe = "F"
    tranche_age = "40-59"


class MandatFabrique(Fabrique):
    class Meta:
        model = Mandat

    membre = factory.SubFactory(MembreFabrique)
    groupe = factory.LazyAttribute(lambda o: GroupeMoteurFabrique(conseil=o.membre.conseil))
    college = "habitants"
    origine = "volontaire"
    debut = date(2020, 1, 1)


class InviteFabrique(Fabrique):
    class Meta:
        model = Invite

    conseil = factory.SubFactory(ConseilFabrique)
    prenom = "Claude"
    nom = factory.Sequence(lambda n: f"Invité{n:03d}")
    qualite = "elu"
    debut = date(2020, 1, 1)
