"""Séances of the contrat de ville, and projets de territoire."""

from datetime import date

import factory

from conseils.models import (
    BilanContrat,
    ContributionProjet,
    DecisionInstance,
    DelegationSeance,
    JalonReference,
    PointSeance,
    PrioriteTerritoire,
    ProjetTerritoire,
    Representation,
    Seance,
    TacheRetroplanning,
)
from tests.fabriques.communs import Fabrique
from tests.fabriques.composition import ConseilFabrique, MandatFabrique
from tests.fabriques.territoires import ArrondissementFabrique, TypeInstanceFabrique


class SeanceFabrique(Fabrique):
    class Meta:
        model = Seance

    type = factory.SubFactory(TypeInstanceFabrique)
    echelle = factory.LazyAttribute(lambda o: o.type.echelle)
    arrondissement = factory.SubFactory(ArrondissementFabrique)
    date = date(2026, 12, 10)


class PointSeanceFabrique(Fabrique):
    class Meta:
        model = PointSeance

    seance = factory.SubFactory(SeanceFabrique)
    rang = factory.Sequence(lambda n: n + 1)
    intitule = "Bilan des actions"


class DecisionInstanceFabrique(Fabrique):
    class Meta:
        model = DecisionInstance

    seance = factory.SubFactory(SeanceFabrique, date=date(2026, 3, 10), statut="tenue")
    texte = "Rouvrir la halte-garderie"
    responsable_autre = "Service petite enfance"


class DelegationSeanceFabrique(Fabrique):
    class Meta:
        model = DelegationSeance
        django_get_or_create = ("seance", "conseil")

    seance = factory.SubFactory(SeanceFabrique)
    conseil = factory.SubFactory(ConseilFabrique)


class RepresentationFabrique(Fabrique):
    class Meta:
        model = Representation

    delegation = factory.SubFactory(DelegationSeanceFabrique)
    membre = factory.LazyAttribute(lambda o: MandatFabrique(membre__conseil=o.delegation.conseil).membre)


class JalonReferenceFabrique(Fabrique):
    class Meta:
        model = JalonReference
        django_get_or_create = ("code",)

    code = "dossier"
    intitule = "Dossier envoyé"
    jours = -15
    source = "fabrique"


class TacheFabrique(Fabrique):
    class Meta:
        model = TacheRetroplanning

    seance = factory.SubFactory(SeanceFabrique)
    jalon = factory.SubFactory(JalonReferenceFabrique)
    pour_le = date(2026, 11, 25)


class BilanContratFabrique(Fabrique):
    class Meta:
        model = BilanContrat

    exercice = 2026
    valide_le = date(2026, 3, 2)


class ProjetTerritoireFabrique(Fabrique):
    class Meta:
        model = ProjetTerritoire

    conseil = factory.SubFactory(ConseilFabrique)
    intitule = "Projet de territoire 2015-2020"
    adopte_le = date(2015, 10, 1)


class PrioriteFabrique(Fabrique):
    class Meta:
        model = PrioriteTerritoire

    projet = factory.SubFactory(ProjetTerritoireFabrique)
    rang = factory.Sequence(lambda n: n + 1)
    intitule = "Ouvrir un lieu d'accueil pour les jeunes"


class ContributionFabrique(Fabrique):
    class Meta:
        model = ContributionProjet

    conseil = factory.SubFactory(ConseilFabrique)
    date = date(2026, 5, 12)
    etape = "suivi"
    texte = "Les jeunes demandent une ouverture le soir."
