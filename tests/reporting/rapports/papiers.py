"""One small example of each kind of document that we print, as HTML; the bilan has its own (``exemple``)."""

from dataclasses import replace
from datetime import date, time

from django.utils import timezone

from animateurs.feuilles.contenu import contenu_de
from conseils.models import Invitation
from conseils.services.emargement import figer_feuille
from reporting.rapports import canonique
from reporting.rapports.document import Edition, empreinte
from reporting.rapports.pieces import composer
from reporting.rapports.sortes import SORTES
from reporting.rapports.syntheses import conseil as synthese
from reporting.rapports.syntheses.falc import conseil as falc
from reporting.rapports.syntheses.source import Source
from tests import fabriques as f


def composer_tous(conseil) -> dict[str, str]:
    return {nom: papier(conseil) for nom, papier in PAPIERS.items()}


def _feuille_de_route(conseil) -> str:
    qui = f.CompteFabrique()
    feuille = f.FeuilleFabrique(conseil=conseil, etat="validee", diagnostic="Local fermé.\n\nDepuis un an.")
    for intitule in ("Rouvrir le local", "Marcher la nuit"):
        f.ActionFabrique(feuille=feuille, intitule=intitule)
    f.RevisionFeuilleFabrique(feuille=feuille, contenu=contenu_de(feuille), validee_par=qui)
    return composer("feuille-de-route", feuille)


def _passation(conseil) -> str:
    note = {
        "conseil": conseil.nom,
        "sortant": "Inès Moreau",
        "depuis": "1er janvier 2026",
        "dernier_jour": "20 novembre 2026",
        "releve": "Nour Haddad",
        "premier_jour": "23 novembre 2026",
        "rubriques": [
            {"libelle": "Décisions à suivre", "qui": "la relève", "mot": "Voir le dossier.", "elements": ["Le local"]},
            {"libelle": "Réunions à venir", "qui": "la relève", "mot": "", "elements": ["L'assemblée", "Le groupe"]},
        ],
    }
    return composer("passation", f.PassationFabrique(affectation__conseil=conseil, contenu=note))


def _emargement(conseil) -> str:
    for rang in range(1, 31):
        f.MandatFabrique(membre__conseil=conseil, membre__nom=f"Nom{rang:02d}", membre__prenom="Camille")
    reunion = f.ReunionFabrique(
        conseil=conseil, date=date(2026, 11, 24), heure=time(18, 30), statut="prevue", presences_saisies=False
    )
    figer_feuille(reunion=reunion, par=f.CompteFabrique())
    return composer("emargement", reunion)


def _pv_tirage(conseil) -> str:
    tirage = f.TirageFabrique(conseil=conseil, numero="TS-18-2026-01", nombre=1, etat="tire")
    tour = f.TourFabrique(
        tirage=tirage,
        valeur_publique="Loto 4 8 15",
        graine="a" * 64,
        demande_le=timezone.now(),
        tire_le=timezone.now(),
        algorithme="maximin, sortition-algorithms 0.12.15",
    )
    Invitation.objects.create(tour=tour, candidat=f.CandidatFabrique(tirage=tirage, numero=1))
    return composer("pv-tirage", tirage)


def _restitution(conseil) -> str:
    consultation = f.ConsultationFabrique(conseils=[conseil])
    question = f.QuestionFabrique(thematique__consultation=consultation, thematique__intitule="Emploi")
    for rang in range(13):
        reponse = f.ReponseQuestionnaireFabrique(
            consultation=consultation, conseil=conseil, sexe="F" if rang < 7 else "H"
        )
        f.ReponseQuestionFabrique(reponse=reponse, question=question)
    proposition = f.PropositionFabrique(thematique=question.thematique)
    journee = f.JourneeTravailFabrique(consultation=consultation, membres=100)
    mesure = f.MesureFabrique(journee=journee, thematique=question.thematique, titre="Un forum")
    mesure.propositions.add(proposition)
    return composer("restitution", consultation)


def _releve(conseil) -> str:
    semaine = f.SemaineFabrique(affectation__conseil=conseil, lundi=date(2026, 11, 9))
    f.LigneFabrique(semaine=semaine, jour=1, minutes=90, note="Porte-à-porte", femmes=7, hommes=5)
    f.LigneFabrique(semaine=semaine, jour=3)
    return composer("releve-semaine", semaine)


def source_de(edition: Edition) -> Source:
    """The bilan of an edition, as what is written from it names it."""
    empreinte_ = empreinte(canonique.ecrire(edition.donnees))
    return Source(edition.numero, edition.titre, False, edition.produit_le, empreinte_)


def editions_tirees(edition: Edition) -> dict[str, Edition]:
    """One short document of each kind, written from the bilan of the example."""
    return {
        code: replace(
            edition, numero=f"{SORTES[code].prefixe}-18-2026-01", donnees=ecrire(source_de(edition), edition.donnees)
        )
        for code, ecrire in TIRES.items()
    }


TIRES = {"synthese-conseil": synthese.resumer, "falc-conseil": falc.ecrire}

PAPIERS = {
    "feuille-de-route": _feuille_de_route,
    "passation": _passation,
    "releve-semaine": _releve,
    "emargement": _emargement,
    "pv-tirage": _pv_tirage,
    "restitution": _restitution,
}
