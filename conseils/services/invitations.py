"""What became of the people drawn, and closing a draw."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from comptes.models import Compte
from comptes.services.audit import tracer
from conseils.models import Identite, Invitation, Membre, Tirage
from conseils.services.membres import inscrire_membre
from socle.services.ecriture import verrouiller
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
    if invitation.membre_id:
        raise TransitionRefusee(f"Le n° {invitation.candidat.numero} est déjà membre : sa réponse ne change plus.")
    invitation.statut = statut
    invitation.repondu_le = None if statut == Invitation.Statut.APPELE else timezone.localdate()
    invitation.full_clean(exclude=["tour", "candidat"])
    invitation.save()


@transaction.atomic
def inscrire_tire(*, invitation: Invitation, par: Compte, oublier: bool = False, **champs) -> Membre:
    """Make a membre of somebody who accepted, once. ``oublier``: the pool forgets who it was.

    Raises ``ValidationError``, ``TransitionRefusee``.
    """
    tirage = verrouiller(invitation.tour.tirage)
    invitation = verrouiller(invitation)
    if invitation.membre_id:
        raise TransitionRefusee("Cette personne est déjà membre du groupe moteur : une invitation n'en fait qu'un.")
    if invitation.statut != Invitation.Statut.ACCEPTE:
        raise TransitionRefusee("Notez d'abord que cette personne accepte.")
    invitation.membre = inscrire_membre(conseil=tirage.conseil, par=par, **champs)
    invitation.full_clean(exclude=["tour", "candidat"])
    invitation.save()
    if oublier:
        Identite.objects.filter(candidat=invitation.candidat_id).delete()
    tracer(acte="tirage.inscrire", objet=tirage, par=par, numero=invitation.candidat.numero, oublie=oublier)
    return invitation.membre


@transaction.atomic
def clore_tirage(*, tirage: Tirage, par: Compte, motif: str) -> Tirage:
    """End a draw and erase the names of all but those who accepted and are not members yet.

    The proof stays whole.
    """
    tirage = verrouiller(tirage)
    avant, tirage.etat = tirage.etat, Tirage.MACHINE.appliquer(tirage.etat, "clore", motif)
    tirage.save()
    identites = Identite.objects.filter(candidat__tirage=tirage)
    a_inscrire = Invitation.objects.filter(statut=Invitation.Statut.ACCEPTE, membre=None)
    effacees, _ = identites.exclude(candidat__invitation__in=a_inscrire).delete()
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
