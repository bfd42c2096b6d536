"""Factories free of surprises: every value that a test may depend on is written in the test."""

from datetime import UTC, date, datetime
from hashlib import sha256

import factory

from animateurs.models import Affectation, Convention, LigneJournal, Mission, SemaineJournal, TypeActivite
from comptes.models import Compte, Habilitation
from conseils.models import (
    Candidat,
    ComptageEloignes,
    ComptagePublic,
    ConseilCitoyen,
    GroupeMoteur,
    Mandat,
    Membre,
    Presence,
    Reunion,
    Tirage,
    Tour,
)
from territoires.models import Arrondissement, Partenaire, Quartier

MOT_DE_PASSE = "Correct-Cheval-Pile-9"


class Fabrique(factory.django.DjangoModelFactory):
    class Meta:
        abstract = True
        skip_postgeneration_save = True


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


class PresenceFabrique(Fabrique):
    class Meta:
        model = Presence


class PartenaireFabrique(Fabrique):
    class Meta:
        model = Partenaire
        django_get_or_create = ("code",)

    code = "france-mediation"
    nom = "France Médiation"
    nature = "reseau"
    source = "fabrique"


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


class TirageFabrique(Fabrique):
    class Meta:
        model = Tirage

    conseil = factory.SubFactory(ConseilFabrique)
    numero = factory.Sequence(lambda n: f"TS-18-2026-{n:02d}")
    intitule = "Renouvellement du collège habitants"
    nombre = 4


class CandidatFabrique(Fabrique):
    class Meta:
        model = Candidat

    tirage = factory.SubFactory(TirageFabrique)
    numero = factory.Sequence(lambda n: n + 1)
    sexe = "F"
    tranche_age = "40-59"
    liste = "Forum"


class TourFabrique(Fabrique):
    """Sealed, not drawn: one candidate, whose text and fingerprints are those of that candidate."""

    class Meta:
        model = Tour

    rang = 1
    nombre = 1
    vivier = "numero;sexe;tranche_age;quartier;college\n1;F;40-59;N;habitants\n"
    empreinte = factory.LazyAttribute(lambda o: sha256(o.vivier.encode()).hexdigest())
    quotas = '[{"critere":"sexe","valeur":"F","minimum":1,"maximum":1}]'
    secret = "5" * 64
    engagement = factory.LazyAttribute(lambda o: sha256(o.secret.encode()).hexdigest())
    scelle_le = datetime(2026, 11, 2, 10, tzinfo=UTC)
    scelle_par = factory.SubFactory(CompteFabrique)
