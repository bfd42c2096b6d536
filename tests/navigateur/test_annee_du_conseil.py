"""A full year of one conseil, entered in the browser as it happens, then read against counts made by hand.

The conseil of the 18e in 2026. The groupe moteur, in alphabetical order:

    Arnaud Léa F, Benali Karim H, Camara Awa F, Diallo Moussa H, Esteve Rosa F (inhabitants);
    Faure Luc H, Garcia Inès F (local actors); Haddad Samir H, Ivanov Ana F (inhabitants);
    Joly Marc H, Koné Fatou F (local actors); Leroy Max, sex not known (inhabitant).

Ten enter on 12 January. Joly and Leroy enter on 1 April. Garcia leaves on 30 June. So ten members on 1 March
(7 inhabitants, 3 actors; 6 women, 4 men), twelve on 15 May (8 and 4; 6, 5 and 1 not known), eleven in
November (8 and 3; 5, 5 and 1).

Eight meetings are held (members expected, members who came, other people):

    10 February, groupe moteur  10   5   5      23 June, assemblée       12   7  16
    24 March, assemblée         10   8  20      15 September, atelier         3   7
    14 April, marche                 3  11      20 October, débat annuel      7  19
    19 May, groupe moteur       12  10   0      10 November, groupe moteur 11  9   0

52 comings of members and 78 of other people: 130. At the five assemblies and meetings of the groupe moteur 39 came of
55 expected: 71 %.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from conseils.services.convocations import relancer_convocations
from territoires.models import Quartier
from tests import fabriques as f
from tests.navigateur.conftest import BUREAU, TELEPHONE
from tests.navigateur.ecrans import Ecran

H, A = "habitants", "acteurs locaux"
SEXES = {"F": "femme", "H": "homme", "N": "non renseigné"}
# Family name, first name, sex, age band, collège, origin, quartier.
MEMBRES = [
    ("Arnaud", "Léa", "F", "26 à 39 ans", H, "tiré au sort", "Goutte d’Or"),
    ("Benali", "Karim", "H", "40 à 59 ans", H, "tiré au sort", "Porte Montmartre"),
    ("Camara", "Awa", "F", "26 à 39 ans", H, "volontaire", "Goutte d’Or"),
    ("Diallo", "Moussa", "H", "18 à 25 ans", H, "volontaire", "Goutte d’Or"),
    ("Esteve", "Rosa", "F", "60 ans et plus", H, "tiré au sort", "Porte Montmartre"),
    ("Faure", "Luc", "H", "40 à 59 ans", A, "désigné", "Goutte d’Or"),
    ("Garcia", "Inès", "F", "40 à 59 ans", A, "volontaire", "Porte Montmartre"),
    ("Haddad", "Samir", "H", "60 ans et plus", H, "volontaire", "Goutte d’Or"),
    ("Ivanov", "Ana", "F", "40 à 59 ans", H, "tiré au sort", "Goutte d’Or"),
    ("Koné", "Fatou", "F", "26 à 39 ans", A, "désigné", "Porte Montmartre"),
]
ENTRES_EN_AVRIL = [
    ("Joly", "Marc", "H", "40 à 59 ans", A, "volontaire", "Goutte d’Or"),
    ("Leroy", "Max", "N", "non renseigné", H, "volontaire", "Non connu"),
]


@dataclass(frozen=True)
class Rencontre:
    """A meeting to plan, then to tell. ``venus``: the line typed from the sheet; ``eloignes``: the grid below."""

    le: date
    type: str
    intitule: str
    venus: str
    lue: str
    points: tuple[tuple[str, int], ...]
    convoquee: bool = False
    animee: bool = False
    quartier: str = ""
    eloignes: dict[str, int] = field(default_factory=dict)


REUNIONS = [
    Rencontre(
        date(2026, 2, 10),
        "groupe moteur",
        "Premier groupe moteur",
        "1-4, 7 +3 F +2 H",
        "5 membres présents",
        (("Accueil", 15), ("Les pieds d’immeuble", 60), ("Calendrier", 30)),
        convoquee=True,
    ),
    Rencontre(
        date(2026, 3, 24),
        "assemblée ouverte",
        "Assemblée de printemps",
        "1-6, 8, 10 e9 +12 F +8 H",
        "8 membres présents",
        (("Règlement intérieur", 45), ("Les bancs du square", 45)),
        convoquee=True,
        eloignes={
            "Ont répondu, femme": 10,
            "Ont répondu, homme": 6,
            "Dont éloignés, femme": 4,
            "Dont éloignés, homme": 2,
            "Dont déjà venus, femme": 1,
            "Dont déjà venus, homme": 0,
            "Pour la première fois, femme": 5,
            "Pour la première fois, homme": 3,
        },
    ),
    Rencontre(
        date(2026, 4, 14),
        "marche exploratoire",
        "Marche de la Goutte d’Or",
        "2, 4, 10 +6 F +4 H +1 N",
        "3 membres présents",
        (),
        quartier="Goutte d’Or",
    ),
    Rencontre(
        date(2026, 5, 19),
        "groupe moteur",
        "Groupe moteur de mai",
        "1-5, 8-12 6>2",
        "10 membres présents",
        (("Préparer l’assemblée", 60),),
        animee=True,
    ),
    Rencontre(
        date(2026, 6, 23),
        "assemblée ouverte",
        "Assemblée d’été",
        "1-3, 5, 6, 11, 12 e4 +9 F +7 H",
        "7 membres présents",
        (("Fête de quartier", 40),),
        convoquee=True,
    ),
    Rencontre(
        date(2026, 9, 15), "atelier", "Atelier du budget participatif", "1, 3, 9 +5 F +2 H", "3 membres présents", ()
    ),
    Rencontre(
        date(2026, 10, 20),
        "débat annuel d’évaluation",
        "Débat annuel",
        "1-5, 7, 8 +10 F +9 H",
        "7 membres présents",
        (("Ce que l’année a changé", 90),),
    ),
    Rencontre(
        date(2026, 11, 10), "groupe moteur", "Groupe moteur de novembre", "1-3, 5, 7-11", "9 membres présents", ()
    ),
]
FEVRIER, MARS, AVRIL, MAI, JUIN, SEPTEMBRE, OCTOBRE, NOVEMBRE = REUNIONS


class Annee:
    """The one who tells the year. Each day is a visit: the clock moves, the page is opened anew."""

    def __init__(self, ouvrir, horloge, ecran) -> None:
        self._ouvrir, self._horloge, self._ecran = ouvrir, horloge, ecran

    def visite(self, jour: date, compte, adresse: str = "/conseils/18/") -> Ecran:
        self._horloge.move_to(datetime(jour.year, jour.month, jour.day, 10, tzinfo=ZoneInfo("Europe/Paris")))
        return Ecran(self._ouvrir(adresse, compte, self._ecran))


def installer(annee: Annee, coordinatrice) -> None:
    page = annee.visite(date(2026, 1, 6), coordinatrice, "/").menu("Conseils")
    page.suivre("Conseil citoyen du").suivre("Modifier la présentation et le périmètre")
    page.remplir({"Goutte d’Or (QPV, géographie 2015)": True, "Porte Montmartre (QPV, géographie 2015)": True})
    page.valider("Enregistrer", "périmètre sont enregistrés")
    page.onglet("Organisation").suivre("Installer le conseil")
    page.remplir(
        {
            "Date d’installation": "2026-01-05",
            "Référence de l’arrêté": "75-2025-12-18-003",
            "Date de l’arrêté": "2025-12-18",
        }
    )
    page.valider("Enregistrer l’installation", "75-2025-12-18-003")
    page.suivre("Ajouter un portage").choisir("Association du quartier")
    page.remplir({"Association ou structure porteuse": "Les Relais du Nord", "Depuis le": "2026-01-05"})
    page.valider("Enregistrer", "Les Relais du Nord")


def inscrire(page: Ecran, membres: list[tuple], debut: str) -> None:
    """The day of entry is typed once."""
    page.suivre("Ajouter un membre").remplir({"Entrée le": debut})
    for nom, prenom, sexe, age, college, origine, quartier in membres:
        page.remplir(
            {
                "Prénom": prenom,
                "Nom": nom,
                "Tranche d’âge": age,
                "Quartier": quartier,
                "Adresse e-mail": f"{prenom[0]}.{nom}@exemple.invalid".lower().replace("é", "e"),
            }
        )
        page.choisir(SEXES[sexe], college, origine)
        page.valider("Inscrire, puis une autre", f"{prenom} {nom} est membre")
    page.suivre("Revenir sans enregistrer")


def programmer(page: Ecran, reunion: Rencontre) -> None:
    page.onglet("Réunions").suivre("Ajouter une réunion")
    page.remplir(
        {
            "Type": reunion.type,
            "Intitulé": reunion.intitule,
            "Date": reunion.le.isoformat(),
            "Heure": "18:30",
            "Durée prévue (minutes)": 120,
            "Lieu": "Salle Saint-Bruno",
            "Animée par des membres": reunion.animee,
        }
    )
    if reunion.quartier:
        page.remplir({"Échelle": "quartier", "Quartier": reunion.quartier})
    page.valider("Enregistrer", "La réunion est enregistrée")
    if reunion.points:
        page.suivre("Construire l’ordre du jour")
        for intitule, minutes in reunion.points:
            page.remplir({"Intitulé": intitule, "Durée (minutes)": minutes})
            page.valider("Ajouter ce point", f"« {intitule} »")
        page.suivre("Revenir à la réunion")


def convoquer(page: Ecran, combien: int) -> None:
    page.suivre("Convoquer").lit("Salle Saint-Bruno")
    page.valider(f"Envoyer à {combien} membres", "est lancé")
    assert relancer_convocations() == combien  # what the worker does on its message
    page.page.reload()
    page.lit(f"{combien} partis sur {combien}")


def saisir_les_presences(page: Ecran, reunion: Rencontre) -> None:
    """Two gestures for a meeting: the line of the sheet, then the button."""
    page.suivre("Saisir les présences").remplir({"Saisie rapide": reunion.venus})
    page.valider("Lire la ligne", reunion.lue)
    if reunion.eloignes:
        page.page.get_by_text("Première venue et quartier").click()
        page.remplir(reunion.eloignes)
    page.valider("Enregistrer les présences", "Les présences sont enregistrées")


def rediger(page: Ecran, *decisions: tuple[str, str]) -> None:
    page.suivre("Tenir le procès-verbal").suivre("Rédiger le procès-verbal")
    page.remplir({"Texte": "La séance est ouverte à 18 h 30.\n\n- Les points sont traités dans l’ordre."})
    page.valider("Enregistrer le projet", "est enregistré")
    for texte, echeance in decisions:
        page.suivre("Ajouter une décision").remplir({"Ce qui est décidé ou proposé": texte, "Pour le": echeance})
        page.valider("Enregistrer", texte)


def approuver(page: Ecran, reunion: Rencontre, par: str) -> None:
    page.fil("Réunions").suivre(reunion.intitule).suivre("Lire le procès-verbal").suivre("Noter l’approbation")
    page.remplir({"Réunion qui l’a approuvé": par})
    page.valider("Approuver", "Il ne change plus")


def raconter(annee: Annee, animatrice, reunion: Rencontre, convoques: int = 0) -> Ecran:
    """Plan a meeting a fortnight before, then tell it the day after."""
    page = annee.visite(reunion.le - timedelta(days=14), animatrice)
    programmer(page, reunion)
    if reunion.convoquee:
        convoquer(page, convoques)
    page = annee.visite(reunion.le + timedelta(days=1), animatrice)
    page.onglet("Réunions").suivre(reunion.intitule)
    saisir_les_presences(page, reunion)
    return page


def adopter_le_reglement(page: Ecran) -> None:
    page.fil("18e").onglet("Organisation").suivre("Voir le règlement intérieur").suivre("Noter son adoption")
    page.remplir({"Adoptée par l’assemblée ouverte du": "24 mars 2026, Assemblée de printemps"})
    page.valider("Enregistrer l’adoption", "adoptée le 24 mars 2026")


def suivre_une_decision(page: Ecran, reunion: Rencontre, choix: str, motif: str = "") -> None:
    page.fil("Réunions").suivre(reunion.intitule).suivre("Lire le procès-verbal").suivre("Suivre")
    page.choisir(choix).remplir({"Motif": motif})
    page.valider("Enregistrer", "Le suivi de la décision est enregistré")


def former(page: Ecran) -> None:
    page.onglet("Formations").suivre("Ajouter une formation")
    page.remplir(
        {
            "Nature": "co-formation",
            "Intitulé": "Lire un budget",
            "Organisme": "Université de la citoyenneté active",
            "Premier jour": "2026-06-04",
            "Durée, en heures": "2,5",
            "Lieu": "Mairie du 18e",
            "Agents": True,
        }
    )
    page.valider("Enregistrer", "La formation est enregistrée")
    page.suivre("Saisir les participants").cocher("Arnaud Léa", "Benali Karim", "Camara Awa")
    page.remplir(
        {
            "Agents, femme": 2,
            "Réponses, femme": 4,
            "Réponses, homme": 1,
            "Moyenne avant, femme": "2",
            "Moyenne avant, homme": "3",
            "Moyenne après, femme": "3,5",
            "Moyenne après, homme": "3",
        }
    )
    page.valider("Enregistrer les participants", "Les participants sont enregistrés")


def connaitre_le_territoire(page: Ecran) -> None:
    page.onglet("Diagnostic").suivre("Noter une expression")
    page.remplir(
        {
            "Recueillie le": "2026-04-14",
            "Source": "marche exploratoire",
            "Quartier": "Goutte d’Or",
            "Thème": "Éclairage",
            "Ce qui a été dit": "La rue est noire dès dix-huit heures.",
        }
    )
    page.valider("Enregistrer", "Éclairage")
    page.suivre("Acteurs").suivre("Ajouter un acteur")
    page.remplir({"Nom de la structure": "Centre social Belliard", "Nature": "centre social ou équipement"})
    page.valider("Enregistrer", "Centre social Belliard")
    page.suivre("Ajouter un interlocuteur").remplir({"Fonction": "Direction", "Téléphone professionnel": "0140000000"})
    page.valider("Enregistrer", "Direction")


def evaluer_l_autonomie(page: Ecran) -> None:
    """Levels 2, 1, 1 and 0: four points over four criteria."""
    page.onglet("Autonomie").suivre("Évaluer un semestre")
    page.remplir({"Année": 2026, "Semestre": "premier semestre"})
    page.choisir("2. Des membres animent", "1. Des membres proposent", "1. Des membres relisent", "0. Rien ne se fait")
    for rang in range(3):
        page.corps.get_by_label("Un fait qui le montre").nth(rang).fill("Le 19 mai 2026, réunion du groupe moteur.")
    page.valider("Enregistrer l’évaluation", "L’évaluation est enregistrée")


def vivre_l_annee(annee: Annee, animatrice, coordinatrice) -> None:
    installer(annee, coordinatrice)
    page = annee.visite(date(2026, 1, 12), animatrice, "/").menu("Conseils").suivre("Conseil citoyen du")
    inscrire(page.onglet("Groupe moteur"), MEMBRES, "2026-01-12")
    page = raconter(annee, animatrice, FEVRIER, convoques=10)
    rediger(page)
    page = annee.visite(date(2026, 3, 2), animatrice, "/conseils/18/reglement/").suivre("Déposer une version")
    page.remplir({"Écrite le": "2026-03-02", "Ou texte collé": "Article 1. L’assemblée est ouverte."})
    page.valider("Déposer cette version", "il reste à noter son adoption")
    page = raconter(annee, animatrice, MARS, convoques=10)
    rediger(page, ("Demander des bancs square Léon", "2026-06-30"))
    approuver(page, FEVRIER, "24 mars 2026, Assemblée de printemps")
    adopter_le_reglement(page)
    page = annee.visite(date(2026, 4, 1), animatrice).onglet("Groupe moteur")
    inscrire(page, ENTRES_EN_AVRIL, "2026-04-01")
    connaitre_le_territoire(raconter(annee, animatrice, AVRIL).fil("18e"))
    raconter(annee, animatrice, MAI)
    former(annee.visite(date(2026, 6, 5), animatrice))
    page = raconter(annee, animatrice, JUIN, convoques=12)
    rediger(page, ("Organiser une fête de quartier", "2026-09-30"))
    approuver(page, MARS, "23 juin 2026, Assemblée d’été")
    suivre_une_decision(page, MARS, "Elle est faite")
    sortir(annee.visite(date(2026, 6, 30), animatrice))
    for reunion in (SEPTEMBRE, OCTOBRE, NOVEMBRE):
        page = raconter(annee, animatrice, reunion)
    approuver(page, JUIN, "10 novembre 2026, Groupe moteur de novembre")
    suivre_une_decision(page, JUIN, "Elle est abandonnée", "La place est en travaux.")


def sortir(page: Ecran) -> None:
    evaluer_l_autonomie(page)
    page.onglet("Groupe moteur").suivre("Clore le mandat de Inès Garcia")
    page.remplir({"Dernier jour du mandat": "2026-06-30"}).choisir("déménagement")
    page.valider("Clore le mandat", "Le mandat de Inès Garcia est clos")


def lire_deux_jours(page: Ecran) -> None:
    page.remplir({"Composition au": "2026-03-01"}).valider("Voir ce jour", "Composition au 1er mars 2026")
    page.lit("10 membres", "7 habitants, 3 acteurs locaux", "6 femmes, 4 hommes, 0 non renseigné")
    assert page.ligne("Par origine", "Tiré au sort") == ["3", "1", "0", "4"]
    page.remplir({"Composition au": "2026-05-15"}).valider("Voir ce jour", "Composition au 15 mai 2026")
    page.lit("12 membres", "8 habitants, 4 acteurs locaux", "6 femmes, 5 hommes, 1 non renseigné")
    assert page.ligne("Par origine", "Volontaire") == ["2", "3", "1", "6"]


def lire_la_composition(page: Ecran) -> None:
    page.onglet("Groupe moteur")
    page.lit("11 membres", "8 habitants, 3 acteurs locaux", "5 femmes, 5 hommes, 1 non renseigné")
    lire_deux_jours(page)
    page.suivre("Voir qui est entré et sorti").remplir({"Entre le": "2026-03-01", "et le": "2026-11-18"})
    page.valider("Voir l’évolution", "10 + 2 − 1 = 11")


# Expected, came, excused or represented, absent, rate: at the five assemblies and meetings of the groupe moteur.
ASSIDUITE = {
    "Arnaud Léa": ["5", "5", "0", "0", "100 %"],
    "Diallo Moussa": ["5", "3", "1", "1", "60 %"],
    "Faure Luc": ["5", "2", "1", "2", "40 %"],
    "Ivanov Ana": ["5", "2", "1", "2", "40 %"],
    "Leroy Max": ["3", "3", "0", "0", "100 %"],
}


def lire_les_presences(page: Ecran) -> None:
    page.fil("18e").onglet("Réunions")
    for reunion, membres, autres in (
        (FEVRIER, "5", "5"),
        (MARS, "8", "20"),
        (AVRIL, "3", "11"),
        (MAI, "10", "0"),
        (JUIN, "7", "16"),
        (SEPTEMBRE, "3", "7"),
        (OCTOBRE, "7", "19"),
        (NOVEMBRE, "9", "0"),
    ):
        assert page.ligne("Réunions passées", reunion.intitule)[-2:] == [membres, autres], reunion.intitule
    page.suivre(MARS.intitule).lit("28 personnes présentes", "sur 10 en mandat ce jour-là")
    page.lit("Venues pour la première fois : 8 sur 20")
    page.fil("18e").onglet("Groupe moteur").suivre("Voir l’assiduité")
    assert {nom: page.ligne("Présences des membres", nom) for nom in ASSIDUITE} == ASSIDUITE


# The first words of each cell of the line of the 18e: the figure.
TABLEAU = {
    "Composition du groupe moteur": {0: "11", 1: "73 %", 2: "50 %"},
    "Vie du conseil": {0: "8", 1: "130", 2: "60 %", 3: "8", 4: "71 %", 6: "13 %", 7: "38 %", 8: "17 %"},
    "Formation et autonomie": {0: "1", 1: "2,5", 2: "5", 3: "27 %", 4: "1,2", 5: "1,0"},
}


def lire_le_tableau_de_bord(page: Ecran) -> None:
    for famille, attendus in TABLEAU.items():
        page.suivre(famille, page.page.get_by_role("navigation", name="Familles d’indicateurs"))
        cases = page.ligne(famille, "18e")
        assert {rang: cases[rang].startswith(texte) and texte for rang, texte in attendus.items()} == attendus


@pytest.fixture
def quartiers(dix_huitieme):
    for nom in ("Goutte d’Or", "Porte Montmartre"):
        f.QuartierFabrique(nom=nom, arrondissements=[dix_huitieme.arrondissement])


@pytest.fixture
def groupe(dix_huitieme, quartiers):
    """The perimeter and the ten of January, when entering them is not the point."""
    dix_huitieme.quartiers.set(Quartier.objects.all())
    codes = {H: "habitants", A: "acteurs", "tiré au sort": "tirage", "volontaire": "volontaire", "désigné": "college"}
    for nom, prenom, sexe, _, college, origine, _ in MEMBRES:
        membre = f.MembreFabrique(
            conseil=dix_huitieme, nom=nom, prenom=prenom, sexe=sexe, courriel=f"{len(nom)}{prenom[1]}@exemple.invalid"
        )
        f.MandatFabrique(membre=membre, college=codes[college], origine=codes[origine], debut=date(2026, 1, 12))


@pytest.mark.usefixtures("groupe")
def test_an_assembly_on_a_phone(ouvrir, horloge, animatrice):
    """From its planning to its decisions, then the two who enter, on a screen of 390 pixels."""
    annee = Annee(ouvrir, horloge, TELEPHONE)
    page = raconter(annee, animatrice, MARS, convoques=10)
    page.lit("28 personnes présentes", "sur 10 en mandat ce jour-là", "Venues pour la première fois : 8 sur 20")
    rediger(page, ("Demander des bancs square Léon", "2026-06-30"))
    page = annee.visite(date(2026, 6, 1), animatrice, "/").menu("Conseils").suivre("Conseil citoyen du")
    page.lit("Demander des bancs square Léon")
    inscrire(page.onglet("Groupe moteur"), ENTRES_EN_AVRIL, "2026-04-01")
    lire_deux_jours(page)


@pytest.mark.usefixtures("quartiers")
def test_a_year_of_a_conseil(ouvrir, horloge, animatrice, coordinatrice):
    annee = Annee(ouvrir, horloge, BUREAU)
    vivre_l_annee(annee, animatrice, coordinatrice)
    aujourd_hui = date(2026, 11, 18)
    page = annee.visite(aujourd_hui, animatrice)
    lire_la_composition(page)
    lire_les_presences(page)
    lire_le_tableau_de_bord(annee.visite(aujourd_hui, coordinatrice, "/tableau-de-bord/"))
