"""The audit trail of an account and of its roles, in words."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils.dateparse import parse_date

from comptes.models import Compte, Habilitation, LigneAudit

PHRASES = {
    "compte.inviter": "Compte ouvert",
    "compte.renvoyer_invitation": "Invitation renvoyée",
    "compte.institution": "Institution représentée",
    "compte.fermer": "Compte fermé",
    "compte.rouvrir": "Compte rouvert",
    "compte.effacer": "Données personnelles effacées",
    "compte.terminer_session": "Session terminée",
    "mfa.ajouter": "Méthode de double authentification ajoutée",
    "mfa.enlever": "Méthode de double authentification enlevée",
    "mfa.renouveler": "Codes de secours renouvelés",
    "mfa.retirer": "Double authentification retirée",
    "habilitation.ouvrir": "Rôle donné",
    "habilitation.clore": "Rôle clos",
    "habilitation.retirer": "Rôle retiré",
}


@dataclass(frozen=True)
class Evenement:
    """One line of the history, ready to print."""

    quand: datetime
    par: str
    phrase: str
    habilitation: str
    debut: date | None
    fin: date | None
    motif: str


def historique(compte: Compte) -> list[Evenement]:
    """What was done to ``compte`` and to its roles, latest first."""
    habilitations = {h.pk: str(h) for h in compte.habilitations.select_related("arrondissement")}
    de_ses_roles = Q(objet_id__in=habilitations) | Q(detail__compte=compte.pk)
    lignes = LigneAudit.objects.filter(
        Q(objet_type=Compte._meta.label_lower, objet_id=compte.pk)
        | Q(objet_type=Habilitation._meta.label_lower) & de_ses_roles
    )
    return [_evenement(ligne, habilitations) for ligne in lignes.order_by("-quand", "-pk")]


def _evenement(ligne: LigneAudit, habilitations: dict[int, str]) -> Evenement:
    d_un_role = ligne.objet_type == Habilitation._meta.label_lower
    # The sentence kept with the act tells a role whose row has been withdrawn.
    role = ligne.detail.get("habilitation") or habilitations.get(ligne.objet_id, "")
    return Evenement(
        quand=ligne.quand,
        par=ligne.par_nom,
        phrase=PHRASES.get(ligne.acte, ligne.acte),
        habilitation=role if d_un_role else "",
        debut=_date(ligne.detail.get("debut")),
        fin=_date(ligne.detail.get("fin")),
        motif=ligne.motif,
    )


def _date(texte: str | None) -> date | None:
    return parse_date(texte) if texte else None
