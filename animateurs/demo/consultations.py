"""Two consultations: the national one of 2017 replayed from questionnaire to mesures, and one that is open now.

The dates, the six themes and the working day are those of 2017; answers, propositions and mesures are made up.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from django.utils import timezone

from animateurs.demo.hasard import un_parmi
from animateurs.demo.scene import Scene
from comptes.models import Compte
from conseils.models import (
    ConseilCitoyen,
    Consultation,
    InvitationConsultation,
    Membre,
    Question,
    ReponseQuestionnaire,
    Sexe,
    Thematique,
    TrancheAge,
)
from conseils.services import consultations, mesures, questionnaires

REPONSES_2017, REPONSES_OUVERTE = 52, 17
PART_PAR_LIEN = 0.7
INVITE, UTILISES = 18, 4  # the conseil whose members were asked, and how many used their link
OUVERTURE, CLOTURE, TARD = date(2017, 11, 22), date(2017, 12, 5), date(2017, 12, 8)
JOURNEE = date(2017, 12, 16)
FREINS = ("Le manque d'information", "Les horaires", "Le coût", "La distance")
SEXES = {Sexe.FEMME: 52, Sexe.HOMME: 36, Sexe.NON_RENSEIGNE: 12}
AGES = {
    TrancheAge.DE_18_A_25: 8,
    TrancheAge.DE_26_A_39: 24,
    TrancheAge.DE_40_A_59: 36,
    TrancheAge.PLUS_60: 22,
    TrancheAge.NON_RENSEIGNE: 10,
}


@dataclass(frozen=True)
class Idee:
    """What people write, and the proposition that the team draws from it."""

    texte: str
    proposition: str


@dataclass(frozen=True)
class Sujet:
    """A theme: its open question, its ideas and the mesure that the working day wrote."""

    question: str
    idees: tuple[Idee, ...]
    titre: str
    mesure: str


SUJETS = {
    "education": Sujet(
        "Qu'est-ce qui aiderait les enfants du quartier à réussir à l'école ?",
        (
            Idee(
                "Il faudrait de l'aide aux devoirs le mercredi, pas seulement le soir.",
                "De l'aide aux devoirs le mercredi après-midi.",
            ),
            Idee(
                "Les parents n'osent pas entrer dans l'école, il faut une salle pour eux.",
                "Ouvrir dans chaque école une salle tenue par les parents.",
            ),
            Idee(
                "Que la bibliothèque ouvre le dimanche pour réviser au calme.",
                "Ouvrir une bibliothèque par quartier le dimanche.",
            ),
        ),
        "Un lieu pour apprendre, tous les jours",
        "Chaque quartier dispose d'un lieu calme ouvert le mercredi et le dimanche, avec des bénévoles formés.",
    ),
    "emploi": Sujet(
        "Qu'est-ce qui aiderait à trouver un emploi près de chez soi ?",
        (
            Idee(
                "On envoie des CV sans réponse, je voudrais rencontrer les patrons d'ici.",
                "Des rencontres avec les employeurs de l'arrondissement, deux fois par an.",
            ),
            Idee(
                "Les stages de troisième vont toujours aux mêmes.",
                "Réserver des stages de troisième aux collégiens des quartiers.",
            ),
        ),
        "Les employeurs viennent au quartier",
        "Deux forums par an, préparés avec les conseils, et une bourse aux stages de troisième.",
    ),
    "formation": Sujet(
        "Quelles formations manquent ?",
        (
            Idee("Des cours de français le soir, après le travail.", "Des cours de français en soirée et le samedi."),
            Idee("Apprendre à faire ses démarches sur internet.", "Des ateliers pour faire ses démarches en ligne."),
        ),
        "Apprendre à l'heure où l'on peut",
        "Les cours de français et les ateliers numériques ouvrent le soir et le samedi, avec garde d'enfants.",
    ),
    "mobilite": Sujet(
        "Qu'est-ce qui vous empêche de vous déplacer ?",
        (
            Idee("Le bus ne passe plus après 21 heures.", "Prolonger les bus de rocade après 21 heures."),
            Idee(
                "L'ascenseur de la station est en panne un jour sur deux.",
                "Afficher et réparer sous deux jours les pannes d'ascenseur des stations.",
            ),
        ),
        "Rentrer chez soi le soir",
        "Un service de soirée est étudié avec les conseils sur les lignes qui bordent les quartiers.",
    ),
    "parentalite": Sujet(
        "Qu'est-ce qui aiderait les parents ?",
        (
            Idee(
                "Une heure de garde pour aller à un rendez-vous, ça n'existe pas.",
                "Des haltes-garderies à l'heure, sans réservation longue.",
            ),
            Idee(
                "Parler entre parents d'adolescents, avec quelqu'un dont c'est le métier.",
                "Des groupes de parents d'adolescents, animés par un professionnel.",
            ),
        ),
        "Souffler une heure",
        "Dix places de halte-garderie à l'heure par arrondissement, et un groupe de parents par quartier.",
    ),
    "culture": Sujet(
        "Qu'est-ce qui vous donnerait envie de sortir ?",
        (
            Idee("Des spectacles dans la cour de l'immeuble, l'été.", "Des spectacles en pied d'immeuble l'été."),
            Idee("On ne sait jamais ce qui est gratuit.", "Une page et une affiche par mois des sorties gratuites."),
        ),
        "La culture descend dans la cour",
        "Chaque théâtre de l'arrondissement joue une fois par été en pied d'immeuble.",
    ),
}


def consulter(scene: Scene, par: Compte) -> None:
    _rejouer_2017(scene, par)
    _ouvrir(scene, par)


def _rejouer_2017(scene: Scene, par: Compte) -> None:
    consultation = _preparer(
        scene,
        par,
        titre="Consultation nationale des conseils citoyens",
        organisateur="Ministère de la Cohésion des territoires, avec la Fédération des centres sociaux",
        ouverture=OUVERTURE,
        cloture=CLOTURE,
        sujets=SUJETS,
    )
    alea, conseils = scene.alea("consultation 2017"), list(scene.conseils.values())
    for rang in range(REPONSES_2017):
        jour = TARD if rang % 13 == 12 else OUVERTURE + timedelta(days=alea.randrange(14))
        conseil = conseils[rang % len(conseils)]
        _repondre(consultation, conseil, par, alea, jour, par_lien=alea.random() < PART_PAR_LIEN)
    _relever(consultation, par)
    _journee(consultation, par)
    consultations.restituer(consultation=consultation, par=par)


def _ouvrir(scene: Scene, par: Compte) -> None:
    """Open for a week, for twelve days more; the members of the 18e are asked, some have answered."""
    jour = scene.calendrier.aujourd_hui
    consultation = _preparer(
        scene,
        par,
        titre="Bien vivre dans son quartier en été",
        organisateur="Coordination des conseils citoyens",
        ouverture=jour - timedelta(days=7),
        cloture=jour + timedelta(days=12),
        sujets={nature: SUJETS[nature] for nature in ("mobilite", "parentalite", "culture")},
    )
    alea = scene.alea("consultation ouverte")
    for rang in range(REPONSES_OUVERTE):
        # As many by link as links were used, in the conseil whose members were asked.
        numero = INVITE if rang < UTILISES else alea.choice([n for n in scene.conseils if n != INVITE])
        remise = jour - timedelta(days=alea.randrange(1, 7))
        _repondre(consultation, scene.conseils[numero], par, alea, remise, par_lien=rang < UTILISES)
    membres = Membre.objects.filter(conseil=scene.conseils[INVITE]).en_mandat_le(jour).joignables()[:12]
    InvitationConsultation.objects.bulk_create(
        InvitationConsultation(
            consultation=consultation,
            membre=membre,
            envoye_le=consultation.ouverture,
            essais=1,
            repondue=rang < UTILISES,
            lien_demande=rang == UTILISES,
        )
        for rang, membre in enumerate(membres)
    )


def _preparer(
    scene: Scene, par: Compte, *, titre: str, organisateur: str, ouverture: date, cloture: date, sujets: dict
) -> Consultation:
    consultation = consultations.creer_consultation(
        par=par,
        titre=titre,
        organisateur=organisateur,
        presentation="Dites ce qui améliorerait le quotidien dans votre quartier : ce que vous avez vu marcher, "
        "ce qui manque, ce que vous feriez.",
        ouverture=_moment(ouverture, time(9)),
        cloture=_moment(cloture, time(23, 59)),
        conseils=list(scene.conseils.values()),
        themes=[theme for theme in consultations.themes_de_2017() if theme[0] in sujets],
    )
    for thematique in consultation.thematiques.all():
        _poser(thematique, sujets[thematique.nature].question, par)
    # Launched on its day: the service would refuse one whose closing is past.
    Consultation.objects.filter(pk=consultation.pk).update(etat=Consultation.Etat.LANCEE)
    consultation.refresh_from_db()
    return consultation


def _poser(thematique: Thematique, question: str, par: Compte) -> None:
    poser = consultations.enregistrer_question
    poser(thematique=thematique, par=par, texte=question, genre=Question.Genre.TEXTE, choix=[])
    if thematique.rang == 1:
        poser(
            thematique=thematique,
            par=par,
            texte="Qu'est-ce qui freine le plus, chez vous ?",
            choix=list(FREINS),
            genre=Question.Genre.MULTIPLE,
        )
        poser(
            thematique=thematique,
            par=par,
            texte="Vous sentez-vous écouté ou écoutée ?",
            choix=[],
            genre=Question.Genre.ECHELLE,
        )


def _repondre(
    consultation: Consultation, conseil: ConseilCitoyen, par: Compte, alea: Random, jour: date, *, par_lien: bool
) -> None:
    contenu = {q: _valeur(q, alea) for q in Question.objects.de(consultation).select_related("thematique")}
    reponse = questionnaires.saisir_reponse(
        consultation=consultation,
        conseil=conseil,
        par=par,
        contenu=contenu,
        sexe=un_parmi(alea, SEXES),
        tranche_age=un_parmi(alea, AGES),
        recue_le=jour,
    )
    if alea.random() < 0.7:
        ReponseQuestionnaire.objects.filter(pk=reponse.pk).update(mode=ReponseQuestionnaire.Mode.LIEN)


def _valeur(question: Question, alea: Random):
    if question.genre == Question.Genre.ECHELLE:
        return un_parmi(alea, {1: 10, 2: 25, 3: 35, 4: 20, 5: 10})
    if question.genre == Question.Genre.MULTIPLE:
        return alea.sample(list(question.choix.all()), alea.choice((1, 2)))
    idees = SUJETS[question.thematique.nature].idees
    return alea.choice(idees).texte if alea.random() < 0.75 or question.thematique.rang == 1 else ""


def _relever(consultation: Consultation, par: Compte) -> None:
    """Two or three propositions per theme, each fed by the answers that hold its idea."""
    for thematique in consultation.thematiques.all():
        for idee in SUJETS[thematique.nature].idees:
            proposition = None
            for source in thematique.questions.get(rang=1).reponses.filter(texte=idee.texte):
                proposition = mesures.extraire_proposition(
                    source=source,
                    par=par,
                    extrait=source.texte,
                    existante=proposition,
                    **({} if proposition else {"texte": idee.proposition}),
                )


def _journee(consultation: Consultation, par: Compte) -> None:
    journee = mesures.enregistrer_journee(
        consultation=consultation,
        par=par,
        date=JOURNEE,
        lieu="Paris",
        membres=98,
        associations=14,
        acteurs_economiques=6,
        administrations=11,
    )
    for thematique in consultation.thematiques.all():
        sujet = SUJETS[thematique.nature]
        mesures.enregistrer_mesure(
            journee=journee,
            par=par,
            thematique=thematique,
            titre=sujet.titre,
            texte=sujet.mesure,
            propositions=list(thematique.propositions.retenues()[:2]),
        )


def _moment(jour: date, heure: time) -> datetime:
    return timezone.make_aware(datetime.combine(jour, heure))
