"""Meetings and who came. Attendance lives here and nowhere else.

Members are counted by name (they hold a mandat); everybody else is counted by sex and age band, never
by name.
"""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from comptes.porte import Acces
from conseils.models.composition import Membre, Sexe, TrancheAge
from conseils.models.conseil import ConseilCitoyen
from conseils.querysets.presences import ComptagePublicQuerySet, PresenceQuerySet
from conseils.querysets.reunions import ReunionQuerySet
from socle.transitions import Machine, Transition
from territoires.models import Quartier

DUREE_MAX = 12 * 60  # minutes; beyond that, it is hours mistyped


class Reunion(models.Model):
    """A meeting of a conseil, planned, held or cancelled."""

    class Type(models.TextChoices):
        ASSEMBLEE = "assemblee", "assemblée ouverte"
        GROUPE_MOTEUR = "groupe_moteur", "groupe moteur"
        QUARTIER = "quartier", "réunion de quartier"
        THEMATIQUE = "thematique", "groupe thématique"
        INTER_CONSEILS = "inter_conseils", "rencontre inter-conseils"
        DEBAT_ANNUEL = "debat_annuel", "débat annuel d'évaluation"
        PRESENTATION_BILAN = "presentation_bilan", "présentation du bilan par la Ville et l'État"
        MARCHE = "marche", "marche exploratoire"
        ATELIER = "atelier", "atelier"

    class Echelle(models.TextChoices):
        QUARTIER = "quartier", "quartier"
        ARRONDISSEMENT = "arrondissement", "arrondissement"
        PARIS = "paris", "Paris"
        NATIONALE = "nationale", "nationale"

    class Statut(models.TextChoices):
        PREVUE = "prevue", "prévue"
        TENUE = "tenue", "tenue"
        ANNULEE = "annulee", "annulée"

    # All members are expected at these: attendance rates count them and no other.
    TYPES_DU_GROUPE = (Type.ASSEMBLEE, Type.GROUPE_MOTEUR)

    MACHINE = Machine(
        [
            Transition(
                "programmer",
                frozenset({Statut.TENUE, Statut.ANNULEE}),
                Statut.PREVUE,
                "Cette réunion est déjà prévue.",
            ),
            # Again from « tenue »: attendance can be corrected.
            Transition(
                "tenir",
                frozenset({Statut.PREVUE, Statut.TENUE}),
                Statut.TENUE,
                "Cette réunion est annulée : reprogrammez-la d'abord.",
            ),
            Transition(
                "annuler",
                frozenset({Statut.PREVUE, Statut.TENUE}),
                Statut.ANNULEE,
                "Cette réunion est déjà annulée.",
            ),
        ]
    )

    conseil = models.ForeignKey(ConseilCitoyen, on_delete=models.PROTECT, related_name="reunions")
    type = models.CharField(max_length=18, choices=Type)
    intitule = models.CharField("intitulé", max_length=160)
    echelle = models.CharField("échelle", max_length=14, choices=Echelle, default=Echelle.ARRONDISSEMENT)
    quartier = models.ForeignKey(Quartier, on_delete=models.PROTECT, null=True, blank=True, related_name="reunions")
    date = models.DateField()
    heure = models.TimeField(null=True, blank=True)
    duree = models.PositiveSmallIntegerField(
        "durée prévue (minutes)",
        null=True,
        blank=True,
        validators=[MinValueValidator(10), MaxValueValidator(DUREE_MAX)],
    )
    lieu = models.CharField(max_length=160)
    lieu_prete = models.BooleanField("lieu prêté par la Ville", default=False)
    auto_animee = models.BooleanField("animée par des membres", default=False)
    statut = models.CharField(max_length=7, choices=Statut, default=Statut.PREVUE)
    presences_saisies = models.BooleanField(default=False, editable=False)
    # Grows with each change: calendars that hold an older version then replace it (RFC 5545).
    sequence = models.PositiveIntegerField(default=0, editable=False)

    objects = ReunionQuerySet.as_manager()
    acces = Acces(territoire="conseil__arrondissement")

    class Meta:
        verbose_name = "réunion"
        ordering = ["-date", "-heure", "-pk"]
        indexes = [models.Index(fields=["conseil", "date"], name="reunion_conseil_date")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(echelle="quartier") | Q(quartier__isnull=False),
                name="reunion_de_quartier_avec_quartier",
                violation_error_message="Une réunion à l'échelle d'un quartier indique lequel.",
            ),
            models.CheckConstraint(
                condition=Q(presences_saisies=False) | Q(statut="tenue"),
                name="presences_d_une_reunion_tenue",
                violation_error_message="Les présences se saisissent pour une réunion tenue.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.intitule}, {self.date:%d/%m/%Y}"


class Presence(models.Model):
    """What is known of a membre at a meeting: came, sent word, or gave a proxy to one who came.

    Only those who came are counted. A membre without a row was absent.
    """

    class Nature(models.TextChoices):
        PRESENT = "present", "présent"
        EXCUSE = "excuse", "excusé"
        REPRESENTE = "represente", "représenté"

    reunion = models.ForeignKey(Reunion, on_delete=models.CASCADE, related_name="presences")
    membre = models.ForeignKey(Membre, on_delete=models.PROTECT, related_name="presences")
    nature = models.CharField(max_length=10, choices=Nature, default=Nature.PRESENT)
    pouvoir_a = models.ForeignKey(
        Membre,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="pouvoirs_recus",
        verbose_name="pouvoir donné à",
    )

    objects = PresenceQuerySet.as_manager()

    class Meta:
        verbose_name = "présence"
        ordering = ["reunion", "membre"]
        constraints = [
            models.UniqueConstraint(fields=["reunion", "membre"], name="presence_unique"),
            models.CheckConstraint(
                condition=Q(nature="represente", pouvoir_a__isnull=False)
                | ~Q(nature="represente") & Q(pouvoir_a__isnull=True),
                name="presence_pouvoir_d_un_represente",
                violation_error_message="Un membre représenté a donné pouvoir à quelqu'un, et lui seul.",
            ),
            models.CheckConstraint(
                condition=Q(pouvoir_a__isnull=True) | ~Q(pouvoir_a=F("membre")),
                name="presence_pouvoir_a_un_autre",
                violation_error_message="Une personne ne se donne pas pouvoir à elle-même.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membre}, {self.get_nature_display()}, {self.reunion}"


class ComptagePublic(models.Model):
    """People who came without being members, by sex and age band."""

    reunion = models.ForeignKey(Reunion, on_delete=models.CASCADE, related_name="publics")
    sexe = models.CharField(max_length=1, choices=Sexe)
    tranche_age = models.CharField("tranche d'âge", max_length=5, choices=TrancheAge)
    nombre = models.PositiveSmallIntegerField()

    objects = ComptagePublicQuerySet.as_manager()

    class Meta:
        verbose_name = "comptage du public"
        verbose_name_plural = "comptages du public"
        ordering = ["reunion", "sexe", "tranche_age"]
        constraints = [
            models.UniqueConstraint(fields=["reunion", "sexe", "tranche_age"], name="comptage_public_unique"),
            models.CheckConstraint(condition=Q(nombre__gte=1), name="comptage_public_positif"),
        ]

    def __str__(self) -> str:
        return f"{self.nombre} {self.sexe} {self.tranche_age}"


class ComptageEloignes(models.Model):
    """Among that public, how many answered the question on participation, and how many are éloignés.

    The definition of « éloigné de la participation » is ``conseils.definitions.definition_eloigne``.
    """

    reunion = models.ForeignKey(Reunion, on_delete=models.CASCADE, related_name="eloignements")
    sexe = models.CharField(max_length=1, choices=Sexe)
    reponses = models.PositiveSmallIntegerField("ont répondu")
    eloignes = models.PositiveSmallIntegerField("dont éloignés")
    # Nobody is named, so whether an éloigné returns is known only if he or she says so. Empty: not asked.
    deja_venus = models.PositiveSmallIntegerField("dont déjà venus", null=True, blank=True)

    class Meta:
        verbose_name = "comptage des éloignés"
        verbose_name_plural = "comptages des éloignés"
        ordering = ["reunion", "sexe"]
        constraints = [
            models.UniqueConstraint(fields=["reunion", "sexe"], name="comptage_eloignes_unique"),
            models.CheckConstraint(
                condition=Q(eloignes__lte=F("reponses")),
                name="eloignes_parmi_les_reponses",
                violation_error_message="Il ne peut pas y avoir plus d'éloignés que de réponses.",
            ),
            models.CheckConstraint(
                condition=Q(deja_venus__isnull=True) | Q(deja_venus__lte=F("eloignes")),
                name="deja_venus_parmi_les_eloignes",
                violation_error_message="Il ne peut pas y avoir plus de déjà venus que d'éloignés.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.eloignes} éloignés sur {self.reponses} réponses"
