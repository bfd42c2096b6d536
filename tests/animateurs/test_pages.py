"""« Ma semaine », the list of weeks and their review, through the browser's eyes."""

import csv
from datetime import date
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from animateurs.forms import lire_duree
from animateurs.models import RemarqueLigne, SemaineJournal, TypeActivite
from animateurs.services import journal
from tests import fabriques as f
from tests.animateurs.conftest import LUNDI

SEMAINE = reverse("semaine", args=[LUNDI])


@pytest.fixture
def client(connecte, animatrice):
    """Signed in as the animatrice of the 18e."""
    return connecte(animatrice)


@pytest.fixture
def revue(transmise):
    return reverse("semaine_revue", args=[transmise.lundi, transmise.affectation_id])


def messages(page) -> str:
    return " ".join(str(message) for message in page.context["messages"])


# -- Reaching one's week -----------------------------------------------------------------------


def test_ma_semaine_est_la_semaine_en_cours(client, semaine, affectation):
    f.SemaineFabrique(affectation=affectation, lundi=date(2026, 11, 9))
    page = client.get(reverse("ma_semaine"))
    assert (page.context["semaine"], page.context["semaine"].lundi) == (semaine, LUNDI)
    assert f'action="{SEMAINE}"' in page.text
    assert "Ma semaine du 16 novembre 2026" in page.text.partition("</title>")[0]


def test_ma_semaine_s_ouvre_a_la_main_si_le_planificateur_est_en_retard(client, animatrice):
    page = client.get(reverse("ma_semaine"))
    assert page.context["a_ouvrir"]
    assert not SemaineJournal.objects.exists()
    page = client.post(reverse("ma_semaine"), follow=True)
    assert page.context["semaine"] == SemaineJournal.objects.get(lundi=LUNDI)


def test_ma_semaine_sans_affectation_explique(client, animatrice):
    animatrice.affectations.update(fin=date(2026, 11, 17))
    assert "Aucune affectation en cours" in client.get(reverse("ma_semaine")).text


def test_les_semaines_voisines_sont_celles_du_meme_conseil(client, semaine, affectation, animatrice, dix_neuvieme):
    f.HabilitationFabrique(compte=animatrice, role="animateur", arrondissement=dix_neuvieme.arrondissement)
    ailleurs = f.AffectationFabrique(animateur=animatrice, conseil=dix_neuvieme)
    f.SemaineFabrique(affectation=ailleurs, lundi=date(2026, 11, 23))
    f.SemaineFabrique(affectation=affectation, lundi=date(2026, 11, 9))
    texte = client.get(SEMAINE).text
    assert f'href="{reverse("semaine", args=[date(2026, 11, 9)])}"' in texte
    assert "Semaine suivante" not in texte


def test_deux_conseils_la_meme_semaine_se_choisissent(client, semaine, animatrice, dix_neuvieme):
    f.HabilitationFabrique(compte=animatrice, role="animateur", arrondissement=dix_neuvieme.arrondissement)
    autre = f.SemaineFabrique(affectation=f.AffectationFabrique(animateur=animatrice, conseil=dix_neuvieme))
    for adresse in (SEMAINE, reverse("ma_semaine")):
        assert client.get(adresse).context["semaines"] == [semaine, autre]
    assert client.get(f"{SEMAINE}?conseil=19").context["semaine"] == autre
    assert client.get(f"{SEMAINE}?conseil=17").status_code == 404
    # An act that does not say which conseil changes neither.
    assert client.post(reverse("semaine_rien_a_signaler", args=[LUNDI]), {"version": 0}).status_code == 404


def test_le_conseil_choisi_suit_dans_toutes_les_adresses(client, semaine, saisie):
    page = client.get(f"{SEMAINE}?conseil=18")
    assert f'action="{SEMAINE}?conseil=18"' in page.text
    assert client.post(f"{SEMAINE}?conseil=18", saisie()).url == f"{SEMAINE}?conseil=18&jour=2#ajouter"


@pytest.mark.parametrize("lundi", ["2026-11-17", "2026-11-23", "2026-13-01", "2026-02-30", "0001-01-01", "9999-12-27"])
def test_un_autre_jour_ou_une_semaine_qui_n_existe_pas(client, semaine, lundi):
    assert client.get(f"/semaines/{lundi}/").status_code == 404


ADRESSES_DE_L_ANIMATRICE = [
    ("semaine", ()),
    ("semaine_reunion", (1,)),
    ("semaine_reprendre", (1,)),
    ("semaine_rien_a_signaler", ()),
    ("semaine_transmettre", ()),
    ("ligne_modifier", (1,)),
    ("ligne_supprimer", (1,)),
]


@pytest.mark.parametrize(("vue", "suite"), ADRESSES_DE_L_ANIMATRICE)
def test_la_semaine_d_un_autre_n_existe_pas(vue, suite, connecte, semaine, animateur_du_19e):
    f.LigneFabrique(semaine=semaine)
    f.ReunionFabrique(conseil=semaine.affectation.conseil, date=LUNDI)
    adresse, client = reverse(vue, args=[LUNDI, *suite]), connecte(animateur_du_19e)
    assert client.post(adresse, {"version": 0}).status_code == 404
    assert client.get(adresse).status_code in {404, 405}
    assert semaine.lignes.count() == 1


@pytest.mark.parametrize("qui", ["coordinatrice", "prefecture", "ville", "partenaire", "lecteur", "administrateur"])
def test_nul_autre_qu_un_animateur_ne_remplit(qui, connecte, semaine, request):
    client = connecte(request.getfixturevalue(qui))
    for vue, suite in ADRESSES_DE_L_ANIMATRICE:
        adresse = reverse(vue, args=[LUNDI, *suite])
        assert client.get(adresse).status_code == 403
        assert client.post(adresse, {"version": 0}).status_code == 403


# -- Filling it --------------------------------------------------------------------------------


def test_ajouter_une_activite(client, semaine, saisie, permanence):
    page = client.post(SEMAINE, saisie())
    assert page.url == f"{SEMAINE}?jour=2#ajouter"
    ligne = semaine.lignes.get()
    assert (ligne.jour, ligne.minutes, ligne.mission) == (2, 120, permanence.mission)
    page = client.get(page.url)
    assert "Activité ajoutée." in messages(page)
    assert page.context["semainier"].minutes == 120


def test_la_mission_peut_etre_changee(client, semaine, saisie):
    autre = f.MissionFabrique(code="M2")
    client.post(SEMAINE, saisie(mission=autre.pk))
    assert semaine.lignes.get().mission == autre


def test_les_missions_offertes_sont_celles_des_activites_et_celle_de_la_ligne(client, semaine, permanence):
    retiree = f.TypeActiviteFabrique(code="retiree", mission=f.MissionFabrique(code="M2"), actif=False)
    seule = f.MissionFabrique(code="M3")
    ligne = f.LigneFabrique(semaine=semaine, type_activite=permanence, mission=seule)
    offertes = {SEMAINE: {permanence.mission, retiree.mission}}
    offertes[reverse("ligne_modifier", args=[LUNDI, ligne.pk])] = {permanence.mission, retiree.mission, seule}
    for adresse, attendues in offertes.items():
        form = client.get(adresse).context["form"]
        assert {pk for pk, _ in form.missions.field.choices} == {"", *(mission.pk for mission in attendues)}
    assert form["mission"].value() == seule.pk


def test_changer_d_activite_change_la_mission_qui_la_suivait(client, semaine, saisie):
    ligne = f.LigneFabrique(semaine=semaine)
    autre = f.TypeActiviteFabrique(code="financement", mission=f.MissionFabrique(code="M3"))
    adresse = reverse("ligne_modifier", args=[LUNDI, ligne.pk])
    assert client.get(adresse).context["form"]["mission"].value() is None
    assert client.post(adresse, saisie(type_activite=autre.pk, mission="")).url == SEMAINE
    ligne.refresh_from_db()
    assert ligne.mission == autre.mission


def test_une_saisie_refusee_garde_tout_et_dit_ou(client, semaine, saisie):
    page = client.post(SEMAINE, saisie(jour=5, minutes="", minutes_autre="2 h 15", note="Fête", femmes="4"))
    form = page.context["form"]
    assert form.errors == {"motif_weekend": ["Le samedi et le dimanche, indiquez le motif."]}
    assert form.weekend_ouvert
    assert form.precise
    for morceau in ('value="2 h 15"', ">Fête</textarea>", 'value="5"', 'href="#id_motif_weekend"', "data-erreurs"):
        assert morceau in page.text.replace("\n", "")
    assert not semaine.lignes.exists()


@pytest.mark.parametrize(
    ("champ", "valeur"),
    [
        ("minutes", ""),
        ("minutes", "autre"),
        ("minutes_autre", "beaucoup"),
        ("minutes_autre", "25 h"),
        ("minutes_autre", "5 min"),
        ("minutes_autre", "3 h"),  # and the button of 2 h is pressed
        ("femmes", "-1"),
        ("hommes", "100000"),
        ("jour", "9"),
        ("type_activite", "0"),
    ],
)
def test_les_valeurs_absurdes_sont_refusees_a_cote_du_champ(client, semaine, saisie, champ, valeur):
    page = client.post(SEMAINE, saisie(**{champ: valeur}))
    assert champ.removesuffix("_autre") in page.context["form"].errors
    assert not semaine.lignes.exists()


@pytest.mark.parametrize(
    ("texte", "minutes"),
    [("2 h 15", 135), ("2h15", 135), ("2:15", 135), ("2 h", 120), ("45 min", 45), ("45", 45), ("1 h 5 min", 65)],
)
def test_la_duree_se_lit_comme_on_l_ecrit(texte, minutes):
    assert lire_duree(texte) == minutes


def test_une_duree_inhabituelle_revient_telle_qu_ecrite(client, semaine):
    ligne = f.LigneFabrique(semaine=semaine, minutes=135)
    assert 'value="2 h 15"' in client.get(reverse("ligne_modifier", args=[LUNDI, ligne.pk])).text


def test_le_formulaire_ne_propose_que_le_permis(client, semaine, affectation, dix_huitieme, dix_neuvieme):
    affectation.fin = date(2026, 11, 18)
    affectation.save()
    dedans = f.QuartierFabrique()
    dix_huitieme.quartiers.add(dedans)
    f.QuartierFabrique()
    sienne = f.ReunionFabrique(conseil=dix_huitieme, date=date(2026, 11, 17))
    f.ReunionFabrique(conseil=dix_huitieme, date=date(2026, 11, 25))
    f.ReunionFabrique(conseil=dix_huitieme, date=date(2026, 11, 17), statut="annulee", presences_saisies=False)
    f.ReunionFabrique(conseil=dix_neuvieme, date=date(2026, 11, 17))
    champs = client.get(SEMAINE).context["form"].fields
    assert [rang for rang, _ in champs["jour"].choices] == [0, 1, 2]
    assert list(champs["quartier"].queryset) == [dedans]
    assert list(champs["reunion"].queryset) == [sienne]


def test_les_activites_les_plus_frequentes_viennent_d_abord(client, affectation, semaine, permanence):
    rare = f.TypeActiviteFabrique(code="rare", libelle="Rare", ordre=0)
    ancienne = f.SemaineFabrique(affectation=affectation, lundi=date(2026, 10, 5))
    f.LigneFabrique(semaine=ancienne, type_activite=permanence)
    f.TypeActiviteFabrique(code="retiree", libelle="Retirée", actif=False)
    groupes = client.get(SEMAINE).context["form"].fields["type_activite"].choices
    assert list(groupes) == [
        ("Vos plus fréquentes", [(permanence.pk, "Tenir une permanence")]),
        ("Mission M1", [(rare.pk, "Rare")]),
    ]


def test_une_ligne_d_un_type_retire_se_corrige_encore(client, semaine, saisie, permanence):
    ligne = f.LigneFabrique(semaine=semaine, type_activite=permanence)
    TypeActivite.objects.update(actif=False)
    assert client.post(reverse("ligne_modifier", args=[LUNDI, ligne.pk]), saisie(minutes="60")).url == SEMAINE


def test_le_jour_propose(client, connecte, semaine, affectation, horloge):
    def propose(adresse=SEMAINE, client=client):
        return client.get(adresse).context["form"]["jour"].value()

    f.SemaineFabrique(affectation=affectation, lundi=date(2026, 11, 9))
    assert propose() == 2  # today
    assert propose(f"{SEMAINE}?jour=4") == 4  # the day just filled
    assert propose(reverse("semaine", args=[date(2026, 11, 9)])) == 0
    horloge.move_to("2026-11-22 12:00:00+01:00")
    assert propose(client=connecte(affectation.animateur)) == 4  # the weekend stays folded


# -- In one gesture ----------------------------------------------------------------------------


def test_une_reunion_se_prend_d_un_geste_puis_n_est_plus_proposee(client, semaine, dix_huitieme, animer):
    reunion = f.ReunionFabrique(conseil=dix_huitieme, date=date(2026, 11, 17))
    f.ReunionFabrique(conseil=dix_huitieme, date=date(2026, 11, 24))
    assert client.get(SEMAINE).context["propositions"].reunions == [reunion]
    prendre = reverse("semaine_reunion", args=[LUNDI, reunion.pk])
    page = client.post(prendre, {"version": 0, "minutes": "180"}, follow=True)
    assert (semaine.lignes.get().reunion, semaine.lignes.get().minutes) == (reunion, 180)
    assert page.context["propositions"].reunions == []


def test_la_reunion_d_un_autre_conseil_ne_se_prend_pas(client, semaine, dix_neuvieme, animer):
    reunion = f.ReunionFabrique(conseil=dix_neuvieme, date=date(2026, 11, 17))
    prendre = reverse("semaine_reunion", args=[LUNDI, reunion.pk])
    assert client.post(prendre, {"version": 0, "minutes": "180"}).status_code == 404


def test_les_lignes_de_la_derniere_semaine_remplie_se_reprennent(client, semaine, affectation, dix_huitieme):
    avant, plus_tot = (
        f.SemaineFabrique(affectation=affectation, lundi=lundi) for lundi in (date(2026, 11, 2), date(2026, 10, 26))
    )
    f.SemaineFabrique(affectation=affectation, lundi=date(2026, 11, 9))  # on leave: empty
    modele = f.LigneFabrique(semaine=avant, jour=1)
    f.LigneFabrique(semaine=plus_tot, jour=3)
    f.LigneFabrique(semaine=avant, jour=5, motif_weekend="Fête")
    f.LigneFabrique(semaine=avant, jour=2, reunion=f.ReunionFabrique(conseil=dix_huitieme, date=date(2026, 11, 4)))
    assert client.get(SEMAINE).context["propositions"].lignes == [modele]
    page = client.post(reverse("semaine_reprendre", args=[LUNDI, modele.pk]), {"version": 0}, follow=True)
    assert semaine.lignes.get().jour == 1
    assert page.context["propositions"].lignes == []


def test_la_ligne_d_un_autre_ne_se_reprend_pas(client, semaine, animateur_du_19e):
    autre = f.SemaineFabrique(affectation=animateur_du_19e.affectations.get(), lundi=date(2026, 11, 9))
    ligne = f.LigneFabrique(semaine=autre)
    assert client.post(reverse("semaine_reprendre", args=[LUNDI, ligne.pk]), {"version": 0}).status_code == 404


def test_les_codes_que_l_application_attend_sont_dans_la_reference():
    lignes = Path("animateurs/donnees/types_activite.csv").read_text(encoding="utf-8").splitlines()
    codes = {ligne["code"] for ligne in csv.DictReader(lignes, delimiter=";")}
    assert {TypeActivite.REUNION, TypeActivite.AUTRE} <= codes


# -- Two tabs ----------------------------------------------------------------------------------


def test_une_ligne_ajoutee_d_un_autre_appareil_ne_gene_personne(client, semaine, saisie):
    client.post(SEMAINE, saisie(note="Premier appareil"))
    assert client.post(SEMAINE, saisie(note="Second appareil", version=0)).status_code == 302
    assert [ligne.note for ligne in semaine.lignes.order_by("pk")] == ["Premier appareil", "Second appareil"]


def test_une_ligne_modifiee_ailleurs_montre_les_deux_versions_et_garde_la_saisie(client, semaine, saisie, animatrice):
    ligne = f.LigneFabrique(semaine=semaine, jour=2, note="Avant")
    journal.modifier_ligne(ligne=ligne, version=0, par=animatrice, note="De la tablette", minutes=90)
    adresse = reverse("ligne_modifier", args=[LUNDI, ligne.pk])
    page = client.post(adresse, saisie(version=0, note="Du téléphone"))
    assert "modifiée ailleurs" in str(page.context["form"].non_field_errors())
    ecarts = {libelle: (saisi, ecrit) for libelle, saisi, ecrit in page.context["ecarts"]}
    assert ecarts["Note"] == ("Du téléphone", "De la tablette")
    assert ecarts["Durée"] == ("2\xa0h", "1\xa0h\xa030")
    assert "Jour" not in ecarts
    assert ">Du téléphone</textarea>" in page.text.replace("\n", "")
    ligne.refresh_from_db()
    assert ligne.note == "De la tablette"
    # Shown both, the person chooses.
    assert client.post(adresse, saisie(version=1, note="Du téléphone")).status_code == 302
    ligne.refresh_from_db()
    assert (ligne.note, ligne.version) == ("Du téléphone", 2)


def test_le_second_onglet_est_prevenu_meme_si_sa_saisie_est_refusee(client, semaine, saisie):
    """Otherwise the page shown again would carry the new version, and the next attempt pass unseen."""
    ligne = f.LigneFabrique(semaine=semaine, note="Avant", version=1)
    page = client.post(reverse("ligne_modifier", args=[LUNDI, ligne.pk]), saisie(version=0, minutes=""))
    assert "modifiée ailleurs" in str(page.context["form"].non_field_errors())
    assert "minutes" in page.context["form"].errors


@pytest.mark.parametrize("version", ["", "x", "-1", "99999999999999999999"])
def test_une_version_absente_ou_absurde_vaut_une_page_perimee(client, semaine, saisie, version):
    ligne = f.LigneFabrique(semaine=semaine)
    page = client.post(reverse("ligne_modifier", args=[LUNDI, ligne.pk]), saisie(version=version))
    assert "modifiée ailleurs" in str(page.context["form"].non_field_errors())


def test_modifier_une_ligne_supprimee_ailleurs_garde_la_saisie_comme_nouvelle(client, semaine, saisie, animatrice):
    ligne = f.LigneFabrique(semaine=semaine)
    adresse = reverse("ligne_modifier", args=[LUNDI, ligne.pk])
    journal.supprimer_ligne(ligne=ligne, version=0, par=animatrice)
    page = client.post(adresse, saisie(note="Longue note"))
    assert "modifiée ailleurs" in str(page.context["form"].non_field_errors())
    assert ">Longue note</textarea>" in page.text.replace("\n", "")
    assert f'action="{SEMAINE}"' in page.text
    assert client.get(adresse).url == SEMAINE


def test_supprimer_se_confirme(client, semaine):
    ligne = f.LigneFabrique(semaine=semaine)
    adresse = reverse("ligne_supprimer", args=[LUNDI, ligne.pk])
    assert "Supprimer cette activité" in client.get(adresse).text
    assert semaine.lignes.exists()
    assert client.post(adresse, {"version": 0}).url == SEMAINE
    assert not semaine.lignes.exists()


def test_supprimer_deux_fois_le_dit(client, semaine, animatrice):
    ligne = f.LigneFabrique(semaine=semaine)
    adresse = reverse("ligne_supprimer", args=[LUNDI, ligne.pk])
    client.post(adresse, {"version": 0})
    assert "modifiée ailleurs" in messages(client.post(adresse, {"version": 0}, follow=True))


# -- Handing in --------------------------------------------------------------------------------


def test_relire_puis_transmettre(vendredi, client, semaine):
    f.LigneFabrique(semaine=semaine, minutes=150)
    adresse = reverse("semaine_transmettre", args=[LUNDI])
    page = client.get(adresse)
    assert page.context["semainier"].par_mission == [("Mission M1", 150)]
    page = client.post(adresse, {"version": 0}, follow=True)
    assert "transmise à la coordination" in messages(page)
    assert "Cette semaine est transmise depuis le" in page.text
    assert "Ajouter une activité" not in page.text
    assert [acte.libelle for acte in page.context["semainier"].historique] == ["transmise"]


def test_l_historique_commence_a_la_transmission(vendredi, client, semaine):
    page = client.post(reverse("semaine_rien_a_signaler", args=[LUNDI]), {"version": 0, "declare": "oui"}, follow=True)
    assert page.context["semainier"].historique == []
    page = client.post(reverse("semaine_transmettre", args=[LUNDI]), {"version": 1}, follow=True)
    actes = [acte.libelle for acte in page.context["semainier"].historique]
    assert actes == ["« rien à signaler » déclaré", "transmise"]


def test_avant_le_vendredi_la_page_dit_quand(client, semaine):
    f.LigneFabrique(semaine=semaine)
    adresse = reverse("semaine_transmettre", args=[LUNDI])
    page = client.get(adresse)
    assert "à partir du vendredi 20 novembre" in page.text
    assert 'type="submit">Transmettre' not in page.text
    assert "à partir du vendredi 20 novembre" in messages(client.post(adresse, {"version": 0}, follow=True))


def test_une_semaine_vide_se_declare_et_se_transmet_d_un_geste(vendredi, client, semaine):
    adresse = reverse("semaine_transmettre", args=[LUNDI])
    assert "Déclarer «&nbsp;rien à signaler&nbsp;» et transmettre" in client.get(adresse).text
    assert "est vide" in messages(client.post(adresse, {"version": 0}, follow=True))
    client.post(adresse, {"version": 0, "rien_a_signaler": "oui"})
    semaine.refresh_from_db()
    assert (semaine.etat, semaine.rien_a_signaler) == ("transmise", True)


def test_declarer_puis_retirer_rien_a_signaler(client, semaine):
    adresse = reverse("semaine_rien_a_signaler", args=[LUNDI])
    page = client.post(adresse, {"version": 0, "declare": "oui"}, follow=True)
    assert "Vous avez déclaré" in page.text
    client.post(adresse, {"version": 1})
    semaine.refresh_from_db()
    assert not semaine.rien_a_signaler


def test_une_semaine_transmise_refuse_et_dit_depuis_quand(client, transmise, saisie):
    lundi, ligne = transmise.lundi, transmise.lignes.get()
    page = client.post(reverse("semaine", args=[lundi]), saisie(version=4, note="Trop tard"))
    assert "transmise depuis le vendredi 13 novembre" in str(page.context["form"].non_field_errors())
    assert ">Trop tard</textarea>" in page.text.replace("\n", "")  # it can still be copied
    for vue, suite in [("ligne_modifier", [ligne.pk]), ("ligne_supprimer", [ligne.pk]), ("semaine_transmettre", [])]:
        page = client.post(reverse(vue, args=[lundi, *suite]), {"version": 4}, follow=True)
        assert "transmise depuis le vendredi 13 novembre" in messages(page)
        page = client.get(reverse(vue, args=[lundi, *suite]), follow=True)
        assert "transmise depuis le vendredi 13 novembre" in messages(page)
    assert transmise.lignes.count() == 1


def test_une_semaine_renvoyee_montre_le_motif_en_tete(client, transmise, coordinatrice):
    journal.renvoyer(semaine=transmise, version=4, par=coordinatrice, motif="Il manque le jeudi.")
    page = client.get(reverse("semaine", args=[transmise.lundi]))
    assert "«&nbsp;Il manque le jeudi.&nbsp;»" in page.text
    assert "À corriger, puis à transmettre de nouveau" in page.text
    assert page.context["semaine"].modifiable


# -- The list and the review -------------------------------------------------------------------


def test_la_coordination_voit_a_revoir_en_retard_et_toutes(connecte, coordinatrice, transmise, semaine, dix_neuvieme):
    en_retard = f.SemaineFabrique(affectation=f.AffectationFabrique(conseil=dix_neuvieme), lundi=date(2026, 11, 9))
    client, adresse = connecte(coordinatrice), reverse("semaines")

    def liste(**filtre):
        return list(client.get(adresse, filtre).context["page"])

    assert liste() == [transmise]
    assert liste(vue="en-retard") == [en_retard]
    assert liste(vue="toutes") == [semaine, transmise, en_retard]
    assert liste(vue="toutes", conseil="19") == [en_retard]
    assert liste(vue="inconnue", page="99", conseil="x") == [semaine, transmise, en_retard]
    decompte = client.get(adresse).context["decompte"]
    assert (decompte["a_revoir"], decompte["en_retard"]) == (1, 1)


def test_un_animateur_ne_voit_que_ses_semaines(client, transmise, animateur_du_19e):
    f.SemaineFabrique(affectation=animateur_du_19e.affectations.get())
    page = client.get(reverse("semaines"), {"vue": "a-revoir"})
    assert list(page.context["page"]) == [transmise]
    assert reverse("semaine_revue", args=[transmise.lundi, transmise.affectation_id]) not in page.text


@pytest.mark.parametrize("qui", ["prefecture", "ville", "partenaire", "lecteur", "administrateur"])
def test_la_liste_et_la_revue_sont_fermees_aux_autres(connecte, qui, revue, request):
    client = connecte(request.getfixturevalue(qui))
    assert client.get(reverse("semaines")).status_code == 403
    assert client.get(revue).status_code == 403


def test_un_animateur_ne_revoit_pas_sa_propre_semaine(client, revue, transmise):
    assert client.get(revue).status_code == 403
    assert client.post(f"{revue}valider/", {"version": 4}).status_code == 403
    transmise.refresh_from_db()
    assert transmise.etat == "transmise"


def test_la_coordination_valide(connecte, coordinatrice, transmise, revue):
    page = connecte(coordinatrice).post(f"{revue}valider/", {"version": 4}, follow=True)
    assert "est validée" in messages(page)
    transmise.refresh_from_db()
    assert transmise.etat == "validee"


def test_valider_une_version_depassee_ramene_a_la_semaine(connecte, coordinatrice, transmise, revue):
    client = connecte(coordinatrice)
    assert client.post(f"{revue}valider/", {"version": 3}).url == revue
    assert "modifiée ailleurs" in messages(client.get(revue))


def test_la_coordination_renvoie_avec_un_motif(connecte, coordinatrice, transmise, revue):
    client = connecte(coordinatrice)
    page = client.post(revue, {"version": 4, "motif": " "})
    assert page.context["form"].errors["motif"]
    assert client.post(revue, {"version": 4, "motif": "Il manque jeudi."}).url == reverse("semaines")
    transmise.refresh_from_db()
    assert transmise.etat == "renvoyee"


def test_les_remarques_d_un_renvoi_sont_a_cote_des_lignes(connecte, coordinatrice, animatrice, transmise, revue):
    """From the return to the validation: beside the line, on its own page, and to whoever asked."""
    une, autre = transmise.lignes.get(), f.LigneFabrique(semaine=transmise, jour=3)
    chef, elle = connecte(coordinatrice), connecte(animatrice)
    assert f'name="remarque_{autre.pk}"' in chef.get(revue).text
    assert chef.post(revue, {"version": 4, f"remarque_{une.pk}": "Deux heures, pas douze ?"}).url == reverse(
        "semaines"
    )
    page = elle.get(reverse("semaine", args=[transmise.lundi]))
    assert "Voyez ce qui est demandé à côté" in page.text
    assert [ligne.remarque for ligne in page.context["semainier"].lignes] == ["Deux heures, pas douze ?", ""]
    assert "Deux heures, pas douze" in elle.get(reverse("ligne_modifier", args=[transmise.lundi, une.pk])).text
    assert "Deux heures" not in elle.get(reverse("ligne_modifier", args=[transmise.lundi, autre.pk])).text
    transmise.refresh_from_db()
    journal.transmettre(semaine=transmise, version=transmise.version, par=animatrice)
    assert "Vous aviez demandé" in chef.get(revue).text
    transmise.refresh_from_db()
    journal.valider(semaine=transmise, version=transmise.version, par=coordinatrice)
    assert "Deux heures" not in chef.get(revue).text


def test_un_second_renvoi_remplace_les_remarques_du_premier(transmise, coordinatrice, animatrice):
    une, autre = transmise.lignes.get(), f.LigneFabrique(semaine=transmise, jour=3)
    journal.renvoyer(semaine=transmise, version=4, motif="x", remarques={une.pk: "A"}, par=coordinatrice)
    journal.transmettre(semaine=transmise, version=5, par=animatrice)
    journal.renvoyer(
        semaine=transmise, version=6, motif="x", remarques={autre.pk: "B", une.pk: " "}, par=coordinatrice
    )
    assert list(RemarqueLigne.objects.values_list("ligne", "texte")) == [(autre.pk, "B")]


def test_une_remarque_ne_sort_pas_de_la_semaine(transmise, coordinatrice, semaine):
    ailleurs = f.LigneFabrique(semaine=semaine)
    with pytest.raises(ValidationError, match="n’est plus dans cette semaine"):
        journal.renvoyer(semaine=transmise, version=4, motif="x", remarques={ailleurs.pk: "A"}, par=coordinatrice)
    transmise.refresh_from_db()
    assert transmise.etat == "transmise"


def test_un_renvoi_refuse_garde_aussi_les_remarques(connecte, coordinatrice, transmise, revue):
    champ = f"remarque_{transmise.lignes.get().pk}"
    page = connecte(coordinatrice).post(revue, {"version": 3, champ: "Deux heures ?"})
    assert ">Deux heures ?</textarea>" in page.text.replace("\n", "")
    trop = connecte(coordinatrice).post(revue, {"version": 4, champ: "x" * 301, "motif": "x"})
    assert trop.context["form"].errors[champ]


def test_un_renvoi_refuse_garde_le_motif(connecte, coordinatrice, transmise, revue):
    page = connecte(coordinatrice).post(revue, {"version": 3, "motif": "Il manque jeudi."})
    assert "modifiée ailleurs" in str(page.context["form"].non_field_errors())
    assert ">Il manque jeudi.</textarea>" in page.text.replace("\n", "")


def test_une_revue_qui_n_existe_pas(connecte, coordinatrice, revue):
    assert connecte(coordinatrice).get(revue.replace("2026-11-09", "2026-11-10")).status_code == 404


# -- Cost --------------------------------------------------------------------------------------


def test_le_nombre_de_requetes_de_la_semaine_ne_depend_pas_des_lignes(
    client, semaine, affectation, dix_huitieme, django_assert_num_queries
):
    avant = f.SemaineFabrique(affectation=affectation, lundi=date(2026, 11, 9))
    client.get(SEMAINE)
    for nombre in (1, 2):
        for rang in range(nombre):
            reunion = f.ReunionFabrique(conseil=dix_huitieme, date=LUNDI)
            f.LigneFabrique(semaine=semaine, jour=0, reunion=reunion)
            f.LigneFabrique(semaine=avant, jour=nombre + rang)
            f.ReunionFabrique(conseil=dix_huitieme, date=date(2026, 11, 18))
        with django_assert_num_queries(15):
            client.get(SEMAINE)


def test_le_nombre_de_requetes_de_la_liste_ne_depend_pas_des_semaines(
    connecte, coordinatrice, transmise, django_assert_num_queries
):
    client, adresse = connecte(coordinatrice), reverse("semaines")
    client.get(adresse)
    for autres in (0, 2):
        for rang in range(autres):
            conseil = f.ConseilFabrique(arrondissement=f.ArrondissementFabrique(numero=10 + rang))
            f.SemaineFabrique(
                affectation=f.AffectationFabrique(conseil=conseil),
                etat="transmise",
                transmise_le="2026-11-20T16:00:00Z",
            )
        with django_assert_num_queries(6):
            client.get(adresse)


def test_le_nombre_de_requetes_de_la_revue_ne_depend_pas_des_lignes(
    connecte, coordinatrice, transmise, revue, django_assert_num_queries
):
    client = connecte(coordinatrice)
    client.get(revue)
    for autres in (0, 2):
        f.LigneFabrique.create_batch(autres, semaine=transmise, jour=3)
        with django_assert_num_queries(8):
            client.get(revue)
