"""What each conseil undertakes, and its share of the budget propre: ideas, projects under way, what they taught."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from animateurs.demo.profils import PROFILS, Profil
from animateurs.demo.scene import Scene
from conseils.models import (
    Acteur,
    ComptagePorteurs,
    ConseilCitoyen,
    Depense,
    Enveloppe,
    Financement,
    Initiative,
    Jalon,
    PartBudget,
    Sexe,
    TrancheAge,
)
from territoires.models import ElementContrat

ETAT, ROUTE, SOURCE, POSTE = Initiative.Etat, Initiative.Route, Financement.Source, Depense.Poste

# Title, description, route, state, objective of the contract, days since the proposal, source, asked.
PROJETS = (
    (
        "Jardin du passage",
        "Planter le passage avec les enfants de l'école, et l'entretenir ensemble.",
        ROUTE.DIRECTE,
        ETAT.EVALUEE,
        "2.1.1",
        520,
        SOURCE.BUDGET_PROPRE,
        600,
    ),
    (
        "Permanence d'aide aux devoirs",
        "Un lieu ouvert deux soirs par semaine après dix-huit heures.",
        ROUTE.CONFIEE,
        ETAT.EN_COURS,
        "1.1.1",
        260,
        SOURCE.APPEL,
        3200,
    ),
    (
        "Fête de la rue",
        "Rouvrir la fête de la rue, avec les commerçants et les associations.",
        ROUTE.HABITANTS,
        ETAT.TERMINEE,
        "2.1.1",
        300,
        SOURCE.FPH,
        800,
    ),
    (
        "Éclairer le passage sous le pont",
        "Un parcours lumineux choisi par ceux qui passent là le soir.",
        ROUTE.HABITANTS,
        ETAT.PREPARATION,
        "2.1.2",
        120,
        SOURCE.BUDGET_PARTICIPATIF,
        45_000,
    ),
    (
        "Accueil des nouveaux voisins",
        "Un goûter et une visite du quartier à chaque rentrée.",
        ROUTE.DIRECTE,
        ETAT.IDEE,
        "3.2.4",
        30,
        None,
        0,
    ),
)
APPRIS = (
    "Les clés du local doivent être demandées deux mois avant. Les enfants viennent si l'école l'inscrit à son "
    "calendrier. À refaire avec un tour de rôle pour l'arrosage."
)
ETAPES = ("Réunir les voisins", "Obtenir les accords", "Ouvrir")
# Shared by hand: 17 600 € of the 20 000 €, so that 2 400 € remain to be shared.
PARTS = {10: 2_000, 11: 1_800, 13: 2_400, 14: 1_600, 17: 1_000, 18: 3_200, 19: 2_800, 20: 2_800}
ACHATS = (
    (60, "Terreau, graines et outils", POSTE.MATERIEL, Decimal("184.90")),
    (130, "Affiches de l'assemblée", POSTE.IMPRESSION, Decimal(96)),
    (210, "Goûter de la rencontre", POSTE.CONVIVIALITE, Decimal("72.35")),
)


def entreprendre(scene: Scene) -> None:
    """The initiatives of each conseil, then its share and its expenses in the last two exercices."""
    for numero, profil in PROFILS.items():
        nombre = scene.alea("initiatives", numero).randint(2, len(PROJETS))
        # A conseil still being set up has ideas, and nothing behind it.
        projets = PROJETS[:nombre] if profil.installation else PROJETS[-1:]
        for rang, projet in enumerate(projets, start=1):
            _entreprendre(scene, profil, projet, rang)
    for exercice in scene.calendrier.exercices[1:]:
        enveloppe = Enveloppe.objects.create(exercice=exercice.debut.year)
        for numero, conseil in scene.conseils.items():
            part = PartBudget.objects.create(enveloppe=enveloppe, conseil=conseil, montant=PARTS[numero])
            Depense.objects.bulk_create(_depenses(scene, part, numero, exercice.debut))


def _entreprendre(scene: Scene, profil: Profil, projet: tuple, rang: int) -> None:
    titre, description, route, etat, objectif, jours, source, demande = projet
    proposee_le = max(_avant(scene, jours), scene.fondation(profil))
    conseil = scene.conseils[profil.numero]
    initiative = Initiative.objects.create(
        conseil=conseil,
        numero=f"IN-{profil.numero:02d}-{proposee_le.year}-{rang:03d}",
        titre=titre,
        description=description,
        route=route,
        etat=etat,
        proposee_le=proposee_le,
        structure_acteur=_structure(conseil) if route == ROUTE.CONFIEE else None,
        **_dates(scene, etat, proposee_le),
    )
    initiative.objectifs.set(ElementContrat.objects.filter(code=objectif, niveau=ElementContrat.Niveau.OBJECTIF))
    initiative.quartiers.set(scene.quartiers[profil.numero][:1])
    initiative.acteurs.set(conseil.acteurs.order_by("nom")[:2])
    if source:
        decision = _decision(initiative, source, demande)
        Financement.objects.create(initiative=initiative, source=source, demande=demande, **decision)
    Jalon.objects.bulk_create(_etapes(scene, initiative))
    ComptagePorteurs.objects.bulk_create(_porteurs(scene, initiative))


def _avant(scene: Scene, jours: int) -> date:
    return scene.calendrier.ouvre_avant(scene.calendrier.aujourd_hui - timedelta(days=jours))


def _structure(conseil: ConseilCitoyen) -> Acteur:
    return conseil.acteurs.filter(nature=Acteur.Nature.CENTRE).order_by("nom").first()


def _dates(scene: Scene, etat: str, proposee_le: date) -> dict:
    """Launched a month or so after the proposal, ended two months ago."""
    if etat in (ETAT.IDEE, ETAT.PREPARATION):
        return {}
    debut = min(proposee_le + timedelta(days=40), _avant(scene, 90))
    dates = {"debut": max(debut, proposee_le)}
    if etat in (ETAT.TERMINEE, ETAT.EVALUEE):
        dates["fin"] = max(_avant(scene, 60), dates["debut"])
    if etat == ETAT.EVALUEE:
        dates |= {"resultat": Initiative.Resultat.PARTIEL, "apprentissage": APPRIS}
    return dates


def _decision(initiative: Initiative, source: str, demande: int) -> dict:
    """A project not launched yet waits for its answer; the others were granted most of what they asked."""
    if initiative.debut is None:
        numero = {"numero_projet": f"{initiative.conseil_id}042"} if source == SOURCE.BUDGET_PARTICIPATIF else {}
        return {"etat": Financement.Etat.DEPOSE, **numero}
    accorde = Decimal(demande) * 3 / 4
    precision = {"precision": "Contrat de ville, volet éducation"} if source == SOURCE.APPEL else {}
    depense = None if source == SOURCE.BUDGET_PROPRE else accorde / 2
    return {
        "etat": Financement.Etat.ACCORDE,
        "accorde": accorde,
        "decide_le": initiative.debut,
        "depense": depense,
        **precision,
    }


def _etapes(scene: Scene, initiative: Initiative) -> Iterator[Jalon]:
    """An idea has none; what has ended is done; the rest is done up to today, but for the last one due."""
    if initiative.etat == ETAT.IDEE:
        return
    depart = initiative.debut or initiative.proposee_le
    for rang, libelle in enumerate(ETAPES, start=1):
        echeance = depart + timedelta(days=45 * rang)
        faite = initiative.fin or (rang == 1 and echeance <= scene.calendrier.aujourd_hui)
        jour = min(echeance, initiative.fin or echeance, scene.calendrier.aujourd_hui)
        yield Jalon(initiative=initiative, libelle=libelle, echeance=echeance, fait_le=jour if faite else None)


def _porteurs(scene: Scene, initiative: Initiative) -> Iterator[ComptagePorteurs]:
    if initiative.route == ROUTE.CONFIEE or initiative.etat == ETAT.IDEE:
        return
    alea = scene.alea("porteurs", initiative.numero)
    for sexe, tranche in (
        (Sexe.FEMME, TrancheAge.DE_26_A_39),
        (Sexe.HOMME, TrancheAge.DE_18_A_25),
        (Sexe.FEMME, TrancheAge.PLUS_60),
        (Sexe.NON_RENSEIGNE, TrancheAge.NON_RENSEIGNE),
    ):
        yield ComptagePorteurs(initiative=initiative, sexe=sexe, tranche_age=tranche, nombre=alea.randint(1, 4))


def _depenses(scene: Scene, part: PartBudget, numero: int, debut: date) -> Iterator[Depense]:
    jardin = part.conseil.initiatives.filter(etat=ETAT.EVALUEE).first()
    for rang, (jour, libelle, poste, montant) in enumerate(ACHATS):
        le = scene.calendrier.ouvre_des(debut + timedelta(days=jour + numero))
        if scene.fondation(PROFILS[numero]) <= le <= scene.calendrier.aujourd_hui:
            initiative = jardin if rang == 0 and jardin and jardin.proposee_le <= le else None
            # Nobody pays the same price twice.
            prix = montant + scene.alea("achats", part.enveloppe.exercice, numero, rang).randint(0, 120)
            yield Depense(part=part, date=le, libelle=libelle, poste=poste, montant=prix, initiative=initiative)
