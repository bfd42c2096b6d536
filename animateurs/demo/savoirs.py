"""What each conseil learns and knows: trainings, the autonomy grid, expressions and actors of the territory."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from random import Random

from animateurs.demo.mobilisation import mobiliser
from animateurs.demo.profils import PROFILS, Profil
from animateurs.demo.scene import Scene
from conseils.models import (
    Acteur,
    CompetencesDeclarees,
    ComptageFormation,
    DelegationFormation,
    EvaluationAutonomie,
    Expression,
    Formation,
    Interlocuteur,
    Mandat,
    Membre,
    ParticipationFormation,
    Sexe,
)
from conseils.models.autonomie import CHAMPS, NIVEAU_MAX

# Day of the exercice, title, organisme, hours, whether agents come too (then it is a co-formation).
SESSIONS = (
    (75, "Comprendre la politique de la ville", Formation.Organisme.UNIVERSITE, 3, False),
    (140, "Prendre la parole et animer une réunion", Formation.Organisme.UNIVERSITE, 6, False),
    (270, "Habitants et professionnels : parler du même quartier", Formation.Organisme.POLE, 4, True),
)
PART_DES_MEMBRES = 0.2
STRUCTURES = (
    ("Centre social des Deux-Rives", Acteur.Nature.CENTRE, "direction"),
    ("Collège Ada-Lovelace", Acteur.Nature.ECOLE, "conseil principal d'éducation"),
    ("Bailleur Habitat Clair", Acteur.Nature.BAILLEUR, "gestion de proximité"),
    ("Association Lire ensemble", Acteur.Nature.ASSOCIATION, "coordination"),
)
PAROLES = (
    ("propreté", Expression.Source.PERMANENCE, "Les bacs débordent le lundi et la rue reste sale jusqu'au mercredi."),
    ("école", Expression.Source.REUNION, "Il manque un lieu où faire ses devoirs après dix-huit heures."),
    ("espace public", Expression.Source.MARCHE, "Le passage sous le pont est sombre, on fait un détour le soir."),
    ("emploi des jeunes", Expression.Source.ATELIER, "Trouver un stage de troisième sans connaître personne."),
    ("logement", Expression.Source.PORTE, "L'ascenseur tombe en panne chaque mois, les réponses tardent."),
    ("lien social", Expression.Source.COURRIER, "On voudrait rouvrir la fête de la rue, avec les commerçants."),
)
PREUVES = {
    "auto_animation": "Assemblée animée par des membres, compte rendu diffusé.",
    "auto_saisine": "Sujet choisi en assemblée et suivi par un groupe thématique.",
    "auto_production": "Invitation et compte rendu écrits par des membres.",
    "gestion": "Réunion tenue sans l'équipe, décisions notées.",
}


def tenir_les_savoirs(scene: Scene, mandats: Mapping[int, list[Mandat]]) -> None:
    """Trainings of all the exercices, half-years over, expressions and annuaire of each conseil, mobilisation."""
    for numero, profil in PROFILS.items():
        conseil, alea = scene.conseils[numero], scene.alea("savoirs", numero)
        for jour, session in _sessions(scene, profil):
            _former(DelegationFormation(conseil=conseil), jour, session, mandats[numero], alea)
        EvaluationAutonomie.objects.bulk_create(_evaluations(scene, profil))
        Expression.objects.bulk_create(_expressions(scene, profil, alea))
        _inscrire_acteurs(scene, profil)
    mobiliser(scene)


def _sessions(scene: Scene, profil: Profil) -> Iterator[tuple[date, tuple]]:
    for exercice in scene.calendrier.exercices:
        for session in SESSIONS:
            jour = scene.calendrier.ouvre_des(exercice.debut + timedelta(days=session[0] + profil.numero))
            if scene.fondation(profil) < jour < scene.calendrier.aujourd_hui:
                yield jour, session


def _former(delegation: DelegationFormation, jour: date, session: tuple, mandats: list[Mandat], alea: Random) -> None:
    _, intitule, organisme, heures, avec_agents = session
    nature = Formation.Nature.CO_FORMATION if avec_agents else Formation.Nature.FORMATION
    delegation.formation = Formation.objects.create(
        intitule=intitule,
        organisme=organisme,
        nature=nature,
        debut=jour,
        minutes=60 * heures,
        lieu="Maison des associations",
        pour_agents=avec_agents,
    )
    presents = [mandat.membre for mandat in mandats if mandat.couvre(jour)]
    formes = alea.sample(presents, max(1, round(PART_DES_MEMBRES * len(presents))) if presents else 0)
    agents = alea.randint(3, 7) if avec_agents else 0
    delegation.participants_saisis = bool(formes or agents)
    delegation.save()
    _noter_participants(delegation, formes, agents, alea)


def _noter_participants(delegation: DelegationFormation, formes: list[Membre], agents: int, alea: Random) -> None:
    ParticipationFormation.objects.bulk_create(
        ParticipationFormation(delegation=delegation, membre=membre) for membre in formes
    )
    if agents:
        ComptageFormation.objects.create(
            delegation=delegation, public=ComptageFormation.Public.AGENTS, sexe=Sexe.FEMME, nombre=agents
        )
    for sexe in (Sexe.FEMME, Sexe.HOMME):
        reponses = sum(membre.sexe == sexe for membre in formes)
        if reponses:
            _noter_competences(delegation, sexe, reponses, alea)


def _noter_competences(delegation: DelegationFormation, sexe: Sexe, reponses: int, alea: Random) -> None:
    avant = alea.randint(170, 260)
    apres = avant + alea.randint(40, 140)
    CompetencesDeclarees.objects.create(
        delegation=delegation, sexe=sexe, reponses=reponses, somme_avant=reponses * avant, somme_apres=reponses * apres
    )


def _evaluations(scene: Scene, profil: Profil) -> Iterator[EvaluationAutonomie]:
    """One for each half-year over since the foundation, a little higher each year."""
    for annee in range(scene.calendrier.debut.year, scene.calendrier.aujourd_hui.year + 1):
        for semestre, fin in ((1, date(annee, 6, 30)), (2, date(annee, 12, 31))):
            if scene.fondation(profil) < fin < scene.calendrier.aujourd_hui:
                yield _evaluation(scene, profil, annee, semestre)


def _evaluation(scene: Scene, profil: Profil, annee: int, semestre: int) -> EvaluationAutonomie:
    alea = scene.alea("autonomie", profil.numero, annee, semestre)
    elan = (annee - scene.calendrier.debut.year) * profil.autonomie * 2
    niveaux = {champ: min(NIVEAU_MAX, round(elan + alea.random())) for champ in CHAMPS}
    preuves = {f"preuve_{champ}": PREUVES[champ] for champ, niveau in niveaux.items() if niveau}
    return EvaluationAutonomie(
        conseil=scene.conseils[profil.numero], annee=annee, semestre=semestre, **niveaux, **preuves
    )


def _expressions(scene: Scene, profil: Profil, alea: Random) -> Iterator[Expression]:
    quartiers = scene.quartiers[profil.numero]
    for rang, (theme, source, texte) in enumerate(PAROLES):
        jour = scene.calendrier.ouvre_avant(scene.calendrier.aujourd_hui, 3 + 9 * rang)
        quartier = alea.choice(quartiers) if quartiers else None
        echelle = Expression.Echelle.QUARTIER if quartier else Expression.Echelle.ARRONDISSEMENT
        yield Expression(
            conseil=scene.conseils[profil.numero],
            date=jour,
            source=source,
            echelle=echelle,
            quartier=quartier,
            theme=theme,
            texte=texte,
        )


def _inscrire_acteurs(scene: Scene, profil: Profil) -> None:
    for rang, (nom, nature, fonction) in enumerate(STRUCTURES):
        acteur = Acteur.objects.create(conseil=scene.conseils[profil.numero], nom=nom, nature=nature)
        courriel = f"contact{rang}-{profil.numero}@demo.invalid"
        Interlocuteur.objects.create(acteur=acteur, fonction=fonction, courriel=courriel)
