"""What awaits each account about the documents: to read again, to decide, to correct, to publish, to repair."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import Exists, QuerySet, Window
from django.db.models.functions import RowNumber
from django.urls import reverse

from comptes.models import Compte
from comptes.permissions import Permission as P
from reporting.alertes.declaration import PLAFOND, Alerte, rare
from reporting.models import DefautRapport, PassageRapport, Rapport
from reporting.services.circuit import institution_de
from socle.templatetags.typographie import date_fr

Etat = Rapport.Etat


def a_reprendre(compte: Compte, jour: date) -> Iterator[Alerte]:
    """Handed back, then accepted, then drafts: what the team's next gesture moves on. The states in one query."""
    for rapport in _a_reprendre(compte):
        yield _AU_SUIVANT[rapport.etat](rapport)


def _a_reprendre(compte: Compte) -> Iterable[Rapport]:
    """So many of each state, the latest first."""
    rapports = Rapport.objects.pour(compte, P.RAPPORT_DEMANDER).filter(etat=Etat.RENVOYE)
    if P.RAPPORT_PUBLIER in compte.permissions_en_cours:
        publiables = Rapport.objects.pour(compte, P.RAPPORT_PUBLIER)
        rapports |= publiables.filter(etat__in=(Etat.VALIDE, Etat.PROJET))
    place = Window(RowNumber(), partition_by="etat", order_by=["-produit_le", "pk"])
    trouves = rapports.order_by().annotate(place=place).filter(place__lte=PLAFOND).defer("donnees", "html")
    return sorted(trouves, key=lambda rapport: (list(_AU_SUIVANT).index(rapport.etat), rapport.place))


def _renvoye(rapport: Rapport) -> Alerte:
    """The reason is on the page."""
    return _alerte(rapport, f"{rapport} vous est renvoyé", "Lire le motif", pressant=True)


def _valide(rapport: Rapport) -> Alerte:
    """Accepted by both institutions: only the publication is missing."""
    return _alerte(rapport, f"{rapport} est validé par la Préfecture et par la Ville", "Publier")


def _projet(rapport: Rapport) -> Alerte:
    """To read again, then to submit (or to publish, where nobody else decides)."""
    verbe = "soumis" if rapport.la_sorte.a_valider else "publié"
    return _alerte(rapport, f"{rapport} est prêt à être relu et {verbe}", "Relire")


_AU_SUIVANT = {Etat.RENVOYE: _renvoye, Etat.VALIDE: _valide, Etat.PROJET: _projet}


def soumis(compte: Compte, jour: date) -> Iterator[Alerte]:
    """What this account's institution has not accepted yet."""
    acceptes = PassageRapport.objects.acceptations_du_rapport(institution_de(compte))
    rapports = Rapport.objects.pour(compte, P.RAPPORT_VALIDER).filter(~Exists(acceptes), etat=Etat.SOUMIS)
    for rapport in rapports.order_by("produit_le", "pk").defer("donnees", "html")[:PLAFOND]:
        yield _alerte(rapport, f"{rapport} attend votre décision", "Lire et décider")


def _ouverts(compte: Compte, jour: date) -> QuerySet[DefautRapport]:
    return DefautRapport.objects.filter(leve_le=None, rapport__in=Rapport.objects.pour(compte, P.RAPPORT_PUBLIER))


@rare(_ouverts)
def defauts(compte: Compte, jour: date) -> Iterator[Alerte]:
    """Found by the verification of the night."""
    for defaut in (
        _ouverts(compte, jour).select_related("rapport").defer("rapport__donnees", "rapport__html")[:PLAFOND]
    ):
        yield Alerte(
            f"Document publié à vérifier, {defaut}",
            f"constaté le {date_fr(defaut.constate_le, 'j F')}",
            "Voir le document",
            reverse("rapport", args=[defaut.rapport.numero]),
            pressant=True,
        )


def _alerte(rapport: Rapport, fait: str, action: str, *, pressant: bool = False) -> Alerte:
    adresse = reverse("rapport", args=[rapport.numero])
    return Alerte(fait, f"produit le {date_fr(rapport.produit_le, 'j F')}", action, adresse, pressant)
