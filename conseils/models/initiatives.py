"""Projects born in a conseil: who carries them, their milestones, their documents and what they taught."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from comptes.models import Compte
from comptes.porte import Acces
from conseils.models.composition import Sexe, TrancheAge
from conseils.models.conseil import ConseilCitoyen
from conseils.models.diagnostic import Acteur, Expression
from conseils.models.proces_verbaux import Decision
from conseils.models.reunions import Reunion
from conseils.querysets.initiatives import DocumentInitiativeQuerySet, InitiativeQuerySet, JalonQuerySet
from socle.contraintes import dates_ordonnees
from socle.transitions import Machine, Transition
from territoires.models import ElementContrat, Partenaire, Quartier


class Initiative(models.Model):
    """One project. Its public number never changes; bearers are counted, never named."""

    class Route(models.TextChoices):
        CONFIEE = "initie_confie", "confiée à une structure"
        HABITANTS = "porte_habitants_accompagnes", "portée par des habitants accompagnés"
        DIRECTE = "porte_directement", "portée directement par le conseil"

    class Etat(models.TextChoices):
        IDEE = "idee", "idée"
        PREPARATION = "en_preparation", "en préparation"
        EN_COURS = "en_cours", "en cours"
        TERMINEE = "terminee", "terminée"
        EVALUEE = "evaluee", "évaluée"
        ABANDONNEE = "abandonnee", "abandonnée"

    class Resultat(models.TextChoices):
        ATTEINT = "atteint", "atteint"
        PARTIEL = "partiel", "atteint en partie"
        NON_ATTEINT = "non_atteint", "non atteint"

    MACHINE = Machine(
        [
            Transition("preparer", frozenset({Etat.IDEE}), Etat.PREPARATION, "Cette initiative n'est plus une idée."),
            Transition(
                "lancer",
                frozenset({Etat.IDEE, Etat.PREPARATION}),
                Etat.EN_COURS,
                "Cette initiative a déjà été lancée, ou elle est abandonnée.",
            ),
            Transition(
                "terminer", frozenset({Etat.EN_COURS}), Etat.TERMINEE, "Seule une initiative en cours se termine."
            ),
            Transition(
                "evaluer",
                frozenset({Etat.TERMINEE, Etat.EVALUEE}),
                Etat.EVALUEE,
                "Une initiative s'évalue une fois terminée.",
            ),
            Transition(
                "abandonner",
                frozenset({Etat.IDEE, Etat.PREPARATION, Etat.EN_COURS}),
                Etat.ABANDONNEE,
                "Une initiative terminée ou déjà abandonnée ne s'abandonne pas.",
                motif_requis=True,
            ),
            Transition(
                "reprendre",
                frozenset({Etat.ABANDONNEE}),
                Etat.PREPARATION,
                "Seule une initiative abandonnée se reprend.",
            ),
        ]
    )

    conseil = models.ForeignKey(ConseilCitoyen, on_delete=models.PROTECT, related_name="initiatives")
    numero = models.CharField("numéro", max_length=14, unique=True, editable=False)
    titre = models.CharField(max_length=160)
    description = models.TextField(
        max_length=3000, help_text="Ce que l'on veut faire, et pour qui. Sans nom d'habitant."
    )
    route = models.CharField("qui la porte", max_length=27, choices=Route)
    structure_acteur = models.ForeignKey(
        Acteur,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="initiatives_confiees",
        verbose_name="structure, dans l'annuaire du conseil",
    )
    structure_partenaire = models.ForeignKey(
        Partenaire,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="initiatives_confiees",
        verbose_name="ou structure, parmi les partenaires",
    )
    objectifs = models.ManyToManyField(
        ElementContrat, blank=True, related_name="initiatives", verbose_name="objectifs du contrat de ville"
    )
    quartiers = models.ManyToManyField(Quartier, blank=True, related_name="initiatives")
    partenaires = models.ManyToManyField(Partenaire, blank=True, related_name="initiatives")
    acteurs = models.ManyToManyField(
        Acteur, blank=True, related_name="initiatives", verbose_name="acteurs du territoire associés"
    )
    # Where the idea comes from: one of the three, or none. An expression is read by the team only.
    nee_en_reunion = models.ForeignKey(
        Reunion,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="initiatives",
        verbose_name="née d'une réunion",
    )
    nee_de_decision = models.ForeignKey(
        Decision,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="initiatives",
        verbose_name="née d'une décision",
    )
    nee_d_expression = models.ForeignKey(
        Expression,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="initiatives",
        verbose_name="née d'une expression d'habitants",
    )
    etat = models.CharField("état", max_length=14, choices=Etat, default=Etat.IDEE, editable=False)
    proposee_le = models.DateField("proposée le", default=timezone.localdate)
    debut = models.DateField("lancée le", null=True, blank=True, editable=False)
    fin = models.DateField("terminée le", null=True, blank=True, editable=False)
    motif = models.CharField("motif de l'abandon", max_length=300, blank=True, editable=False)
    resultat = models.CharField("résultat", max_length=11, choices=Resultat, blank=True, editable=False)
    apprentissage = models.TextField("ce que cela a appris", max_length=3000, blank=True, editable=False)

    objects = InitiativeQuerySet.as_manager()
    acces = Acces(territoire="conseil__arrondissement")

    class Meta:
        verbose_name = "initiative"
        ordering = ["-numero"]
        indexes = [models.Index(fields=["conseil", "etat"], name="initiative_conseil_etat")]
        constraints = [
            models.CheckConstraint(
                condition=Q(route="initie_confie", structure_acteur__isnull=False, structure_partenaire__isnull=True)
                | Q(route="initie_confie", structure_acteur__isnull=True, structure_partenaire__isnull=False)
                | ~Q(route="initie_confie") & Q(structure_acteur__isnull=True, structure_partenaire__isnull=True),
                name="initiative_confiee_a_une_structure",
                violation_error_message="Une initiative confiée l'est à une structure, et à une seule.",
            ),
            models.CheckConstraint(
                condition=Q(nee_de_decision__isnull=True, nee_d_expression__isnull=True)
                | Q(nee_en_reunion__isnull=True, nee_d_expression__isnull=True)
                | Q(nee_en_reunion__isnull=True, nee_de_decision__isnull=True),
                name="initiative_une_origine",
                violation_error_message="Une initiative a une seule origine.",
            ),
            models.CheckConstraint(
                condition=Q(etat__in=["idee", "en_preparation", "abandonnee"]) | Q(debut__isnull=False),
                name="initiative_lancee_datee",
                violation_error_message="Une initiative lancée a une date de lancement.",
            ),
            models.CheckConstraint(
                condition=Q(etat__in=["terminee", "evaluee"], fin__isnull=False)
                | ~Q(etat__in=["terminee", "evaluee"]) & Q(fin__isnull=True),
                name="initiative_terminee_datee",
                violation_error_message="Une initiative terminée a une date de fin.",
            ),
            dates_ordonnees("debut", "fin", nom="initiative_dates_ordonnees"),
            models.CheckConstraint(
                condition=Q(etat="abandonnee") & ~Q(motif="") | ~Q(etat="abandonnee") & Q(motif=""),
                name="initiative_abandonnee_avec_motif",
                violation_error_message="Une initiative abandonnée indique pourquoi.",
            ),
            models.CheckConstraint(
                condition=Q(etat="evaluee") & ~Q(resultat="") & ~Q(apprentissage="")
                | ~Q(etat="evaluee") & Q(resultat="", apprentissage=""),
                name="initiative_evaluee_instruit",
                violation_error_message="Une initiative évaluée dit son résultat et ce qu'elle a appris.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.numero}, {self.titre}"

    @property
    def structure(self) -> Acteur | Partenaire | None:
        """To whom it is entrusted."""
        return self.structure_acteur or self.structure_partenaire


class ComptagePorteurs(models.Model):
    """Inhabitants who carry an initiative, by sex and age band, never by name."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="porteurs")
    sexe = models.CharField(max_length=1, choices=Sexe)
    tranche_age = models.CharField("tranche d'âge", max_length=5, choices=TrancheAge)
    nombre = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = "comptage des porteurs"
        verbose_name_plural = "comptages des porteurs"
        ordering = ["initiative", "sexe", "tranche_age"]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "sexe", "tranche_age"], name="comptage_porteurs_unique"),
            models.CheckConstraint(condition=Q(nombre__gte=1), name="comptage_porteurs_positif"),
        ]

    def __str__(self) -> str:
        return f"{self.nombre} {self.sexe} {self.tranche_age}"


class Jalon(models.Model):
    """A milestone: what, for when, done on. Late is derived from the dates."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="jalons")
    libelle = models.CharField("étape", max_length=160, help_text="Sans nom d'habitant.")
    echeance = models.DateField("pour le")
    fait_le = models.DateField("faite le", null=True, blank=True)

    objects = JalonQuerySet.as_manager()
    acces = Acces(territoire="initiative__conseil__arrondissement")

    class Meta:
        verbose_name = "jalon"
        verbose_name_plural = "jalons"
        ordering = ["echeance", "pk"]

    def __str__(self) -> str:
        return self.libelle

    @property
    def en_retard(self) -> bool:
        """Nothing is late in an initiative that was given up."""
        ouverte = self.initiative.etat != Initiative.Etat.ABANDONNEE
        return ouverte and self.fait_le is None and self.echeance < timezone.localdate()


class DocumentInitiative(models.Model):
    """A file attached to an initiative, stored by its digest in the private storage."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="documents")
    titre = models.CharField(max_length=120, help_text="Sans nom d'habitant.")
    fichier = models.FileField(max_length=160)
    diffusable = models.BooleanField(
        "lisible par tous ceux qui voient le conseil",
        default=False,
        help_text="À cocher si le document ne contient aucun nom d'habitant. Sinon, seuls l'animateur et la "
        "coordination le lisent.",
    )
    depose_le = models.DateTimeField("déposé le", default=timezone.now, editable=False)
    depose_par = models.ForeignKey(Compte, on_delete=models.PROTECT, related_name="+", editable=False)

    objects = DocumentInitiativeQuerySet.as_manager()
    acces = Acces(territoire="initiative__conseil__arrondissement")

    class Meta:
        verbose_name = "document d'une initiative"
        verbose_name_plural = "documents des initiatives"
        ordering = ["depose_le", "pk"]

    def __str__(self) -> str:
        return self.titre
