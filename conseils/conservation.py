"""Which rows about people of the conseils have been kept long enough. What becomes of them: ``services/oubli.py``."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, F, OuterRef, QuerySet

from comptes.models.conservation import minuit
from conseils.models import (
    Consultation,
    DemandeContact,
    Depot,
    Destinataire,
    Digest,
    Expression,
    Extrait,
    Identite,
    InvitationConsultation,
    Invite,
    LienReponse,
    Membre,
    ReponseQuestion,
    Tour,
)
from conseils.querysets.presences import CONSERVATION_CONTACT
from territoires.models import ContratVille

# In the place of words that were written: how many people wrote stays a figure.
TEXTE_EFFACE = "[texte effacé]"


def membres_partis(seuil: date) -> QuerySet[Membre]:
    return Membre.objects.partis_avant(seuil)


def invites_partis(seuil: date) -> QuerySet[Invite]:
    return Invite.objects.partis_avant(seuil)


def demandes_de_contact(seuil: date) -> QuerySet[DemandeContact]:
    return DemandeContact.objects.echues(seuil + CONSERVATION_CONTACT)


def identites_de_tirage(seuil: date) -> QuerySet[Identite]:
    """Of the draws where nothing was drawn since: closing a draw erases its names, this catches those left open."""
    recents = Tour.objects.filter(tirage=OuterRef("candidat__tirage"), scelle_le__gte=minuit(seuil))
    return Identite.objects.filter(~Exists(recents), candidat__tirage__cree_le__lt=minuit(seuil))


def depots_oublies(seuil: date) -> QuerySet[Depot]:
    return Depot.objects.filter(depose_le__lt=minuit(seuil))


def textes_de_consultation(seuil: date) -> QuerySet[ReponseQuestion]:
    """What was answered in words; that somebody answered, and the marks, are figures and stay."""
    anciennes = Consultation.objects.filter(etat=Consultation.Etat.RESTITUEE, cloture__lt=minuit(seuil))
    return ReponseQuestion.objects.filter(reponse__consultation__in=anciennes).exclude(texte__in=("", TEXTE_EFFACE))


def extraits_de_consultation(seuil: date) -> QuerySet[Extrait]:
    consultations = Consultation.objects.filter(etat=Consultation.Etat.RESTITUEE, cloture__lt=minuit(seuil))
    return Extrait.objects.filter(proposition__consultation__in=consultations)


def brouillons_expires(seuil: date) -> QuerySet[InvitationConsultation]:
    return InvitationConsultation.objects.filter(expire_le__lt=minuit(seuil)).exclude(brouillon={})


def liens_expires(seuil: date) -> QuerySet[LienReponse]:
    return LienReponse.objects.filter(expire_le__lt=minuit(seuil))


def courriels_de_relance(seuil: date) -> QuerySet[Digest]:
    return Digest.objects.filter(tournee__jour__lt=seuil)


def paroles_d_un_contrat_fini(seuil: date) -> QuerySet[Expression]:
    return _d_un_contrat_fini(Expression.objects.exclude(texte=TEXTE_EFFACE), F("date"), seuil)


def adresses_d_un_contrat_fini(seuil: date) -> QuerySet[Destinataire]:
    return _d_un_contrat_fini(Destinataire.objects.exclude(courriel=""), F("avis__transmis_le"), seuil)


def _d_un_contrat_fini(lignes: QuerySet, jour: F, seuil: date) -> QuerySet:
    """Of a day that a contract covers, and no version of it, avenants included, goes on."""
    contrats = ContratVille.objects.filter(debut__lte=OuterRef("_jour"), fin__gte=OuterRef("_jour"))
    en_cours = Exists(contrats.filter(fin__gte=seuil))
    return lignes.annotate(_jour=jour).filter(~en_cours, Exists(contrats))
