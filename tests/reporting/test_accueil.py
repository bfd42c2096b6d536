"""The home page: what awaits each role, and nothing else."""

from datetime import date

import pytest
from django.utils import timezone

from reporting.alertes import SOURCES, alertes
from reporting.alertes.documents import a_reprendre
from reporting.alertes.equipe import a_revoir
from reporting.models import Rapport
from tests import fabriques as f


def faits(page) -> list[str]:
    return [alerte.fait for alerte in page.context["alertes"]]


@pytest.fixture
def semaines(animatrice):
    affectation = animatrice.affectations.get()
    f.SemaineFabrique(affectation=affectation, lundi=date(2026, 11, 2))
    f.SemaineFabrique(
        affectation=affectation, lundi=date(2026, 11, 9), etat="renvoyee", transmise_le="2026-11-13T16:00:00Z"
    )
    f.SemaineFabrique(affectation=affectation, lundi=date(2026, 11, 16))


def test_animatrice_sees_her_own_weeks_the_pressing_ones_first(connecte, animatrice, semaines):
    page = connecte(animatrice).get("/")
    assert faits(page) == [
        "La semaine du 2 novembre n'est pas transmise",
        "La coordination vous a renvoyé la semaine du 9 novembre",
        "La semaine du 16 novembre est en cours",
    ]


def test_another_animateur_does_not(connecte, animateur_du_19e, semaines):
    assert faits(connecte(animateur_du_19e).get("/")) == []


def test_attendance_to_enter_goes_to_the_conseil_s_animatrice(connecte, animatrice, animateur_du_19e, dix_huitieme):
    f.ReunionFabrique(
        conseil=dix_huitieme, date=date(2026, 11, 12), statut="prevue", presences_saisies=False, intitule="Plénière"
    )
    assert faits(connecte(animatrice).get("/")) == ["Présences à saisir : Plénière, 18e"]
    assert faits(connecte(animateur_du_19e).get("/")) == []


def test_coordination_sees_what_is_to_review_and_what_is_late(connecte, coordinatrice, animatrice, semaines):
    f.SemaineFabrique(
        affectation=animatrice.affectations.get(),
        lundi=date(2026, 10, 26),
        etat="transmise",
        transmise_le="2026-10-30T16:00:00Z",
    )
    assert faits(connecte(coordinatrice).get("/")) == ["2 semaines en retard", "1 semaine à revoir"]


@pytest.mark.parametrize("role", ["prefecture", "ville", "partenaire"])
def test_readers_of_figures_see_the_year(request, role, connecte, dix_huitieme):
    page = connecte(request.getfixturevalue(role)).get("/")
    assert [c.indicateur.code for c in page.context["chiffres"]] == ["I01", "I03", "I06", "I07", "I31", "I21"]
    assert faits(page) == []


def test_administration_sees_invitations_and_no_meeting(connecte, administrateur, dix_huitieme):
    f.ReunionFabrique(conseil=dix_huitieme, date=date(2026, 11, 30), statut="prevue", presences_saisies=False)
    invite = f.CompteFabrique()
    invite.set_unusable_password()
    invite.save()
    page = connecte(administrateur).get("/")
    assert list(page.context["reunions"]) == []
    assert page.context["chiffres"] == []
    assert faits(page) == ["1 invitation sans réponse"]


def test_without_habilitation_the_page_says_what_to_do(connecte, personne_sans_droit):
    assert "pas encore d’habilitation" in connecte(personne_sans_droit).get("/").content.decode()


def test_next_meetings_of_the_territory_only(connecte, lecteur, dix_huitieme, dix_neuvieme):
    for conseil in (dix_huitieme, dix_neuvieme):
        f.ReunionFabrique(
            conseil=conseil,
            date=date(2026, 11, 30),
            statut="prevue",
            presences_saisies=False,
            intitule=f"Réunion {conseil.arrondissement}",
        )
    page = connecte(lecteur).get("/")
    assert [r.intitule for r in page.context["reunions"]] == ["Réunion 18e"]


@pytest.mark.parametrize(("role", "autre"), [("prefecture", "ville"), ("ville", "prefecture")])
def test_a_reglement_awaits_each_institution_by_itself(request, role, autre, connecte, dix_huitieme):
    assemblee = f.AssembleeFabrique(conseil=dix_huitieme, date=date(2026, 4, 2))
    version = f.VersionReglementFabrique(conseil=dix_huitieme, numero=2, adoptee_en=assemblee)
    f.VerificationReglementFabrique(version=version, institution=autre)
    alerte = connecte(request.getfixturevalue(role)).get("/").context["alertes"][0]
    assert alerte.fait == "Un règlement intérieur attend votre vérification : 18e, version 2"
    assert alerte.depuis == "adopté le 2 avril 2026"
    assert alerte.adresse == f"/conseils/18/reglement/{version.pk}/verifier/{role}/"
    assert faits(connecte(request.getfixturevalue(autre)).get("/")) == []


def test_a_year_is_not_a_number(connecte, prefecture, dix_huitieme):
    """« 2025 », never « 2 025 »."""
    maintenant = timezone.now()
    Rapport.objects.create(
        numero="BC-18-2025-01",
        sorte="bilan-conseil",
        conseil=dix_huitieme,
        exercice=2025,
        rang=1,
        etat="publie",
        donnees="{}",
        fichier="rapports/absent.pdf",
        sha256="0" * 64,
        produit_le=maintenant,
        publie_le=maintenant,
        publie_par=prefecture,
    )
    assert "Bilan annuel d&#x27;un conseil citoyen, 2025" in connecte(prefecture).get("/").content.decode()


def test_coordination_sees_the_steps_of_the_seances_and_those_nobody_told_of(connecte, coordinatrice, animatrice):
    """Late, due within seven days, or later; done; of a cancelled séance. Then a séance whose day has gone."""
    seance, annulee = f.SeanceFabrique(), f.SeanceFabrique(statut="annulee")
    for code, jour, champs in (
        ("tard", date(2026, 11, 17), {}),
        ("bientot", date(2026, 11, 25), {}),
        ("plus-tard", date(2026, 11, 26), {}),
        ("fait", date(2026, 11, 17), {"faite_le": date(2026, 11, 17), "faite_par": coordinatrice}),
        ("annule", date(2026, 11, 17), {"seance": annulee}),
    ):
        f.TacheFabrique(
            **{"seance": seance, "jalon": f.JalonReferenceFabrique(code=code, intitule=code), "pour_le": jour} | champs
        )
    f.SeanceFabrique(date=date(2026, 11, 17))
    page = connecte(coordinatrice).get("/")
    assert [(alerte.fait.partition(" :")[0], alerte.pressant) for alerte in page.context["alertes"]] == [
        ("tard", True),
        ("bientot", False),
        ("S'est-elle tenue ? Instance comite-pilotage-projet-territoire, 18e", False),
    ]
    assert page.context["alertes"][0].adresse == f"/instances/{seance.pk}/"


@pytest.fixture
def adresse(dix_huitieme, ville):
    return f.DestinataireFabrique(avis__conseil=dix_huitieme, partenaire=ville.institution, echeance=date(2026, 12, 1))


def test_an_act_awaits_the_institution_it_is_addressed_to(connecte, ville, bailleur, prefecture, adresse):
    alerte = connecte(ville).get("/").context["alertes"][0]
    assert alerte.fait == "Conseil citoyen du 18e : Éclairer la rue Marc-Séguin"
    assert (alerte.depuis, alerte.pressant) == ("réponse attendue pour le 1er décembre 2026", False)
    assert alerte.adresse == f"/reponses/{adresse.pk}/"
    for autre in (bailleur, prefecture):
        assert faits(connecte(autre).get("/")) == []


@pytest.mark.parametrize(
    ("champs", "pressant"),
    [
        ({"echeance": date(2026, 11, 17)}, [True]),
        ({"echeance": None}, [False]),
        ({"echeance": date(2026, 11, 17), "tacite": True}, []),
        ({"repondu_le": date(2026, 11, 17)}, []),
    ],
)
def test_an_act_presses_when_late_and_leaves_when_answered(connecte, ville, adresse, champs, pressant):
    for nom, valeur in champs.items():
        setattr(adresse, nom, valeur)
    adresse.save()
    assert [alerte.pressant for alerte in connecte(ville).get("/").context["alertes"]] == pressant


@pytest.mark.parametrize(("le", "nouvelle"), [(date(2026, 11, 12), True), (date(2026, 11, 11), False)])
def test_an_answer_is_news_for_a_week(connecte, animatrice, animateur_du_19e, adresse, le, nouvelle):
    f.ReponseFabrique(destinataire=adresse, le=le)
    vues = ["Ville de Paris a répondu : Éclairer la rue Marc-Séguin"] if nouvelle else []
    assert faits(connecte(animatrice).get("/")) == vues
    assert faits(connecte(animateur_du_19e).get("/")) == []


def test_what_is_announced_as_done_is_to_be_seen_until_it_was(connecte, animatrice, animateur_du_19e, adresse):
    suite = f.SuiteFabrique(reponse__destinataire=adresse, etat="realisee")
    assert faits(connecte(animatrice).get("/")) == ["À constater sur place : Remplacer les six lampadaires"]
    assert faits(connecte(animateur_du_19e).get("/")) == []
    f.ConstatFabrique(suite=suite)
    assert faits(connecte(animatrice).get("/")) == []


def test_late_answers_are_told_to_whom_may_remind(connecte, coordinatrice, animatrice, animateur_du_19e, prefecture):
    avis = f.AvisFabrique(conseil=animatrice.affectations.get().conseil)
    for code in ("caf", "ratp"):  # two addressees of one avis: one avis
        f.DestinataireFabrique(avis=avis, partenaire=f.PartenaireFabrique(code=code), echeance=date(2026, 11, 10))
    ailleurs = f.AvisFabrique(conseil=animateur_du_19e.affectations.get().conseil)
    f.DestinataireFabrique(avis=ailleurs, echeance=date(2026, 11, 17))
    f.DestinataireFabrique(avis__conseil=ailleurs.conseil, echeance=date(2026, 11, 18))
    attendu = {coordinatrice: "2 avis", animatrice: "1 avis", animateur_du_19e: "1 avis"}
    for compte, nombre in attendu.items():
        assert faits(connecte(compte).get("/")) == [f"{nombre} sans réponse au-delà du délai"]
    assert faits(connecte(prefecture).get("/")) == []


def test_what_the_team_must_move_on_by_state_five_of_each_at_most(coordinatrice, animatrice, dix_huitieme):
    """Handed back first; a full state hides nothing of another, nor does an animatrice publish anything."""
    etats = ["projet"] * 7 + ["renvoye"] + ["valide"] * 2
    Rapport.objects.bulk_create(
        Rapport(
            numero=f"BC-18-{2010 + rang}-01",
            sorte="bilan-conseil",
            conseil=dix_huitieme,
            exercice=2010 + rang,
            rang=1,
            etat=etat,
            donnees="{}",
            fichier="rapports/absent.pdf",
            sha256="0" * 64,
            produit_le="2026-02-03T10:00:00Z",
        )
        for rang, etat in enumerate(etats)
    )
    gestes = [alerte.action for alerte in a_reprendre(coordinatrice, date(2026, 11, 18))]
    assert gestes == ["Lire le motif", "Publier", "Publier", *["Relire"] * 5]
    assert [alerte.action for alerte in a_reprendre(animatrice, date(2026, 11, 18))] == ["Lire le motif"]


def test_weeks_to_review_and_late_in_one_query(coordinatrice, animatrice, semaines, django_assert_num_queries):
    assert coordinatrice.permissions_en_cours  # read once for the whole page
    with django_assert_num_queries(1):
        trouvees = [(alerte.fait, alerte.depuis) for alerte in a_revoir(coordinatrice, date(2026, 11, 18))]
    assert trouvees == [("2 semaines en retard", "la plus ancienne du 2 novembre")]


def test_what_nobody_has_most_days_costs_one_query_for_all_of_it(coordinatrice, django_assert_num_queries):
    """Each kind that has something to tell costs its own query besides, and is told."""
    jour, rares = date(2026, 11, 18), [source for _, source in SOURCES if hasattr(source, "lignes")]
    assert len(rares) == 5
    courantes = [s for permission, s in SOURCES if permission in coordinatrice.permissions_en_cours and s not in rares]
    with django_assert_num_queries(len(courantes) + 1):
        assert alertes(coordinatrice, jour) == []
    f.SeanceFabrique.create_batch(2, date=date(2026, 11, 17))
    with django_assert_num_queries(len(courantes) + 2):
        assert ["S'est-elle tenue ?" in alerte.fait for alerte in alertes(coordinatrice, jour)] == [True, True]
