"""Questions asked of the inhabitants, their answers, what is made of them."""

from datetime import UTC, date, datetime
from hashlib import sha256

import factory

from conseils.models import (
    ChoixQuestion,
    Consultation,
    Extrait,
    InvitationConsultation,
    JourneeTravail,
    Mesure,
    Proposition,
    Question,
    ReponseQuestion,
    ReponseQuestionnaire,
    Thematique,
)
from tests.fabriques.communs import Fabrique
from tests.fabriques.composition import ConseilFabrique, MembreFabrique


class ConsultationFabrique(Fabrique):
    """Launched, open from 16 to 29 November 2026."""

    class Meta:
        model = Consultation

    titre = "Améliorer le quotidien"
    organisateur = "Coordination des conseils"
    presentation = "Dites ce qui aiderait."
    ouverture = datetime(2026, 11, 16, 8, tzinfo=UTC)
    cloture = datetime(2026, 11, 29, 22, 59, tzinfo=UTC)
    etat = "lancee"

    @factory.post_generation
    def conseils(self, create, conseils, **kwargs):
        self.conseils.set(conseils or [])


class ThematiqueFabrique(Fabrique):
    class Meta:
        model = Thematique

    consultation = factory.SubFactory(ConsultationFabrique)
    rang = factory.Sequence(lambda n: n + 1)
    nature = "emploi"
    intitule = factory.LazyAttribute(lambda o: f"Thème {o.rang}")


class QuestionFabrique(Fabrique):
    class Meta:
        model = Question

    thematique = factory.SubFactory(ThematiqueFabrique)
    rang = factory.Sequence(lambda n: n + 1)
    texte = "Quelle idée aiderait ?"
    genre = "texte"


class ChoixQuestionFabrique(Fabrique):
    class Meta:
        model = ChoixQuestion

    question = factory.SubFactory(QuestionFabrique, genre="choix")
    rang = factory.Sequence(lambda n: n + 1)
    libelle = factory.LazyAttribute(lambda o: f"Choix {o.rang}")


class InvitationConsultationFabrique(Fabrique):
    """Sent; its link is ``jeton``."""

    class Meta:
        model = InvitationConsultation

    class Params:
        jeton = "lien-personnel"

    membre = factory.SubFactory(MembreFabrique, courriel="membre@exemple.invalid")
    empreinte = factory.LazyAttribute(lambda o: sha256(o.jeton.encode()).hexdigest())
    expire_le = datetime(2026, 12, 6, 22, 59, tzinfo=UTC)
    envoye_le = datetime(2026, 11, 16, 9, tzinfo=UTC)


class ReponseQuestionnaireFabrique(Fabrique):
    class Meta:
        model = ReponseQuestionnaire

    conseil = factory.SubFactory(ConseilFabrique)
    mode = "lien"
    recue_le = date(2026, 11, 17)


class ReponseQuestionFabrique(Fabrique):
    class Meta:
        model = ReponseQuestion


class PropositionFabrique(Fabrique):
    class Meta:
        model = Proposition

    thematique = factory.SubFactory(ThematiqueFabrique)
    consultation = factory.LazyAttribute(lambda o: o.thematique.consultation)
    texte = "Ouvrir la bibliothèque le dimanche."


class ExtraitFabrique(Fabrique):
    class Meta:
        model = Extrait

    texte = "le dimanche"


class JourneeTravailFabrique(Fabrique):
    class Meta:
        model = JourneeTravail

    date = date(2026, 12, 12)
    lieu = "Maison des associations"


class MesureFabrique(Fabrique):
    class Meta:
        model = Mesure

    titre = factory.Sequence(lambda n: f"Mesure {n}")
    texte = "Elle ouvre au printemps."
