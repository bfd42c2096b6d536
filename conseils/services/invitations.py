"""What became of the people drawn, and closing a draw."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from comptes.models import Compte
from comptes.services.audit import tracer
from conseils.models import Identite, Invitation, Tirage
from conseils.services.ecriture import verrouiller
from socle.transitions import TransitionRefusee


@transaction.atomic
def noter_reponses(*, tirage: Tirage, par: Compte, reponses: Mapping[Invitation, str]) -> int:
    """Record what people answered; return how many answers changed. A seat drawn again stays left."""
    tirage = verrouiller(tirage)
    if tirage.etat != Tirage.Etat.TIRE:
        raise TransitionRefusee("Les réponses se notent entre le tirage et sa clôture ou son remplacement.")
    changees = [invitation for invitation, statut in reponses.items() if invitation.statut != statut]
    for invitation in changees:
        _noter(invitation, reponses[invitation])
    if changees:
        tracer(acte="tirage.reponses", objet=tirage, par=par, reponses=len(changees))
    return len(changees)


def _noter(invitation: Invitation, statut: str) -> None:
    if Invitation.objects.filter(remplace=invitation).exists():
        raise TransitionRefusee(f"Le n° {invitation.candidat.numero} est déjà remplacé : sa réponse ne change plus.")
    invitation.statut = statut
    invitation.repondu_le = None if statut == Invitation.Statut.APPELE else timezone.localdate()
    invitation.full_clean(exclude=["tour", "candidat"])
    invitation.save()


@transaction.atomic
def clore_tirage(*, tirage: Tirage, par: Compte, motif: str) -> Tirage:
    """End a draw and erase the names of all but those who accepted. The proof stays whole."""
    tirage = verrouiller(tirage)
    avant, tirage.etat = tirage.etat, Tirage.MACHINE.appliquer(tirage.etat, "clore", motif)
    tirage.save()
    identites = Identite.objects.filter(candidat__tirage=tirage)
    effacees, _ = identites.exclude(candidat__invitation__statut=Invitation.Statut.ACCEPTE).delete()
    tracer(
        acte="tirage.clore",
        objet=tirage,
        par=par,
        de=avant,
        vers=tirage.etat,
        motif=motif,
        identites_effacees=effacees,
    )
    return tirage
