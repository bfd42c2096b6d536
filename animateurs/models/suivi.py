"""What the coordination does with the weeks and the figures of the team: reminders sent, notes on a figure."""

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone

from animateurs.querysets.equipe import NoteQuerySet
from comptes.porte import Acces, QuerySetPorte
from conseils.models import ConseilCitoyen
from socle.contraintes import ensemble_ou_pas

CODE_DE_CHIFFRE = RegexValidator(r"^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$", "Ce chiffre n'a pas de code connu.")


class RappelEquipe(models.Model):
    """One e-mail to one person about the weeks that he or she still owes. At most one a day: the key says so."""

    animateur = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="rappels_equipe")
    jour = models.DateField(default=timezone.localdate)
    semaines = models.PositiveSmallIntegerField("semaines en retard")
    par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = QuerySetPorte.as_manager()

    class Meta:
        verbose_name = "rappel à l'équipe"
        verbose_name_plural = "rappels à l'équipe"
        ordering = ["-jour", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["animateur", "jour"],
                name="rappel_equipe_un_par_jour",
                violation_error_message="Cette personne a déjà été rappelée aujourd'hui.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.animateur}, {self.jour:%d/%m/%Y}"


class NoteChiffre(models.Model):
    """What must be known to read a figure. Signed and dated, never edited; it may be withdrawn, and stays readable.

    ``code`` names the figure (``heures-M1``, ``actions-M2``, or an indicator: ``I30``).
    """

    code = models.CharField("chiffre", max_length=30, validators=[CODE_DE_CHIFFRE])
    conseil = models.ForeignKey(ConseilCitoyen, on_delete=models.PROTECT, related_name="notes_de_chiffres")
    exercice = models.PositiveSmallIntegerField()
    texte = models.CharField(
        "note", max_length=500, help_text="Sans nom d'habitant : elle suit le chiffre jusque dans les documents."
    )
    auteur = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ecrite_le = models.DateTimeField("écrite le", default=timezone.now)
    retiree_le = models.DateTimeField("retirée le", null=True, blank=True, editable=False)
    retiree_par = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )

    objects = NoteQuerySet.as_manager()
    acces = Acces(territoire="conseil__arrondissement")

    class Meta:
        verbose_name = "note sur un chiffre"
        verbose_name_plural = "notes sur les chiffres"
        ordering = ["ecrite_le", "pk"]
        indexes = [models.Index(fields=["conseil", "exercice"], name="note_conseil_exercice")]
        constraints = [
            ensemble_ou_pas(
                "retiree_le",
                "retiree_par",
                nom="note_retiree_le_et_par",
                message="Une note retirée dit par qui et quand.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}, {self.conseil}, {self.exercice}"
