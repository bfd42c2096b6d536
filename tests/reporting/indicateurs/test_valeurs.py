"""Every indicator against figures worked out by hand.

The story, typed here and counted on paper. Conseil of the 18e, exercice 2026 up to Wednesday 18 November,
exercice 2025 beside it.

Groupe moteur: Awa (F, habitants, drawn, since 2025-01-10), Bruno (H, habitants, volunteer, since
2025-01-10), Chloé (F, acteurs, since 2025-01-10, left 2026-06-30), Denis (H, habitants, drawn, since
2026-02-01), Élie (N, acteurs, by his collège, since 2026-02-01).
On 2026-11-18: Awa, Bruno, Denis, Élie. On 2025-12-31: Awa, Bruno, Chloé.
"""

from datetime import date
from decimal import Decimal

import pytest

from conseils.models import ComptageEloignes, ComptagePremieres, ComptagePublic
from reporting.indicateurs import collecter
from reporting.services import cumuls
from socle.periode import Periode
from tests import fabriques as f

AUJOURD_HUI = date(2026, 11, 18)
PERIODES = [Periode.exercice(2026).jusqu_au(AUJOURD_HUI), Periode.exercice(2025)]


@pytest.fixture
def conseil(dix_huitieme):
    return dix_huitieme


@pytest.fixture
def membres(conseil):
    def entrer(prenom, sexe, college, origine, debut, **fin):
        membre = f.MembreFabrique(conseil=conseil, prenom=prenom, sexe=sexe)
        f.MandatFabrique(membre=membre, college=college, origine=origine, debut=debut, **fin)
        return membre

    return {
        "awa": entrer("Awa", "F", "habitants", "tirage", date(2025, 1, 10)),
        "bruno": entrer("Bruno", "H", "habitants", "volontaire", date(2025, 1, 10)),
        "chloe": entrer(
            "Chloé", "F", "acteurs", "volontaire", date(2025, 1, 10), fin=date(2026, 6, 30), motif_fin="demission"
        ),
        "denis": entrer("Denis", "H", "habitants", "tirage", date(2026, 2, 1)),
        "elie": entrer("Élie", "N", "acteurs", "college", date(2026, 2, 1)),
    }


@pytest.fixture
def reunions(conseil, membres):
    """2026: a group meeting (10 March; expected 5, came 3), an assembly (30 June; expected 5, came 2), a
    walk (6 July; 1 membre), a group meeting whose attendance is missing (5 May), a cancelled one.
    2025: a group meeting (1 April; expected 3, came 3).
    """

    def tenir(jour, type_, venus, **champs):
        reunion = f.ReunionFabrique(conseil=conseil, date=jour, type=type_, **champs)
        for nom in venus:
            f.PresenceFabrique(reunion=reunion, membre=membres[nom])
        return reunion

    mars = tenir(date(2026, 3, 10), "groupe_moteur", ["awa", "bruno", "elie"], auto_animee=True)
    juin = tenir(date(2026, 6, 30), "assemblee", ["awa", "chloe"])
    tenir(date(2026, 7, 6), "marche", ["denis"])
    tenir(date(2026, 5, 5), "groupe_moteur", [], presences_saisies=False)
    tenir(date(2026, 9, 8), "groupe_moteur", [], statut="annulee", presences_saisies=False)
    tenir(date(2025, 4, 1), "groupe_moteur", ["awa", "bruno", "chloe"])
    ComptagePublic.objects.create(reunion=juin, sexe="F", tranche_age="26-39", nombre=7)
    ComptagePublic.objects.create(reunion=juin, sexe="H", tranche_age="60+", nombre=3)
    ComptagePublic.objects.create(reunion=mars, sexe="N", tranche_age="N", nombre=2)
    _interroger(juin, mars)


def _interroger(juin, mars):
    """30 June: 2 éloignées of 5 women who answered, one of whom had come before; of 3 men, none. 10 March: the
    person of unknown sex who answered is éloignée, and was not asked whether she had come before.
    First time: 4 of the 7 women and 1 of the 3 men of 30 June, 1 of the 2 unknown of 10 March.
    """
    ComptageEloignes.objects.create(reunion=juin, sexe="F", reponses=5, eloignes=2, deja_venus=1)
    ComptageEloignes.objects.create(reunion=juin, sexe="H", reponses=3, eloignes=0, deja_venus=0)
    ComptageEloignes.objects.create(reunion=mars, sexe="N", reponses=1, eloignes=1)
    for reunion, sexe, nombre in ((juin, "F", 4), (juin, "H", 1), (mars, "N", 1)):
        ComptagePremieres.objects.create(reunion=reunion, sexe=sexe, nombre=nombre)


@pytest.fixture
def formations(conseil, membres, dix_neuvieme):
    """2026: « Lire un budget » (12 March, 3 h, shared with the 19e): Awa, Bruno, 2 agents (F), 1 élu (H);
    questionnaires: 6 women 2,00 then 3,50, 1 man 3,00 then 3,00. A co-formation (5 June, 2 h 30): Awa, Chloé.
    One to come (1 December). 2025: a training (6 May, 4 h): Bruno and Chloé; 2 women 2,00 then 2,50.
    """

    def former(jour, minutes, venus, **champs):
        delegation = f.DelegationFormationFabrique(
            conseil=conseil, formation=f.FormationFabrique(debut=jour, minutes=minutes, **champs)
        )
        for nom in venus:
            f.ParticipationFormationFabrique(delegation=delegation, membre=membres[nom])
        return delegation

    mars = former(date(2026, 3, 12), 180, ["awa", "bruno"])
    former(date(2026, 6, 5), 150, ["awa", "chloe"], nature="co_formation", pour_elus=True)
    former(date(2026, 12, 1), 600, [])
    mai = former(date(2025, 5, 6), 240, ["bruno", "chloe"])
    f.ComptageFormationFabrique(delegation=mars, public="agents", sexe="F", nombre=2)
    f.ComptageFormationFabrique(delegation=mars, public="elus", sexe="H", nombre=1)
    f.CompetencesFabrique(delegation=mars, sexe="F", reponses=6, somme_avant=1200, somme_apres=2100)
    f.CompetencesFabrique(delegation=mars, sexe="H", reponses=1, somme_avant=300, somme_apres=300)
    f.CompetencesFabrique(delegation=mai, sexe="F", reponses=2, somme_avant=400, somme_apres=500)
    ailleurs = f.DelegationFormationFabrique(conseil=dix_neuvieme, formation=mars.formation)
    f.ComptageFormationFabrique(delegation=ailleurs, public="agents", sexe="F", nombre=5)


@pytest.fixture
def evaluations(conseil):
    """Second half of 2025: 1 + 0 + 0 + 0; first half of 2026: 1 + 2 + 0 + 0; second half of 2026: 2 + 2 + 1 + 1."""
    faits = {f"preuve_{champ}": "Un fait." for champ in ("auto_saisine", "auto_production", "gestion")}
    f.EvaluationFabrique(conseil=conseil, annee=2025, semestre=2)
    f.EvaluationFabrique(conseil=conseil, annee=2026, semestre=1, auto_saisine=2, **faits)
    f.EvaluationFabrique(
        conseil=conseil,
        annee=2026,
        semestre=2,
        auto_animation=2,
        auto_saisine=2,
        auto_production=1,
        gestion=1,
        **faits,
    )


@pytest.fixture
def table(conseil, membres, reunions, formations, evaluations):
    return collecter([conseil.pk], PERIODES)


# code, numerator, denominator, printed; then the same last year
ORACLE = [
    ("I01", (4, None, "4"), (3, None, "3")),
    ("I02", (3, 4, "75\u00a0%"), (2, 3, "67\u00a0%")),
    ("I03", (1, 3, "33\u00a0%"), (2, 3, "67\u00a0%")),
    # Awa twice, Chloé and 7 others, over them and Bruno, Denis and 3 others; Élie and 2 others are unknown.
    ("I03r", (10, 15, "67\u00a0%"), (2, 3, "67\u00a0%")),
    ("I04", (1, 2, "50\u00a0%"), (1, 3, "33\u00a0%")),
    # 2 entries + 1 exit over 3 (31 December 2025) + 4; 3 entries over 0 + 3.
    ("I05", (3, 7, "43\u00a0%"), (3, 3, "100\u00a0%")),
    ("I06", (4, None, "4"), (1, None, "1")),
    # 3 + 2 + 1 members, 7 + 3 + 2 others.
    ("I07", (18, None, "18"), (3, None, "3")),
    ("I08", (12, 18, "67\u00a0%"), (0, 3, "0\u00a0%")),
    ("I08p", (6, None, "6"), (0, None, "0")),
    # The meeting of 5 May, without its attendance, asks nobody for anything.
    ("I09", (5, 10, "50\u00a0%"), (3, 3, "100\u00a0%")),
    ("I16a", (2, None, "2"), (1, None, "1")),
    ("I16b", (330, None, "5,5"), (240, None, "4,0")),
    # Awa (once), Bruno, Chloé, 2 agents, 1 élu; Bruno and Chloé.
    ("I16c", (6, None, "6"), (2, None, "2")),
    # Awa and Bruno of the four of today (Chloé has left); Bruno and Chloé of the three of 2025.
    ("I17", (2, 4, "50\u00a0%"), (2, 3, "67\u00a0%")),
    # (2100 + 300 − 1200 − 300) hundredths over 7 answers: 1,286. Two answers are not told.
    ("I36", (900, 7, "1,3"), (100, 2, "–")),
    # The second half-year is the last one: 6 points over 4 criteria; 1 over 4 the year before.
    ("I34", (6, 1, "1,5"), (1, 1, "0,3")),
    ("I31", (3, 9, "33\u00a0%"), (0, 0, "–")),
    # Of three éloignés two were asked, and one of them had come before.
    ("I32", (1, 2, "50\u00a0%"), (0, 0, "–")),
    ("I35", (1, 4, "25\u00a0%"), (0, 1, "0\u00a0%")),
]


@pytest.mark.parametrize(("code", "cette_annee", "avant"), ORACLE, ids=[ligne[0] for ligne in ORACLE])
def test_value_of_the_indicator(table, conseil, code, cette_annee, avant):
    for periode, attendu in enumerate((cette_annee, avant)):
        valeur = table.valeur(code, conseil.pk, periode)
        assert (valeur.numerateur, valeur.denominateur, valeur.texte) == attendu


def test_sexed_split(table, conseil):
    taille = table.valeur("I01", conseil.pk)
    assert (taille.femmes.numerateur, taille.hommes.numerateur, taille.non_renseigne.numerateur) == (1, 2, 1)
    participations = table.valeur("I07", conseil.pk)
    # Women: Awa twice, Chloé once, and 7 others. Men: Bruno, Denis, and 3 others. Élie and 2 unknown.
    assert [t for _, t in participations.textes_par_sexe] == ["10", "5", "3"]
    habitants = table.valeur("I02", conseil.pk)
    assert [t for _, t in habitants.textes_par_sexe] == ["100\u00a0%", "100\u00a0%", "0\u00a0%"]


def test_sexed_split_of_those_who_come_for_the_first_time_and_of_those_who_return(table, conseil):
    assert [t for _, t in table.valeur("I08p", conseil.pk).textes_par_sexe] == ["4", "1", "1"]
    # One éloignée of two had come before; no man was éloigné; the unknown one was not asked.
    assert [t for _, t in table.valeur("I32", conseil.pk).textes_par_sexe] == ["50\u00a0%", "–", "–"]


def test_a_cancelled_meeting_brings_nobody_for_the_first_time(conseil, reunions):
    conseil.reunions.filter(type="assemblee").update(statut="annulee", presences_saisies=False)
    table = collecter([conseil.pk], PERIODES)
    assert [(v.numerateur, v.denominateur) for v in (table.valeur(c, conseil.pk) for c in ("I08p", "I32"))] == [
        (1, None),
        (0, 0),
    ]


def test_sexed_split_of_trainings(table, conseil):
    # Women: Awa, Chloé, 2 agents. Men: Bruno, 1 élu.
    assert [t for _, t in table.valeur("I16c", conseil.pk).textes_par_sexe] == ["4", "2", "0"]
    # Awa of 1 woman; Bruno of 2 men; Élie is not trained.
    assert [t for _, t in table.valeur("I17", conseil.pk).textes_par_sexe] == [
        "100\u00a0%",
        "50\u00a0%",
        "0\u00a0%",
    ]
    # Six women and one man: by sex, his answer would be told.
    assert table.valeur("I36", conseil.pk).textes_par_sexe == []


def test_a_shared_training_counts_for_each_conseil_and_nobody_twice(conseil, formations, dix_neuvieme):
    table = collecter([conseil.pk, dix_neuvieme.pk], PERIODES)
    assert [table.valeur("I16a", c).texte for c in (conseil.pk, dix_neuvieme.pk, None)] == ["2", "1", "3"]
    assert [table.valeur("I16c", c).texte for c in (conseil.pk, dix_neuvieme.pk, None)] == ["6", "5", "11"]


@pytest.mark.parametrize(
    ("periode", "texte"),
    [
        # 30 June: the first half-year is the last that has begun. 3 points over 4.
        (Periode(date(2026, 1, 1), date(2026, 6, 30)), "0,8"),
        (Periode(date(2026, 1, 1), date(2026, 7, 1)), "1,5"),
        # From September to August: second half of 2025, first half of 2026, which begin in it.
        (Periode(date(2025, 9, 1), date(2026, 8, 31)), "1,5"),
        (Periode(date(2025, 9, 1), date(2026, 6, 30)), "0,8"),
        # No half-year begins between September and December.
        (Periode(date(2025, 9, 1), date(2025, 12, 31)), "–"),
        (Periode(date(2025, 7, 1), date(2025, 12, 31)), "0,3"),
    ],
)
def test_autonomy_is_that_of_the_last_half_year_begun_in_the_period(conseil, evaluations, periode, texte):
    assert collecter([conseil.pk], [periode]).valeur("I34", conseil.pk).texte == texte


def test_autonomy_of_paris_is_the_mean_of_those_evaluated(conseil, evaluations, dix_neuvieme):
    vingtieme = f.ConseilFabrique(arrondissement=f.ArrondissementFabrique(numero=20))
    f.EvaluationFabrique(conseil=dix_neuvieme)  # 1 point, first half of 2026: its last one
    table = collecter([conseil.pk, dix_neuvieme.pk, vingtieme.pk], PERIODES)
    # (6 + 1) points over 2 conseils of 4 criteria: 0,875.
    assert [table.valeur("I34", c).texte for c in (dix_neuvieme.pk, vingtieme.pk, None)] == ["0,3", "–", "0,9"]


def test_people_without_an_answer_are_counted_apart(table, conseil):
    assert table.valeur("I03", conseil.pk).inconnus == 1
    assert table.valeur("I03r", conseil.pk).inconnus == 3
    # 12 others, of whom 9 answered; 3 éloignés, of whom 2 were asked whether they had come before.
    assert table.valeur("I31", conseil.pk).inconnus == 3
    assert table.valeur("I32", conseil.pk).inconnus == 1


def test_counts_behind_the_annexes(table, conseil):
    assert table.mesure("reunions_sans_presences", conseil.pk) == 1
    assert table.mesure("membres", conseil.pk, details=["acteurs"]) == 1
    assert table.mesure("sorties", conseil.pk, details=["demission"]) == 1
    assert table.mesure("public", conseil.pk, sexes=["F"], details=["26-39"]) == 7
    assert table.mesure("presences_type", conseil.pk, details=["assemblee"]) == 2


def test_unknown_count_is_an_error_not_a_zero(table):
    with pytest.raises(KeyError, match="mesure inconnue"):
        table.mesure("reunion")


def test_only_those_who_came_are_counted(conseil, membres, reunions):
    """Denis excused and Élie represented on 30 June change no figure, and open no quartier."""
    juin = conseil.reunions.get(type="assemblee")
    quartier = f.QuartierFabrique()
    conseil.quartiers.add(quartier)
    membres["denis"].quartier = quartier
    membres["denis"].save()
    conseil.reunions.filter(type="marche").delete()  # where Denis did come
    f.PresenceFabrique(reunion=juin, membre=membres["denis"], nature="excuse")
    f.PresenceFabrique(reunion=juin, membre=membres["elie"], nature="represente", pouvoir_a=membres["awa"])
    table = collecter([conseil.pk], PERIODES)
    obtenu = {code: table.valeur(code, conseil.pk).numerateur for code in ("I07", "I08", "I09", "I10")}
    # 3 + 2 members and 12 others; 12 others; 3 + 2 of the group meetings; no QPV.
    assert obtenu == {"I07": 17, "I08": 12, "I09": 5, "I10": 0}


def test_qpv_reached_by_a_local_meeting_or_by_a_membre(conseil, membres):
    local, par_membre, oublie = (f.QuartierFabrique() for _ in range(3))
    veille = f.QuartierFabrique(categorie="QVA")
    conseil.quartiers.set([local, par_membre, oublie, veille])
    f.ReunionFabrique(conseil=conseil, echelle="quartier", quartier=local, date=date(2026, 4, 2))
    membres["awa"].quartier = par_membre
    membres["awa"].save()
    f.PresenceFabrique(reunion=f.ReunionFabrique(conseil=conseil, date=date(2026, 4, 3)), membre=membres["awa"])

    valeur = collecter([conseil.pk], PERIODES).valeur("I10", conseil.pk)

    assert (valeur.numerateur, valeur.denominateur) == (2, 3)


def test_a_total_is_a_sum_over_a_sum(conseil, membres, dix_neuvieme):
    """18e: 3 habitants of 4. 19e: 1 of 1. Paris: 4 of 5, not the mean of 75 % and 100 %."""
    f.MandatFabrique(membre=f.MembreFabrique(conseil=dix_neuvieme), college="habitants")

    table = collecter([conseil.pk, dix_neuvieme.pk], PERIODES)

    assert table.valeur("I02").texte == "80\u00a0%"
    assert table.valeur("I02", dix_neuvieme.pk).texte == "100\u00a0%"


def test_a_conseil_not_asked_for_is_not_counted(conseil, membres, dix_neuvieme):
    assert collecter([dix_neuvieme.pk], PERIODES).valeur("I01").numerateur == 0
    assert collecter([], PERIODES).valeur("I01").numerateur == 0


def test_weeks_due_are_those_that_are_over(conseil):
    affectation = f.AffectationFabrique(conseil=conseil)
    transmise = {"etat": "transmise", "transmise_le": "2026-11-06T17:00:00Z"}
    f.SemaineFabrique(affectation=affectation, lundi=date(2026, 11, 2), **transmise)
    f.SemaineFabrique(affectation=affectation, lundi=date(2026, 11, 9))
    f.SemaineFabrique(affectation=affectation, lundi=date(2026, 11, 16))  # under way: not due

    valeur = collecter([conseil.pk], PERIODES).valeur("I21", conseil.pk)

    assert (valeur.numerateur, valeur.denominateur, valeur.texte) == (1, 2, "50\u00a0%")


def test_days_by_mission_split_a_week_astride_two_years(conseil):
    """The week of Monday 29 December 2025 ends in 2026: Wednesday 31 and Thursday 1 part there."""
    affectation = f.AffectationFabrique(conseil=conseil)
    semaine = f.SemaineFabrique(
        affectation=affectation, lundi=date(2025, 12, 29), etat="transmise", transmise_le="2026-01-04T10:00:00Z"
    )
    missions = {code: f.MissionFabrique(code=code) for code in ("M1", "M2", "M3")}
    f.LigneFabrique(semaine=semaine, jour=2, minutes=420, mission=missions["M1"])
    f.LigneFabrique(semaine=semaine, jour=3, minutes=210, mission=missions["M2"])
    f.LigneFabrique(semaine=semaine, jour=4, minutes=630, mission=missions["M3"])

    table = collecter([conseil.pk], PERIODES)

    assert table.valeur("I30", conseil.pk, 1).texte == "1,0"
    assert table.valeur("I30", conseil.pk, 0).texte == "2,0"
    assert table.valeur("I30a", conseil.pk, 0).texte == "0\u00a0%"
    assert table.valeur("I30b", conseil.pk, 0).texte == "25\u00a0%"
    assert table.valeur("I30c", conseil.pk, 0).texte == "75\u00a0%"


def test_days_of_a_week_still_open_do_not_count(conseil):
    f.LigneFabrique(semaine=f.SemaineFabrique(affectation=f.AffectationFabrique(conseil=conseil)))
    assert collecter([conseil.pk], PERIODES).valeur("I30", conseil.pk).valeur == Decimal(0)


def test_months_of_a_year_in_the_same_statement(conseil, membres, reunions, django_assert_num_queries):
    cumuls.rafraichir()
    with django_assert_num_queries(1):
        table = collecter([conseil.pk], Periode.exercice(2026).mois_inclus(), cles=["reunions"])
    par_mois = [table.mesure("reunions", conseil.pk, i) for i in range(12)]
    assert par_mois == [0, 0, 1, 0, 1, 1, 1, 0, 0, 0, 0, 0]


def test_one_query_whatever_the_conseils(conseil, membres, reunions, dix_neuvieme, django_assert_num_queries):
    cumuls.rafraichir()
    with django_assert_num_queries(1):
        collecter([conseil.pk], PERIODES)
    with django_assert_num_queries(1):
        collecter([conseil.pk, dix_neuvieme.pk], PERIODES)
