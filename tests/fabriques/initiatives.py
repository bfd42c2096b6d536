"""What a conseil does, and with which money."""

from datetime import date

import factory
from django.core.files.base import ContentFile

from conseils.models import Depense, DocumentInitiative, Enveloppe, Financement, Initiative, Jalon, PartBudget
from tests.fabriques.communs import Fabrique
from tests.fabriques.composition import ConseilFabrique
from tests.fabriques.comptes import CompteFabrique


class InitiativeFabrique(Fabrique):
    class Meta:
        model = Initiative

    conseil = factory.SubFactory(ConseilFabrique)
    numero = factory.Sequence(lambda n: f"IN-18-2025-{n:03d}")
    titre = "Jardin du passage"
    description = "Planter le passage avec les enfants de l'école."
    route = "porte_directement"
    proposee_le = date(2026, 3, 2)


class JalonFabrique(Fabrique):
    class Meta:
        model = Jalon

    initiative = factory.SubFactory(InitiativeFabrique)
    libelle = "Réunir les voisins"
    echeance = date(2026, 12, 1)


class FinancementFabrique(Fabrique):
    class Meta:
        model = Financement

    initiative = factory.SubFactory(InitiativeFabrique)
    source = "fph"
    demande = 800


class DocumentInitiativeFabrique(Fabrique):
    class Meta:
        model = DocumentInitiative

    initiative = factory.SubFactory(InitiativeFabrique)
    titre = "Plan du jardin"
    fichier = factory.LazyFunction(lambda: ContentFile(b"%PDF-1.7", name="plan.pdf"))
    depose_par = factory.SubFactory(CompteFabrique)


class EnveloppeFabrique(Fabrique):
    class Meta:
        model = Enveloppe
        django_get_or_create = ("exercice",)

    exercice = 2026


class PartBudgetFabrique(Fabrique):
    class Meta:
        model = PartBudget

    enveloppe = factory.SubFactory(EnveloppeFabrique)
    conseil = factory.SubFactory(ConseilFabrique)
    montant = 2500


class DepenseFabrique(Fabrique):
    class Meta:
        model = Depense

    part = factory.SubFactory(PartBudgetFabrique)
    date = date(2026, 5, 4)
    libelle = "Terreau et outils"
    poste = "materiel"
    montant = 100
