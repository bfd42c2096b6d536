"""What the imaginary dispositif learned: lessons of three exercices, their review, trainings, suggestions."""

from datetime import date, timedelta

from animateurs.demo.calendrier import a_l_heure
from animateurs.demo.scene import Scene
from animateurs.models import ActionCorrective, DecisionRevue, FormationEquipe, Lecon, RevueAnnuelle, Suggestion
from comptes.models import Compte

FAITE, EN_COURS, A_FAIRE, ABANDONNEE = "faite", "en_cours", "a_faire", "abandonnee"
# Rank of the exercice, origin, what was seen; then the actions: title, state, effect or reason.
LECONS = (
    (
        0,
        "comite",
        "Les avis parviennent aux services sans date de réponse attendue : la plupart restent sans suite.",
        (("Écrire sur chaque avis le délai de réponse", FAITE, "Deux réponses sur trois arrivent dans le délai."),),
    ),
    (
        1,
        "conseils",
        "Les réunions en semaine à 18 heures écartent les parents de jeunes enfants.",
        (
            ("Alterner le samedi matin et le soir", FAITE, "Davantage de nouvelles venues aux réunions du samedi."),
            ("Proposer une garde d'enfants à chaque réunion", ABANDONNEE, "Ni local ni assurance en soirée."),
        ),
    ),
    (
        1,
        "evaluation",
        "Le public rencontré au pied des immeubles n'est pas toujours compté par sexe.",
        (("Rappeler la consigne et simplifier la saisie", EN_COURS, ""),),
    ),
    (
        2,
        "equipe",
        "Les nouveaux membres du groupe moteur arrivent sans connaître les instances du contrat de ville.",
        (
            ("Écrire un livret d'accueil de quatre pages", EN_COURS, ""),
            ("Présenter les instances à la première réunion de l'année", A_FAIRE, ""),
        ),
    ),
)
# Rank of the exercice, title, body, month, days, hours, participants, what it changes.
FORMATIONS = (
    (
        0,
        "Médiation sociale : le socle du métier",
        "France Médiation",
        3,
        3,
        21,
        (10, 11, 17, 18, 19, 20),
        "Un vocabulaire commun à toute l'équipe.",
    ),
    (
        1,
        "Animer une réunion où chacun parle",
        "France Médiation",
        10,
        2,
        14,
        (11, 14, 18, 19),
        "Des tours de parole dans toutes les plénières.",
    ),
    (
        2,
        "Protéger les données des habitants",
        "Équipe de démonstration (fictive)",
        2,
        1,
        6,
        (10, 13, 14, 18, 20),
        "Plus aucun nom dans les notes du journal.",
    ),
)
# Who, days ago, page, text, state, answer.
SUGGESTIONS = (
    (
        "animateur18",
        40,
        "/ma-semaine/",
        "Garder mes quartiers les plus fréquents en tête de liste.",
        "faite",
        "C'est fait : vos quartiers viennent en premier.",
    ),
    (
        "prefecture",
        21,
        "/tableau-de-bord/",
        "Pouvoir comparer deux exercices entiers.",
        "retenue",
        "Prévu avec les prochains bilans.",
    ),
    ("animateur11", 3, "/conseils/", "Un raccourci vers la prochaine réunion.", "recue", ""),
)


def ameliorer(scene: Scene, comptes: dict[str, Compte]) -> None:
    for rang, origine, constat, actions in LECONS:
        exercice = scene.calendrier.exercices[rang]
        lecon = Lecon.objects.create(constat=constat, origine=origine, exercice=exercice.debut.year)
        for place, action in enumerate(actions):
            echeance = exercice.fin - timedelta(days=20 * (place + 1))
            _agir(scene, lecon, action, echeance, comptes["coordination"])
    _revoir(scene, comptes["coordination"])
    for formation in FORMATIONS:
        _former(scene, formation, comptes)
    for cle, jours, page, texte, etat, reponse in SUGGESTIONS:
        le = a_l_heure(scene.calendrier.aujourd_hui - timedelta(days=jours), 11, 0)
        Suggestion.objects.create(par=comptes[cle], le=le, page=page, texte=texte, etat=etat, reponse=reponse)


def _agir(scene: Scene, lecon: Lecon, action: tuple, echeance: date, responsable: Compte) -> None:
    intitule, etat, texte = action
    ActionCorrective.objects.create(
        lecon=lecon,
        intitule=intitule,
        responsable=responsable,
        echeance=echeance,
        etat=etat,
        close_le=min(echeance, scene.calendrier.aujourd_hui) if etat in (FAITE, ABANDONNEE) else None,
        effet=texte if etat == FAITE else "",
        motif=texte if etat == ABANDONNEE else "",
    )


def _revoir(scene: Scene, par: Compte) -> None:
    """Last year's review carried to this year what was still open."""
    passe, courant = scene.calendrier.exercices[1:]
    revue = RevueAnnuelle.objects.create(exercice=passe.debut.year, date=passe.fin - timedelta(days=12), par=par)
    for action in ActionCorrective.objects.a_revoir_pour(passe.debut.year):
        action.echeance = courant.debut + timedelta(days=180)
        action.save(update_fields=["echeance"])
        DecisionRevue.objects.create(revue=revue, action=action, decision="reporter", echeance=action.echeance)


def _former(scene: Scene, formation: tuple, comptes: dict[str, Compte]) -> None:
    rang, intitule, organisme, mois, jours, heures, numeros, apports = formation
    debut = scene.calendrier.ouvre_des(scene.calendrier.exercices[rang].debut.replace(month=mois, day=6))
    if debut > scene.calendrier.aujourd_hui:
        return
    suivie = FormationEquipe.objects.create(
        intitule=intitule,
        organisme=organisme,
        debut=debut,
        fin=debut + timedelta(days=jours - 1),
        heures=heures,
        apports=apports,
    )
    suivie.participants.set(comptes[f"animateur{numero}"] for numero in numeros)
