"""The feuilles de route: last year's closed and carried on, this year's under way; what moved each action."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from animateurs.demo.calendrier import a_l_heure
from animateurs.demo.profils import PROFILS
from animateurs.demo.scene import Scene
from animateurs.feuilles.contenu import contenu_de
from animateurs.models import ActionFeuille, FeuilleDeRoute, LigneJournal, Mission, RevisionFeuille
from comptes.models import Compte
from conseils.models import ConseilCitoyen, Reunion
from socle.periode import Periode
from territoires.models import ElementContrat, Partenaire

ETAT, ORIGINE, SOURCE = ActionFeuille.Etat, ActionFeuille.Origine, ActionFeuille.Source
EN_BROUILLON, SOUMISE, REVISEE = 10, 13, 18  # what is not simply validated, by arrondissement
DIAGNOSTIC = (
    "Les habitants disent trois choses à chaque rencontre : le soir, le quartier se vide et inquiète ; les lieux où "
    "se retrouver sont fermés ou inconnus ; les démarches découragent.\n\n"
    "Le conseil s'appuie sur un groupe moteur présent, mais les jeunes et les familles monoparentales, des femmes "
    "surtout, viennent peu. Les actions cherchent d'abord à aller vers eux."
)
APPRIS = "Les clés et les accords se demandent trois mois avant. Commencer par un essai, puis écrire la règle."


@dataclass(frozen=True)
class Projet:
    intitule: str
    origine: str
    source: str
    texte: str
    mission: str
    objectif: str
    jour: int  # of its date, counted from the first of the exercice
    resultat: str
    constat: str
    activites: tuple[str, ...]  # kinds of activity that move it
    initiative: str = ""


PROJETS = (
    Projet(
        "Tenir une permanence en pied d'immeuble", ORIGINE.ATTENTE, SOURCE.HABITANT,
        "Rencontrer le conseil sans venir en réunion", "M1", "1.3.1", 90, "Une permanence par mois",
        "Dix permanences tenues, un public pour moitié de femmes", ("permanence", "aller-vers"),
    ),
    Projet(
        "Marcher la nuit et le dire à la mairie", ORIGINE.BESOIN, SOURCE.HABITANT,
        "Se sentir en sécurité en rentrant le soir", "M2", "2.1.3", 200, "Un relevé remis à la mairie et une réponse",
        "Trois points lumineux réparés", ("suivi-projet-territoire",), "Éclairer le passage sous le pont",
    ),
    Projet(
        "Ouvrir le local deux soirs par semaine", ORIGINE.PRIORITE, SOURCE.ACTEUR,
        "Un lieu pour les familles après dix-huit heures", "M3", "1.1.3", 260, "Le local ouvert de septembre à juin",
        "Soixante soirs d'ouverture", ("monter-initiative",), "Permanence d'aide aux devoirs",
    ),
    Projet(
        "Préparer l'avis sur la programmation", ORIGINE.EXPRESSION, SOURCE.PARTENAIRE,
        "Savoir ce que le conseil attend du contrat de ville", "M2", "2.2.1", 350, "Un avis adopté en réunion",
        "L'avis et la réponse reçue", ("preparer-instance", "avis-interpellation"),
    ),
    Projet(
        "Former cinq membres à animer une réunion", ORIGINE.BESOIN, SOURCE.HABITANT,
        "Ne pas dépendre de l'animateur pour se réunir", "M1", "1.3.2", 345, "Deux réunions animées par des membres",
        "Deux comptes rendus où un membre préside", ("former-membres", "accompagner-membres"),
    ),
)  # fmt: skip


def tracer_les_feuilles(scene: Scene, coordinatrice: Compte) -> None:
    """Last year's and this year's feuille of every conseil, then what moved their actions."""
    _, passe, courant = scene.calendrier.exercices
    for numero, conseil in scene.conseils.items():
        installe = PROFILS[numero].installation is not None
        if scene.fondation(PROFILS[numero]) > passe.fin:
            continue
        ancienne = _feuille(scene, conseil, passe, PROJETS[:4] if installe else PROJETS[:2], closes=True)
        _valider(scene, ancienne, passe, coordinatrice)
        feuille = _feuille(scene, conseil, courant, PROJETS[1:] if installe else PROJETS[:2])
        _reporter(ancienne, feuille)
        _etat_courant(scene, numero, feuille, courant, coordinatrice)


def _feuille(
    scene: Scene, conseil: ConseilCitoyen, exercice: Periode, projets: Iterable[Projet], *, closes: bool = False
) -> FeuilleDeRoute:
    feuille = FeuilleDeRoute.objects.create(conseil=conseil, exercice=exercice.debut.year, diagnostic=DIAGNOSTIC)
    for rang, projet in enumerate(projets, start=1):
        action = ActionFeuille.objects.create(
            feuille=feuille, rang=rang, intitule=projet.intitule, origine=projet.origine, source=projet.source,
            origine_texte=projet.texte, mission=Mission.objects.get(code=projet.mission),
            echeance=exercice.debut + timedelta(days=projet.jour), resultat_attendu=projet.resultat,
            constat_prevu=projet.constat, **_origine(conseil, projet), **_fin(scene, exercice, projet, rang, closes),
        )  # fmt: skip
        _relier(scene, action, projet)
        _mouvoir(scene, action, projet, exercice)
    return feuille


def _origine(conseil: ConseilCitoyen, projet: Projet) -> dict:
    """Linked to what the conseil knows."""
    if projet.source == SOURCE.HABITANT:
        return {"expression": conseil.expressions.order_by("-date", "pk").first()}
    if projet.source == SOURCE.ACTEUR:
        return {"acteur": conseil.acteurs.order_by("nom").first()}
    return {"partenaire": Partenaire.objects.filter(signataire=True).order_by("code").first()}


def _fin(scene: Scene, exercice: Periode, projet: Projet, rang: int, closes: bool) -> dict:
    """A past year is over: done, but for its last action, which will be carried on. This year's first one is done."""
    echeance = exercice.debut + timedelta(days=projet.jour)
    faite = echeance - timedelta(days=6)
    if (closes and rang < 4) or (rang == 1 and faite <= scene.calendrier.aujourd_hui):
        return {"etat": ETAT.FAITE, "faite_le": faite, "appris": APPRIS if closes else ""}
    return {}


def _relier(scene: Scene, action: ActionFeuille, projet: Projet) -> None:
    action.objectifs.set(ElementContrat.objects.filter(code=projet.objectif, niveau=ElementContrat.Niveau.OBJECTIF))
    action.quartiers.set(scene.quartiers[action.feuille.conseil.arrondissement.numero][:2])
    action.partenaires.set(Partenaire.objects.filter(signataire=True).order_by("code")[: 1 + action.rang % 3])


def _mouvoir(scene: Scene, action: ActionFeuille, projet: Projet, exercice: Periode) -> None:
    """Lines of the journal up to its date, a meeting or two, its initiative; nothing for one not begun."""
    conseil, fin = action.feuille.conseil, min(action.faite_le or exercice.fin, scene.calendrier.aujourd_hui)
    if action.rang == len(PROJETS) - 1 and not action.faite_le:
        return
    lignes = LigneJournal.objects.filter(
        semaine__affectation__conseil=conseil, semaine__lundi__range=(exercice.debut, fin - timedelta(days=6)),
        type_activite__code__in=projet.activites,
    )  # fmt: skip
    liees = lignes.order_by("-semaine__lundi", "jour", "pk").values_list("pk", flat=True)[: 6 + 3 * action.rang]
    LigneJournal.objects.filter(pk__in=list(liees)).update(action=action)
    tenues = conseil.reunions.filter(date__range=(exercice.debut, fin), statut=Reunion.Statut.TENUE)
    action.reunions.set(tenues.order_by("-date", "pk")[action.rang : action.rang + 2])
    if projet.initiative:
        action.initiatives.set(conseil.initiatives.filter(titre=projet.initiative))


def _reporter(ancienne: FeuilleDeRoute, feuille: FeuilleDeRoute) -> None:
    """What was left of last year goes on in the action of the same name."""
    for action in ancienne.actions.filter(etat=ETAT.PREVUE):
        suite = feuille.actions.filter(intitule=action.intitule, reporte=None).first()
        action.appris = APPRIS
        if suite:
            action.etat, suite.reporte = ETAT.REPORTEE, action
            suite.save(update_fields=["reporte"])
        else:
            action.etat, action.motif = ETAT.ABANDONNEE, f"Non reportée en {feuille.exercice}"
        action.save(update_fields=["etat", "motif", "appris"])


def _etat_courant(
    scene: Scene, numero: int, feuille: FeuilleDeRoute, exercice: Periode, coordinatrice: Compte
) -> None:
    if numero in (EN_BROUILLON, SOUMISE):
        feuille.actions.filter(etat=ETAT.FAITE).update(etat=ETAT.PREVUE, faite_le=None)
        feuille.etat = FeuilleDeRoute.Etat.BROUILLON if numero == EN_BROUILLON else FeuilleDeRoute.Etat.SOUMISE
        feuille.save()
        return
    _valider(scene, feuille, exercice, coordinatrice)
    if numero == REVISEE:
        _reviser(scene, feuille, exercice, coordinatrice)


def _valider(
    scene: Scene, feuille: FeuilleDeRoute, exercice: Periode, par: Compte, *, apres: int = 35, motif: str = ""
) -> None:
    """Some weeks into the year; at once when the year has only just begun."""
    jour = scene.calendrier.ouvre_avant(min(_vers(exercice, apres), scene.calendrier.aujourd_hui))
    feuille.etat, feuille.validee_le = FeuilleDeRoute.Etat.VALIDEE, a_l_heure(jour, 10)
    feuille.version += 2
    feuille.save()
    RevisionFeuille.objects.create(
        feuille=feuille, rang=feuille.revisions.count() + 1, contenu=contenu_de(feuille), motif=motif,
        validee_le=feuille.validee_le, validee_par=par,
    )  # fmt: skip


def _reviser(scene: Scene, feuille: FeuilleDeRoute, exercice: Periode, par: Compte) -> None:
    """A second revision: a later date, a clearer result."""
    action = feuille.actions.get(intitule=PROJETS[2].intitule)
    action.echeance = exercice.debut + timedelta(days=345)
    action.resultat_attendu = "Le local ouvert deux soirs, tenu par six bénévoles"
    action.save()
    _valider(scene, feuille, exercice, par, apres=150, motif="Le bailleur ne remet les clés qu'à l'automne")


def _vers(exercice: Periode, jours: int) -> date:
    return exercice.debut + timedelta(days=jours)
