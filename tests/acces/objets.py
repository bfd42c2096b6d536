"""What the two conseils of the tests of access are made of: the same objects in each."""

from datetime import date

from django.core.files.base import ContentFile
from django.utils import timezone

from animateurs.feuilles.contenu import contenu_de
from conseils.jetons import empreinte_de
from conseils.models import CourrierReponse, Identite
from reporting.models import Rapport
from reporting.rapports import canonique
from reporting.rapports.bilan_conseil import assembler
from reporting.rapports.sortes import SORTES
from reporting.rapports.sujet import Sujet
from tests import fabriques as f
from tests.acces.matrice import EXERCICES, INSTITUTIONS, LUNDI

NOM_D_HABITANT = "Zébulon-Habitant-Du-{}e"


def objets(numero: int, animateur) -> dict:
    """What an address may name in this arrondissement, by kind."""
    affectation = animateur.affectations.get()
    conseil = affectation.conseil
    mandat = f.MandatFabrique(membre__conseil=conseil, membre__nom=NOM_D_HABITANT.format(numero))
    return {
        "compte": animateur,
        "habilitation": animateur.habilitations.get(),
        **_poste(affectation),
        **_journal(affectation),
        "note": f.NoteChiffreFabrique(conseil=conseil, auteur=animateur),
        "action": _action(conseil, animateur, EXERCICES.get(numero, 2025)),
        "membre": mandat.membre,
        "mandat": mandat,
        "groupe": mandat.groupe,
        "invite": f.InviteFabrique(conseil=conseil, nom=NOM_D_HABITANT.format(numero)),
        "formation": _formation(mandat),
        "agenda": f.AgendaFabrique(conseil=conseil),
        **_reunion(numero, conseil, animateur),
        **_organisation(numero, conseil),
        **_territoire(conseil),
        **_initiative(numero, conseil, animateur),
        **_tirage(numero, conseil),
        **_seance(conseil, mandat.membre),
        **_consultation(numero, mandat.membre),
        **_avis(numero, conseil, animateur),
    }


def _pdf(nom: str) -> ContentFile:
    return ContentFile(b"%PDF-1.7", name=f"{nom}.pdf")


def _poste(affectation) -> dict:
    """A posting, an absence, and the handover of one that ended long ago."""
    partie = f.AffectationFabrique(conseil=affectation.conseil, debut=date(2020, 1, 6), fin=date(2020, 12, 31))
    return {
        "affectation": affectation,
        "absence": f.AbsenceFabrique(affectation=affectation, debut=date(2026, 12, 21), fin=date(2026, 12, 23)),
        "passation": f.PassationFabrique(affectation=partie),
    }


def _journal(affectation) -> dict:
    """This week and the one before, whose activity « Autre » is told in words."""
    semaine = f.SemaineFabrique(affectation=affectation, lundi=LUNDI)
    passee = f.SemaineFabrique(affectation=affectation, lundi=date(2026, 11, 9))
    autre = f.TypeActiviteFabrique(code="autre", libelle="Autre (préciser)")
    f.LigneFabrique(semaine=passee, type_activite=autre, precision="Tournage d’un film")
    f.RegistreFabrique()
    lieu = affectation.conseil.arrondissement
    return {
        "ligne": f.LigneFabrique(semaine=semaine),
        "ligne_passee": f.LigneFabrique(semaine=passee),
        "ligne_type": f.LigneTypeFabrique(affectation=affectation),
        "seance_prise": f.SeanceFabrique(arrondissement=lieu, date=date(2026, 11, 18)),
    }


def _reunion(numero: int, conseil, animateur) -> dict:
    reunion = f.ReunionFabrique(conseil=conseil, date=date(2026, 11, 17))
    f.ProcesVerbalFabrique(reunion=reunion)
    return {
        "reunion": reunion,
        "demande": f.DemandeContactFabrique(reunion=reunion, nom=NOM_D_HABITANT.format(numero)),
        "document": f.DocumentFabrique(reunion=reunion, diffusable=True, depose_par=animateur),
        "decision": f.DecisionFabrique(reunion=reunion),
        "convocation": f.ConvocationFabrique(reunion=reunion, demandee_par=animateur),
        "point": f.PointFabrique(reunion=reunion),
    }


def _organisation(numero: int, conseil) -> dict:
    f.ArreteFabrique(conseil=conseil, fichier=_pdf(f"arrete-{numero}"))
    return {
        "portage": f.PortageFabrique(conseil=conseil),
        "siege_ailleurs": f.SiegeParticipationFabrique(conseil=conseil),
        "moyen": f.MoyenPreteFabrique(conseil=conseil),
        "version": f.VersionReglementFabrique(conseil=conseil, texte="", fichier=_pdf(f"reglement-{numero}")),
        "evaluation": f.EvaluationFabrique(conseil=conseil),
    }


def _territoire(conseil) -> dict:
    interlocuteur = f.InterlocuteurFabrique(acteur__conseil=conseil)
    return {
        "expression": f.ExpressionFabrique(conseil=conseil),
        "acteur": interlocuteur.acteur,
        "interlocuteur": interlocuteur,
        "priorite": f.PrioriteFabrique(projet=f.ProjetTerritoireFabrique(conseil=conseil)),
        "contribution": f.ContributionFabrique(conseil=conseil),
    }


def _initiative(numero: int, conseil, animateur) -> dict:
    initiative = f.InitiativeFabrique(conseil=conseil, numero=f"IN-{numero}-2026-001")
    return {
        "jalon": f.JalonFabrique(initiative=initiative),
        "financement": f.FinancementFabrique(initiative=initiative),
        "piece": f.DocumentInitiativeFabrique(initiative=initiative, diffusable=True, depose_par=animateur),
        "depense": f.DepenseFabrique(part__conseil=conseil, justificatif=_pdf(f"recu-{numero}")),
    }


def _seance(conseil, membre) -> dict:
    """Held, with a seat for the conseil."""
    seance = f.SeanceFabrique(arrondissement=conseil.arrondissement, date=date(2026, 11, 3), statut="tenue")
    delegation = f.DelegationSeanceFabrique(seance=seance, conseil=conseil)
    return {
        "seance": seance,
        "point_seance": f.PointSeanceFabrique(seance=seance),
        "tache": f.TacheFabrique(seance=seance),
        "decision_seance": f.DecisionInstanceFabrique(seance=seance),
        "siege": f.RepresentationFabrique(delegation=delegation, membre=membre),
    }


def _formation(mandat):
    delegation = f.DelegationFormationFabrique(conseil=mandat.membre.conseil)
    f.ParticipationFormationFabrique(delegation=delegation, membre=mandat.membre)
    return delegation.formation


def _action(conseil, par, exercice: int):
    """In a feuille validated once."""
    action = f.ActionFabrique(feuille__conseil=conseil, feuille__exercice=exercice, feuille__etat="validee")
    f.RevisionFeuilleFabrique(feuille=action.feuille, contenu=contenu_de(action.feuille), validee_par=par)
    return action


def _tirage(numero: int, conseil) -> dict:
    """Sealed, with somebody in its pool."""
    tirage = f.TirageFabrique(conseil=conseil, numero=f"TS-{numero}-2026-01", etat="scelle")
    candidat = f.CandidatFabrique(tirage=tirage, numero=1)
    Identite.objects.create(candidat=candidat, nom=NOM_D_HABITANT.format(numero))
    tour = f.TourFabrique(tirage=tirage)
    return {"invitation_tiree": f.InvitationFabrique(tour=tour, candidat=candidat)}


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


def _avis(numero: int, conseil, animateur) -> dict:
    """An act addressed to an institution, its answer, what it promised and a link for it."""
    destinataire = f.DestinataireFabrique(
        avis__conseil=conseil, partenaire=f.PartenaireFabrique(code=INSTITUTIONS[numero]), echeance=date(2026, 12, 1)
    )
    suite = f.SuiteFabrique(reponse__destinataire=destinataire)
    courrier = CourrierReponse.objects.create(reponse=suite.reponse, fichier=_pdf(f"courrier-{numero}"))
    if numero == 18:
        f.LienReponseFabrique(destinataire=destinataire, empreinte=empreinte_de("jeton-de-reponse"))
    return {
        "avis": destinataire.avis,
        "destinataire": destinataire,
        "suite": suite,
        "courrier": courrier,
        "document_avis": f.DocumentAvisFabrique(avis=destinataire.avis, diffusable=True, depose_par=animateur),
        "delai": f.DelaiReponseFabrique(partenaire=f.PartenaireFabrique(code=f"institution-{numero}")),
    }


def rapports(numero: int, conseil, par) -> dict:
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
            fichier=_pdf(f"{numero}-{etat}"),
            sha256="0" * 64,
            produit_le=maintenant,
            **publication,
        )
        for rang, (etat, publication) in enumerate(etats.items(), start=1)
    }


def de_paris(animatrice) -> dict:
    """What belongs to no arrondissement."""
    action = f.ActionCorrectiveFabrique()
    paris = {
        "lecon": action.lecon,
        "action_corrective": action,
        "suggestion": f.SuggestionFabrique(par=animatrice),
        "formation_equipe": f.FormationEquipeFabrique(),
    }
    return {sorte: {18: objet} for sorte, objet in paris.items()}
