"""What awaits each account about the documents: to read again, to decide, to correct, to publish, to repair."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import Exists
from django.urls import reverse

from comptes.models import Compte
from comptes.permissions import Permission as P
from reporting.alertes.declaration import PLAFOND, Alerte
from reporting.models import DefautRapport, PassageRapport, Rapport
from reporting.services.circuit import institution_de
from socle.templatetags.typographie import date_fr

Etat = Rapport.Etat


def projets(compte: Compte, jour: date) -> Iterator[Alerte]:
    """Projets to read again, then to submit (or to publish, where nobody else decides)."""
    for rapport in _dans_l_etat(compte, P.RAPPORT_PUBLIER, Etat.PROJET):
        verbe = "soumis" if rapport.la_sorte.a_valider else "publié"
        yield _alerte(rapport, f"{rapport} est prêt à être relu et {verbe}", "Relire")


def valides(compte: Compte, jour: date) -> Iterator[Alerte]:
    """Accepted by both institutions: only the publication is missing."""
    for rapport in _dans_l_etat(compte, P.RAPPORT_PUBLIER, Etat.VALIDE):
        yield _alerte(rapport, f"{rapport} est validé par la Préfecture et par la Ville", "Publier")


def renvoyes(compte: Compte, jour: date) -> Iterator[Alerte]:
    """Handed back: the reason is on the page."""
    for rapport in _dans_l_etat(compte, P.RAPPORT_DEMANDER, Etat.RENVOYE):
        yield _alerte(rapport, f"{rapport} vous est renvoyé", "Lire le motif", pressant=True)


def soumis(compte: Compte, jour: date) -> Iterator[Alerte]:
    """What this account's institution has not accepted yet."""
    acceptes = PassageRapport.objects.acceptations_du_rapport(institution_de(compte))
    rapports = Rapport.objects.pour(compte, P.RAPPORT_VALIDER).filter(~Exists(acceptes), etat=Etat.SOUMIS)
    for rapport in rapports.order_by("produit_le", "pk").defer("donnees", "html")[:PLAFOND]:
        yield _alerte(rapport, f"{rapport} attend votre décision", "Lire et décider")


def defauts(compte: Compte, jour: date) -> Iterator[Alerte]:
    """Found by the verification of the night."""
    lisibles = Rapport.objects.pour(compte, P.RAPPORT_PUBLIER)
    ouverts = DefautRapport.objects.filter(leve_le=None, rapport__in=lisibles).select_related("rapport")
    for defaut in ouverts.defer("rapport__donnees", "rapport__html")[:PLAFOND]:
        yield Alerte(
            f"Document publié à vérifier, {defaut}",
            f"constaté le {date_fr(defaut.constate_le, 'j F')}",
            "Voir le document",
            reverse("rapport", args=[defaut.rapport.numero]),
            pressant=True,
        )


def _dans_l_etat(compte: Compte, permission: P, etat: str) -> Iterable[Rapport]:
    rapports = Rapport.objects.pour(compte, permission).filter(etat=etat)
    return rapports.order_by("-produit_le", "pk").defer("donnees", "html")[:PLAFOND]


def _alerte(rapport: Rapport, fait: str, action: str, *, pressant: bool = False) -> Alerte:
    adresse = reverse("rapport", args=[rapport.numero])
    return Alerte(fait, f"produit le {date_fr(rapport.produit_le, 'j F')}", action, adresse, pressant)
