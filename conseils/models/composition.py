"""The groupe moteur: who belongs to it, in which collège, from when to when.

Personal data: name, sex, age band, quartier. No birth date, no address, nothing of health, origin or
opinion. Kept while a mandat runs and three years after (docs/donnees-personnelles.md).
"""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from comptes.porte import Acces
from conseils.models.conseil import ConseilCitoyen
from conseils.querysets.composition import GroupeMoteurQuerySet, InviteQuerySet, MandatQuerySet, MembreQuerySet
from socle.contraintes import dates_ordonnees
from territoires.models import Quartier


class Sexe(models.TextChoices):
    """As declared. « Non renseigné » is an answer and is always printed."""

    FEMME = "F", "femme"
    HOMME = "H", "homme"
    NON_RENSEIGNE = "N", "non renseigné"


class TrancheAge(models.TextChoices):
    """Age bands: the least that the reports need."""

    MOINS_18 = "-18", "moins de 18 ans"
    DE_18_A_25 = "18-25", "18 à 25 ans"
    DE_26_A_39 = "26-39", "26 à 39 ans"
    DE_40_A_59 = "40-59", "40 à 59 ans"
    PLUS_60 = "60+", "60 ans et plus"
    NON_RENSEIGNE = "N", "non renseigné"


SANS_ADRESSE = "Pas d'adresse pour une personne de moins de 18 ans : convoquez-la par ses représentants légaux."


class GroupeMoteur(models.Model):
    """The group of about 20 to 50 people that animates the conseil.

    A conseil may have several, by quartier or by theme. ``clos_le`` is the last day, included.
    """

    conseil = models.ForeignKey(ConseilCitoyen, on_delete=models.PROTECT, related_name="groupes")
    nom = models.CharField(max_length=120, default="Groupe moteur")
    quartier = models.ForeignKey(
        Quartier,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="groupes",
        help_text="Pour un groupe de quartier.",
    )
    theme = models.CharField("thème", max_length=120, blank=True, help_text="Pour un groupe thématique.")
    clos_le = models.DateField("clos le", null=True, blank=True)

    objects = GroupeMoteurQuerySet.as_manager()
    acces = Acces(territoire="conseil__arrondissement")

    class Meta:
        verbose_name = "groupe moteur"
        verbose_name_plural = "groupes moteurs"
        ordering = ["conseil", "nom"]
        constraints = [
            models.UniqueConstraint(
                fields=["conseil", "nom"],
                name="groupe_moteur_unique",
                violation_error_message="Ce conseil a déjà un groupe de ce nom.",
            ),
        ]

    def __str__(self) -> str:
        return self.nom


class Membre(models.Model):
    """A citizen or a local actor who is or was in a groupe moteur."""

    conseil = models.ForeignKey(ConseilCitoyen, on_delete=models.PROTECT, related_name="membres")
    prenom = models.CharField("prénom", max_length=80)
    nom = models.CharField(max_length=80)
    sexe = models.CharField(max_length=1, choices=Sexe, default=Sexe.NON_RENSEIGNE)
    tranche_age = models.CharField("tranche d'âge", max_length=5, choices=TrancheAge, default=TrancheAge.NON_RENSEIGNE)
    quartier = models.ForeignKey(
        Quartier,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="membres",
        help_text="Quartier où la personne habite ou agit ; laissez vide s'il n'est pas connu.",
    )
    structure = models.CharField(
        "structure représentée",
        max_length=120,
        blank=True,
        help_text="Pour un acteur local : association, école, commerce…",
    )
    courriel = models.EmailField(
        "adresse e-mail", blank=True, help_text="Facultative ; pour les convocations seulement."
    )
    anonymise_le = models.DateField("anonymisé le", null=True, blank=True, editable=False)

    objects = MembreQuerySet.as_manager()
    acces = Acces(territoire="conseil__arrondissement")

    class Meta:
        verbose_name = "membre"
        ordering = ["nom", "prenom", "pk"]

    def __str__(self) -> str:
        return f"{self.prenom} {self.nom}"

    def clean(self) -> None:
        if self.tranche_age == TrancheAge.MOINS_18 and self.courriel:
            raise ValidationError({"courriel": SANS_ADRESSE})


class Mandat(models.Model):
    """The time a membre spends in a groupe moteur. ``fin`` is the last day, included."""

    class College(models.TextChoices):
        HABITANTS = "habitants", "habitants"
        ACTEURS = "acteurs", "acteurs locaux"

    class Origine(models.TextChoices):
        TIRE_AU_SORT = "tirage", "tiré au sort"
        VOLONTAIRE = "volontaire", "volontaire"
        COLLEGE = "college", "désigné par accord de son collège"

    class MotifFin(models.TextChoices):
        DEMISSION = "demission", "démission"
        DEMENAGEMENT = "demenagement", "déménagement"
        RENOUVELLEMENT = "renouvellement", "renouvellement du groupe"
        ABSENCES = "absences", "absences répétées"
        AUTRE = "autre", "autre motif"

    groupe = models.ForeignKey(GroupeMoteur, on_delete=models.PROTECT, related_name="mandats")
    membre = models.ForeignKey(Membre, on_delete=models.PROTECT, related_name="mandats")
    college = models.CharField("collège", max_length=9, choices=College)
    origine = models.CharField(max_length=10, choices=Origine)
    debut = models.DateField("entrée le")
    fin = models.DateField("sortie le", null=True, blank=True)
    motif_fin = models.CharField("motif de la sortie", max_length=14, choices=MotifFin, blank=True)

    objects = MandatQuerySet.as_manager()
    acces = Acces(territoire="groupe__conseil__arrondissement")

    class Meta:
        verbose_name = "mandat"
        ordering = ["membre__nom", "membre__prenom", "debut"]
        indexes = [models.Index(fields=["groupe", "debut", "fin"], name="mandat_groupe_dates")]
        constraints = [
            dates_ordonnees("debut", "fin", nom="mandat_dates_ordonnees"),
            models.CheckConstraint(
                condition=Q(fin__isnull=True, motif_fin="") | Q(fin__isnull=False) & ~Q(motif_fin=""),
                name="mandat_fin_avec_motif",
                violation_error_message="La sortie demande une date et un motif.",
            ),
            models.UniqueConstraint(
                fields=["groupe", "membre"],
                condition=Q(fin=None),
                name="mandat_ouvert_unique",
                violation_error_message="Cette personne a déjà un mandat en cours dans ce groupe.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membre}, {self.get_college_display()}"

    def couvre(self, jour: date) -> bool:
        """Whether the mandat runs on that day."""
        return self.debut <= jour and (self.fin is None or jour <= self.fin)


class Invite(models.Model):
    """Somebody who sits beside the groupe moteur because of an office: an élu, an agent.

    The « collège des invités » is a table of its own, and not a third ``Mandat.College``: a guest is no member,
    and nothing that counts members (size, parity, two thirds, expected attendance) can meet one by mistake.
    """

    class Qualite(models.TextChoices):
        ELU = "elu", "élu ou élue"
        AGENT_VILLE = "agent_ville", "agent ou agente de la Ville"
        AGENT_ETAT = "agent_etat", "agent ou agente de l'État"
        BAILLEUR = "bailleur", "bailleur social"
        AUTRE = "autre", "autre institution"

    conseil = models.ForeignKey(ConseilCitoyen, on_delete=models.PROTECT, related_name="invites")
    prenom = models.CharField("prénom", max_length=80)
    nom = models.CharField(max_length=80)
    qualite = models.CharField("qualité", max_length=11, choices=Qualite)
    fonction = models.CharField(
        max_length=160, blank=True, help_text="Par exemple : chargée de développement local, adjoint au maire."
    )
    debut = models.DateField("invité depuis le")
    fin = models.DateField("jusqu'au", null=True, blank=True)
    anonymise_le = models.DateField("anonymisé le", null=True, blank=True, editable=False)

    objects = InviteQuerySet.as_manager()
    acces = Acces(territoire="conseil__arrondissement")

    class Meta:
        verbose_name = "invité"
        ordering = ["nom", "prenom", "pk"]
        constraints = [dates_ordonnees("debut", "fin", nom="invite_dates_ordonnees")]

    def __str__(self) -> str:
        return f"{self.prenom} {self.nom}"
