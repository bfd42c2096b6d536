"""What the demonstration looks like, on Wednesday 18 November 2026."""

import hashlib
import json
from collections import Counter, defaultdict
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction

from animateurs.demo.comptes import comptes_de_demonstration, mot_de_passe_demo
from animateurs.demo.installation import installer
from animateurs.models import Affectation, Convention, LigneJournal, SemaineJournal
from comptes.models import Compte, LigneAudit
from conseils.models import Arrete, ConseilCitoyen, Mandat, Membre, Portage, Presence, Reunion, VersionReglement
from conseils.reglement import reglement_du
from tests.animateurs.demo.conftest import GRAINE, JOUR, importer_references
from tests.animateurs.demo.regles import manquements

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]

NUMEROS = [10, 11, 13, 14, 17, 18, 19, 20]
CETTE_SEMAINE = date(2026, 11, 16)


def empreinte() -> str:
    """Everything that a reader sees, without the keys that the database chooses."""
    lignes = [
        Membre.objects.order_by("conseil__arrondissement__numero", "nom").values_list("prenom", "nom", "sexe"),
        Mandat.objects.order_by("membre__nom", "membre__prenom", "debut").values_list("debut", "fin", "origine"),
        Reunion.objects.order_by("conseil__arrondissement__numero", "date").values_list("date", "intitule", "lieu"),
        Presence.objects.order_by("reunion__date", "membre__nom").values_list("reunion__date", "membre__nom"),
        SemaineJournal.objects.order_by("affectation__animateur__email", "lundi").values_list(
            "lundi", "etat", "transmise_le", "validee_le"
        ),
        LigneJournal.objects.order_by(
            "semaine__affectation__animateur__email", "semaine__lundi", "jour", "pk"
        ).values_list("jour", "minutes", "type_activite__code", "note", "femmes"),
    ]
    texte = json.dumps([list(valeurs) for valeurs in lignes], cls=DjangoJSONEncoder)
    return hashlib.sha256(texte.encode()).hexdigest()


def mandats_actifs(numero: int, jour: date = JOUR):
    return Mandat.objects.actifs_le(jour).filter(groupe__conseil__arrondissement__numero=numero)


def part_femmes(numero: int) -> float:
    sexes = Counter(mandats_actifs(numero).values_list("membre__sexe", flat=True))
    return sexes["F"] / (sexes["F"] + sexes["H"])


def test_no_rule_of_the_services_is_broken():
    assert manquements(JOUR) == []


@pytest.mark.une_fois  # PostgreSQL does not empty tables inside a transaction
def test_same_day_and_same_seed_give_the_same_people_and_the_same_weeks():
    premiere = empreinte()
    with transaction.atomic():
        call_command("flush", interactive=False, verbosity=0)
        importer_references()
        installer(graine=GRAINE, jour=JOUR)
        assert empreinte() == premiere
        transaction.set_rollback(True)


def test_three_exercices_are_covered():
    convention = Convention.objects.get(fictive=True)
    assert (convention.debut, convention.fin) == (date(2024, 1, 1), date(2026, 12, 31))
    assert convention.objectifs.count() == 2
    assert convention.commanditaires.count() == 2
    tenues = Counter(jour.year for jour in Reunion.objects.tenues().values_list("date", flat=True))
    assert all(tenues[annee] > 120 for annee in (2024, 2025, 2026))


def test_seven_conseils_are_installed_and_one_is_being_set_up():
    statuts = dict(ConseilCitoyen.objects.values_list("arrondissement__numero", "statut"))
    assert sorted(statuts) == NUMEROS
    assert [numero for numero, statut in statuts.items() if statut == "prefiguration"] == [17]


def test_conseils_are_carried_in_the_three_ways_one_at_a_time():
    en_cours = Portage.objects.en_cours_le(JOUR)
    assert set(en_cours.values_list("mode", flat=True)) == set(Portage.Mode.values)
    assert sorted(en_cours.values_list("conseil__arrondissement__numero", flat=True)) == [
        numero for numero in NUMEROS if numero != 17
    ]
    for portage in Portage.objects.all():
        autres = portage.conseil.portages.chevauchant(portage.du, portage.au).exclude(pk=portage.pk)
        assert not autres.exists()
    assert Arrete.objects.count() == 7


def test_the_reglements_are_in_every_state():
    etats = {c.arrondissement.numero: reglement_du(c, JOUR).etat.value for c in ConseilCitoyen.objects.all()}
    assert etats == {
        10: "verifie",
        11: "verifie_prefecture",
        13: "verifie_ville",
        14: "adopte",
        17: "redige",
        18: "verifie",
        19: "verifie",
        20: "verifie_ville",
    }
    for version in VersionReglement.objects.exclude(adoptee_en=None):
        assert version.ecrit_le <= version.adoptee_en.date <= JOUR
        assert (version.adoptee_en.type, version.adoptee_en.statut) == ("assemblee", "tenue")
        assert all(version.adoptee_en.date < v.le <= JOUR for v in version.verifications.all())


def test_groupes_moteurs_have_plausible_sizes_and_colleges():
    tailles = {numero: mandats_actifs(numero).count() for numero in NUMEROS}
    assert (min(tailles.values()), max(tailles.values())) == (14, 46)
    for numero, taille in tailles.items():
        assert 0.6 <= mandats_actifs(numero).filter(college="habitants").count() / taille <= 0.71
    assert set(Mandat.objects.values_list("origine", flat=True)) == set(Mandat.Origine.values)
    assert Mandat.objects.filter(fin__isnull=False).count() > 40
    assert Membre.objects.filter(sexe="N").exists()
    assert Membre.objects.filter(tranche_age="N").exists()


def test_one_conseil_thrives_and_one_struggles():
    """What a reader of the dashboard must see at a glance."""
    assert mandats_actifs(18).count() > mandats_actifs(18, date(2024, 12, 31)).count()
    assert mandats_actifs(14).count() < mandats_actifs(14, date(2024, 12, 31)).count()
    assert part_femmes(14) < 0.35
    assert 0.45 < part_femmes(18) < 0.55
    venues = Counter(Presence.objects.values_list("reunion__conseil__arrondissement__numero", flat=True))
    assert venues[18] > 5 * venues[14]


def test_the_team_had_a_replacement_and_a_vacancy():
    par_conseil = defaultdict(list)
    for numero, debut, fin in Affectation.objects.order_by("debut").values_list(
        "conseil__arrondissement__numero", "debut", "fin"
    ):
        par_conseil[numero].append((debut, fin))
    assert {numero: len(suite) for numero, suite in par_conseil.items() if len(suite) > 1} == {13: 2, 14: 2}
    trous = {numero: suite[1][0] - suite[0][1] for numero, suite in par_conseil.items() if len(suite) > 1}
    assert trous[13] == timedelta(days=3)  # from a Friday to a Monday
    assert timedelta(weeks=4) < trous[14] < timedelta(weeks=10)


def test_the_coordination_finds_weeks_late_returned_and_to_review():
    retards = SemaineJournal.objects.en_retard_au(JOUR).order_by("etat", "lundi")
    assert Counter(retards.values_list("etat", flat=True)) == {"ouverte": 3, "renvoyee": 1}
    assert LigneAudit.objects.de(retards.get(etat="renvoyee")).last().motif
    assert SemaineJournal.objects.a_revoir().count() >= 5


def test_the_animatrice_of_the_18e_is_in_the_middle_of_her_week():
    semaine = SemaineJournal.objects.get(affectation__animateur__email="animateur18@demo.invalid", lundi=CETTE_SEMAINE)
    assert semaine.etat == "ouverte"
    assert {ligne.jour for ligne in semaine.lignes.all()} == {0, 1, 2}


def test_a_full_week_is_about_thirty_five_hours_in_eight_to_fourteen_lines():
    pleines = SemaineJournal.objects.filter(etat="validee").avec_minutes().filter(minutes__gt=0)
    minutes = sorted(pleines.values_list("minutes", flat=True))
    assert 33 * 60 <= minutes[len(minutes) // 2] <= 37 * 60
    lignes = sorted(Counter(LigneJournal.objects.values_list("semaine", flat=True)).values())
    assert 8 <= lignes[len(lignes) // 10] <= lignes[-len(lignes) // 10] <= 14


def test_missions_share_the_time_as_in_the_convention():
    minutes = Counter()
    for mission, duree in LigneJournal.objects.values_list("mission__code", "minutes"):
        minutes[mission] += duree
    parts = {code: duree / minutes.total() for code, duree in minutes.items()}
    assert parts == pytest.approx({"M1": 0.45, "M2": 0.2, "M3": 0.2, "INT": 0.15}, abs=0.04)


def test_weeks_off_are_declared_and_some_saturdays_are_worked():
    muettes = Counter(
        SemaineJournal.objects.filter(rien_a_signaler=True, lundi__year=2025).values_list("affectation", flat=True)
    )
    assert all(3 <= nombre <= 6 for nombre in muettes.values())
    assert LigneJournal.objects.filter(jour=5).exclude(motif_weekend="").count() > 20


def test_meetings_wait_for_their_attendance_and_others_are_planned():
    a_saisir = Reunion.objects.presences_a_saisir(JOUR)
    assert {reunion.conseil.arrondissement.numero for reunion in a_saisir} == {13, 18}
    assert all(JOUR - timedelta(days=10) <= reunion.date < JOUR for reunion in a_saisir)
    a_venir = Counter(Reunion.objects.a_venir(JOUR).values_list("conseil__arrondissement__numero", flat=True))
    assert sorted(a_venir) == NUMEROS
    assert Reunion.objects.filter(statut="annulee").count() > 10
    assert set(Reunion.objects.values_list("type", flat=True)) == set(Reunion.Type.values)


def test_accounts_are_the_promised_ones_and_share_the_password():
    annonces = {email for email, *_ in comptes_de_demonstration()}
    assert annonces == {f"animateur{n}@demo.invalid" for n in NUMEROS} | {
        f"{cle}@demo.invalid"
        for cle in ("coordination", "prefecture", "ville", "mediation", "bailleur", "admin", "lecteur18")
    }
    assert set(Compte.objects.filter(is_active=True).values_list("email", flat=True)) == annonces
    assert Compte.objects.get(email="coordination@demo.invalid").check_password(mot_de_passe_demo())
    assert not Compte.objects.get(email="ancien13@demo.invalid").has_usable_password()


@pytest.mark.parametrize(
    ("cle", "role"),
    [
        ("coordination", "coordination"),
        ("animateur18", "animateur"),
        ("prefecture", "prefecture"),
        ("ville", "ville"),
        ("mediation", "partenaire"),
        ("lecteur18", "lecteur"),
        ("admin", "administration"),
    ],
)
def test_each_account_holds_its_role_today(cle, role):
    compte = Compte.objects.get(email=f"{cle}@demo.invalid")
    assert [h.role for h in compte.habilitations_en_cours] == [role]
