"""Documents of the demonstration: a campaign, and its documents at each step of the circuit."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from animateurs.demo.comptes import PERSONNES
from comptes.models import Compte
from comptes.roles import PREFECTURE, VILLE
from conseils.models import ConseilCitoyen
from reporting.models import Campagne, Rapport
from reporting.pdf import Pdf
from reporting.rapports.document import Edition
from reporting.rapports.sujet import Sujet
from reporting.services import campagnes, circuit, production, publication, travaux
from reporting.services.recits import ecrire

PUBLIES, SOUMIS, RENVOYE = (18, 19), 20, 17
TEXTES = {
    "annee": "Le conseil a tenu sa place : **des avis qui reçoivent une réponse**, des réunions au pied des "
    "immeubles.\n\nIl reste fragile. Quelques personnes portent encore l'essentiel, et le local ferme trop tôt.",
    "perspectives": "Trois priorités pour l'année qui vient :\n\n- un local ouvert le soir ;\n- deux réunions au pied "
    "des immeubles dans chaque quartier ;\n- une formation à la prise de parole.",
    "contribution": "Nous, membres du conseil citoyen, demandons que les réponses nous parviennent **avant** les "
    "réunions, et non après. Nous avons aimé marcher la nuit avec les services : nous voulons recommencer.",
}
MOTIF = "Page 4 : le quartier Porte Pouchet manque au tableau des réunions par quartier. Complétez, puis soumettez."


def demander_bilans(*, exercice: int, par: Compte) -> None:
    """Ask for the bilan of every conseil and for that of the dispositif, in a campaign.

    Two are published, so that the library of the commanditaires is not empty; one awaits their decision, one
    was handed back; the others wait for the worker, which shows what waiting looks like.
    """
    _ouvrir_la_campagne(exercice, par)
    _ecrire_les_textes(exercice, par)
    for conseil in ConseilCitoyen.objects.select_related("arrondissement"):
        rapport = travaux.demander(sorte="bilan-conseil", sujet=Sujet(exercice, conseil), par=par, reveil=False)
        _mener(rapport, conseil.arrondissement.numero, par)
    travaux.demander(sorte="bilan-dispositif", sujet=Sujet(exercice), par=par, reveil=False)


def _ouvrir_la_campagne(exercice: int, par: Compte) -> None:
    jour = timezone.localdate()
    campagne = Campagne(
        exercice=exercice,
        preparation=jour - timedelta(days=1),
        relecture=jour + timedelta(days=21),
        publication=jour + timedelta(days=35),
    )
    campagne.lancee_le = campagne.annoncee_le = timezone.now()
    campagnes.enregistrer(campagne=campagne, par=par)


def _ecrire_les_textes(exercice: int, par: Compte) -> None:
    """The narrative of one bilan, so that the others show what a bilan without any looks like."""
    sujet = Sujet(exercice, ConseilCitoyen.objects.get(arrondissement__numero=PUBLIES[0]))
    for section, texte in TEXTES.items():
        ecrire(sorte="bilan-conseil", sujet=sujet, section=section, texte=texte, version=0, par=par)


def _mener(rapport: Rapport, numero: int, par: Compte) -> None:
    """As far as the story of this arrondissement goes. Only the edition that stays is really printed."""
    if numero not in (*PUBLIES, SOUMIS, RENVOYE):
        return
    _avancer(rapport, brouillon)
    circuit.soumettre(rapport=rapport, par=par)
    _avancer(rapport, brouillon if numero in PUBLIES else None)
    if numero == RENVOYE:
        circuit.renvoyer(rapport=rapport, par=_compte(VILLE), motif=MOTIF)
        return
    circuit.accepter(rapport=rapport, par=_compte(PREFECTURE))
    if numero in PUBLIES:
        circuit.accepter(rapport=rapport, par=_compte(VILLE))
        publication.publier(rapport=rapport, par=par)
        _avancer(rapport, None)


def _avancer(rapport: Rapport, moteur: production.Moteur | None) -> None:
    production.executer(pk=rapport.pk, moteur=moteur)
    rapport.refresh_from_db()


def _compte(role) -> Compte:
    return Compte.objects.get(email=next(p.email for p in PERSONNES if p.role is role))


def brouillon(page: str, edition: Edition, *, mise_en_page_faite) -> Pdf:
    """In place of the engine, for an edition replaced within the second, that nobody will open."""
    mise_en_page_faite()
    return Pdf(page.encode(), 1)
