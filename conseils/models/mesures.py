"""What becomes of the answers: propositions extracted from them, then mesures written on the working day.

The path is read both ways: mesure -> propositions -> excerpts -> answer.
"""

from django.db import models
from django.db.models import F, Q

from conseils.models.consultations import TEXTE_MAX, Consultation, ReponseQuestion, Thematique
from conseils.querysets.mesures import MesureQuerySet, PropositionQuerySet
from territoires.models import Quartier


class Proposition(models.Model):
    """An idea that one or several answers hold, in the words of the team: no name, nobody recognisable."""

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="propositions")
    thematique = models.ForeignKey(
        Thematique, on_delete=models.PROTECT, related_name="propositions", verbose_name="thème"
    )
    texte = models.TextField("proposition", max_length=600)
    quartier = models.ForeignKey(Quartier, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    fusionnee_dans = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="doublons", verbose_name="fusionnée dans"
    )

    objects = PropositionQuerySet.as_manager()

    class Meta:
        verbose_name = "proposition"
        ordering = ["thematique__rang", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(fusionnee_dans=None) | ~Q(fusionnee_dans=F("pk")),
                name="proposition_pas_fusionnee_en_elle_meme",
                violation_error_message="Une proposition ne se fusionne pas avec elle-même.",
            ),
        ]

    def __str__(self) -> str:
        return self.texte[:80]


class Extrait(models.Model):
    """The part of an answer from which a proposition was drawn."""

    proposition = models.ForeignKey(Proposition, on_delete=models.CASCADE, related_name="extraits")
    source = models.ForeignKey(ReponseQuestion, on_delete=models.PROTECT, related_name="extraits")
    texte = models.TextField("extrait", max_length=TEXTE_MAX)

    class Meta:
        verbose_name = "extrait"
        ordering = ["proposition", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["proposition", "source"], name="extrait_unique"),
        ]

    def __str__(self) -> str:
        return self.texte[:80]


class JourneeTravail(models.Model):
    """The day on which conseils and their partners turn propositions into mesures. Counts, never names."""

    PUBLICS = ("membres", "associations", "acteurs_economiques", "administrations")

    consultation = models.OneToOneField(Consultation, on_delete=models.PROTECT, related_name="journee")
    date = models.DateField()
    lieu = models.CharField(max_length=160)
    membres = models.PositiveSmallIntegerField("membres des conseils", default=0)
    associations = models.PositiveSmallIntegerField(default=0)
    acteurs_economiques = models.PositiveSmallIntegerField("acteurs économiques", default=0)
    administrations = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "journée de travail"
        verbose_name_plural = "journées de travail"
        ordering = ["-date"]

    def __str__(self) -> str:
        return f"Journée de travail du {self.date:%d/%m/%Y}"

    @property
    def publics(self) -> list[tuple[str, int]]:
        """Who came, in words and numbers."""
        return [(self._meta.get_field(nom).verbose_name, getattr(self, nom)) for nom in self.PUBLICS]

    @property
    def participants(self) -> int:
        return sum(nombre for _, nombre in self.publics)


class Mesure(models.Model):
    """What the working day wrote, from propositions."""

    journee = models.ForeignKey(JourneeTravail, on_delete=models.PROTECT, related_name="mesures")
    thematique = models.ForeignKey(Thematique, on_delete=models.PROTECT, related_name="mesures", verbose_name="thème")
    titre = models.CharField(max_length=160)
    texte = models.TextField("contenu de la mesure", max_length=TEXTE_MAX)
    propositions = models.ManyToManyField(Proposition, related_name="mesures")

    objects = MesureQuerySet.as_manager()

    class Meta:
        verbose_name = "mesure"
        ordering = ["thematique__rang", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["journee", "titre"],
                name="mesure_titre_unique",
                violation_error_message="Cette journée a déjà une mesure de ce titre.",
            ),
        ]

    def __str__(self) -> str:
        return self.titre
