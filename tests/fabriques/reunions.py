"""Meetings, what is said there and who comes."""

from datetime import date

import factory
from django.core.files.base import ContentFile

from conseils.models import (
    AgendaPartage,
    ComptageEloignes,
    ComptagePublic,
    Convocation,
    Decision,
    DemandeContact,
    DocumentReunion,
    PointOrdreDuJour,
    Presence,
    ProcesVerbal,
    Reunion,
)
from tests.fabriques.communs import Fabrique
from tests.fabriques.composition import ConseilFabrique
from tests.fabriques.comptes import CompteFabrique


class ReunionFabrique(Fabrique):
    class Meta:
        model = Reunion

    conseil = factory.SubFactory(ConseilFabrique)
    type = "groupe_moteur"
    intitule = "Réunion du groupe moteur"
    date = date(2026, 3, 10)
    lieu = "Maison des associations"
    statut = "tenue"
    presences_saisies = True


class PointFabrique(Fabrique):
    class Meta:
        model = PointOrdreDuJour

    reunion = factory.SubFactory(ReunionFabrique)
    rang = factory.Sequence(lambda n: n + 1)
    intitule = "Propreté des pieds d'immeuble"
    duree = 20


class ProcesVerbalFabrique(Fabrique):
    class Meta:
        model = ProcesVerbal

    reunion = factory.SubFactory(ReunionFabrique)
    texte = "La séance est ouverte à 18 h 30."


class DecisionFabrique(Fabrique):
    class Meta:
        model = Decision

    reunion = factory.SubFactory(ReunionFabrique, type="assemblee")
    nature = "decision"
    texte = "Demander des bancs square Léon"


class AgendaFabrique(Fabrique):
    class Meta:
        model = AgendaPartage

    conseil = factory.SubFactory(ConseilFabrique)


class DocumentFabrique(Fabrique):
    class Meta:
        model = DocumentReunion

    reunion = factory.SubFactory(ReunionFabrique)
    titre = "Plan du square"
    fichier = factory.LazyFunction(lambda: ContentFile(b"%PDF-1.7", name="plan.pdf"))
    sorte = "pdf"
    taille = 8
    depose_par = factory.SubFactory(CompteFabrique)


class AssembleeFabrique(ReunionFabrique):
    """An assemblée ouverte that was held."""

    type = "assemblee"
    intitule = "Assemblée ouverte"


class PresenceFabrique(Fabrique):
    class Meta:
        model = Presence


class ComptagePublicFabrique(Fabrique):
    class Meta:
        model = ComptagePublic

    reunion = factory.SubFactory(ReunionFabrique)
    sexe = "F"
    tranche_age = "40-59"
    nombre = 1


class ComptageEloignesFabrique(Fabrique):
    class Meta:
        model = ComptageEloignes

    reunion = factory.SubFactory(ReunionFabrique)
    sexe = "F"
    reponses = 1
    eloignes = 0


class DemandeContactFabrique(Fabrique):
    class Meta:
        model = DemandeContact

    reunion = factory.SubFactory(ReunionFabrique)
    nom = "Camille"
    contact = "camille@exemple.invalid"
    consenti_le = date(2026, 11, 17)


class ConvocationFabrique(Fabrique):
    class Meta:
        model = Convocation

    reunion = factory.SubFactory(ReunionFabrique)
    rang = 1
    methode = "REQUEST"
    destinataires = 1
    demandee_par = factory.SubFactory(CompteFabrique)
