"""The address at which anybody who has it reads the calendar of a conseil."""

import secrets

from django.db import models

from comptes.porte import Acces
from conseils.models.conseil import ConseilCitoyen
from conseils.querysets.convocations import AgendaQuerySet


def nouveau_jeton() -> str:
    """Unguessable, and fit for an address."""
    return secrets.token_urlsafe(32)


class AgendaPartage(models.Model):
    """An open address. Closing it deletes the row; renewing it changes the token: the old one then leads nowhere."""

    conseil = models.OneToOneField(ConseilCitoyen, on_delete=models.CASCADE, related_name="agenda")
    jeton = models.CharField(max_length=64, unique=True, default=nouveau_jeton, editable=False)

    objects = AgendaQuerySet.as_manager()
    acces = Acces(territoire="conseil__arrondissement")

    class Meta:
        verbose_name = "agenda partagé"
        verbose_name_plural = "agendas partagés"
        ordering = ["conseil"]

    def __str__(self) -> str:
        return f"Agenda de {self.conseil}"
