"""Trainings and co-trainings: what was taught, who came from each conseil, what they say they learnt.

A formation may gather several conseils. What a conseil brings to it hangs on its ``DelegationFormation``:
each conseil enters its own members and its own other people, so nobody is counted twice in a total and
nobody reads the names of another conseil.
"""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from comptes.porte import Acces
from conseils.models.composition import Membre, Sexe
from conseils.models.conseil import ConseilCitoyen
from conseils.querysets.formations import DelegationFormationQuerySet
from socle.contraintes import dates_ordonnees

MINUTES_MAX = 60 * 60
ECHELLE_MIN, ECHELLE_MAX = 1, 5
CENTIEMES = 100


class Formation(models.Model):
    """A training, or a co-formation: members and professionals or élus learn from one another."""

    class Organisme(models.TextChoices):
        UNIVERSITE = "universite", "Université de la citoyenneté active"
        POLE = "pole_ressources", "Pôle ressources politique de la Ville"
        AUTRE = "autre", "autre organisme (préciser)"

    class Nature(models.TextChoices):
        FORMATION = "formation", "formation"
        CO_FORMATION = "co_formation", "co-formation"

    class Finalite(models.TextChoices):
        """What the contrat de ville wants trainings to do; the habitants-relais are those of its objective 3.2.2."""

        CONTRAT = "contrat", "s'approprier le contrat de ville et les institutions"
        ECHANGES = "echanges", "faciliter les échanges entre membres, institutions et élus"
        AGIR = "agir", "mobiliser, animer, prendre la parole, pouvoir d'agir"
        RELAIS = "relais", "former des habitants-relais"

    conseils = models.ManyToManyField(ConseilCitoyen, through="DelegationFormation", related_name="formations")
    intitule = models.CharField("intitulé", max_length=160)
    nature = models.CharField(max_length=12, choices=Nature)
    finalite = models.CharField("finalité", max_length=8, choices=Finalite, blank=True, default="", db_default="")
    organisme = models.CharField(max_length=15, choices=Organisme)
    organisme_autre = models.CharField("autre organisme", max_length=120, blank=True)
    debut = models.DateField("premier jour")
    fin = models.DateField("dernier jour", null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(
        "durée", validators=[MinValueValidator(30), MaxValueValidator(MINUTES_MAX)]
    )
    lieu = models.CharField(max_length=160)
    pour_membres = models.BooleanField("membres du conseil", default=True)
    pour_agents = models.BooleanField("agents", default=False)
    pour_elus = models.BooleanField("élus", default=False)

    class Meta:
        verbose_name = "formation"
        ordering = ["-debut", "-pk"]
        constraints = [
            dates_ordonnees("debut", "fin", nom="formation_dates_ordonnees"),
            models.CheckConstraint(
                condition=Q(organisme="autre") & ~Q(organisme_autre="")
                | ~Q(organisme="autre") & Q(organisme_autre=""),
                name="formation_autre_organisme_precise",
                violation_error_message="Un autre organisme se précise ; les organismes de la liste, non.",
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=30, minutes__lte=MINUTES_MAX),
                name="formation_duree_plausible",
                violation_error_message="La durée va d'une demi-heure à 60 heures.",
            ),
            models.CheckConstraint(
                condition=Q(pour_membres=True) | Q(pour_agents=True) | Q(pour_elus=True),
                name="formation_avec_un_public",
                violation_error_message="Une formation s'adresse au moins à un public.",
            ),
            models.CheckConstraint(
                condition=~Q(nature="co_formation")
                | Q(pour_membres=True, pour_agents=True)
                | Q(pour_membres=True, pour_elus=True)
                | Q(pour_agents=True, pour_elus=True),
                name="co_formation_de_plusieurs_publics",
                violation_error_message="Une co-formation réunit au moins deux publics.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.intitule}, {self.debut:%d/%m/%Y}"

    @property
    def nom_organisme(self) -> str:
        return self.organisme_autre or self.get_organisme_display()

    @property
    def publics(self) -> list[str]:
        """Whom it is for, in words."""
        choix = ("pour_membres", "pour_agents", "pour_elus")
        return [self._meta.get_field(nom).verbose_name for nom in choix if getattr(self, nom)]


class DelegationFormation(models.Model):
    """The part that one conseil takes in a formation. The door filters formations through it."""

    formation = models.ForeignKey(Formation, on_delete=models.CASCADE, related_name="delegations")
    conseil = models.ForeignKey(ConseilCitoyen, on_delete=models.PROTECT, related_name="delegations")
    participants_saisis = models.BooleanField(default=False, editable=False)

    objects = DelegationFormationQuerySet.as_manager()
    acces = Acces(territoire="conseil__arrondissement")

    class Meta:
        verbose_name = "délégation à une formation"
        verbose_name_plural = "délégations aux formations"
        ordering = ["formation", "conseil"]
        constraints = [
            models.UniqueConstraint(
                fields=["formation", "conseil"],
                name="delegation_unique",
                violation_error_message="Ce conseil participe déjà à cette formation.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.conseil} à {self.formation}"


class ParticipationFormation(models.Model):
    """A membre who was trained."""

    delegation = models.ForeignKey(DelegationFormation, on_delete=models.CASCADE, related_name="participations")
    membre = models.ForeignKey(Membre, on_delete=models.PROTECT, related_name="formations")

    class Meta:
        verbose_name = "participation à une formation"
        verbose_name_plural = "participations aux formations"
        ordering = ["delegation", "membre"]
        constraints = [
            models.UniqueConstraint(fields=["delegation", "membre"], name="participation_formation_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.membre} à {self.delegation.formation}"


class ComptageFormation(models.Model):
    """Other people trained, by public and sex, never by name."""

    class Public(models.TextChoices):
        HABITANTS = "habitants", "habitants non membres"
        AGENTS = "agents", "agents"
        ELUS = "elus", "élus"

    delegation = models.ForeignKey(DelegationFormation, on_delete=models.CASCADE, related_name="comptages")
    public = models.CharField(max_length=9, choices=Public)
    sexe = models.CharField(max_length=1, choices=Sexe)
    nombre = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = "comptage d'une formation"
        verbose_name_plural = "comptages des formations"
        ordering = ["delegation", "public", "sexe"]
        constraints = [
            models.UniqueConstraint(fields=["delegation", "public", "sexe"], name="comptage_formation_unique"),
            models.CheckConstraint(condition=Q(nombre__gte=1), name="comptage_formation_positif"),
        ]

    def __str__(self) -> str:
        return f"{self.nombre} {self.public} {self.sexe}"


class CompetencesDeclarees(models.Model):
    """Anonymous questionnaires of one sex: skills that people say they have, before and after, from 1 to 5.

    Sums and counts, never a bare mean, so that totals add up. Sums are in hundredths of a point, since the
    means are read on paper with two decimals.
    """

    delegation = models.ForeignKey(DelegationFormation, on_delete=models.CASCADE, related_name="competences")
    sexe = models.CharField(max_length=1, choices=Sexe)
    reponses = models.PositiveSmallIntegerField("réponses")
    somme_avant = models.PositiveIntegerField("somme avant, en centièmes")
    somme_apres = models.PositiveIntegerField("somme après, en centièmes")

    class Meta:
        verbose_name = "compétences déclarées"
        verbose_name_plural = "compétences déclarées"
        ordering = ["delegation", "sexe"]
        constraints = [
            models.UniqueConstraint(fields=["delegation", "sexe"], name="competences_uniques"),
            models.CheckConstraint(condition=Q(reponses__gte=1), name="competences_avec_reponses"),
            models.CheckConstraint(
                condition=Q(
                    somme_avant__gte=F("reponses") * ECHELLE_MIN * CENTIEMES,
                    somme_avant__lte=F("reponses") * ECHELLE_MAX * CENTIEMES,
                    somme_apres__gte=F("reponses") * ECHELLE_MIN * CENTIEMES,
                    somme_apres__lte=F("reponses") * ECHELLE_MAX * CENTIEMES,
                ),
                name="competences_sur_l_echelle",
                violation_error_message="Les moyennes sont comprises entre 1 et 5.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reponses} réponses {self.sexe}"
