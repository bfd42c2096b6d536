"""One avis from its draft to its verified effect: four accounts, and one institution that has none."""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core import mail

from tests import fabriques as f
from tests.navigateur.conftest import BUREAU, TELEPHONE
from tests.navigateur.ecrans import Ecran

TITRE = "Des bancs sur la place Hébert"
NUMERO = "AV-18-2026-001"
AGENCE = "agence@bailleur.invalid"
REFUS = "Le stationnement des véhicules de secours ne laisse pas la place d’un banc."


class Circuit:
    """Each step is a visit: the clock moves, the page is opened anew, by an account or by nobody."""

    def __init__(self, ouvrir, horloge) -> None:
        self._ouvrir, self._horloge = ouvrir, horloge

    def visite(self, jour: date, compte, adresse: str) -> Ecran:
        self._au(jour)
        return Ecran(self._ouvrir(adresse, compte, BUREAU))

    def par_le_lien(self, jour: date) -> Ecran:
        """On a phone, at the address that the last e-mail gives."""
        self._au(jour)
        message = mail.outbox[-1]
        assert message.to == [AGENCE]
        return Ecran(self._ouvrir(re.search(r"https?://[^/]+(/repondre/\S+/)", message.body)[1], None, TELEPHONE))

    def _au(self, jour: date) -> None:
        self._horloge.move_to(datetime(jour.year, jour.month, jour.day, 10, tzinfo=ZoneInfo("Europe/Paris")))


@pytest.fixture
def circuit(ouvrir, horloge, dix_huitieme):
    """What the conseil and the application know before the first day: sixty days to answer, one assembly."""
    f.DelaiReponseFabrique(type="avis", jours=60)
    f.PartenaireFabrique(code="bailleurs-sociaux", nom="Bailleurs sociaux", nature="bailleur")
    f.ReunionFabrique(
        conseil=dix_huitieme, type="assemblee", date=date(2026, 3, 10), statut="tenue", intitule="Assemblée de mars"
    )
    return Circuit(ouvrir, horloge)


def rediger_et_transmettre(page: Ecran) -> None:
    page.suivre("Rédiger un acte")
    page.remplir({"Titre": TITRE, "Texte": "Le conseil demande six bancs, dont deux à l’ombre."})
    page.valider("Enregistrer", "Le brouillon est enregistré")
    for institution, courriel in (("Ville de Paris", ""), ("Préfecture de Paris", ""), ("Bailleurs sociaux", AGENCE)):
        page.suivre("Ajouter un destinataire").remplir(
            {"Institution": institution, "Courriel professionnel": courriel}
        )
        page.valider("Enregistrer", "Le destinataire est ajouté")
    page.suivre("Enregistrer l’adoption").remplir({"Réunion qui l’a adopté": "10/03/2026, Assemblée de mars"})
    page.remplir({"Voix pour": 21, "Voix contre": 3, "Abstentions": 2})
    page.valider("Enregistrer l’adoption", NUMERO)
    page.suivre("Transmettre").valider("Transmettre maintenant", "L’acte est transmis")
    page.lit("Assemblée de mars : 21 voix pour, 3 contre, 2 abstentions", "Réponse attendue de Ville de Paris")


def repondre(page: Ecran, sens: str, texte: str, **autres: str) -> Ecran:
    page.choisir(sens).remplir({"Explication": texte, "Votre fonction": "Cheffe de service"} | autres)
    return page


def action(texte: str, jour: str) -> dict[str, str]:
    return {"Action engagée": texte, "Pour le": jour}


def test_one_avis_from_its_draft_to_its_verified_effect(circuit, animatrice, ville, prefecture, coordinatrice):
    avis = "/conseils/18/avis/"
    rediger_et_transmettre(circuit.visite(date(2026, 3, 12), animatrice, avis))

    page = circuit.visite(date(2026, 3, 16), ville, "/reponses/").suivre(TITRE)
    page.valider("Accuser réception", "La réception est accusée")
    page = repondre(
        page, "Acceptée en partie", "Quatre bancs, faute de place.", **action("Poser 4 bancs", "2026-06-15")
    )
    page.valider("Envoyer la réponse", "Votre réponse est enregistrée")

    page = circuit.par_le_lien(date(2026, 3, 20))
    repondre(page, "À l’étude", "Nous visitons la cour.", **{"À l’étude jusqu’au": "2026-06-30"})
    page.valider("Envoyer la réponse", "Votre réponse est enregistrée")

    page = circuit.visite(date(2026, 4, 10), animatrice, avis).suivre(TITRE)
    page.lit("Réponse de Bailleurs sociaux", "À l’étude jusqu’au 30 juin 2026")
    page.corps.get_by_role("link", name=re.compile("Envoyer un lien.*Bailleurs sociaux")).click()
    page.valider("Envoyer le lien", f"Le lien est parti à {AGENCE}")
    page = circuit.par_le_lien(date(2026, 4, 14))
    repondre(page, "Acceptée", "La cour aura ses bancs.", **action("Poser 2 bancs dans la cour", "2026-09-01"))
    page.valider("Envoyer la réponse", "Votre réponse est enregistrée")

    page = circuit.visite(date(2026, 5, 20), prefecture, avis).suivre(TITRE).suivre("Répondre")
    page.lit("Le délai est passé depuis le 11 mai 2026")
    repondre(page, "Refusée", REFUS).valider("Envoyer la réponse", "Votre réponse est enregistrée")

    page = circuit.visite(date(2026, 6, 18), ville, "/reponses/").suivre("Dire où elle en est")
    page.choisir("Elle est réalisée").valider("Enregistrer", "le conseil citoyen en est informé")

    page = circuit.visite(date(2026, 6, 25), animatrice, avis).suivre(TITRE)
    page.corps.get_by_role("link", name=re.compile("Constater sur place.*4 bancs")).click()
    page.choisir("Fait").remplir({"Preuve": "Quatre bancs vus le 25 juin, occupés."})
    page.valider("Enregistrer le constat", "Le constat est enregistré")

    lire(circuit.visite(date(2026, 6, 26), coordinatrice, avis))


def lire(page: Ecran) -> None:
    """What the coordination reads: the figures of the list, then the circle, in its order."""
    page.lit("1 acte : 1 suites engagées")
    assert page.ligne("Actes du conseil", TITRE)[2] == "3 sur 3"
    page.suivre(TITRE)
    assert page.corps.locator(".chronologie h3").all_inner_texts() == [
        "Adopté en réunion",
        "Transmis",
        "Réception confirmée",
        "Réponse de Ville de Paris",
        "Suite engagée par Ville de Paris",
        "Réponse de Bailleurs sociaux",
        "Réponse de Bailleurs sociaux",
        "Suite engagée par Bailleurs sociaux",
        "Réponse de Préfecture de Paris",
        "Constaté sur le terrain",
        "À vérifier sur le terrain",
    ]
    page.lit("Hors délai", REFUS, "par le lien reçu", "Quatre bancs vus le 25 juin, occupés.", "effet vérifié")
