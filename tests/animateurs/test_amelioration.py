"""Amélioration continue: lessons, corrective actions and their yearly review, trainings, suggestions."""

from datetime import date

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.test.utils import isolate_apps
from django.urls import reverse

from animateurs.fardeau import mediane_de_saisie
from animateurs.models import ActionCorrective, DecisionRevue, FormationEquipe, Lecon, RevueAnnuelle, Suggestion
from animateurs.querysets.saisie import MesureSaisieQuerySet
from animateurs.services import amelioration as services
from animateurs.services.amelioration import Choix
from comptes.models import LigneAudit
from socle.transitions import TransitionRefusee
from tests import fabriques as f

pytestmark = pytest.mark.django_db
AUJOURD_HUI = date(2026, 11, 18)


# -- Lessons and actions -----------------------------------------------------------------------


def test_a_lesson_and_its_action_are_written_on_screen(connecte, coordinatrice):
    client = connecte(coordinatrice)
    lecon = {"constat": "Les invitations partent tard.", "origine": "equipe", "exercice": 2026}
    client.post(reverse("lecon_ajouter"), lecon)
    lecon = Lecon.objects.get()
    adresse = reverse("action_corrective_ajouter", args=[lecon.pk])
    page = client.post(adresse, {"intitule": "Inviter plus tôt", "responsable": coordinatrice.pk, "echeance": ""})
    assert page.context["form"]["intitule"].value() == "Inviter plus tôt"
    client.post(adresse, {"intitule": "Inviter plus tôt", "responsable": coordinatrice.pk, "echeance": "2026-12-15"})
    action = lecon.actions.get()
    assert action.etat == "a_faire"
    client.post(
        reverse("action_corrective_avancer", args=[action.pk]), {"acte": "faire", "effet": "Dix habitants de plus."}
    )
    action.refresh_from_db()
    assert (action.etat, action.close_le, action.effet) == ("faite", AUJOURD_HUI, "Dix habitants de plus.")


@pytest.mark.parametrize(
    ("etat", "permis"),
    [
        ("a_faire", ["commencer", "faire", "abandonner"]),
        ("en_cours", ["faire", "abandonner"]),
        ("faite", ["rouvrir"]),
        ("abandonnee", ["rouvrir"]),
    ],
)
def test_what_each_state_allows(etat, permis):
    assert ActionCorrective.MACHINE.actes_possibles(etat) == permis


def test_giving_up_needs_a_reason_and_reopening_too(coordinatrice):
    action = f.ActionCorrectiveFabrique()
    with pytest.raises(TransitionRefusee, match="motif"):
        services.avancer_action(action=action, acte="abandonner", par=coordinatrice)
    action = services.avancer_action(action=action, acte="abandonner", motif="Sans objet", par=coordinatrice)
    assert (action.motif, action.close_le) == ("Sans objet", AUJOURD_HUI)
    action = services.avancer_action(action=action, acte="rouvrir", motif="Redemandé", par=coordinatrice)
    assert (action.etat, action.motif, action.close_le) == ("en_cours", "", None)
    with pytest.raises(TransitionRefusee, match="déjà commencée"):
        services.avancer_action(action=action, acte="commencer", par=coordinatrice)


@pytest.mark.parametrize(
    "champs", [{"etat": "faite"}, {"close_le": AUJOURD_HUI}, {"etat": "abandonnee", "close_le": AUJOURD_HUI}]
)
def test_the_database_refuses_a_half_closed_action(champs):
    with pytest.raises(IntegrityError), transaction.atomic():
        f.ActionCorrectiveFabrique(**champs)


def test_late_is_derived_and_counted():
    """By hand: two open, of which one past its day; one done."""
    retard = f.ActionCorrectiveFabrique(echeance=date(2026, 11, 17))
    f.ActionCorrectiveFabrique(echeance=AUJOURD_HUI, etat="en_cours")
    faite = f.ActionCorrectiveFabrique(echeance=date(2026, 11, 1), etat="faite", close_le=AUJOURD_HUI)
    assert (retard.en_retard, faite.en_retard) == (True, False)
    assert ActionCorrective.objects.decompte(AUJOURD_HUI) == {"ouvertes": 2, "en_retard": 1, "faites": 1}


# -- The review of the year --------------------------------------------------------------------


def test_the_review_decides_about_every_open_action_and_carries_on(coordinatrice):
    reportee, faite, abandonnee = (f.ActionCorrectiveFabrique(intitule=i) for i in ("R", "F", "A"))
    de_2027 = f.ActionCorrectiveFabrique(lecon__exercice=2027)
    choix = {
        reportee.pk: Choix("reporter", date(2027, 3, 1)),
        faite.pk: Choix("faire", motif="On s'y retrouve."),
        abandonnee.pk: Choix("abandonner", motif="Trop cher."),
    }
    revue = services.faire_la_revue(exercice=2026, choix=choix, par=coordinatrice)
    assert revue.date == AUJOURD_HUI
    etats = dict(ActionCorrective.objects.values_list("intitule", "etat").exclude(pk=de_2027.pk))
    assert etats == {"R": "a_faire", "F": "faite", "A": "abandonnee"}
    reportee.refresh_from_db()
    faite.refresh_from_db()
    assert reportee.echeance == date(2027, 3, 1)
    assert faite.effet == "On s'y retrouve."
    assert list(ActionCorrective.objects.a_revoir_pour(2027)) == [de_2027, reportee]
    assert LigneAudit.objects.get(acte="revue_annuelle").detail == {"exercice": 2026, "actions": 3}


@pytest.mark.parametrize(
    ("choix", "champ"),
    [
        (None, "decision"),
        (Choix(""), "decision"),
        (Choix("reporter"), "echeance"),
        (Choix("reporter", date(2026, 12, 31)), "echeance"),
        (Choix("abandonner"), "motif"),
    ],
)
def test_a_review_is_whole_or_nothing(coordinatrice, choix, champ):
    bonne, autre = f.ActionCorrectiveFabrique(echeance=date(2026, 1, 1)), f.ActionCorrectiveFabrique()
    tous = {bonne.pk: Choix("faire")} | ({autre.pk: choix} if choix else {})
    with pytest.raises(ValidationError) as refus:
        services.faire_la_revue(exercice=2026, choix=tous, par=coordinatrice)
    assert list(refus.value.message_dict) == [f"{champ}_{autre.pk}"]
    bonne.refresh_from_db()
    assert bonne.etat == "a_faire"
    assert not RevueAnnuelle.objects.exists()


def test_a_year_is_reviewed_once_and_not_before_it_begins(coordinatrice):
    services.faire_la_revue(exercice=2026, choix={}, par=coordinatrice)
    for exercice in (2026, 2027):
        with pytest.raises(ValidationError):
            services.faire_la_revue(exercice=exercice, choix={}, par=coordinatrice)


def test_the_review_on_screen_keeps_what_was_typed(connecte, coordinatrice):
    action = f.ActionCorrectiveFabrique()
    client, adresse = connecte(coordinatrice), reverse("revue_annee", args=[2026])
    saisie = {f"decision_{action.pk}": "reporter", f"motif_{action.pk}": "À reprendre"}
    page = client.post(adresse, saisie)
    assert page.context["form"][f"motif_{action.pk}"].value() == "À reprendre"
    assert "nouvelle échéance, après 2026" in page.text
    client.post(adresse, saisie | {f"echeance_{action.pk}": "2027-02-01"})
    assert DecisionRevue.objects.get().echeance == date(2027, 2, 1)
    assert "reportée à l&#x27;année suivante" in client.get(adresse).text


# -- Trainings, suggestions, what the tool costs ----------------------------------------------


def test_a_training_of_the_team_names_nobody_outside_it(connecte, coordinatrice, animatrice, prefecture):
    formation = {
        "intitule": "Animer une réunion",
        "organisme": "France Médiation",
        "debut": "2026-10-05",
        "fin": "2026-10-06",
        "heures": 14,
        "participants": [animatrice.pk],
        "apports": "Tours de parole",
    }
    client = connecte(coordinatrice)
    page = client.post(reverse("formation_equipe_ajouter"), formation | {"participants": [prefecture.pk]})
    assert "participants" in page.context["form"].errors
    client.post(reverse("formation_equipe_ajouter"), formation)
    assert list(FormationEquipe.objects.get().participants.all()) == [animatrice]
    client.post(
        reverse("formation_equipe_modifier", args=[FormationEquipe.objects.get().pk]), formation | {"heures": 7}
    )
    assert FormationEquipe.objects.get().heures == 7
    page = connecte(prefecture).get(reverse("amelioration"))
    assert "Animer une réunion" in page.text
    assert "Amina" not in page.text


def test_a_suggestion_from_anyone_is_answered(connecte, bailleur, lecteur, coordinatrice):
    client = connecte(bailleur)
    page = client.get(reverse("suggestion_ajouter"), headers={"referer": "http://testserver/avis/?page=2"})
    assert page.context["form"]["page"].value() == "/avis/"
    client.post(reverse("suggestion_ajouter"), {"texte": "Voir tous mes avis.", "page": "/avis/"})
    suggestion = Suggestion.objects.get()
    assert "Voir tous mes avis" not in connecte(lecteur).get(reverse("suggestions")).text
    coordination = connecte(coordinatrice)
    assert "Voir tous mes avis" in coordination.get(reverse("suggestions")).text
    adresse = reverse("suggestion_repondre", args=[suggestion.pk])
    assert coordination.post(adresse, {"etat": "faite", "reponse": ""}).context["form"].errors["reponse"]
    coordination.post(adresse, {"etat": "faite", "reponse": "C'est fait."})
    assert "C&#x27;est fait." in client.get(reverse("suggestions")).text.replace("’", "&#x27;")
    assert Suggestion.objects.decompte() == {"reçue": 0, "retenue": 0, "faite": 1, "écartée": 0}


def test_only_the_coordination_writes(animatrice, partenaire):
    for compte in (animatrice, partenaire):
        with pytest.raises(PermissionDenied):
            services.enregistrer_lecon(par=compte, constat="X", origine="equipe", exercice=2026)


@isolate_apps("animateurs")
def test_the_median_time_is_known_from_five_measures_on(monkeypatch):
    class MesureSaisie(models.Model):
        lundi = models.DateField()
        secondes = models.PositiveIntegerField()

        class Meta:
            app_label = "animateurs"
            db_table = "essai_mesures"

        def __str__(self) -> str:
            return f"{self.secondes} s"

    with connection.cursor() as curseur:
        curseur.execute("CREATE TABLE essai_mesures (id integer PRIMARY KEY, lundi date, secondes integer)")
    mesures = MesureSaisieQuerySet(MesureSaisie)
    for pk, secondes in enumerate([600, 100, 200, 150], start=1):
        mesures.create(pk=pk, lundi=AUJOURD_HUI, secondes=secondes)
    assert mesures.mediane() is None
    mesures.create(pk=5, lundi=AUJOURD_HUI, secondes=180)
    assert mesures.all().mediane() == 180
    mesures.create(pk=6, lundi=AUJOURD_HUI, secondes=190)
    assert mesures.all().mediane() == 185
    monkeypatch.setattr(apps, "get_model", lambda *_: MesureSaisie)
    assert mediane_de_saisie() == 185


def test_the_page_costs_the_same_with_one_lesson_and_three(connecte, prefecture, django_assert_num_queries):
    client, adresse = connecte(prefecture), reverse("amelioration")
    client.get(adresse)
    for nombre in (1, 2):
        for _ in range(nombre):
            f.ActionCorrectiveFabrique()
            f.FormationEquipeFabrique().participants.add(f.CompteFabrique())
        with django_assert_num_queries(11):
            client.get(adresse)
