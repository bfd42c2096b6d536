"""What institutions answer to the council's word, what they commit to, and what is seen of it on the ground."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from comptes.porte import Acces, QuerySetPorte
from conseils.models.avis import Avis, Destinataire
from conseils.models.reunions import Reunion
from conseils.querysets.avis import DelaiQuerySet, LienQuerySet, SuiteQuerySet
from socle.transitions import Machine, Transition
from territoires.models import Partenaire


class DelaiReponse(models.Model):
    """How long an institution has to answer a kind of avis: an editable setting, not a rule of the code.

    ``jours`` empty: no clock. ``partenaire`` empty: all those that have no line of their own.
    """

    type = models.CharField(max_length=14, choices=Avis.Type)
    partenaire = models.ForeignKey(
        Partenaire, on_delete=models.CASCADE, null=True, blank=True, related_name="delais_reponse"
    )
    jours = models.PositiveSmallIntegerField("délai en jours", null=True, blank=True)
    tacite = models.BooleanField("passé ce délai, le silence vaut accord", default=False)
    source = models.CharField(max_length=200, blank=True)

    objects = DelaiQuerySet.as_manager()

    class Meta:
        verbose_name = "délai de réponse"
        verbose_name_plural = "délais de réponse"
        ordering = ["type", "partenaire__nom"]
        constraints = [
            models.UniqueConstraint(fields=["type", "partenaire"], name="delai_reponse_unique"),
            models.UniqueConstraint(
                fields=["type"], condition=Q(partenaire=None), name="delai_reponse_general_unique"
            ),
            models.CheckConstraint(
                condition=Q(tacite=False) | Q(jours__isnull=False),
                name="delai_tacite_avec_jours",
                violation_error_message="Un accord tacite suppose un nombre de jours.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_type_display()}, {self.partenaire or 'toutes les institutions'}"


class Reponse(models.Model):
    """One answer of one addressee. Never changed nor deleted (trigger); a later one completes it.

    ``par`` is empty when it came by the link without an account or when the animateur recorded a letter
    (``voie`` says which). ``signataire`` is the function of the agent who answers for the institution.
    """

    class Sens(models.TextChoices):
        ACCEPTE = "accepte", "acceptée"
        EN_PARTIE = "en_partie", "acceptée en partie"
        REFUSE = "refuse", "refusée"
        EN_ETUDE = "en_etude", "à l'étude"

    class Voie(models.TextChoices):
        COMPTE = "compte", "depuis un compte"
        LIEN = "lien", "par le lien reçu"
        SAISIE = "saisie", "courrier saisi par l'équipe"

    FINALES = (Sens.ACCEPTE, Sens.EN_PARTIE, Sens.REFUSE)

    destinataire = models.ForeignKey(Destinataire, on_delete=models.PROTECT, related_name="reponses")
    sens = models.CharField("réponse", max_length=9, choices=Sens)
    texte = models.TextField("explication", max_length=10_000)
    etude_jusqu_au = models.DateField("à l'étude jusqu'au", null=True, blank=True)
    le = models.DateField("répondu le", default=timezone.localdate)
    voie = models.CharField(max_length=6, choices=Voie)
    par = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    signataire = models.CharField("fonction du signataire", max_length=120)
    hors_delai = models.BooleanField("hors délai", default=False, editable=False)

    objects = QuerySetPorte.as_manager()
    acces = Acces(territoire="destinataire__avis__conseil__arrondissement", institution="destinataire__partenaire")

    class Meta:
        verbose_name = "réponse"
        ordering = ["le", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(sens="en_etude", etude_jusqu_au__isnull=False)
                | ~Q(sens="en_etude") & Q(etude_jusqu_au__isnull=True),
                name="reponse_a_l_etude_avec_sa_date",
                violation_error_message="Une réponse à l'étude dit jusqu'à quand ; les autres n'ont pas de date.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.destinataire}, {self.get_sens_display()}, {self.le:%d/%m/%Y}"


class CourrierReponse(models.Model):
    """The letter in which an answer came, in the private storage."""

    reponse = models.OneToOneField(Reponse, on_delete=models.PROTECT, related_name="courrier")
    fichier = models.FileField(max_length=120)

    objects = QuerySetPorte.as_manager()
    acces = Acces(territoire="reponse__destinataire__avis__conseil__arrondissement")

    class Meta:
        verbose_name = "courrier d'une réponse"
        verbose_name_plural = "courriers des réponses"

    def __str__(self) -> str:
        return f"{self.reponse}"


class LienReponse(models.Model):
    """A single-use, expiring link for an institution without an account. The token itself is only in the e-mail."""

    destinataire = models.ForeignKey(Destinataire, on_delete=models.CASCADE, related_name="liens")
    empreinte = models.CharField(max_length=64, unique=True, editable=False)
    cree_le = models.DateTimeField(default=timezone.now, editable=False)
    expire_le = models.DateTimeField()
    utilise_le = models.DateTimeField(null=True, blank=True, editable=False)

    objects = LienQuerySet.as_manager()

    class Meta:
        verbose_name = "lien de réponse"
        verbose_name_plural = "liens de réponse"
        ordering = ["-cree_le", "-pk"]

    def __str__(self) -> str:
        return f"{self.destinataire}, jusqu'au {self.expire_le:%d/%m/%Y}"

    @property
    def valide(self) -> bool:
        return self.utilise_le is None and self.expire_le > timezone.now()


class Suite(models.Model):
    """An action that an institution commits to in its answer, followed until it is seen on the ground."""

    class Etat(models.TextChoices):
        ENGAGEE = "engagee", "engagée"
        REALISEE = "realisee", "annoncée réalisée"
        ABANDONNEE = "abandonnee", "abandonnée"

    MACHINE = Machine(
        [
            Transition("realiser", frozenset({Etat.ENGAGEE}), Etat.REALISEE, "Cette suite n'est plus en cours."),
            Transition(
                "abandonner",
                frozenset({Etat.ENGAGEE}),
                Etat.ABANDONNEE,
                "Cette suite n'est plus en cours.",
                motif_requis=True,
            ),
            Transition(
                "reprendre",
                frozenset({Etat.REALISEE, Etat.ABANDONNEE}),
                Etat.ENGAGEE,
                "Cette suite est déjà en cours.",
            ),
        ]
    )

    reponse = models.ForeignKey(Reponse, on_delete=models.PROTECT, related_name="suites")
    action = models.CharField("action engagée", max_length=300)
    responsable = models.CharField("par qui (service, fonction)", max_length=160)
    echeance = models.DateField("pour le", null=True, blank=True)
    etat = models.CharField("état", max_length=10, choices=Etat, default=Etat.ENGAGEE, editable=False)
    motif = models.CharField("motif de l'abandon", max_length=300, blank=True, editable=False)

    objects = SuiteQuerySet.as_manager()
    acces = Acces(
        territoire="reponse__destinataire__avis__conseil__arrondissement",
        institution="reponse__destinataire__partenaire",
    )

    class Meta:
        verbose_name = "suite"
        ordering = ["echeance", "pk"]

    def __str__(self) -> str:
        return self.action

    @property
    def en_retard(self) -> bool:
        return self.etat == self.Etat.ENGAGEE and self.echeance is not None and self.echeance < timezone.localdate()


class Constat(models.Model):
    """What the council saw on the ground, with one line of proof. Never changed: another day, another constat."""

    class Resultat(models.TextChoices):
        FAIT = "fait", "fait"
        EN_PARTIE = "en_partie", "fait en partie"
        PAS_FAIT = "pas_fait", "pas fait"

    suite = models.ForeignKey(Suite, on_delete=models.PROTECT, related_name="constats")
    resultat = models.CharField("résultat", max_length=9, choices=Resultat)
    preuve = models.CharField(
        max_length=300, help_text="Une ligne : ce qui a été vu, où et quand. Sans nom d'habitant."
    )
    le = models.DateField("constaté le", default=timezone.localdate)
    reunion = models.ForeignKey(
        Reunion, on_delete=models.PROTECT, null=True, blank=True, related_name="constats", verbose_name="en réunion"
    )
    par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = QuerySetPorte.as_manager()
    acces = Acces(territoire="suite__reponse__destinataire__avis__conseil__arrondissement")

    class Meta:
        verbose_name = "constat"
        ordering = ["le", "pk"]

    def __str__(self) -> str:
        return f"{self.get_resultat_display()}, {self.le:%d/%m/%Y}"
