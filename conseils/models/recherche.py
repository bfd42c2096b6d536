"""The index of the search: which words stand in which text. Rebuilt at will: ``manage.py reindexer``."""

from django.db import models

from conseils.querysets.recherche import MotQuerySet


class MotIndexe(models.Model):
    """One stem in one object. Portable: the same answers on SQLite and PostgreSQL, without their own engines."""

    mot = models.CharField(max_length=40)
    sorte = models.CharField(max_length=20)
    objet = models.PositiveBigIntegerField()
    poids = models.PositiveSmallIntegerField()

    objects = MotQuerySet.as_manager()

    class Meta:
        verbose_name = "mot indexé"
        verbose_name_plural = "mots indexés"
        ordering = ["sorte", "objet", "mot"]
        indexes = [models.Index(fields=["mot", "sorte", "objet"], name="mot_indexe_mot")]
        constraints = [models.UniqueConstraint(fields=["sorte", "objet", "mot"], name="mot_indexe_unique")]

    def __str__(self) -> str:
        return self.mot
