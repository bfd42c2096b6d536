"""A plausible conseil: two exercices of meetings, members, attendance and weeks. Always the same."""

import random
from datetime import date, timedelta

from conseils.models import ComptageEloignes, ComptagePremieres, ComptagePublic, Presence
from tests import fabriques as f

# Every name of a citizen holds it: none may reach a document.
NOM_SECRET = "Zqxsecret"
SEXES = "FFFFFFFHHHHHN"
AGES = ("-18", "18-25", "26-39", "40-59", "40-59", "60+", "60+", "N")
TYPES = ("groupe_moteur", "groupe_moteur", "assemblee", "quartier", "atelier", "thematique")


def peupler(conseil, *, jusqu_au: date = date(2026, 11, 15), membres: int = 31):
    """Fill two exercices of ``conseil``, up to a day."""
    hasard = random.Random(18)
    quartiers = [
        f.QuartierFabrique(nom=nom, arrondissements=[conseil.arrondissement])
        for nom in ("La Chapelle-Évangile", "Blémont", "Porte Montmartre")
    ]
    conseil.quartiers.set(quartiers)
    inscrits = _inscrire(conseil, hasard, quartiers, membres)
    _reunir(conseil, hasard, quartiers, inscrits, jusqu_au)
    _accompagner(conseil, hasard, jusqu_au)
    _organiser(conseil)
    _former(conseil, hasard, inscrits)
    _dire(conseil)
    _sieger(conseil, inscrits[-1])
    _entreprendre(conseil)
    _consulter(conseil)
    for annee in (2025, 2026):
        f.EvaluationFabrique(conseil=conseil, annee=annee)
    return conseil


def _inscrire(conseil, hasard, quartiers, combien):
    inscrits = []
    for rang in range(combien):
        membre = f.MembreFabrique(
            conseil=conseil,
            nom=f"{NOM_SECRET}{rang}",
            prenom=f"Pre{NOM_SECRET}",
            sexe=hasard.choice(SEXES),
            tranche_age=hasard.choice(AGES),
            quartier=hasard.choice(quartiers),
        )
        sortie = date(2026, 6, 30) if rang < 4 else None
        f.MandatFabrique(
            membre=membre,
            college=hasard.choice(("habitants", "habitants", "acteurs")),
            origine=hasard.choice(("tirage", "volontaire", "college")),
            debut=date(2026, 2, 1) if rang > combien - 6 else date(2025, 1, 10),
            fin=sortie,
            motif_fin="demenagement" if sortie else "",
        )
        inscrits.append(membre)
    return inscrits


def _reunir(conseil, hasard, quartiers, inscrits, jusqu_au):
    jour = date(2025, 1, 20)
    while jour <= jusqu_au:
        genre = hasard.choice(TYPES)
        de_quartier = genre == "quartier"
        reunion = f.ReunionFabrique(
            conseil=conseil,
            type=genre,
            intitule=f"Réunion : {genre.replace('_', ' ')}",
            date=jour,
            echelle="quartier" if de_quartier else "arrondissement",
            quartier=hasard.choice(quartiers) if de_quartier else None,
            lieu_prete=hasard.random() < 0.4,
            auto_animee=hasard.random() < 0.3,
        )
        _compter(reunion, hasard, inscrits)
        jour += timedelta(days=hasard.choice((14, 21, 21, 28)))


def _compter(reunion, hasard, inscrits):
    venus = hasard.sample(inscrits, k=len(inscrits) // 2)
    Presence.objects.bulk_create(Presence(reunion=reunion, membre=m) for m in venus)
    for sexe, age in (("F", "26-39"), ("F", "60+"), ("H", "40-59"), ("N", "N")):
        ComptagePublic.objects.create(reunion=reunion, sexe=sexe, tranche_age=age, nombre=hasard.randint(1, 6))
    ComptageEloignes.objects.create(reunion=reunion, sexe="F", reponses=3, eloignes=hasard.randint(0, 2))
    ComptageEloignes.objects.create(reunion=reunion, sexe="H", reponses=1, eloignes=hasard.randint(0, 1))
    _compter_les_retours(reunion)


def _compter_les_retours(reunion):
    """Without chance: the rest of the example must not change with it."""
    ComptagePremieres.objects.create(reunion=reunion, sexe="F", nombre=1)
    for comptage in reunion.eloignements.filter(sexe="F"):
        comptage.deja_venus = comptage.eloignes // 2
        comptage.save()


def _accompagner(conseil, hasard, jusqu_au):
    convention = f.ConventionFabrique(debut=date(2025, 1, 1), fin=date(2027, 12, 31))
    convention.arrondissements.add(conseil.arrondissement)
    convention.commanditaires.add(f.PartenaireFabrique(code="prefecture", nom="Préfecture de Paris"))
    affectation = f.AffectationFabrique(conseil=conseil, convention=convention, debut=date(2025, 1, 6))
    types = [
        f.TypeActiviteFabrique(
            code=f"type-{code}", mission=f.MissionFabrique(code=code, libelle=libelle, intitule=libelle, ordre=rang)
        )
        for rang, (code, libelle) in enumerate((("M1", "Autonomie"), ("M2", "Instances"), ("M3", "Initiatives")))
    ]
    lundi = date(2025, 1, 6)
    while lundi <= jusqu_au:
        semaine = f.SemaineFabrique(
            affectation=affectation, lundi=lundi, etat="transmise", transmise_le="2026-01-01T08:00Z"
        )
        for jour in range(5):
            f.LigneFabrique(semaine=semaine, jour=jour, type_activite=hasard.choice(types), minutes=240)
        lundi += timedelta(days=7)


def _organiser(conseil):
    conseil.statut, conseil.date_installation = "installe", date(2015, 9, 12)
    conseil.save()
    f.ArreteFabrique(conseil=conseil)
    f.PortageFabrique(conseil=conseil, mode="collectif_informel", structure="Le Relais", au=date(2020, 12, 31))
    f.PortageFabrique(conseil=conseil, structure="Paroles du Nord", du=date(2021, 1, 1))
    f.MoyenPreteFabrique(conseil=conseil)
    version = f.VersionReglementFabrique(conseil=conseil, adoptee_en=conseil.reunions.filter(type="assemblee").last())
    f.VerificationReglementFabrique(version=version)
    f.VerificationReglementFabrique(
        version=version, institution="ville", avis="observations", observations="Article 3.", le=date(2026, 11, 17)
    )


def _former(conseil, hasard, inscrits):
    for jour, organisme in (
        (date(2025, 4, 8), "universite"),
        (date(2026, 3, 12), "universite"),
        (date(2026, 9, 24), "pole_ressources"),
    ):
        formation = f.FormationFabrique(debut=jour, organisme=organisme, pour_agents=True)
        delegation = f.DelegationFormationFabrique(conseil=conseil, formation=formation)
        for membre in hasard.sample(inscrits, k=9):
            f.ParticipationFormationFabrique(delegation=delegation, membre=membre)
        f.ComptageFormationFabrique(delegation=delegation, public="agents", sexe="F", nombre=hasard.randint(1, 4))
        f.CompetencesFabrique(delegation=delegation, reponses=6, somme_avant=1300, somme_apres=2100)


def _dire(conseil):
    """Two acts in 2026: one answered, followed and seen; one late. One in 2025, refused."""
    ville = f.PartenaireFabrique(code="ville-de-paris", nom="Ville de Paris")
    prefecture = f.PartenaireFabrique(code="prefecture", nom="Préfecture de Paris")
    eclairer = f.AvisFabrique(conseil=conseil, voix_pour=14, voix_contre=5, abstentions=6, sujet_libre="La nuit")
    f.DivergenceFabrique(avis=eclairer)
    repondu = f.DestinataireFabrique(avis=eclairer, partenaire=ville, repondu_le=date(2026, 4, 20))
    suite = f.SuiteFabrique(reponse=f.ReponseFabrique(destinataire=repondu), etat="realisee")
    f.ConstatFabrique(suite=suite)
    f.DestinataireFabrique(avis=eclairer, partenaire=prefecture)
    rapport = f.AvisFabrique(conseil=conseil, type="rapport_annuel", titre="Avis sur le rapport annuel")
    f.DestinataireFabrique(avis=rapport, partenaire=prefecture, tacite=True)
    ancien = f.AvisFabrique(conseil=conseil, transmis_le=date(2025, 3, 12), titre="Rouvrir le square")
    refus = f.DestinataireFabrique(avis=ancien, partenaire=ville, repondu_le=date(2025, 4, 1), echeance=None)
    f.ReponseFabrique(destinataire=refus, sens="refuse", le=date(2025, 4, 1))


def _sieger(conseil, membre):
    for jour, presence in ((date(2026, 5, 5), "present"), (date(2025, 5, 6), "absent")):
        seance = f.SeanceFabrique(arrondissement=conseil.arrondissement, date=jour, statut="tenue")
        delegation = f.DelegationSeanceFabrique(
            seance=seance, conseil=conseil, dit="La rue reste sombre.", decide="Une visite en juin."
        )
        f.RepresentationFabrique(delegation=delegation, membre=membre, presence=presence)


def _entreprendre(conseil):
    jardin = f.InitiativeFabrique(
        conseil=conseil, etat="evaluee", debut=date(2026, 4, 1), fin=date(2026, 9, 1), resultat="atteint",
        apprentissage="Commencer au printemps.",
    )  # fmt: skip
    for sexe, age, nombre in (("F", "26-39", 7), ("H", "60+", 6)):
        jardin.porteurs.create(sexe=sexe, tranche_age=age, nombre=nombre)
    f.FinancementFabrique(
        initiative=jardin, etat="accorde", accorde=500, depense="480.50", decide_le=date(2026, 5, 20)
    )
    f.DepenseFabrique(part=f.PartBudgetFabrique(conseil=conseil), montant="100.10")


def _consulter(conseil):
    enquete = f.ConsultationFabrique(conseils=[conseil])
    question = f.QuestionFabrique(thematique=f.ThematiqueFabrique(consultation=enquete))
    for sexe in "FFFFFHHHHH":
        reponse = f.ReponseQuestionnaireFabrique(consultation=enquete, conseil=conseil, sexe=sexe)
        f.ReponseQuestionFabrique(reponse=reponse, question=question, texte="Une idée.")
