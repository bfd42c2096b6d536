"""Two conseils with the same objects in each, so that one can be somebody's and the other a stranger's."""

import logging
from collections.abc import Iterator
from datetime import date
from unittest.mock import patch

import pytest
import time_machine
from django.conf import settings
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import override_settings
from django.utils import timezone

from animateurs.feuilles.contenu import contenu_de
from comptes.models import Compte
from conseils.jetons import empreinte_de
from conseils.models import CourrierReponse, Identite
from reporting.models import Rapport
from reporting.pdf import Pdf
from reporting.rapports import canonique, pieces
from reporting.rapports.bilan_conseil import assembler
from reporting.rapports.sortes import SORTES
from reporting.rapports.sujet import Sujet
from tests import fabriques as f
from tests.acces import canaris
from tests.acces.matrice import ANONYME, EXERCICES, INSTITUTIONS, LUNDI, PERSONAS, Monde
from tests.acces.requetes import Navigateur
from tests.conftest import MAINTENANT, connecter
from tests.personnes import PERSONNES

NOM_D_HABITANT = "Zébulon-Habitant-Du-{}e"


@pytest.fixture(scope="package")
def personnes(django_db_setup, django_db_blocker) -> Iterator[dict[str, Compte]]:
    """Everybody, for all the tests of access: each request of the matrix puts the base back as it was."""
    with django_db_blocker.unblock(), time_machine.travel(MAINTENANT, tick=False), transaction.atomic():
        yield {nom: creer() for nom, creer in PERSONNES.items()}
        transaction.set_rollback(True)


@pytest.fixture(scope="package")
def monde(personnes, tmp_path_factory) -> Iterator[Monde]:
    options = {"location": tmp_path_factory.mktemp("documents")}
    stockages = settings.STORAGES | {"default": settings.STORAGES["default"] | {"OPTIONS": options}}
    # As in production, where a page reads its session from the cache.
    with override_settings(STORAGES=stockages, SESSION_ENGINE="django.contrib.sessions.backends.cached_db"):
        monde = Monde(quartier={18: f.QuartierFabrique()}, rapport={})
        for numero, animateur in ((18, personnes["animatrice"]), (19, personnes["animateur_du_19e"])):
            for sorte, objet in _objets(numero, animateur).items():
                monde.setdefault(sorte, {})[numero] = objet
            if numero == 18:
                f.PagePubliqueFabrique(conseil=animateur.affectations.get().conseil)
        monde["canaris"] = canaris.planter()  # before the documents, which freeze what they read
        for numero, affectation in monde["affectation"].items():
            monde["rapport"] |= _rapports(numero, affectation.conseil, personnes["coordinatrice"])
        monde["campagne"] = {18: f.CampagneFabrique(creee_par=personnes["coordinatrice"])}
        monde |= _de_paris(personnes["animatrice"])
        yield monde


@pytest.fixture(scope="package")
def clients(monde, personnes) -> dict[str, Navigateur]:
    return {nom: connecter(personnes[nom], client=Navigateur()) for nom in PERSONAS} | {ANONYME: Navigateur()}


@pytest.fixture(scope="package", autouse=True)
def pieces_sans_mise_en_page():
    """A document drawn at once is answered as the page that would be printed: quicker, and its words are read."""
    with patch.object(pieces, "rendre", lambda html, **_: Pdf(html.encode(), 1)):
        yield


@pytest.fixture(scope="package", autouse=True)
def refus_attendus():
    """Ten thousand refusals are what these tests ask for: nobody reads their trace."""
    journal = logging.getLogger("django.request")
    journal.setLevel(logging.ERROR)
    yield
    journal.setLevel(logging.NOTSET)


@pytest.fixture(autouse=True)
def cache_vide():
    """What one address counted (the attempts to sign in) does not weigh on the next."""
    cache.clear()


def _de_paris(animatrice) -> dict:
    action = f.ActionCorrectiveFabrique()
    suggestion = f.SuggestionFabrique(par=animatrice)
    paris = {"lecon": action.lecon, "action_corrective": action, "suggestion": suggestion}
    return {sorte: {18: objet} for sorte, objet in (paris | {"formation_equipe": f.FormationEquipeFabrique()}).items()}


def _objets(numero: int, animateur) -> dict:
    affectation = animateur.affectations.get()
    f.ArreteFabrique(conseil=affectation.conseil, fichier=ContentFile(b"%PDF-1.7", name=f"arrete-{numero}.pdf"))
    depot = ContentFile(b"%PDF-1.7", name=f"reglement-{numero}.pdf")
    mandat = f.MandatFabrique(membre__conseil=affectation.conseil, membre__nom=NOM_D_HABITANT.format(numero))
    semaine = f.SemaineFabrique(affectation=affectation, lundi=LUNDI)
    interlocuteur = f.InterlocuteurFabrique(acteur__conseil=affectation.conseil)
    passee = f.SemaineFabrique(affectation=affectation, lundi=date(2026, 11, 9))
    reunion = f.ReunionFabrique(conseil=affectation.conseil, date=date(2026, 11, 17))
    autre = f.TypeActiviteFabrique(code="autre", libelle="Autre (préciser)")
    f.LigneFabrique(semaine=passee, type_activite=autre, precision="Tournage d’un film")
    f.RegistreFabrique()
    tirage = _tirage(numero, affectation.conseil)
    initiative = f.InitiativeFabrique(conseil=affectation.conseil, numero=f"IN-{numero}-2026-001")
    recu = ContentFile(b"%PDF-1.7", name=f"recu-{numero}.pdf")
    seance = f.SeanceFabrique(
        arrondissement=affectation.conseil.arrondissement, date=date(2026, 11, 3), statut="tenue"
    )
    delegation = f.DelegationSeanceFabrique(seance=seance, conseil=affectation.conseil)
    avis = _avis(numero, affectation.conseil)
    return {
        "initiative": initiative,
        "jalon": f.JalonFabrique(initiative=initiative),
        "financement": f.FinancementFabrique(initiative=initiative),
        "piece": f.DocumentInitiativeFabrique(initiative=initiative, diffusable=True, depose_par=animateur),
        "depense": f.DepenseFabrique(part__conseil=affectation.conseil, justificatif=recu),
        "compte": animateur,
        "habilitation": animateur.habilitations.get(),
        "affectation": affectation,
        "passation": f.PassationFabrique(affectation=_partie(affectation.conseil)),
        "note": f.NoteChiffreFabrique(conseil=affectation.conseil, auteur=animateur),
        "membre": mandat.membre,
        "mandat": mandat,
        "reunion": reunion,
        "demande": f.DemandeContactFabrique(reunion=reunion, nom=NOM_D_HABITANT.format(numero)),
        "groupe": mandat.groupe,
        "invite": f.InviteFabrique(conseil=affectation.conseil, nom=NOM_D_HABITANT.format(numero)),
        "document": f.DocumentFabrique(reunion=reunion, diffusable=True, depose_par=animateur),
        "agenda": f.AgendaFabrique(conseil=affectation.conseil),
        "pv": f.ProcesVerbalFabrique(reunion=reunion),
        "decision": f.DecisionFabrique(reunion=reunion),
        "convocation": f.ConvocationFabrique(reunion=reunion, demandee_par=animateur),
        "point": f.PointFabrique(reunion=reunion),
        "portage": f.PortageFabrique(conseil=affectation.conseil),
        "siege_ailleurs": f.SiegeParticipationFabrique(conseil=affectation.conseil),
        "moyen": f.MoyenPreteFabrique(conseil=affectation.conseil),
        "version": f.VersionReglementFabrique(conseil=affectation.conseil, texte="", fichier=depot),
        "formation": _formation(mandat),
        "expression": f.ExpressionFabrique(conseil=affectation.conseil),
        "acteur": interlocuteur.acteur,
        "interlocuteur": interlocuteur,
        "action": _action(affectation.conseil, animateur, EXERCICES.get(numero, 2025)),
        "evaluation": f.EvaluationFabrique(conseil=affectation.conseil),
        "tirage": tirage,
        "invitation_tiree": f.InvitationFabrique(tour=tirage.tours.get(), candidat=tirage.candidats.get()),
        "priorite": f.PrioriteFabrique(projet=f.ProjetTerritoireFabrique(conseil=affectation.conseil)),
        "contribution": f.ContributionFabrique(conseil=affectation.conseil),
        "seance": seance,
        "point_seance": f.PointSeanceFabrique(seance=seance),
        "tache": f.TacheFabrique(seance=seance),
        "decision_seance": f.DecisionInstanceFabrique(seance=seance),
        "siege": f.RepresentationFabrique(delegation=delegation, membre=mandat.membre),
        **_consultation(numero, mandat.membre),
        **avis,
        "document_avis": f.DocumentAvisFabrique(avis=avis["avis"], diffusable=True, depose_par=animateur),
        "delai": f.DelaiReponseFabrique(partenaire=f.PartenaireFabrique(code=f"institution-{numero}")),
        "semaine": semaine,
        "ligne": f.LigneFabrique(semaine=semaine),
        "absence": f.AbsenceFabrique(affectation=affectation, debut=date(2026, 12, 21), fin=date(2026, 12, 23)),
        "ligne_type": f.LigneTypeFabrique(affectation=affectation),
        "seance_prise": f.SeanceFabrique(arrondissement=affectation.conseil.arrondissement, date=date(2026, 11, 18)),
        "ligne_passee": f.LigneFabrique(semaine=passee),
    }


def _avis(numero: int, conseil) -> dict:
    """An act addressed to an institution, its answer, what it promised and a link for it."""
    destinataire = f.DestinataireFabrique(
        avis__conseil=conseil, partenaire=f.PartenaireFabrique(code=INSTITUTIONS[numero]), echeance=date(2026, 12, 1)
    )
    suite = f.SuiteFabrique(reponse__destinataire=destinataire)
    courrier = CourrierReponse.objects.create(
        reponse=suite.reponse, fichier=ContentFile(b"%PDF-1.7", name=f"courrier-{numero}.pdf")
    )
    if numero == 18:
        f.LienReponseFabrique(destinataire=destinataire, empreinte=empreinte_de("jeton-de-reponse"))
    return {"avis": destinataire.avis, "destinataire": destinataire, "suite": suite, "courrier": courrier}


def _formation(mandat):
    delegation = f.DelegationFormationFabrique(conseil=mandat.membre.conseil)
    f.ParticipationFormationFabrique(delegation=delegation, membre=mandat.membre)
    return delegation.formation


def _consultation(numero: int, membre) -> dict:
    """Launched, with somebody asked by name, an answer, a proposition and a mesure."""
    consultation = f.ConsultationFabrique(conseils=[membre.conseil])
    question = f.QuestionFabrique(thematique__consultation=consultation)
    reponse = f.ReponseQuestionnaireFabrique(consultation=consultation, conseil=membre.conseil)
    ligne = f.ReponseQuestionFabrique(reponse=reponse, question=question, texte="Ouvrir le dimanche.")
    proposition = f.PropositionFabrique(thematique=question.thematique)
    journee = f.JourneeTravailFabrique(consultation=consultation)
    return {
        "consultation": consultation,
        "question": question,
        "invitation": f.InvitationConsultationFabrique(
            consultation=consultation, membre=membre, jeton=f"lien-du-{numero}e"
        ),
        "reponse": reponse,
        "ligne_reponse": ligne,
        "proposition": proposition,
        "mesure": f.MesureFabrique(journee=journee, thematique=question.thematique),
    }


def _action(conseil, par, exercice: int):
    """In a feuille validated once."""
    action = f.ActionFabrique(feuille__conseil=conseil, feuille__exercice=exercice, feuille__etat="validee")
    f.RevisionFeuilleFabrique(feuille=action.feuille, contenu=contenu_de(action.feuille), validee_par=par)
    return action


def _tirage(numero: int, conseil):
    """Sealed, with somebody in its pool."""
    tirage = f.TirageFabrique(conseil=conseil, numero=f"TS-{numero}-2026-01", etat="scelle")
    candidat = f.CandidatFabrique(tirage=tirage, numero=1)
    Identite.objects.create(candidat=candidat, nom=NOM_D_HABITANT.format(numero))
    f.TourFabrique(tirage=tirage)
    return tirage


def _rapports(numero: int, conseil, par) -> dict:
    maintenant = timezone.now()
    donnees = canonique.ecrire(assembler(Sujet(2025, conseil), maintenant))
    etats = {"publie": {"publie_le": maintenant, "publie_par": par}, "projet": {}, "soumis": {}}
    return {
        (numero, etat): Rapport.objects.create(
            numero=f"ESSAI-{numero}-{etat}",
            sorte=next(iter(SORTES)),
            conseil=conseil,
            exercice=2025,
            rang=rang,
            etat=etat,
            donnees=donnees,
            fichier=ContentFile(b"%PDF-1.7", name=f"{numero}-{etat}.pdf"),
            sha256="0" * 64,
            produit_le=maintenant,
            **publication,
        )
        for rang, (etat, publication) in enumerate(etats.items(), start=1)
    }


def _partie(conseil):
    """A posting that ended long ago."""
    return f.AffectationFabrique(conseil=conseil, debut=date(2020, 1, 6), fin=date(2020, 12, 31))
