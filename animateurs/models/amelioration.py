"""What the dispositif learns about itself: lessons, what is done about them, training of the team, suggestions."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from animateurs.querysets.amelioration import ActionCorrectiveQuerySet, SuggestionQuerySet
from socle.contraintes import dates_ordonnees
from socle.transitions import Machine, Transition


class Lecon(models.Model):
    """Something that the dispositif learned in an exercice, and where it comes from."""

    class Origine(models.TextChoices):
        COMITE = "comite", "comité de pilotage ou comité technique"
        EVALUATION = "evaluation", "évaluation"
        EQUIPE = "equipe", "équipe d'animation"
        CONSEILS = "conseils", "conseils citoyens"
        AUTRE = "autre", "autre"

    constat = models.TextField(help_text="Ce que l'on a constaté, sans nom de personne.")
    origine = models.CharField(max_length=10, choices=Origine)
    exercice = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = "leçon"
        ordering = ["-exercice", "pk"]

    def __str__(self) -> str:
        return self.constat if len(self.constat) <= 80 else f"{self.constat[:79]}…"


class ActionCorrective(models.Model):
    """What is done about a lesson, by whom and by when. « En retard » is derived from its date."""

    class Etat(models.TextChoices):
        A_FAIRE = "a_faire", "à faire"
        EN_COURS = "en_cours", "en cours"
        FAITE = "faite", "faite"
        ABANDONNEE = "abandonnee", "abandonnée"

    OUVERTES = (Etat.A_FAIRE, Etat.EN_COURS)
    MACHINE = Machine(
        [
            Transition("commencer", frozenset({Etat.A_FAIRE}), Etat.EN_COURS, "Cette action est déjà commencée."),
            Transition("faire", frozenset(OUVERTES), Etat.FAITE, "Cette action est déjà close."),
            Transition(
                "abandonner", frozenset(OUVERTES), Etat.ABANDONNEE, "Cette action est déjà close.", motif_requis=True
            ),
            Transition(
                "rouvrir",
                frozenset({Etat.FAITE, Etat.ABANDONNEE}),
                Etat.EN_COURS,
                "Cette action n'est pas close.",
                motif_requis=True,
            ),
        ]
    )

    lecon = models.ForeignKey(Lecon, on_delete=models.PROTECT, related_name="actions", verbose_name="leçon")
    intitule = models.CharField("intitulé", max_length=200)
    responsable = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    echeance = models.DateField("échéance")
    etat = models.CharField("état", max_length=10, choices=Etat, default=Etat.A_FAIRE, editable=False)
    motif = models.CharField("motif de l'abandon", max_length=300, blank=True, editable=False)
    effet = models.TextField(
        "effet observé",
        blank=True,
        help_text="Ce qui a changé, et comment on le voit ; à compléter plus tard au besoin.",
    )
    close_le = models.DateField("close le", null=True, editable=False)

    objects = ActionCorrectiveQuerySet.as_manager()

    class Meta:
        verbose_name = "action corrective"
        verbose_name_plural = "actions correctives"
        ordering = ["echeance", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(etat__in=["a_faire", "en_cours"], close_le__isnull=True)
                | Q(etat__in=["faite", "abandonnee"], close_le__isnull=False),
                name="action_corrective_close_avec_sa_date",
            ),
            models.CheckConstraint(
                condition=~Q(etat="abandonnee") | ~Q(motif=""), name="action_corrective_abandonnee_avec_motif"
            ),
        ]

    def __str__(self) -> str:
        return self.intitule

    @property
    def ouverte(self) -> bool:
        return self.etat in self.OUVERTES

    @property
    def en_retard(self) -> bool:
        return self.ouverte and self.echeance < timezone.localdate()


class RevueAnnuelle(models.Model):
    """The yearly review of an exercice: what was decided about each action still open."""

    exercice = models.PositiveSmallIntegerField(unique=True)
    date = models.DateField(default=timezone.localdate)
    par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "revue de l'année"
        verbose_name_plural = "revues de l'année"
        ordering = ["-exercice"]

    def __str__(self) -> str:
        return f"Revue de l'année {self.exercice}"


class DecisionRevue(models.Model):
    """What a review decided about one action. ``echeance``: the new one, of an action carried to the next year."""

    class Decision(models.TextChoices):
        REPORTER = "reporter", "reportée à l'année suivante"
        FAIRE = "faire", "faite"
        ABANDONNER = "abandonner", "abandonnée"

    revue = models.ForeignKey(RevueAnnuelle, on_delete=models.CASCADE, related_name="decisions")
    action = models.ForeignKey(ActionCorrective, on_delete=models.PROTECT, related_name="decisions")
    decision = models.CharField("décision", max_length=10, choices=Decision)
    echeance = models.DateField("nouvelle échéance", null=True, blank=True)
    motif = models.CharField("motif ou effet observé", max_length=300, blank=True)

    class Meta:
        verbose_name = "décision de revue"
        verbose_name_plural = "décisions de revue"
        ordering = ["revue", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["revue", "action"], name="decision_revue_unique"),
            models.CheckConstraint(
                condition=Q(decision="reporter", echeance__isnull=False)
                | ~Q(decision="reporter") & Q(echeance__isnull=True),
                name="decision_revue_reportee_avec_sa_date",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action} : {self.get_decision_display()}"


class FormationEquipe(models.Model):
    """A training that members of the team followed, and what it changes in their work."""

    intitule = models.CharField("intitulé", max_length=200)
    organisme = models.CharField(max_length=120)
    debut = models.DateField("du")
    fin = models.DateField("au")
    heures = models.PositiveSmallIntegerField("heures par personne", validators=[MinValueValidator(1)])
    participants = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="formations_suivies")
    apports = models.TextField("ce qu'elle change", blank=True)

    class Meta:
        verbose_name = "formation de l'équipe"
        verbose_name_plural = "formations de l'équipe"
        ordering = ["-debut", "pk"]
        constraints = [
            dates_ordonnees("debut", "fin", nom="formation_equipe_dates_ordonnees"),
            models.CheckConstraint(
                condition=Q(heures__gte=1),
                name="formation_equipe_heures",
                violation_error_message="Indiquez au moins une heure.",
            ),
        ]

    def __str__(self) -> str:
        return self.intitule


class Suggestion(models.Model):
    """What somebody would change in the tool itself, and what became of it."""

    class Etat(models.TextChoices):
        RECUE = "recue", "reçue"
        RETENUE = "retenue", "retenue"
        FAITE = "faite", "faite"
        ECARTEE = "ecartee", "écartée"

    texte = models.TextField("votre suggestion", max_length=2000, help_text="Pas de nom d'habitant.")
    page = models.CharField("page concernée", max_length=200, blank=True)
    etat = models.CharField("état", max_length=7, choices=Etat, default=Etat.RECUE)
    reponse = models.TextField("réponse", blank=True)
    par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="suggestions")
    le = models.DateTimeField(default=timezone.now)

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        verbose_name = "suggestion"
        ordering = ["-le", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(etat="recue") | ~Q(reponse=""),
                name="suggestion_traitee_avec_reponse",
                violation_error_message="Une suggestion traitée porte une réponse : elle sera lue par son auteur.",
            ),
        ]

    def __str__(self) -> str:
        return self.texte if len(self.texte) <= 80 else f"{self.texte[:79]}…"
