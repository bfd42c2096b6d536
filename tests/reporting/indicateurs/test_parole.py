"""The council's word, its seats, its initiatives and its money against figures worked out by hand.

The story, typed here and counted on paper: the 18e, exercice 2026 up to Wednesday 18 November, 2025 beside it.

Acts. A: avis sent 12 March to the Ville (answered 20 April: 39 days, accepted) and to the Préfecture (awaited
11 May, answered 10 June: 90 days, in part). B: interpellation sent 1 June to the Ville, awaited 31 July, silent.
C: sent 1 September to the Préfecture, whose silence is agreement since 1 October. D: avis sent 20 October to a
bailleur without clock (refused 2 November: 13 days; in part on 16 November). E: withdrawn, answered. F: adopted.
G: draft. 2025: H, sent 1 October, awaited 30 November, refused 20 December (80 days). I: sent 15 December,
awaited 15 January 2026, refused 3 February 2026 (50 days).
"""

from datetime import date

import pytest

from reporting.indicateurs import collecter
from reporting.services import cumuls
from socle.periode import Periode
from tests import fabriques as f

AUJOURD_HUI = date(2026, 11, 18)
PERIODES = [Periode.exercice(2026).jusqu_au(AUJOURD_HUI), Periode.exercice(2025)]
NBSP = "\u00a0"


@pytest.fixture
def partenaires(db):
    noms = ("Ville de Paris", "Préfecture", "Bailleur")
    return {nom: f.PartenaireFabrique(code=f"p-{rang}", nom=nom) for rang, nom in enumerate(noms)}


@pytest.fixture
def adresser(partenaires):
    """Address an act; then answer as told: (day, meaning, late)."""

    def adresser(avis, nom, *reponses, **champs):
        repondu_le = min((jour for jour, sens, _ in reponses if sens != "en_etude"), default=None)
        destinataire = f.DestinataireFabrique(
            avis=avis, partenaire=partenaires[nom], repondu_le=repondu_le, **{"echeance": None, **champs}
        )
        return [
            f.ReponseFabrique(
                destinataire=destinataire,
                le=jour,
                sens=sens,
                hors_delai=hors_delai,
                etude_jusqu_au=date(2026, 12, 31) if sens == "en_etude" else None,
            )
            for jour, sens, hors_delai in reponses
        ]

    return adresser


@pytest.fixture
def actes(dix_huitieme, adresser):
    """The acts, by letter, and the answers that have suites."""

    def acte(transmis_le, **champs):
        return f.AvisFabrique(conseil=dix_huitieme, transmis_le=transmis_le, **champs)

    a, mai = acte(date(2026, 3, 12)), date(2026, 5, 11)
    [ville] = adresser(a, "Ville de Paris", (date(2026, 4, 20), "accepte", False), echeance=mai)
    [prefecture] = adresser(a, "Préfecture", (date(2026, 6, 10), "en_partie", True), echeance=mai)
    adresser(acte(date(2026, 6, 1), type="interpellation"), "Ville de Paris", echeance=date(2026, 7, 31))
    c = acte(date(2026, 9, 1), type="rapport_annuel", etat="repondu")
    adresser(c, "Préfecture", echeance=date(2026, 9, 30), tacite=True)
    d = acte(date(2026, 10, 20))
    _, complement = adresser(
        d, "Bailleur", (date(2026, 11, 2), "refuse", False), (date(2026, 11, 16), "en_partie", False)
    )
    e = acte(date(2026, 4, 1), etat="retire", retire_le=date(2026, 5, 1), motif_retrait="Doublon")
    adresser(e, "Ville de Paris", (date(2026, 4, 10), "accepte", True), echeance=date(2026, 4, 5))
    acte(None, etat="adopte")
    f.BrouillonFabrique(conseil=dix_huitieme)
    h, i = acte(date(2025, 10, 1)), acte(date(2025, 12, 15), type="proposition")
    adresser(h, "Ville de Paris", (date(2025, 12, 20), "refuse", True), echeance=date(2025, 11, 30))
    adresser(i, "Ville de Paris", (date(2026, 2, 3), "refuse", True), echeance=date(2026, 1, 15))
    return {"A, Ville": ville, "A, Préfecture": prefecture, "D": complement}


@pytest.fixture
def constats(actes):
    """A: two suites seen done, one act. A, Préfecture: seen done, then undone. D: done on 17 November, in part
    only the day after.
    """
    for reponse, *vus in (
        ("A, Ville", (date(2026, 10, 2), "fait")),
        ("A, Ville", (date(2026, 10, 5), "fait")),
        ("A, Préfecture", (date(2026, 10, 1), "fait"), (date(2026, 11, 1), "pas_fait")),
        ("D", (date(2026, 11, 17), "fait"), (date(2026, 11, 18), "en_partie")),
    ):
        suite = f.SuiteFabrique(reponse=actes[reponse])
        for jour, resultat in vus:
            f.ConstatFabrique(suite=suite, le=jour, resultat=resultat)


@pytest.fixture
def initiatives(dix_huitieme):
    """1: directe, done and reached its aim. 2: by inhabitants, running. 3: entrusted, an idea. In 2025, 4: done,
    reached its aim in part. 5: launched, given up.
    """

    def proposer(jour, **champs):
        return f.InitiativeFabrique(conseil=dix_huitieme, proposee_le=jour, **champs)

    evaluee = {"etat": "evaluee", "apprentissage": "Commencer plus tôt."}
    une = proposer(date(2026, 3, 2), debut=date(2026, 4, 1), fin=date(2026, 9, 1), resultat="atteint", **evaluee)
    deux = proposer(date(2026, 5, 1), route="porte_habitants_accompagnes", etat="en_cours", debut=date(2026, 6, 1))
    trois = proposer(date(2026, 7, 1), route="initie_confie", structure_acteur=f.ActeurFabrique(conseil=dix_huitieme))
    quatre = proposer(date(2025, 2, 1), debut=date(2025, 3, 1), fin=date(2025, 11, 1), resultat="partiel", **evaluee)
    proposer(date(2025, 5, 1), etat="abandonnee", motif="Sans local", debut=date(2025, 6, 1))
    for initiative, sexe, age, nombre in ((une, "F", "26-39", 3), (une, "H", "60+", 1), (deux, "N", "N", 2)):
        initiative.porteurs.create(sexe=sexe, tranche_age=age, nombre=nombre)
    return une, deux, trois, quatre


@pytest.fixture
def argent(dix_huitieme, initiatives):
    """Asked of the FPH: 800,10 € (500,55 € granted), 300 € awaited, 90 € not yet sent; of the Budget participatif:
    1 000 €, refused; of an appel à projets: 5 000 €, granted. In 2025: FPH, granted on 15 January 2026.
    Budget propre: 100,10 € and 19,99 € of 2 500 €, 50 € cancelled, 70 € paid in December; in 2025 all of 2 000 €.
    """
    une, deux, trois, quatre = initiatives
    accorde = {"etat": "accorde", "decide_le": date(2026, 5, 20)}
    f.FinancementFabrique(initiative=une, demande="800.10", accorde="500.55", **accorde)
    f.FinancementFabrique(
        initiative=une, source="budget_participatif", demande=1000, etat="refuse", decide_le=date(2026, 6, 1)
    )
    f.FinancementFabrique(initiative=deux, demande=300, etat="depose")
    f.FinancementFabrique(initiative=deux, source="appel_a_projets", demande=5000, accorde=5000, **accorde)
    f.FinancementFabrique(initiative=trois, demande=90)
    f.FinancementFabrique(initiative=quatre, demande=200, accorde=200, etat="accorde", decide_le=date(2026, 1, 15))
    part = f.PartBudgetFabrique(conseil=dix_huitieme)
    for jour, montant in ((date(2026, 5, 4), "100.10"), (date(2026, 11, 18), "19.99"), (date(2026, 12, 1), "70")):
        f.DepenseFabrique(part=part, date=jour, montant=montant)
    f.DepenseFabrique(part=part, montant=50, annulee_le=date(2026, 6, 1), motif="Payée deux fois")
    avant = f.PartBudgetFabrique(conseil=dix_huitieme, enveloppe=f.EnveloppeFabrique(exercice=2025), montant=2000)
    f.DepenseFabrique(part=avant, date=date(2025, 6, 1), montant=2000, poste="location")


@pytest.fixture
def seances(dix_huitieme, dix_neuvieme):
    """With a seat: COPIL of the 18e (5 May: Awa), of the contract (10 February: Awa and Bruno; 15 September: Bruno
    absent, the 19e there), one planned, one cancelled; COPIL of the 19e. Without: direction de projet;
    équipe élargie, three times. A présentation du bilan, which is a meeting. In 2025: COPIL of the contract, nobody.
    """
    awa, bruno, zoe = (
        f.MandatFabrique(membre=f.MembreFabrique(conseil=conseil, sexe=sexe)).membre
        for conseil, sexe in ((dix_huitieme, "F"), (dix_huitieme, "H"), (dix_neuvieme, "F"))
    )
    paris = {"echelle": "parisienne"}
    copil = f.TypeInstanceFabrique()
    contrat = f.TypeInstanceFabrique(code="comite-pilotage-contrat", frequence_min=2, **paris)
    direction = f.TypeInstanceFabrique(code="direction-projet", frequence_min=3, ouverte_au_conseil=False, **paris)
    elargie, revue, presentation = (
        f.TypeInstanceFabrique(code=code, frequence_min=combien, ouverte_au_conseil=False)
        for code, combien in (("elargie", 2), ("revue-projets", 1), ("presentation-bilan-annuel", 1))
    )
    f.TypeInstanceFabrique(code="ancienne", frequence_min=4, historique=True)

    def tenir(type_, jour, *sieges, conseil=dix_huitieme, statut="tenue"):
        local = conseil.arrondissement if type_.echelle == "arrondissement" else None
        seance = f.SeanceFabrique(type=type_, arrondissement=local, date=jour, statut=statut)
        for membre, presence in sieges:
            delegation = f.DelegationSeanceFabrique(seance=seance, conseil=membre.conseil)
            f.RepresentationFabrique(delegation=delegation, membre=membre, presence=presence)

    tenir(copil, date(2026, 5, 5), (awa, "present"))
    tenir(contrat, date(2026, 2, 10), (awa, "present"), (bruno, "present"))
    tenir(contrat, date(2026, 9, 15), (bruno, "absent"), (zoe, "present"))
    tenir(contrat, date(2026, 11, 10), (awa, "inconnue"), statut="prevue")
    tenir(contrat, date(2026, 10, 10), (awa, "present"), statut="annulee")
    tenir(copil, date(2026, 6, 6), conseil=dix_neuvieme)
    tenir(direction, date(2026, 3, 3))
    for mois in (1, 4, 7):
        tenir(elargie, date(2026, mois, 20))
    tenir(contrat, date(2025, 5, 5))
    f.ReunionFabrique(conseil=dix_huitieme, type="presentation_bilan", date=date(2026, 6, 20))
    return revue, presentation


@pytest.fixture
def consultation(dix_huitieme, dix_neuvieme):
    """18e: two women and one unknown (who left it blank); in 2025 one man. 19e: one man.
    Emploi: from both women, one proposition (and a duplicate merged into it). Culture: from the second. One
    mesure from the two; another from the proposition of the 19e.
    """
    enquete = f.ConsultationFabrique(conseils=[dix_huitieme, dix_neuvieme])
    emploi, culture = (
        f.QuestionFabrique(thematique=f.ThematiqueFabrique(consultation=enquete, nature=nature))
        for nature in ("emploi", "culture")
    )

    def repondre(conseil, sexe, *questions, le=date(2026, 11, 17)):
        reponse = f.ReponseQuestionnaireFabrique(consultation=enquete, conseil=conseil, sexe=sexe, recue_le=le)
        return [f.ReponseQuestionFabrique(reponse=reponse, question=q, texte="Une idée.") for q in questions]

    def proposer(question, *sources, **champs):
        proposition = f.PropositionFabrique(thematique=question.thematique, **champs)
        for source in sources:
            f.ExtraitFabrique(proposition=proposition, source=source)
        return proposition

    [a_emploi] = repondre(dix_huitieme, "F", emploi)
    b_emploi, b_culture = repondre(dix_huitieme, "F", emploi, culture)
    repondre(dix_huitieme, "N")
    repondre(dix_huitieme, "H", le=date(2025, 11, 10))
    [voisin] = repondre(dix_neuvieme, "H", emploi)
    une, deux = proposer(emploi, a_emploi, b_emploi), proposer(culture, b_culture)
    proposer(emploi, a_emploi, fusionnee_dans=une)
    ailleurs = proposer(emploi, voisin)
    journee = f.JourneeTravailFabrique(consultation=enquete)
    for propositions in ((une, deux), (ailleurs,)):
        mesure = f.MesureFabrique(journee=journee, thematique=emploi.thematique)
        mesure.propositions.set(propositions)


@pytest.fixture
def table(dix_huitieme, constats, argent, seances, consultation):
    return collecter([dix_huitieme.pk], PERIODES)


# code, numerator, denominator, printed; then the same last year
ORACLE = [
    # A, B, C, D; H, I. Neither E, withdrawn, nor F and G, which were not sent.
    ("I14", (4, None, "4"), (2, None, "2")),
    # A twice, C by silence, D, of five; H of H and I (answered in 2026).
    ("I22", (4, 5, f"80{NBSP}%"), (1, 2, f"50{NBSP}%")),
    # B; on 31 December 2025 I was not awaited yet.
    ("I22r", (1, None, "1"), (0, None, "0")),
    # 13, 39, 50, 90: between 39 and 50; 80 alone.
    ("I23", (89, 2, "44,5"), (80, 1, "80,0")),
    # A (Préfecture) and I, of four; H.
    ("I23r", (2, 4, f"50{NBSP}%"), (1, 1, f"100{NBSP}%")),
    # A twice, D since it was completed, and the silence about C, over those and I; H was refused.
    ("I24", (4, 5, f"80{NBSP}%"), (0, 1, f"0{NBSP}%")),
    # A, once for two suites, and initiative 1; initiative 4 reached its aim in part.
    ("I39", (2, None, "2"), (0, None, "0")),
    ("I20a", (3, None, "3"), (1, None, "1")),
    ("I20b", (2, None, "2"), (0, None, "0")),
    ("I20c", (1, None, "1"), (0, None, "0")),
    # 5 May and 10 February of three; none of one.
    ("I12", (2, 3, f"67{NBSP}%"), (0, 1, f"0{NBSP}%")),
    ("I12r", (3, None, "3"), (0, None, "0")),
    # COPIL 1 of 1, élargie 2 of 2 (three were held), revue 0 of 1, présentation 1 of 1.
    ("I13", (4, 5, f"80{NBSP}%"), (0, 5, f"0{NBSP}%")),
    ("I15", (3, None, "3"), (2, None, "2")),
    ("I15p", (6, None, "6"), (0, None, "0")),
    # 1 and 4 of 1, 2, 4, 5; 4 of 4 and 5.
    ("I27", (2, 4, f"50{NBSP}%"), (1, 2, f"50{NBSP}%")),
    # One granted of three; the one of 2025 was not granted yet.
    ("I28", (1, 3, f"33{NBSP}%"), (0, 1, f"0{NBSP}%")),
    # 120,09 € of 2 500 €; 2 000 € of 2 000 €.
    ("I29", (12_009, 250_000, f"5{NBSP}%"), (200_000, 200_000, f"100{NBSP}%")),
    ("I29r", (237_991, None, f"2\u202f379,91{NBSP}€"), (0, None, f"0{NBSP}€")),
]


@pytest.mark.parametrize(("code", "cette_annee", "avant"), ORACLE, ids=[ligne[0] for ligne in ORACLE])
def test_value_of_the_indicator(table, dix_huitieme, code, cette_annee, avant):
    for periode, attendu in enumerate((cette_annee, avant)):
        valeur = table.valeur(code, dix_huitieme.pk, periode)
        assert (valeur.numerateur, valeur.denominateur, valeur.texte) == attendu


def test_every_count_is_a_whole_number(table):
    assert {type(n) for parts in table._parts.values() for nombres in parts.values() for n in nombres} == {int}


def test_sexed_splits(table, dix_huitieme):
    def sexes(code):
        return [texte for _, texte in table.valeur(code, dix_huitieme.pk).textes_par_sexe]

    # Awa twice and Bruno; three women, one man and two unknown; two women and one unknown.
    assert [sexes(code) for code in ("I12r", "I15p", "I20a")] == [["2", "1", "0"], ["3", "1", "2"], ["2", "0", "1"]]


def test_details(table, dix_huitieme):
    def detail(cle, *details):
        return [table.mesure(cle, dix_huitieme.pk, details=(d,)) for d in details]

    assert detail("avis", "avis", "proposition", "interpellation", "rapport_annuel") == [2, 0, 1, 1]
    institutions = ("Ville de Paris", "Préfecture", "Bailleur")
    assert detail("adresses", *institutions) == [2, 2, 1]
    assert detail("adresses_repondus", *institutions) == [1, 2, 1]
    assert detail("initiatives", "initie_confie", "porte_habitants_accompagnes", "porte_directement") == [1, 1, 1]
    sources = ("fph", "budget_participatif", "appel_a_projets")
    assert detail("centimes_demandes", *sources) == [110_010, 100_000, 500_000]
    assert detail("centimes_accordes", *sources) == [50_055, 0, 500_000]
    assert detail("reponses_theme", "emploi", "culture") == [2, 1]
    assert detail("propositions", "emploi", "culture") == [1, 1]


def test_a_period_says_what_was_known_on_its_last_day(dix_huitieme, constats):
    """10 December 2025: H is late. 30 September 2026: C is not agreed yet. 10 November: D is still refused."""

    def au(debut, fin, code):
        return collecter([dix_huitieme.pk], [Periode(debut, fin)], jour=AUJOURD_HUI).valeur(code)

    decembre = (date(2025, 1, 1), date(2025, 12, 10))
    assert (au(*decembre, "I22r").texte, au(*decembre, "I22").texte, au(*decembre, "I23").texte) == (
        "1",
        f"0{NBSP}%",
        "–",
    )
    septembre = au(date(2026, 1, 1), date(2026, 9, 30), "I22")
    assert (septembre.numerateur, septembre.denominateur) == (2, 4)
    octobre = [au(date(2026, 10, 1), fin, "I24").numerateur for fin in (date(2026, 11, 10), date(2026, 11, 18))]
    # C is agreed on 1 October: in October, not in September.
    assert octobre == [1, 2]
    assert au(date(2026, 9, 1), date(2026, 9, 30), "I24").denominateur == 0
    # Two seen done in October: A once for its two addressees, though one of them was undone in November.
    assert au(date(2026, 10, 1), date(2026, 10, 31), "I39").numerateur == 1
    assert au(date(2026, 10, 1), date(2026, 10, 1), "I39").numerateur == 1
    # D was seen done on the 17th, and only in part on the 18th.
    assert [au(date(2026, 11, 1), date(2026, 11, jour), "I39").numerateur for jour in (17, 18)] == [1, 0]


def test_a_study_is_not_an_answer(dix_huitieme, adresser):
    avis = f.AvisFabrique(conseil=dix_huitieme)
    adresser(avis, "Préfecture", (date(2026, 4, 1), "en_etude", False), echeance=date(2026, 12, 31))
    table = collecter([dix_huitieme.pk], PERIODES)
    assert [table.valeur(c).texte for c in ("I22", "I22r", "I23", "I24")] == [f"0{NBSP}%", "0", "–", "–"]


@pytest.mark.parametrize(("jour", "suivies"), [(date(2026, 4, 30), 1), (date(2026, 6, 30), 0)])
def test_the_last_answer_is_the_one_that_counts(dix_huitieme, adresser, jour, suivies):
    """Accepted on 1 April; refused after all on 2 May: followed at the end of April, not at the end of June."""
    avis = f.AvisFabrique(conseil=dix_huitieme)
    adresser(avis, "Préfecture", (date(2026, 4, 1), "accepte", False), (date(2026, 5, 2), "refuse", False))
    valeur = collecter([dix_huitieme.pk], [PERIODES[0].jusqu_au(jour)]).valeur("I24")
    assert (valeur.numerateur, valeur.denominateur) == (suivies, 1)


def test_a_late_study_makes_the_answer_late(dix_huitieme, adresser):
    avis = f.AvisFabrique(conseil=dix_huitieme)
    lignes = (date(2026, 6, 1), "en_etude", True), (date(2026, 8, 1), "accepte", False)
    adresser(avis, "Préfecture", *lignes, echeance=date(2026, 12, 31))
    assert collecter([dix_huitieme.pk], PERIODES).valeur("I23r").numerateur == 1


def test_a_written_answer_after_a_silence_counts_once(dix_huitieme, adresser):
    """Silence since 1 May was agreement; the refusal of 1 June takes its place."""
    avis = f.AvisFabrique(conseil=dix_huitieme)
    adresser(avis, "Préfecture", (date(2026, 6, 1), "refuse", True), echeance=date(2026, 4, 30), tacite=True)
    printemps, annee = Periode(date(2026, 1, 1), date(2026, 5, 31)), PERIODES[0]
    table = collecter([dix_huitieme.pk], [printemps, annee])
    assert [(v.numerateur, v.denominateur) for v in (table.valeur("I24", None, p) for p in (0, 1))] == [(1, 1), (0, 1)]
    assert [(v.numerateur, v.denominateur) for v in (table.valeur("I22", None, p) for p in (0, 1))] == [(1, 1), (1, 1)]


@pytest.mark.parametrize(
    ("jours", "texte"), [([], "–"), ([7], "7,0"), ([1, 9], "5,0"), ([30, 1, 2], "2,0"), ([4, 4, 5, 90], "4,5")]
)
def test_median(dix_huitieme, adresser, jours, texte):
    for n in jours:
        avis = f.AvisFabrique(conseil=dix_huitieme, transmis_le=date(2026, 3, 1))
        adresser(avis, "Préfecture", (date.fromordinal(date(2026, 3, 1).toordinal() + n), "accepte", False))
    assert collecter([dix_huitieme.pk], PERIODES).valeur("I23", dix_huitieme.pk).texte == texte


def test_the_median_of_paris_is_that_of_all_the_answers(dix_huitieme, dix_neuvieme, adresser):
    """18e: 10 and 20 days. 19e: 60. Paris: 20, and neither the mean nor the median of 15 and 60."""
    for conseil, jour in ((dix_huitieme, 11), (dix_huitieme, 21), (dix_neuvieme, 61)):
        avis = f.AvisFabrique(conseil=conseil, transmis_le=date(2026, 1, 1))
        reponse = date.fromordinal(date(2025, 12, 31).toordinal() + jour)
        adresser(avis, "Préfecture", (reponse, "accepte", False))
    table = collecter([dix_huitieme.pk, dix_neuvieme.pk], PERIODES)
    assert [table.valeur("I23", c).texte for c in (dix_huitieme.pk, dix_neuvieme.pk, None)] == ["15,0", "60,0", "20,0"]


def test_each_conseil_has_its_own_seances(dix_huitieme, dix_neuvieme, seances):
    table = collecter([dix_huitieme.pk, dix_neuvieme.pk], PERIODES)
    obtenu = [table.valeur("I12", c) for c in (dix_huitieme.pk, dix_neuvieme.pk, None)]
    # The 19e sat on 15 September, not at its own COPIL nor on 10 February.
    assert [(v.numerateur, v.denominateur) for v in obtenu] == [(2, 3), (1, 3), (3, 6)]
    frequences = [table.valeur("I13", c) for c in (dix_huitieme.pk, dix_neuvieme.pk, None)]
    assert [(v.numerateur, v.denominateur) for v in frequences] == [(4, 5), (1, 5), (5, 10)]


def test_a_closed_conseil_has_no_seat_any_more(dix_huitieme, seances):
    dix_huitieme.statut, dix_huitieme.motif_cloture = "clos", "Fusion"
    dix_huitieme.date_cloture = date(2026, 5, 5)
    dix_huitieme.save()
    valeur = collecter([dix_huitieme.pk], PERIODES).valeur("I12")
    assert (valeur.numerateur, valeur.denominateur) == (2, 2)


def test_what_two_conseils_fed_counts_for_each(dix_huitieme, dix_neuvieme, consultation):
    table = collecter([dix_huitieme.pk, dix_neuvieme.pk], PERIODES)
    for code, attendu in (("I20a", ["3", "1", "4"]), ("I20b", ["2", "1", "3"]), ("I20c", ["1", "1", "2"])):
        assert [table.valeur(code, c).texte for c in (dix_huitieme.pk, dix_neuvieme.pk, None)] == attendu


def test_without_any_act_nothing_is_invented(dix_huitieme):
    table = collecter([dix_huitieme.pk], PERIODES)
    codes = ("I12", "I13", "I14", "I22", "I23", "I24", "I27", "I28", "I29", "I29r")
    assert [table.valeur(c).texte for c in codes] == ["–", "–", "0", "–", "–", "–", "–", "–", "–", f"0{NBSP}€"]


def test_one_statement_for_all(dix_huitieme, dix_neuvieme, constats, django_assert_num_queries):
    cumuls.rafraichir()
    for conseils in ([dix_huitieme.pk], [dix_huitieme.pk, dix_neuvieme.pk]):
        with django_assert_num_queries(1):
            collecter(conseils, PERIODES)
