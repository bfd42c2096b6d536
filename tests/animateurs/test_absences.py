"""Absences: recorded once for a person, filling their days, and read by nobody else."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from animateurs.absences import Vacance, vacances
from animateurs.models import Absence, SemaineJournal
from animateurs.semainier import Semainier, propositions
from animateurs.services import journal
from animateurs.services.absences import annuler_absence, corriger_absence, enregistrer_absence
from animateurs.services.equipe import ouvrir_affectation
from comptes.models import LigneAudit
from socle.periode import Periode
from tests import fabriques as f

pytestmark = pytest.mark.django_db
LUNDI, VENDREDI = date(2026, 11, 23), date(2026, 11, 27)  # next week: five working days


@pytest.fixture
def enregistrer(animatrice):
    """The animatrice records her own; ``enregistrer(fin=…)`` changes some of it."""

    def _enregistrer(**autres):
        absence = {"animateur": animatrice, "nature": "conge", "debut": LUNDI, "fin": VENDREDI, "par": animatrice}
        return enregistrer_absence(**(absence | autres))

    return _enregistrer


@pytest.fixture
def autre_poste(animatrice, dix_neuvieme):
    """A second posting of the animatrice."""
    return f.AffectationFabrique(animateur=animatrice, conseil=dix_neuvieme, debut=date(2026, 9, 7))


def dates():
    return sorted(Absence.objects.values_list("affectation__conseil__arrondissement__numero", "debut", "fin"))


# -- Recording ---------------------------------------------------------------------------------


def test_an_absence_is_recorded_once_and_covers_every_posting(enregistrer, autre_poste):
    enregistrer()
    assert dates() == [(18, LUNDI, VENDREDI), (19, LUNDI, VENDREDI)]
    ligne = LigneAudit.objects.get(acte="absence.enregistrer")
    assert ligne.detail == {"affectations": 2}  # neither the nature nor the dates outlive the absence


def test_a_posting_opened_later_is_covered_too(enregistrer, animatrice, coordinatrice, dix_neuvieme):
    enregistrer(fin=date(2026, 12, 11))
    convention = f.ConventionFabrique(debut=date(2026, 1, 1), fin=date(2027, 12, 31))
    poste = ouvrir_affectation(
        animateur=animatrice, conseil=dix_neuvieme, convention=convention, debut=date(2026, 12, 7), par=coordinatrice
    )
    assert [(a.debut, a.fin) for a in poste.absences.all()] == [(LUNDI, date(2026, 12, 11))]


def test_only_the_postings_that_run_then_are_covered(enregistrer, autre_poste):
    autre_poste.fin = date(2026, 11, 20)
    autre_poste.save()
    enregistrer()
    assert dates() == [(18, LUNDI, VENDREDI)]


def test_overlaps_of_the_same_nature_become_one(enregistrer):
    enregistrer(debut=date(2026, 11, 19), fin=date(2026, 11, 24))
    enregistrer(debut=date(2026, 11, 26), fin=date(2026, 12, 4))
    enregistrer(debut=date(2026, 11, 24), fin=date(2026, 11, 26))
    assert dates() == [(18, date(2026, 11, 19), date(2026, 12, 4))]


@pytest.mark.parametrize(
    ("champs", "champ", "dit"),
    [
        ({"nature": "formation"}, "debut", "Une autre absence (congés) est déjà enregistrée du 23 novembre 2026"),
        ({"debut": date(2026, 12, 25), "fin": date(2026, 12, 27)}, "debut", "fériés ou de week-end"),
        ({"debut": VENDREDI, "fin": LUNDI}, "fin", "ne peut pas précéder"),
        ({"debut": date(2026, 12, 1), "fin": date(2028, 1, 4)}, "fin", "un an au plus"),
        ({"debut": date(2025, 12, 1), "fin": date(2025, 12, 5)}, "debut", "Aucune affectation ne court"),
    ],
)
def test_refusals_say_what_to_do(enregistrer, champs, champ, dit):
    enregistrer()
    with pytest.raises(ValidationError) as refus:
        enregistrer(**champs)
    assert dit in refus.value.message_dict[champ][0].replace("\xa0", " ")
    assert dates() == [(18, LUNDI, VENDREDI)]


def test_a_day_worked_is_not_a_day_away(enregistrer, semaine):
    f.LigneFabrique(semaine=semaine, jour=3)  # Thursday the 19th
    with pytest.raises(ValidationError, match="activités le 19 novembre 2026"):
        enregistrer(debut=date(2026, 11, 18), fin=date(2026, 11, 20))
    enregistrer(debut=date(2026, 11, 20), fin=date(2026, 11, 20))


def test_a_line_on_a_day_away_is_refused_in_words(enregistrer, semaine, permanence, animatrice):
    enregistrer(debut=date(2026, 11, 19), fin=date(2026, 11, 20))
    ligne = {"type_activite": permanence, "mission": permanence.mission, "minutes": 60}
    with pytest.raises(ValidationError, match="absence est enregistrée du jeudi 19 novembre 2026"):
        journal.ajouter_ligne(semaine=semaine, par=animatrice, jour=4, **ligne)
    journal.ajouter_ligne(semaine=semaine, par=animatrice, jour=2, **ligne)


def test_correcting_and_cancelling_act_on_every_posting(enregistrer, autre_poste, animatrice):
    absence = enregistrer()
    corriger_absence(absence=absence, nature="autre", debut=LUNDI, fin=LUNDI, par=animatrice)
    assert dates() == [(18, LUNDI, LUNDI), (19, LUNDI, LUNDI)]
    assert set(Absence.objects.values_list("nature", flat=True)) == {"autre"}
    annuler_absence(absence=Absence.objects.first(), par=animatrice)
    assert dates() == []
    assert list(LigneAudit.objects.values_list("acte", flat=True).order_by("pk")) == [
        "absence.enregistrer",
        "absence.corriger",
        "absence.annuler",
    ]


def test_a_correction_refused_leaves_the_absence_as_it_was(enregistrer, animatrice):
    enregistrer(debut=date(2026, 12, 7), fin=date(2026, 12, 11), nature="formation")
    absence = enregistrer()
    with pytest.raises(ValidationError):
        corriger_absence(absence=absence, nature="conge", debut=LUNDI, fin=date(2026, 12, 7), par=animatrice)
    assert (18, LUNDI, VENDREDI) in dates()


def test_nobody_records_for_somebody_else_but_the_coordination(enregistrer, animateur_du_19e, coordinatrice):
    with pytest.raises(PermissionDenied):
        enregistrer(par=animateur_du_19e)
    absence = enregistrer(par=coordinatrice)
    with pytest.raises(PermissionDenied):
        annuler_absence(absence=absence, par=animateur_du_19e)


def test_the_database_keeps_one_absence_for_a_day():
    absence = f.AbsenceFabrique()
    with pytest.raises(IntegrityError), transaction.atomic():
        f.AbsenceFabrique(affectation=absence.affectation, debut=absence.debut)


# -- What it fills -----------------------------------------------------------------------------

# A Monday; the absences of the week as (first day, last day), counted from Monday; is it all of it?
SEMAINES = [
    (date(2026, 11, 2), [(0, 4)], True),
    (date(2026, 11, 2), [(0, 3)], False),
    (date(2026, 11, 2), [(-7, 1), (2, 9)], True),
    (date(2026, 11, 2), [(0, 1), (3, 4)], False),
    (date(2026, 11, 9), [(0, 1), (3, 4)], True),  # Wednesday the 11th is the Armistice
    (date(2026, 11, 9), [(2, 2)], False),
    (date(2026, 11, 2), [(5, 6)], False),
    (date(2026, 11, 2), [], False),
    (date(2026, 1, 5), [(2, 4)], True),  # the posting began on that Wednesday
]


@pytest.mark.parametrize(("lundi", "absences", "absente"), SEMAINES)
def test_a_week_is_away_when_each_working_day_is(lundi, absences, absente):
    affectation = f.AffectationFabrique(debut=date(2026, 1, 7))
    semaine = f.SemaineFabrique(affectation=affectation, lundi=lundi)
    for du, au in absences:
        f.AbsenceFabrique(affectation=affectation, debut=lundi + timedelta(du), fin=lundi + timedelta(au))
    assert semaine.absente is absente
    assert SemaineJournal.objects.avec_absence().get().absente is absente
    assert SemaineJournal.objects.sauf_absences().exists() is not absente
    assert semaine.en_retard is not absente
    assert SemaineJournal.objects.en_retard_au(date(2026, 11, 18)).exists() is not absente
    assert SemaineJournal.objects.decompte_du_suivi(date(2026, 11, 18))["en_retard"] == (not absente)


def test_the_week_page_shows_the_days_away(enregistrer, semaine, animatrice, connecte):
    enregistrer(debut=date(2026, 11, 19), fin=date(2026, 11, 20), nature="maladie")
    page = connecte(animatrice).get(reverse("semaine", args=[semaine.lundi]))
    assert page.text.count("jour-absence") == 2
    assert "arrêt de travail" in page.text
    assert page.text.count("Rien de saisi") == 3
    assert semaine.transmissible_des == date(2026, 11, 18)  # Wednesday: nothing is left to tell


def test_a_week_away_is_handed_in_with_one_gesture(enregistrer, affectation, animatrice, connecte):
    lundi = date(2026, 11, 16)
    f.SemaineFabrique(affectation=affectation, lundi=lundi)
    enregistrer(debut=lundi, fin=date(2026, 11, 20))
    client = connecte(animatrice)
    page = client.get(reverse("semaine", args=[lundi]))
    assert "Transmettre telle quelle" in page.text
    assert "etat-absente" in page.text
    client.post(reverse("semaine_transmettre", args=[lundi]), {"version": 0, "rien_a_signaler": "oui"})
    semaine = SemaineJournal.objects.get()
    assert (semaine.etat, semaine.rien_a_signaler) == ("transmise", True)


def test_vacancies_follow_from_the_postings(dix_huitieme, dix_neuvieme):
    """By hand: the 18e had nobody until 4 January, nor from 1 to 30 June; the 19e never had anybody."""
    f.AffectationFabrique(conseil=dix_huitieme, debut=date(2026, 1, 5), fin=date(2026, 5, 31))
    f.AffectationFabrique(conseil=dix_huitieme, debut=date(2026, 7, 1))
    assert vacances([dix_huitieme, dix_neuvieme], Periode.exercice(2026)) == [
        Vacance(dix_huitieme, date(2026, 1, 1), date(2026, 1, 4)),
        Vacance(dix_huitieme, date(2026, 6, 1), date(2026, 6, 30)),
        Vacance(dix_neuvieme, date(2026, 1, 1), date(2026, 12, 31)),
    ]


# -- The pages ---------------------------------------------------------------------------------


def test_an_animateur_records_his_own_on_screen(connecte, animatrice):
    client, adresse = connecte(animatrice), reverse("absence_ajouter")
    assert "animateur" not in client.get(adresse).context["form"].fields
    page = client.post(adresse, {"nature": "conge", "debut": "2026-11-27", "fin": "2026-11-23"})
    assert page.context["form"]["debut"].value() == "2026-11-27"
    assert "précéder" in page.text
    client.post(adresse, {"nature": "conge", "debut": "2026-11-23", "fin": "2026-11-27"})
    page = client.get(reverse("absences"))
    assert page.context["a_venir"][0].absence.jours_ouvres == 5
    absence = Absence.objects.get()
    client.post(reverse("absence_corriger", args=[absence.pk]), {"nature": "conge", "debut": LUNDI, "fin": LUNDI})
    client.post(reverse("absence_annuler", args=[Absence.objects.get(debut=LUNDI, fin=LUNDI).pk]))
    assert not Absence.objects.exists()


def test_the_coordination_records_for_anyone_of_the_team(connecte, coordinatrice, animatrice, prefecture):
    client, adresse = connecte(coordinatrice), reverse("absence_ajouter")
    assert list(client.get(adresse).context["form"].fields["animateur"].queryset) == [animatrice]
    absence = {"nature": "formation", "debut": "2026-11-23", "fin": "2026-11-23"}
    assert client.post(adresse, absence | {"animateur": prefecture.pk}).status_code == 200
    assert client.post(adresse, absence | {"animateur": animatrice.pk}).url == reverse("absences")
    assert Absence.objects.get().affectation.animateur == animatrice


def test_there_is_no_field_to_say_why(connecte, animatrice):
    champs = connecte(animatrice).get(reverse("absence_ajouter")).context["form"].fields
    assert list(champs) == ["nature", "debut", "fin"]


@pytest.mark.parametrize("qui", ["prefecture", "ville", "partenaire", "lecteur"])
def test_natures_stay_in_the_team(connecte, animatrice, qui, request):
    f.AbsenceFabrique(affectation=animatrice.affectations.get(), nature="maladie")
    client = connecte(request.getfixturevalue(qui))
    assert client.get(reverse("absences")).status_code == 403
    for adresse in (reverse("conseil", args=[18]), reverse("accueil")):
        assert "arrêt de travail" not in client.get(adresse).text


def test_the_list_costs_the_same_with_one_row_and_three(
    connecte, coordinatrice, animatrice, django_assert_num_queries
):
    client, adresse = connecte(coordinatrice), reverse("absences")
    client.get(adresse)
    for autres in (0, 2):
        for rang in range(autres):
            conseil = f.ConseilFabrique(arrondissement=f.ArrondissementFabrique(numero=10 + rang))
            f.AbsenceFabrique(affectation=f.AffectationFabrique(conseil=conseil))
        with django_assert_num_queries(5):
            client.get(adresse)


def test_nothing_is_proposed_on_a_day_away(enregistrer, semaine, dix_huitieme):
    for jour in (18, 19):
        f.ReunionFabrique(conseil=dix_huitieme, date=date(2026, 11, jour))
    enregistrer(debut=date(2026, 11, 19), fin=date(2026, 11, 20))
    assert [reunion.date.day for reunion in propositions(Semainier(semaine)).reunions] == [18]
