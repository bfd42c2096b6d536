"""The team: postings, absences, reminders, what it learns."""

from datetime import date

import factory

from animateurs.models import (
    Absence,
    ActionCorrective,
    Affectation,
    Convention,
    FormationEquipe,
    Lecon,
    Mission,
    NoteChiffre,
    Passation,
    Rappel,
    RappelEquipe,
    Suggestion,
)
from tests.fabriques.communs import Fabrique
from tests.fabriques.composition import ConseilFabrique
from tests.fabriques.comptes import CompteFabrique
from tests.fabriques.territoires import PartenaireFabrique


class ConventionFabrique(Fabrique):
    class Meta:
        model = Convention
        django_get_or_create = ("code",)

    code = "convention"
    intitule = "Convention d'objectifs"
    debut = date(2020, 1, 1)
    fin = date(2029, 12, 31)
    partenaire = factory.SubFactory(PartenaireFabrique)
    postes_animateurs = 8
    postes_coordination = 1
    source = "fabrique"


class AffectationFabrique(Fabrique):
    class Meta:
        model = Affectation

    animateur = factory.SubFactory(CompteFabrique)
    conseil = factory.SubFactory(ConseilFabrique)
    convention = factory.SubFactory(ConventionFabrique)
    debut = date(2020, 1, 6)


class MissionFabrique(Fabrique):
    class Meta:
        model = Mission
        django_get_or_create = ("code",)

    code = "M1"
    libelle = factory.LazyAttribute(lambda o: f"Mission {o.code}")
    intitule = factory.LazyAttribute(lambda o: f"Mission {o.code}")
    ordre = 1
    source = "fabrique"


class AbsenceFabrique(Fabrique):
    class Meta:
        model = Absence

    affectation = factory.SubFactory(AffectationFabrique)
    nature = "conge"
    debut = date(2026, 11, 9)
    fin = date(2026, 11, 13)


class RappelFabrique(Fabrique):
    class Meta:
        model = Rappel

    compte = factory.SubFactory(CompteFabrique)
    sorte = "vendredi"
    jour = date(2026, 11, 20)


class LeconFabrique(Fabrique):
    class Meta:
        model = Lecon

    constat = "Les invitations partent trop tard."
    origine = "equipe"
    exercice = 2026


class ActionCorrectiveFabrique(Fabrique):
    class Meta:
        model = ActionCorrective

    lecon = factory.SubFactory(LeconFabrique)
    intitule = "Inviter trois semaines avant"
    responsable = factory.SubFactory(CompteFabrique)
    echeance = date(2026, 12, 15)


class FormationEquipeFabrique(Fabrique):
    class Meta:
        model = FormationEquipe

    intitule = "Animer une réunion publique"
    organisme = "France Médiation"
    debut = date(2026, 10, 5)
    fin = date(2026, 10, 6)
    heures = 14


class SuggestionFabrique(Fabrique):
    class Meta:
        model = Suggestion

    texte = "Garder mes quartiers les plus fréquents en tête de liste."
    par = factory.SubFactory(CompteFabrique)


class NoteChiffreFabrique(Fabrique):
    class Meta:
        model = NoteChiffre

    code = "heures-M1"
    conseil = factory.SubFactory(ConseilFabrique)
    exercice = 2026
    texte = "Trois semaines d'arrêt au printemps"
    auteur = factory.SubFactory(CompteFabrique)


class RappelEquipeFabrique(Fabrique):
    class Meta:
        model = RappelEquipe

    animateur = factory.SubFactory(CompteFabrique)
    jour = date(2026, 11, 18)
    semaines = 1
    par = factory.SubFactory(CompteFabrique)


class PassationFabrique(Fabrique):
    class Meta:
        model = Passation

    affectation = factory.SubFactory(AffectationFabrique)
    dernier_jour = date(2026, 11, 20)
    contenu = factory.LazyFunction(lambda: {"rubriques": []})
    faite_par = factory.SubFactory(CompteFabrique)
