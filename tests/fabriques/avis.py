"""What a conseil says to institutions, what they answer and do."""

from datetime import UTC, date, datetime
from hashlib import sha256

import factory
from django.core.files.base import ContentFile

from conseils.models import (
    Avis,
    Constat,
    DelaiReponse,
    Destinataire,
    Digest,
    Divergence,
    DocumentAvis,
    LienReponse,
    LigneDigest,
    PauseRelance,
    Relance,
    Reponse,
    Suite,
    TourneeRelances,
)
from tests.fabriques.communs import Fabrique
from tests.fabriques.composition import ConseilFabrique
from tests.fabriques.comptes import CompteFabrique
from tests.fabriques.reunions import ReunionFabrique
from tests.fabriques.territoires import PartenaireFabrique


class AvisFabrique(Fabrique):
    """Adopted in a meeting and sent, unless told otherwise."""

    class Meta:
        model = Avis

    conseil = factory.SubFactory(ConseilFabrique)
    numero = factory.Sequence(lambda n: f"AV-18-2026-{n + 1:03d}")
    type = "avis"
    titre = "Éclairer la rue Marc-Séguin"
    texte = "Le conseil demande que la rue soit éclairée toute la nuit."
    etat = "transmis"
    adopte_en = factory.LazyAttribute(
        lambda o: ReunionFabrique(conseil=o.conseil, type="assemblee", date=date(2026, 3, 10))
    )
    transmis_le = date(2026, 3, 12)


class BrouillonFabrique(AvisFabrique):
    numero = None
    etat = "brouillon"
    adopte_en = None
    transmis_le = None


class DivergenceFabrique(Fabrique):
    class Meta:
        model = Divergence

    avis = factory.SubFactory(AvisFabrique)
    texte = "Un éclairage moins fort suffirait après minuit."


class DestinataireFabrique(Fabrique):
    class Meta:
        model = Destinataire

    avis = factory.SubFactory(AvisFabrique)
    partenaire = factory.LazyFunction(lambda: PartenaireFabrique(code="ville-de-paris", nom="Ville de Paris"))
    echeance = date(2026, 5, 11)


class ReponseFabrique(Fabrique):
    class Meta:
        model = Reponse

    destinataire = factory.SubFactory(DestinataireFabrique)
    sens = "accepte"
    texte = "L'éclairage sera rétabli."
    le = date(2026, 4, 20)
    voie = "compte"
    signataire = "Cheffe du service de l'éclairage public"


class LienReponseFabrique(Fabrique):
    class Meta:
        model = LienReponse

    destinataire = factory.SubFactory(DestinataireFabrique)
    empreinte = factory.Sequence(lambda n: sha256(f"jeton-{n}".encode()).hexdigest())
    expire_le = datetime(2026, 12, 31, 12, tzinfo=UTC)


class SuiteFabrique(Fabrique):
    class Meta:
        model = Suite

    reponse = factory.SubFactory(ReponseFabrique)
    action = "Remplacer les six lampadaires"
    responsable = "Service de l'éclairage public"
    echeance = date(2026, 9, 30)


class ConstatFabrique(Fabrique):
    class Meta:
        model = Constat

    suite = factory.SubFactory(SuiteFabrique)
    resultat = "fait"
    preuve = "Les six lampadaires éclairaient le 2 octobre à 22 h."
    le = date(2026, 10, 2)
    par = factory.SubFactory(CompteFabrique)


class DocumentAvisFabrique(Fabrique):
    class Meta:
        model = DocumentAvis

    avis = factory.SubFactory(AvisFabrique)
    titre = "Plan du square"
    fichier = factory.LazyFunction(lambda: ContentFile(b"%PDF-1.7", name="plan.pdf"))
    sorte = "pdf"
    taille = 8
    depose_par = factory.SubFactory(CompteFabrique)


class DelaiReponseFabrique(Fabrique):
    class Meta:
        model = DelaiReponse

    type = "avis"
    jours = 60


class PauseRelanceFabrique(Fabrique):
    class Meta:
        model = PauseRelance

    destinataire = factory.SubFactory(DestinataireFabrique)
    du = date(2026, 11, 16)
    au = date(2026, 11, 27)
    motif = "Rendez-vous pris"
    par = factory.SubFactory(CompteFabrique)


class RelanceFabrique(Fabrique):
    """Said, and received by one address, unless told otherwise."""

    class Meta:
        model = Relance

    tournee = factory.LazyFunction(lambda: TourneeRelances.objects.get_or_create(jour=date(2026, 11, 16))[0])
    destinataire = factory.SubFactory(DestinataireFabrique)
    echelon = "echue"
    echeance = factory.LazyAttribute(lambda o: o.destinataire.echeance)

    @factory.post_generation
    def recue_le(self, create, quand, **kwargs):
        digest, _ = Digest.objects.get_or_create(
            tournee=self.tournee,
            courriel="secretariat@exemple.invalid",
            defaults={"envoye_le": quand or datetime(2026, 11, 16, 7, tzinfo=UTC)},
        )
        LigneDigest.objects.create(digest=digest, relance=self)
