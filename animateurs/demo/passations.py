"""The replacement in the 13e, handed over as the application asks, and notes on figures."""

from datetime import timedelta

from animateurs.demo.calendrier import a_l_heure
from animateurs.demo.scene import Scene
from animateurs.models import Affectation, NoteChiffre, Passation
from animateurs.passations import CONSEIL, COORDINATION, RELEVE, SORTANT, Rubrique, figer
from comptes.models import Compte
from socle.templatetags.typographie import date_fr

MOTS = {
    "reunions": "Le gardien du local ouvre à 18 h ; le prévenir la veille.",
    "decisions": "L’éclairage du square est à relancer auprès de la mairie.",
    "initiatives": "Le jardin partagé attend la réponse du bailleur pour l’arrivée d’eau.",
    "actions": "La permanence du mercredi est connue des habitants : la garder au même endroit.",
}
QUI = {"semaines": SORTANT, "reunions": RELEVE, "decisions": CONSEIL, "initiatives": RELEVE, "actions": COORDINATION}


def passer_la_main_dans_le_13e(scene: Scene, comptes: dict[str, Compte], affectations: list[Affectation]) -> Passation:
    """The note that the coordination wrote on the last day of the first animateur of the 13e."""
    partie, releve = (a for a in affectations if a.conseil_id == scene.conseils[13].pk)
    rubriques = _ouvert(partie)
    reponses = {r.code: {"qui": QUI[r.code], "mot": MOTS.get(r.code, "")} for r in rubriques}
    return Passation.objects.create(
        affectation=partie,
        releve=releve,
        dernier_jour=partie.fin,
        contenu=figer(partie, releve, rubriques, reponses),
        faite_le=a_l_heure(scene.calendrier.ouvre_avant(partie.fin), 16, 30),
        faite_par=comptes["coordination"],
    )


def _ouvert(partie: Affectation) -> list[Rubrique]:
    """What could be open that day: the rows have moved on since, so the note is told, not read."""
    echeance = date_fr(partie.fin + timedelta(days=60))
    reunions = partie.conseil.reunions.filter(date__gt=partie.fin).exclude(statut="annulee").order_by("date")[:2]
    return [
        Rubrique("reunions", "Réunions à venir", False, [f"{date_fr(r.date)}, {r.intitule}" for r in reunions]),
        Rubrique("decisions", "Décisions de l’assemblée à suivre", False, ["Demander l’éclairage du square"]),
        Rubrique("initiatives", "Initiatives en cours", False, ["Un jardin partagé, en préparation"]),
        Rubrique(
            "actions",
            "Actions de la feuille de route",
            False,
            [f"Tenir une permanence chaque mercredi (pour le {echeance})"],
        ),
    ]


def annoter_des_chiffres(scene: Scene, comptes: dict[str, Compte]) -> None:
    """Two notes on the current exercice, signed by an animatrice and by the coordination."""
    annee = scene.calendrier.exercices[-1].debut.year
    veille = scene.calendrier.ouvre_avant(scene.calendrier.aujourd_hui)
    textes = (
        ("heures-M2", 18, "animateur18", "Peu d’instances cette année : un comité de pilotage a été reporté."),
        ("heures-M1", 14, "coordination", "Reprise du groupe moteur : davantage de temps en mission 1."),
    )
    NoteChiffre.objects.bulk_create(
        NoteChiffre(
            code=code,
            conseil=scene.conseils[numero],
            exercice=annee,
            texte=texte,
            auteur=comptes[auteur],
            ecrite_le=a_l_heure(veille, 11, 15),
        )
        for code, numero, auteur, texte in textes
    )
