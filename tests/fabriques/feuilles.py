"""Feuilles de route."""

from datetime import UTC, date, datetime

import factory

from animateurs.models import ActionFeuille, FeuilleDeRoute, RevisionFeuille
from tests.fabriques.communs import Fabrique
from tests.fabriques.composition import ConseilFabrique
from tests.fabriques.comptes import CompteFabrique
from tests.fabriques.equipe import MissionFabrique


class FeuilleFabrique(Fabrique):
    class Meta:
        model = FeuilleDeRoute
        django_get_or_create = ("conseil", "exercice")

    conseil = factory.SubFactory(ConseilFabrique)
    exercice = 2026
    etat = "brouillon"
    validee_le = factory.LazyAttribute(lambda o: datetime(2026, 2, 2, tzinfo=UTC) if o.etat == "validee" else None)


class ActionFabrique(Fabrique):
    class Meta:
        model = ActionFeuille

    feuille = factory.SubFactory(FeuilleFabrique)
    rang = factory.Sequence(lambda n: n + 101)  # after those that the services number
    intitule = "Tenir une permanence en pied d'immeuble"
    origine = "attente"
    source = "habitant"
    origine_texte = "Rencontrer le conseil sans venir en réunion"
    mission = factory.SubFactory(MissionFabrique)
    echeance = date(2026, 12, 31)
    resultat_attendu = "Une permanence par mois"
    constat_prevu = "Dix permanences tenues dans l'année"


class RevisionFeuilleFabrique(Fabrique):
    class Meta:
        model = RevisionFeuille

    feuille = factory.SubFactory(FeuilleFabrique)
    rang = 1
    contenu = factory.LazyFunction(lambda: {"diagnostic": "", "actions": []})
    validee_par = factory.SubFactory(CompteFabrique)
