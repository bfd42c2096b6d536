"""The campaign of a year: every document in one gesture, each with its own fate."""

from datetime import date

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from reporting.campagnes import avancement, pieces
from reporting.models import Campagne, Rapport
from reporting.rapports.sujet import Sujet
from reporting.services import campagnes, production, travaux
from reporting.services.production import executer
from reporting.tasks import preparer_les_campagnes
from tests import fabriques as f
from tests.personnes import conseil

pytestmark = pytest.mark.usefixtures("imprimerie")
DATES = {"exercice": 2025, "preparation": "2026-11-20", "relecture": "2026-12-09", "publication": "2026-12-21"}


@pytest.fixture
def conseils(db):
    """Three conseils, of which the 20e has nothing in 2025."""
    tous = [conseil(numero) for numero in (18, 19, 20)]
    for accompagne in tous[:2]:
        f.ReunionFabrique(conseil=accompagne, date=date(2025, 5, 5), statut="tenue")
    return tous


@pytest.fixture
def campagne(conseils, coordinatrice):
    return f.CampagneFabrique(creee_par=coordinatrice)


def _etats():
    return list(Rapport.objects.order_by("numero").values_list("numero", "etat"))


def _tout_faire():
    for pk in Rapport.objects.filter(etat__in=Rapport.A_FAIRE).values_list("pk", flat=True):
        executer(pk=pk)


def test_tout_produire_demande_un_document_par_conseil(campagne, coordinatrice):
    assert campagnes.produire(campagne=campagne, par=coordinatrice) == 2
    assert _etats() == [("BC-18-2025-01", "demande"), ("BC-19-2025-01", "demande")]
    assert [piece.empechement for piece in pieces(campagne)] == [
        "",
        "",
        "Rien n'est enregistré sur l'exercice 2025 : ni accompagnement, ni réunion.",
        "Rien n'est enregistré sur l'exercice 2025 : ni accompagnement, ni réunion.",  # the bilan of the dispositif
    ]


def test_tout_produire_deux_fois_ne_double_rien(campagne, coordinatrice, monkeypatch):
    campagnes.produire(campagne=campagne, par=coordinatrice)
    assert campagnes.produire(campagne=campagne, par=coordinatrice) == 0
    _tout_faire()
    avant = dict(Rapport.objects.values_list("numero", "sha256"))
    monkeypatch.setattr(production, "imprimer", None)  # whoever draws again fails
    assert campagnes.produire(campagne=campagne, par=coordinatrice) == 2
    _tout_faire()
    assert dict(Rapport.objects.values_list("numero", "sha256")) == avant
    assert {etat for _, etat in _etats()} == {"projet"}


def test_un_document_demande_a_la_main_rejoint_la_campagne(campagne, coordinatrice, conseils):
    seul = travaux.demander(sorte="bilan-conseil", sujet=Sujet(2025, conseils[0]), par=coordinatrice)
    executer(pk=seul.pk)
    assert campagnes.produire(campagne=campagne, par=coordinatrice) == 2
    assert Rapport.objects.get(pk=seul.pk).campagne == campagne
    assert len(_etats()) == 2


def test_un_echec_n_arrete_pas_les_autres_et_se_relance(campagne, coordinatrice, conseils):
    campagnes.produire(campagne=campagne, par=coordinatrice)
    malade = Rapport.objects.get(conseil=conseils[0])
    travaux.echouer(prise=travaux.prendre(pk=malade.pk), cause="Le disque du serveur est plein.")
    _tout_faire()
    assert [etat for _, etat in _etats()] == ["echec", "projet"]
    assert avancement(pieces(campagne)).echecs == 1
    assert campagnes.relancer_les_echecs(campagne=campagne, par=coordinatrice) == 1
    _tout_faire()
    assert [etat for _, etat in _etats()] == ["projet", "projet"]


def test_tout_soumettre_laisse_ce_qui_n_est_pas_pret(campagne, coordinatrice, conseils):
    campagnes.produire(campagne=campagne, par=coordinatrice)
    executer(pk=Rapport.objects.get(conseil=conseils[1]).pk)
    assert campagnes.tout_soumettre(campagne=campagne, par=coordinatrice) == 1
    assert [etat for _, etat in _etats()] == ["demande", "soumission"]
    assert campagnes.produire(campagne=campagne, par=coordinatrice) == 0


def test_le_jour_dit_les_projets_se_demandent_une_fois(campagne, horloge):
    Campagne.objects.update(preparation=date(2026, 11, 19))
    assert preparer_les_campagnes() == 0
    horloge.shift(24 * 3600)
    assert preparer_les_campagnes() == 2
    assert preparer_les_campagnes() == 0
    assert Rapport.objects.filter(demande_par=None, campagne=campagne).count() == 2


def test_l_animateur_et_la_coordination_sont_avertis_une_fois(
    campagne, coordinatrice, animatrice, django_capture_on_commit_callbacks
):
    campagnes.produire(campagne=campagne, par=coordinatrice)
    with django_capture_on_commit_callbacks(execute=True):
        _tout_faire()
    assert sorted((m.to[0], m.subject) for m in mail.outbox) == sorted([
        (animatrice.email, "Projet à relire : Bilan annuel d'un conseil citoyen BC-18-2025-01"),
        (coordinatrice.email, "Campagne 2025 : 3 documents prêts"),
    ])  # fmt: skip
    (annonce,) = [m for m in mail.outbox if m.to[0] == coordinatrice.email]
    assert "/rapports/campagnes/2025/" in annonce.body


def test_l_estimation_vient_des_durees_mesurees(campagne, coordinatrice):
    assert avancement(pieces(campagne)).secondes is None
    campagnes.produire(campagne=campagne, par=coordinatrice)
    Rapport.objects.filter(numero="BC-18-2025-01").update(duree=40_000)
    Rapport.objects.filter(numero="BC-19-2025-01").update(duree=60_000)
    estimation = avancement(pieces(campagne))
    assert (estimation.en_cours, estimation.secondes, estimation.minutes) == (2, 100, 2)


def test_la_duree_est_celle_du_travail(demande, horloge, monkeypatch):
    imprimer = production.imprimer

    def lentement(*args, **kwargs):
        horloge.shift(3)
        return imprimer(*args, **kwargs)

    monkeypatch.setattr(production, "imprimer", lentement)
    executer(pk=demande.pk)
    assert Rapport.objects.get().duree == 3_000


@pytest.mark.parametrize(
    ("champs", "refus"),
    [
        ({"relecture": "2026-11-20"}, "se suivent"),
        ({"publication": "2026-12-01"}, "se suivent"),
        ({"exercice": 1999}, "supérieure ou égale à 2015"),
        ({"preparation": ""}, "obligatoire"),
    ],
)
def test_dates_refusees(connecte, coordinatrice, champs, refus):
    page = connecte(coordinatrice).post(reverse("campagne_ouvrir"), DATES | champs)
    assert refus in page.content.decode()
    assert not Campagne.objects.exists()


def test_ouvrir_puis_changer_les_dates(connecte, coordinatrice):
    client = connecte(coordinatrice)
    assert client.post(reverse("campagne_ouvrir"), DATES).url == "/rapports/campagnes/2025/"
    assert "existe déjà" in client.post(reverse("campagne_ouvrir"), DATES).content.decode()
    client.post(reverse("campagne_dates", args=[2025]), DATES | {"publication": "2027-01-15"})
    assert Campagne.objects.get().publication == date(2027, 1, 15)


def test_la_coordination_seule_mene_une_campagne(campagne, animatrice):
    for geste in (campagnes.produire, campagnes.relancer_les_echecs, campagnes.tout_soumettre):
        with pytest.raises(PermissionDenied):
            geste(campagne=campagne, par=animatrice)
    with pytest.raises(PermissionDenied):
        campagnes.enregistrer(campagne=campagne, par=animatrice)


def test_un_exercice_en_cours_est_dit_provisoire(conseils, connecte, coordinatrice):
    f.CampagneFabrique(exercice=2026, creee_par=coordinatrice)
    client = connecte(coordinatrice)
    assert "n’est pas terminé" in client.get(reverse("campagne", args=[2026])).content.decode()


def test_un_exercice_a_venir_le_dit(conseils, coordinatrice):
    a_venir = f.CampagneFabrique(exercice=2027, creee_par=coordinatrice)
    assert campagnes.produire(campagne=a_venir, par=coordinatrice) == 0
    assert {piece.empechement for piece in pieces(a_venir)} == {"L'exercice 2027 n'a pas commencé."}


def test_la_base_refuse_des_dates_en_desordre(coordinatrice):
    with pytest.raises(ValidationError, match="se suivent"):
        f.CampagneFabrique.build(creee_par=coordinatrice, relecture=date(2026, 11, 1)).full_clean()


def test_les_gestes_a_l_ecran(campagne, connecte, coordinatrice):
    client = connecte(coordinatrice)
    page = client.post(reverse("campagne_produire", args=[2025]), follow=True).content.decode()
    assert "2 documents en production." in page
    assert "every 2s" in page
    _tout_faire()
    page = client.get(reverse("campagne_avancement", args=[2025])).content.decode()
    assert "every 2s" not in page
    assert "2 documents prêts sur 4" in " ".join(page.split())
    client.post(reverse("campagne_soumettre", args=[2025]))
    assert {etat for _, etat in _etats()} == {"soumission"}


@pytest.mark.parametrize("combien", [1, 3])
def test_la_page_ne_coute_pas_plus_avec_plus(combien, connecte, coordinatrice, django_assert_num_queries):
    f.CampagneFabrique(creee_par=coordinatrice)
    for numero in (18, 19, 20)[:combien]:
        f.ReunionFabrique(conseil=conseil(numero), date=date(2025, 5, 5), statut="tenue")
    client = connecte(coordinatrice)
    campagnes.produire(campagne=Campagne.objects.get(), par=coordinatrice)
    with django_assert_num_queries(8):
        client.get(reverse("campagne", args=[2025]))
