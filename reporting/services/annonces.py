"""Telling, once a job is done, those whom it concerns. Called after the commit."""

from django.utils import timezone

from reporting import courriels
from reporting.models import Campagne, Rapport


def annoncer_la_production(rapport: Rapport) -> None:
    """A projet of a campaign is ready: its animateur first, and the coordination with the last one."""
    if rapport.campagne_id:
        courriels.annoncer_projet(rapport)
        annoncer_la_campagne(rapport.campagne_id)


def annoncer_la_campagne(pk: int | None) -> None:
    """Tell the coordination once nothing of the campaign is being made: one worker wins, whoever ends last."""
    if pk is None or Rapport.objects.filter(campagne=pk, etat__in=Rapport.A_FAIRE).exists():
        return
    if Campagne.objects.filter(pk=pk, annoncee_le=None).update(annoncee_le=timezone.now()):
        courriels.annoncer_campagne(Campagne.objects.get(pk=pk), Rapport.objects.filter(campagne=pk).bilan())
