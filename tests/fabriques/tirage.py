"""The draw."""

from datetime import UTC, date, datetime
from hashlib import sha256

import factory

from conseils.models import Candidat, Invitation, Tirage, Tour
from tests.fabriques.communs import Fabrique
from tests.fabriques.composition import ConseilFabrique
from tests.fabriques.comptes import CompteFabrique


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


class InvitationFabrique(Fabrique):
    """Somebody drawn who says yes."""

    class Meta:
        model = Invitation

    tour = factory.SubFactory(TourFabrique)
    candidat = factory.LazyAttribute(lambda o: CandidatFabrique(tirage=o.tour.tirage, numero=900))
    statut = "accepte"
    repondu_le = date(2026, 11, 18)
