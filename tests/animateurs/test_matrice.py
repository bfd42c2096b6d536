"""The team's page: weeks in a matrix, several people reminded, several weeks validated. Wednesday 18 November 2026."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from animateurs.matrice import Equipe, Matrice
from animateurs.models import RappelEquipe
from animateurs.rappels_partis import derniers_jours
from animateurs.services.suivi import rappeler, valider_plusieurs
from comptes.models import LigneAudit
from socle.periode import Periode
from tests import fabriques as f

JOUR = date(2026, 11, 18)
TRANSMISE = {"etat": "transmise", "transmise_le": "2026-11-13T16:00:00Z"}
VALIDEE = TRANSMISE | {"etat": "validee", "validee_le": "2026-11-16T09:00:00Z"}


def matrice(compte, annee=2026) -> Matrice:
    return Matrice(Equipe(compte, JOUR), Periode.exercice(annee))


def lettres(compte, annee=2026) -> list[str]:
    return ["".join(case.lettre for case in ligne.cases) for ligne in matrice(compte, annee).lignes]


def lu(page) -> str:
    """The text of a page, its fine spaces as ordinary ones."""
    return page.text.replace("\u00a0", " ").replace("\u202f", " ")


# -- The matrix ------------------------------------------------------------------------------------


def test_l_exercice_a_ses_semaines_la_plus_recente_d_abord(coordinatrice):
    lundis = matrice(coordinatrice).lundis
    assert (len(lundis), lundis[0], lundis[-1]) == (46, date(2026, 11, 16), date(2026, 1, 5))
    passes = matrice(coordinatrice, 2025).lundis
    assert (len(passes), passes[0], passes[-1]) == (52, date(2025, 12, 29), date(2025, 1, 6))


def test_chaque_situation_a_sa_lettre(coordinatrice, affectation):
    for rang, champs in enumerate([{}, {}, TRANSMISE, VALIDEE, {"etat": "renvoyee"}, {}]):
        lundi = date(2026, 11, 16) - timedelta(weeks=rang)
        f.SemaineFabrique(affectation=affectation, lundi=lundi, **champs)
    f.AbsenceFabrique(affectation=affectation, debut=date(2026, 10, 12), fin=date(2026, 10, 16))
    assert lettres(coordinatrice)[0][:7] == "ORTVCA–"


def test_une_absence_de_quelques_jours_ne_rend_pas_absent(coordinatrice, affectation):
    f.SemaineFabrique(affectation=affectation, lundi=date(2026, 11, 2))
    f.AbsenceFabrique(affectation=affectation, debut=date(2026, 11, 2), fin=date(2026, 11, 5))
    assert lettres(coordinatrice)[0][2] == "R"


def test_un_jour_ferie_n_a_pas_besoin_d_absence(coordinatrice, affectation):
    """Wednesday 11 November."""
    f.SemaineFabrique(affectation=affectation, lundi=date(2026, 11, 9))
    f.AbsenceFabrique(affectation=affectation, debut=date(2026, 11, 9), fin=date(2026, 11, 10))
    f.AbsenceFabrique(affectation=affectation, debut=date(2026, 11, 12), fin=date(2026, 11, 13))
    assert lettres(coordinatrice)[0][1] == "A"


def test_une_semaine_d_absence_transmise_reste_transmise(coordinatrice, affectation):
    f.SemaineFabrique(affectation=affectation, lundi=date(2026, 11, 9), **TRANSMISE)
    f.AbsenceFabrique(affectation=affectation)
    assert lettres(coordinatrice)[0][1] == "T"


def test_l_ordre_est_celui_des_arrondissements(coordinatrice, animateur_du_19e, animatrice):
    f.AffectationFabrique(
        conseil=animatrice.affectations.get().conseil, debut=date(2025, 3, 3), fin=date(2026, 1, 2)
    )  # left before the first Monday of the exercice: not in it
    for numero in (19, 18):
        f.SemaineFabrique(affectation__conseil=f.ConseilFabrique(arrondissement__numero=numero, nom="x"))
    numeros = [ligne.conseil.arrondissement.numero for ligne in matrice(coordinatrice).lignes]
    assert numeros == sorted(numeros)
    assert len(numeros) == 4


def test_une_vacance_est_deduite_des_dates(coordinatrice, dix_huitieme, dix_neuvieme):
    """Nobody from Saturday 7 to Sunday 29 March: three whole weeks, those of 9, 16 and 23 March."""
    convention = f.ConventionFabrique()
    convention.arrondissements.set([dix_huitieme.arrondissement])  # not the 19e, which has no post to fill
    f.AffectationFabrique(conseil=dix_huitieme, convention=convention, debut=date(2026, 1, 1), fin=date(2026, 3, 6))
    f.AffectationFabrique(conseil=dix_huitieme, convention=convention, debut=date(2026, 3, 30))
    lue = matrice(coordinatrice)
    vide = lue.lignes[-1]
    assert vide.affectation is None
    assert [c.lundi for c in vide.cases if c.code == "vacant"] == [
        date(2026, 3, 23),
        date(2026, 3, 16),
        date(2026, 3, 9),
    ]
    assert [(v.conseil, v.debut, v.fin) for v in lue.vacances] == [(dix_huitieme, date(2026, 3, 9), date(2026, 3, 29))]


def test_une_vacance_qui_dure_n_a_pas_de_fin(coordinatrice, dix_huitieme):
    convention = f.ConventionFabrique()
    convention.arrondissements.set([dix_huitieme.arrondissement])
    f.AffectationFabrique(conseil=dix_huitieme, convention=convention, debut=date(2026, 1, 1), fin=date(2026, 11, 6))
    assert [(v.debut, v.fin) for v in matrice(coordinatrice).vacances] == [(date(2026, 11, 9), None)]


def test_rien_n_est_lu_des_autres_territoires(coordinatrice, animatrice, dix_huitieme, dix_neuvieme, animateur_du_19e):
    """What this page costs depends on the reach of who reads it, not on how many conseils there are in France."""
    convention = f.ConventionFabrique()
    convention.arrondissements.set([dix_huitieme.arrondissement, dix_neuvieme.arrondissement])
    lue = Equipe(coordinatrice, JOUR)
    vars(lue)["conseils"] = [dix_huitieme]
    assert lue.couverts == {dix_huitieme.arrondissement_id: [(convention.debut, convention.fin)]}
    for compte in (animatrice, animateur_du_19e):
        f.RappelEquipeFabrique(animateur=compte, jour=date(2026, 11, 12))
    assert derniers_jours(date(2026, 11, 1), [animatrice.pk]) == {animatrice.pk: date(2026, 11, 12)}


def test_la_page_dit_les_lettres_en_toutes_lettres(connecte, coordinatrice, affectation):
    f.SemaineFabrique(affectation=affectation, lundi=date(2026, 11, 9), **TRANSMISE)
    page = connecte(coordinatrice).get(reverse("equipe"))
    assert '<span aria-hidden="true">T</span><span class="visually-hidden">transmise, à valider</span>' in page.text
    assert 'scope="row"' in page.text
    assert "exercice 2026" in page.text


def _peupler(combien: int) -> None:
    for rang in range(combien):
        conseil = f.ConseilFabrique(arrondissement=f.ArrondissementFabrique(numero=1 + rang))
        affectation = f.AffectationFabrique(conseil=conseil, debut=date(2025, 1, 6))
        for semaine in range(52):
            lundi = date(2026, 11, 16) - timedelta(weeks=semaine)
            f.SemaineFabrique(affectation=affectation, lundi=lundi, **(VALIDEE if semaine > 3 else {}))
        f.AbsenceFabrique(affectation=affectation)
        f.RappelEquipeFabrique(animateur=affectation.animateur, jour=date(2026, 11, 12))


@pytest.mark.parametrize("combien", [1, 8])
def test_autant_de_requetes_pour_une_ou_huit_personnes(connecte, coordinatrice, django_assert_num_queries, combien):
    _peupler(combien)
    client = connecte(coordinatrice)
    client.get(reverse("equipe"))
    with django_assert_num_queries(9):
        page = client.get(reverse("equipe"))
    assert len(page.context["matrice"].lignes) == combien


# -- Reminding several -----------------------------------------------------------------------------


@pytest.fixture
def en_retard(affectation):
    return f.SemaineFabrique(affectation=affectation, lundi=date(2026, 11, 9))


@pytest.fixture
def en_retard_au_19e(animateur_du_19e):
    return f.SemaineFabrique(affectation=animateur_du_19e.affectations.get(), lundi=date(2026, 11, 2))


def test_un_courriel_a_chaque_personne_cochee(
    connecte, coordinatrice, animatrice, en_retard, animateur_du_19e, en_retard_au_19e
):
    page = connecte(coordinatrice).post(
        reverse("equipe_rappeler"), {"animateur": [animatrice.pk, animateur_du_19e.pk]}, follow=True
    )
    assert {m.to[0] for m in mail.outbox} == {animatrice.email, animateur_du_19e.email}
    assert "semaine du 9 novembre 2026, Conseil citoyen du 18e" in mail.outbox[0].body
    assert mail.outbox[0].subject == "Votre journal : 1 semaine à transmettre"
    assert "Rappel envoyé à Amina Animateur ; Nadir Animateur." in lu(page)
    assert RappelEquipe.objects.filter(jour=JOUR, semaines=1, par=coordinatrice).count() == 2
    assert LigneAudit.objects.filter(acte="equipe.rappeler").count() == 2


def test_un_par_jour_au_plus(coordinatrice, animatrice, en_retard, horloge):
    rappeler(animateurs=[animatrice.pk], par=coordinatrice)
    [issue] = rappeler(animateurs=[animatrice.pk, animatrice.pk], par=coordinatrice)
    assert (issue.fait, len(mail.outbox)) == (False, 1)
    assert "déjà parti aujourd’hui" in issue.dit
    horloge.move_to("2026-11-19 09:00:00+01:00")
    [issue] = rappeler(animateurs=[animatrice.pk], par=coordinatrice)
    assert (issue.fait, len(mail.outbox)) == (True, 2)


def test_la_base_elle_meme_n_en_garde_qu_un_par_jour(animatrice):
    f.RappelEquipeFabrique(animateur=animatrice)
    with pytest.raises(IntegrityError), transaction.atomic():
        RappelEquipe.objects.create(animateur=animatrice, jour=JOUR, semaines=2, par=animatrice)
    with pytest.raises(ValidationError, match="déjà été rappelée"):
        RappelEquipe(animateur=animatrice, jour=JOUR, semaines=2, par=animatrice).full_clean()


def test_rien_a_une_personne_absente(connecte, coordinatrice, animatrice, affectation, en_retard):
    f.AbsenceFabrique(affectation=affectation, nature="maladie", debut=JOUR, fin=date(2026, 11, 20))
    [issue] = rappeler(animateurs=[animatrice.pk], par=coordinatrice)
    assert issue.dit == "Amina Animateur : en absence jusqu’au 20 novembre 2026, rien n’est envoyé."
    assert (mail.outbox, RappelEquipe.objects.count()) == ([], 0)
    page = connecte(coordinatrice).get(reverse("equipe"))
    assert f'name="animateur"\n                     value="{animatrice.pk}"' not in page.text
    assert "maladie" not in page.text


def test_une_semaine_d_absence_n_est_pas_rappelee(coordinatrice, animatrice, affectation, en_retard):
    f.AbsenceFabrique(affectation=affectation, debut=date(2026, 11, 9), fin=date(2026, 11, 13))
    [issue] = rappeler(animateurs=[animatrice.pk], par=coordinatrice)
    assert issue.dit == "Amina Animateur : plus aucune semaine en retard."
    assert mail.outbox == []


def test_un_courriel_qui_ne_part_pas_se_recommence(coordinatrice, animatrice, en_retard, monkeypatch):
    def en_panne(*_args, **_kwargs):
        raise OSError

    monkeypatch.setattr("django.core.mail.EmailMessage.send", en_panne)
    [issue] = rappeler(animateurs=[animatrice.pk], par=coordinatrice)
    assert "n’a pas pu partir" in issue.dit
    assert RappelEquipe.objects.count() == 0
    monkeypatch.undo()
    assert rappeler(animateurs=[animatrice.pk], par=coordinatrice)[0].fait


def test_on_ne_rappelle_que_son_equipe(coordinatrice, animatrice, prefecture, en_retard):
    with pytest.raises(PermissionDenied):
        rappeler(animateurs=[prefecture.pk], par=coordinatrice)
    with pytest.raises(PermissionDenied):
        rappeler(animateurs=[animatrice.pk], par=animatrice)


def test_sans_rien_cocher_la_page_le_dit(connecte, coordinatrice):
    client = connecte(coordinatrice)
    assert "Cochez au moins une personne" in client.post(reverse("equipe_rappeler"), follow=True).text
    assert "Cochez au moins une semaine" in client.post(reverse("equipe_valider"), {"semaine": "x"}, follow=True).text


# -- Validating several ----------------------------------------------------------------------------


def test_plusieurs_semaines_d_un_geste_et_ce_qui_ne_passe_pas_est_dit(connecte, coordinatrice, affectation):
    bonne, changee, validee = (
        f.SemaineFabrique(affectation=affectation, lundi=date(2026, 11, 9) - timedelta(weeks=i), version=3, **etat)
        for i, etat in enumerate([TRANSMISE, TRANSMISE, VALIDEE])
    )
    choix = [f"{bonne.pk}.3", f"{changee.pk}.2", f"{validee.pk}.3"]
    page = connecte(coordinatrice).post(reverse("equipe_valider"), {"semaine": choix}, follow=True)
    for semaine in (bonne, changee, validee):
        semaine.refresh_from_db()
    assert [s.etat for s in (bonne, changee, validee)] == ["validee", "transmise", "validee"]
    assert "Validé : Amina Animateur, semaine du 9 novembre 2026." in lu(page)
    assert "semaine du 2 novembre 2026 : elle a changé depuis l’ouverture" in lu(page)
    assert "semaine du 26 octobre 2026 : Seule une semaine transmise" in lu(page)
    assert LigneAudit.objects.filter(acte="semaine.valider").count() == 1


def test_valider_la_semaine_de_quelqu_un_d_autre_est_refuse(animatrice, affectation):
    semaine = f.SemaineFabrique(affectation=affectation, lundi=date(2026, 11, 9), **TRANSMISE)
    with pytest.raises(PermissionDenied):
        valider_plusieurs(versions={semaine.pk: 0}, par=animatrice)


def test_les_semaines_d_un_autre_exercice_restent_a_valider(coordinatrice, affectation):
    semaine = f.SemaineFabrique(affectation=affectation, lundi=date(2025, 6, 2), **TRANSMISE)
    assert matrice(coordinatrice).a_valider == [semaine]
