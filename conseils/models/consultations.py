"""Consultations of the conseils: a questionnaire by themes, who is asked, what was answered.

What becomes of the answers (propositions, working day, mesures) is in ``conseils.models.mesures``. The
model is the national consultation of 2017: six themes, thirteen days, then a working day.
"""

from datetime import datetime
from uuid import uuid4

from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from comptes.porte import Acces
from conseils.models.composition import Membre, Sexe, TrancheAge
from conseils.models.conseil import ConseilCitoyen
from conseils.querysets.consultations import (
    ConsultationQuerySet,
    InvitationConsultationQuerySet,
    LigneReponseQuerySet,
    QuestionQuerySet,
    ReponseQuestionnaireQuerySet,
    ThematiqueQuerySet,
)
from socle.transitions import Machine, Transition

TEXTE_MAX = 2000
NOTE_MIN, NOTE_MAX = 1, 5


class Consultation(models.Model):
    """One questionnaire put to one or several conseils. Opening and closing are dates; people launch and publish."""

    class Etat(models.TextChoices):
        PREPARATION = "preparation", "en préparation"
        LANCEE = "lancee", "lancée"
        RESTITUEE = "restituee", "restituée"

    class Phase(models.TextChoices):
        """What the state and the dates make, for the screen."""

        PREPARATION = "preparation", "en préparation"
        A_VENIR = "a_venir", "à venir"
        OUVERTE = "ouverte", "ouverte"
        CLOSE = "close", "close"
        RESTITUEE = "restituee", "restituée"

    MACHINE = Machine(
        [
            Transition("lancer", frozenset({Etat.PREPARATION}), Etat.LANCEE, "Cette consultation est déjà lancée."),
            Transition(
                "restituer",
                frozenset({Etat.LANCEE}),
                Etat.RESTITUEE,
                "Seule une consultation lancée et close peut être restituée.",
            ),
        ]
    )

    titre = models.CharField(max_length=160)
    organisateur = models.CharField(
        max_length=160, help_text="Qui consulte : ministère, Ville, coordination des conseils…"
    )
    presentation = models.TextField("présentation", max_length=TEXTE_MAX, help_text="Lue en tête du questionnaire.")
    ouverture = models.DateTimeField()
    cloture = models.DateTimeField("clôture")
    conseils = models.ManyToManyField(ConseilCitoyen, related_name="consultations", verbose_name="conseils concernés")
    etat = models.CharField("état", max_length=11, choices=Etat, default=Etat.PREPARATION, editable=False)

    objects = ConsultationQuerySet.as_manager()
    # Somebody who sees one of its conseils sees the consultation, once it is launched.
    acces = Acces(territoire="conseils__arrondissement", publie=~Q(etat="preparation"))

    class Meta:
        verbose_name = "consultation"
        ordering = ["-ouverture", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(cloture__gt=F("ouverture")),
                name="consultation_cloture_apres_ouverture",
                violation_error_message="La clôture vient après l'ouverture.",
            ),
        ]

    def __str__(self) -> str:
        return self.titre

    @property
    def en_preparation(self) -> bool:
        return self.etat == self.Etat.PREPARATION

    @property
    def est_restituee(self) -> bool:
        return self.etat == self.Etat.RESTITUEE

    @property
    def phase(self) -> Phase:
        """Where it stands now."""
        if self.etat != self.Etat.LANCEE:
            return self.Phase(self.etat)
        maintenant = timezone.now()
        if maintenant < self.ouverture:
            return self.Phase.A_VENIR
        return self.Phase.CLOSE if self.est_close(maintenant) else self.Phase.OUVERTE

    def est_close(self, moment: datetime) -> bool:
        """The last second counts."""
        return moment > self.cloture


class Thematique(models.Model):
    """A theme of a questionnaire. ``nature`` lets figures add up from one consultation to the next."""

    class Nature(models.TextChoices):
        EDUCATION = "education", "éducation"
        EMPLOI = "emploi", "emploi"
        FORMATION = "formation", "formation"
        MOBILITE = "mobilite", "mobilité"
        PARENTALITE = "parentalite", "parentalité"
        CULTURE = "culture", "culture"
        AUTRE = "autre", "autre thème (préciser)"

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="thematiques")
    rang = models.PositiveSmallIntegerField()
    nature = models.CharField("thème", max_length=11, choices=Nature)
    intitule = models.CharField("intitulé", max_length=80)

    objects = ThematiqueQuerySet.as_manager()

    class Meta:
        verbose_name = "thématique"
        ordering = ["consultation", "rang"]
        constraints = [
            models.UniqueConstraint(fields=["consultation", "rang"], name="thematique_rang_unique"),
            models.UniqueConstraint(
                fields=["consultation", "intitule"],
                name="thematique_unique",
                violation_error_message="Cette consultation a déjà un thème de ce nom.",
            ),
        ]

    def __str__(self) -> str:
        return self.intitule


class Question(models.Model):
    class Genre(models.TextChoices):
        TEXTE = "texte", "texte libre"
        CHOIX = "choix", "un seul choix"
        MULTIPLE = "multiple", "plusieurs choix"
        ECHELLE = "echelle", "échelle de 1 à 5"

    A_CHOIX = (Genre.CHOIX, Genre.MULTIPLE)

    thematique = models.ForeignKey(
        Thematique, on_delete=models.CASCADE, related_name="questions", verbose_name="thème"
    )
    rang = models.PositiveSmallIntegerField()
    texte = models.CharField("question", max_length=240)
    aide = models.CharField(max_length=240, blank=True, help_text="Une précision, lue sous la question.")
    genre = models.CharField("sorte de réponse", max_length=8, choices=Genre)
    obligatoire = models.BooleanField("réponse obligatoire", default=False)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = "question"
        ordering = ["thematique__rang", "rang"]
        constraints = [
            models.UniqueConstraint(fields=["thematique", "rang"], name="question_rang_unique"),
        ]

    def __str__(self) -> str:
        return self.texte


class ChoixQuestion(models.Model):
    """One of the answers offered."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="choix")
    rang = models.PositiveSmallIntegerField()
    libelle = models.CharField("libellé", max_length=160)

    class Meta:
        verbose_name = "choix proposé"
        verbose_name_plural = "choix proposés"
        ordering = ["question", "rang"]
        constraints = [
            models.UniqueConstraint(fields=["question", "rang"], name="choix_rang_unique"),
            models.UniqueConstraint(fields=["question", "libelle"], name="choix_unique"),
        ]

    def __str__(self) -> str:
        return self.libelle


class InvitationConsultation(models.Model):
    """A membre asked to answer, and the personal link sent by e-mail.

    The link itself is not kept, only its sha256. The row says that the link was used, never when nor for
    which answer: nobody can go from a person to an answer. ``brouillon`` waits for the sending, then is
    erased with it. ``pris_le`` is the lease of the e-mail, as for convocations.
    """

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="invitations")
    membre = models.ForeignKey(Membre, on_delete=models.CASCADE, related_name="consultations")
    empreinte = models.CharField(
        "empreinte du lien", max_length=64, unique=True, null=True, blank=True, editable=False
    )
    expire_le = models.DateTimeField("expire le", null=True, blank=True, editable=False)
    repondue = models.BooleanField("répondue", default=False, editable=False)
    brouillon = models.JSONField(default=dict, blank=True, editable=False)
    lien_demande = models.BooleanField("nouveau lien demandé", default=False, editable=False)
    essais = models.PositiveSmallIntegerField(default=0)
    pris_le = models.DateTimeField(null=True, blank=True)
    envoye_le = models.DateTimeField("envoyée le", null=True, blank=True)

    objects = InvitationConsultationQuerySet.as_manager()
    acces = Acces(territoire="membre__conseil__arrondissement")

    class Meta:
        verbose_name = "invitation à une consultation"
        verbose_name_plural = "invitations aux consultations"
        ordering = ["membre__nom", "membre__prenom", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "membre"],
                name="invitation_consultation_unique",
                violation_error_message="Ce membre est déjà invité à répondre.",
            ),
            models.CheckConstraint(
                condition=Q(repondue=False) | Q(brouillon={}),
                name="invitation_repondue_sans_brouillon",
                violation_error_message="Une invitation utilisée ne garde pas de réponse.",
            ),
            models.CheckConstraint(
                condition=Q(empreinte=None, expire_le=None) | Q(empreinte__isnull=False, expire_le__isnull=False),
                name="invitation_lien_avec_son_terme",
                violation_error_message="Un lien a un terme.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membre}, {self.consultation}"

    def est_expiree(self, moment: datetime) -> bool:
        return self.expire_le is None or moment > self.expire_le


class ReponseQuestionnaire(models.Model):
    """One answer, tied to a conseil and to nobody.

    Its key is drawn at random and it keeps a day, not a time: neither its place in the table nor its clock
    tells whose it is. ``recu``: sha256 of the receipt number that the person may keep.
    """

    class Mode(models.TextChoices):
        LIEN = "lien", "par lien personnel"
        PAPIER = "papier", "sur papier, saisie par l'équipe"

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="reponses")
    conseil = models.ForeignKey(ConseilCitoyen, on_delete=models.PROTECT, related_name="reponses_questionnaires")
    sexe = models.CharField(max_length=1, choices=Sexe, default=Sexe.NON_RENSEIGNE)
    tranche_age = models.CharField("tranche d'âge", max_length=5, choices=TrancheAge, default=TrancheAge.NON_RENSEIGNE)
    mode = models.CharField(max_length=6, choices=Mode)
    recue_le = models.DateField("reçue le")
    hors_delai = models.BooleanField("hors délai", default=False)
    recu = models.CharField("empreinte du reçu", max_length=64, unique=True, null=True, blank=True, editable=False)

    objects = ReponseQuestionnaireQuerySet.as_manager()
    acces = Acces(territoire="conseil__arrondissement")

    class Meta:
        verbose_name = "réponse"
        ordering = ["consultation", "pk"]

    def __str__(self) -> str:
        return f"Réponse {str(self.pk)[:8]}"


class ReponseQuestion(models.Model):
    """What one answer says to one question: a text, a mark, or the choices ticked."""

    reponse = models.ForeignKey(ReponseQuestionnaire, on_delete=models.CASCADE, related_name="lignes")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="reponses")
    texte = models.TextField(blank=True, max_length=TEXTE_MAX, validators=[MaxLengthValidator(TEXTE_MAX)])
    note = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(NOTE_MIN), MaxValueValidator(NOTE_MAX)]
    )
    choix = models.ManyToManyField(ChoixQuestion, related_name="reponses", blank=True)

    objects = LigneReponseQuerySet.as_manager()

    class Meta:
        verbose_name = "réponse à une question"
        verbose_name_plural = "réponses aux questions"
        ordering = ["question", "reponse"]
        constraints = [
            models.UniqueConstraint(fields=["reponse", "question"], name="reponse_question_unique"),
            models.CheckConstraint(
                condition=Q(note=None) | Q(note__range=(NOTE_MIN, NOTE_MAX)),
                name="reponse_note_sur_l_echelle",
                violation_error_message="Une note va de 1 à 5.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reponse}, {self.question}"
