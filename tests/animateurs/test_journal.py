"""The services of the journal: every rule, every transition, every refusal."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from animateurs.models import LigneJournal, SemaineJournal
from animateurs.services import journal, reprises
from comptes.models import LigneAudit
from socle.transitions import TransitionRefusee
from tests import fabriques as f

pytestmark = pytest.mark.django_db


@pytest.fixture
def ajouter(semaine, animatrice, permanence):
    """``ajouter(jour=1)`` logs two hours in the current version of the week."""

    def _ajouter(**champs) -> LigneJournal:
        semaine.refresh_from_db()
        donnees = {"jour": 2, "type_activite": permanence, "mission": permanence.mission, "minutes": 120}
        return journal.ajouter_ligne(semaine=semaine, par=animatrice, **donnees | champs)

    return _ajouter


def erreurs(refus) -> dict:
    return refus.value.message_dict


# -- Lines -------------------------------------------------------------------------------------


def test_une_ligne_fait_avancer_la_semaine_et_laisse_une_trace(ajouter, semaine, animatrice):
    ligne = ajouter(note="Marché")
    semaine.refresh_from_db()
    assert semaine.version == 1
    trace = LigneAudit.objects.de(ligne).get()
    assert (trace.acte, trace.par_id) == ("ligne.ajouter", animatrice.pk)


def test_modifier_puis_supprimer(ajouter, semaine, animatrice):
    ligne = ajouter()
    pk = ligne.pk
    journal.modifier_ligne(ligne=ligne, version=0, par=animatrice, minutes=90, note="Plus court")
    ligne.refresh_from_db()
    assert (ligne.minutes, ligne.note) == (90, "Plus court")
    journal.supprimer_ligne(ligne=ligne, version=1, par=animatrice)
    semaine.refresh_from_db()
    assert (semaine.lignes.count(), semaine.version) == (0, 3)
    actes = list(LigneAudit.objects.order_by("pk").values_list("acte", "objet_id"))
    assert actes == [(f"ligne.{acte}", pk) for acte in ("ajouter", "modifier", "supprimer")]


def test_24_heures_par_jour_au_plus_en_tout(ajouter):
    ajouter(minutes=20 * 60)
    ligne = ajouter(minutes=4 * 60)
    with pytest.raises(ValidationError) as refus:
        ajouter(minutes=15)
    assert erreurs(refus) == {"minutes": ["Plus de 24 heures dans la même journée : 24 h 00 y sont déjà."]}
    ajouter(jour=3, minutes=15)
    ligne.full_clean()  # a line does not count itself


def test_24_heures_par_jour_tous_conseils_confondus(ajouter, animatrice, dix_neuvieme):
    autre = f.AffectationFabrique(animateur=animatrice, conseil=dix_neuvieme)
    f.LigneFabrique(semaine=f.SemaineFabrique(affectation=autre), jour=2, minutes=23 * 60)
    with pytest.raises(ValidationError) as refus:
        ajouter(jour=2, minutes=120)
    assert "minutes" in erreurs(refus)


@pytest.mark.parametrize("minutes", [0, 14, 24 * 60 + 1])
def test_une_duree_absurde_est_refusee(ajouter, minutes):
    with pytest.raises(ValidationError) as refus:
        ajouter(minutes=minutes)
    assert "minutes" in erreurs(refus)


@pytest.mark.parametrize("nombre", [-1, 2001])
def test_un_public_absurde_est_refuse(ajouter, nombre):
    with pytest.raises(ValidationError) as refus:
        ajouter(hommes=nombre)
    assert "hommes" in erreurs(refus)


@pytest.mark.parametrize("jour", [5, 6])
def test_le_week_end_demande_un_motif(ajouter, jour):
    with pytest.raises(ValidationError) as refus:
        ajouter(jour=jour, motif_weekend="  ")
    assert erreurs(refus) == {"motif_weekend": ["Le samedi et le dimanche, indiquez le motif."]}
    assert ajouter(jour=jour, motif_weekend="Fête de quartier").pk


def test_un_jour_hors_de_la_semaine_est_refuse(ajouter):
    with pytest.raises(ValidationError):
        ajouter(jour=7)


def test_le_quartier_est_du_perimetre_du_conseil(ajouter, dix_huitieme):
    dedans, dehors = f.QuartierFabrique(), f.QuartierFabrique()
    dix_huitieme.quartiers.add(dedans)
    assert ajouter(quartier=dedans).quartier == dedans
    with pytest.raises(ValidationError) as refus:
        ajouter(quartier=dehors)
    assert erreurs(refus) == {"quartier": ["Ce quartier n’est pas dans le périmètre du conseil."]}


def test_un_jour_hors_de_l_affectation_est_refuse(ajouter, affectation):
    affectation.debut, affectation.fin = date(2026, 11, 17), date(2026, 11, 18)
    affectation.save()
    assert ajouter(jour=1).pk
    assert ajouter(jour=2).pk
    for jour in (0, 3):
        with pytest.raises(ValidationError) as refus:
            ajouter(jour=jour)
        assert list(erreurs(refus)) == ["jour"]


def test_une_reunion_est_du_conseil_du_jour_et_maintenue(ajouter, dix_huitieme, dix_neuvieme):
    mercredi = {"date": date(2026, 11, 18), "statut": "prevue", "presences_saisies": False}
    sienne = f.ReunionFabrique(conseil=dix_huitieme, **mercredi)
    assert ajouter(reunion=sienne).reunion == sienne
    for reunion, mot in [
        (f.ReunionFabrique(conseil=dix_neuvieme, **mercredi), "autre conseil"),
        (f.ReunionFabrique(conseil=dix_huitieme, **mercredi | {"statut": "annulee"}), "annulée"),
        (f.ReunionFabrique(conseil=dix_huitieme, **mercredi | {"date": date(2026, 11, 25)}), "mercredi 25"),
    ]:
        with pytest.raises(ValidationError) as refus:
            ajouter(reunion=reunion)
        assert mot in erreurs(refus)["reunion"][0]


def test_le_public_d_une_reunion_ne_se_saisit_pas_dans_le_journal(ajouter, dix_huitieme):
    reunion = f.ReunionFabrique(conseil=dix_huitieme, date=date(2026, 11, 18))
    with pytest.raises(ValidationError) as refus:
        ajouter(reunion=reunion, femmes=3)
    assert list(erreurs(refus)) == ["femmes"]


def test_autre_se_precise(ajouter):
    autre = f.TypeActiviteFabrique(code="autre", libelle="Autre (préciser)")
    with pytest.raises(ValidationError) as refus:
        ajouter(type_activite=autre)
    assert erreurs(refus) == {"precision": ["Précisez l’activité en quelques mots."]}
    with pytest.raises(ValidationError):
        ajouter(type_activite=autre, precision=" — ?")
    assert ajouter(type_activite=autre, precision="Tournage d’un film").intitule == "Tournage d’un film"


def test_prendre_une_reunion_de_la_semaine(semaine, animatrice, dix_huitieme, animer):
    quartier = f.QuartierFabrique()
    dix_huitieme.quartiers.add(quartier)
    reunion = f.ReunionFabrique(conseil=dix_huitieme, date=date(2026, 11, 21), quartier=quartier)  # a Saturday
    ligne = reprises.ajouter_reunion(semaine=semaine, reunion=reunion, minutes=150, par=animatrice)
    assert (ligne.jour, ligne.minutes, ligne.type_activite, ligne.quartier) == (5, 150, animer, quartier)
    assert ligne.motif_weekend == "Réunion du conseil"


def test_prendre_une_reunion_d_un_quartier_sorti_du_perimetre(semaine, animatrice, dix_huitieme, animer):
    reunion = f.ReunionFabrique(conseil=dix_huitieme, date=date(2026, 11, 17), quartier=f.QuartierFabrique())
    ligne = reprises.ajouter_reunion(semaine=semaine, reunion=reunion, minutes=120, par=animatrice)
    assert ligne.quartier is None


def test_reprendre_une_ligne_ne_reprend_ni_le_public_ni_la_note(semaine, affectation, animatrice):
    ancienne = f.SemaineFabrique(affectation=affectation, lundi=date(2026, 11, 9))
    modele = f.LigneFabrique(semaine=ancienne, jour=3, minutes=90, femmes=12, note="Beau temps")
    ligne = reprises.reprendre_ligne(semaine=semaine, modele=modele, par=animatrice)
    assert (ligne.semaine, ligne.jour, ligne.minutes) == (semaine, 3, 90)
    assert (ligne.public, ligne.note) == (0, "")


# -- Two tabs, and whose week it is ------------------------------------------------------------


def test_une_version_depassee_est_refusee_et_rien_n_est_ecrit(ajouter, semaine, animatrice):
    ligne = ajouter()
    actes = [
        lambda: journal.modifier_ligne(ligne=ligne, version=1, par=animatrice, minutes=60),
        lambda: journal.supprimer_ligne(ligne=ligne, version=1, par=animatrice),
        lambda: journal.declarer_rien_a_signaler(semaine=semaine, version=0, par=animatrice),
        lambda: journal.transmettre(semaine=semaine, version=0, par=animatrice),
    ]
    for acte in actes:
        with pytest.raises(journal.SemaineModifieeAilleurs):
            acte()
    assert semaine.lignes.get().minutes == 120


def test_la_version_est_celle_de_la_base_et_non_celle_de_l_objet(ajouter, semaine, animatrice):
    perimee = SemaineJournal.objects.get(pk=semaine.pk)
    ajouter()
    with pytest.raises(journal.SemaineModifieeAilleurs):
        journal.declarer_rien_a_signaler(semaine=perimee, version=perimee.version, par=animatrice)


@pytest.mark.parametrize("qui", ["animateur_du_19e", "coordinatrice", "prefecture", "lecteur", "administrateur"])
def test_nul_autre_que_son_animatrice_ne_remplit_la_semaine(qui, ajouter, semaine, request):
    ligne, autre = ajouter(), request.getfixturevalue(qui)
    for acte in (
        lambda: journal.ajouter_ligne(semaine=semaine, par=autre, minutes=60),
        lambda: journal.modifier_ligne(ligne=ligne, version=1, par=autre, minutes=60),
        lambda: journal.supprimer_ligne(ligne=ligne, version=1, par=autre),
        lambda: journal.declarer_rien_a_signaler(semaine=semaine, version=1, par=autre),
        lambda: journal.transmettre(semaine=semaine, version=1, par=autre),
    ):
        with pytest.raises(PermissionDenied):
            acte()


@pytest.mark.parametrize("qui", ["animatrice", "animateur_du_19e", "prefecture", "lecteur", "administrateur"])
def test_nul_autre_que_la_coordination_ne_revoit(qui, transmise, request):
    autre = request.getfixturevalue(qui)
    with pytest.raises(PermissionDenied):
        journal.valider(semaine=transmise, version=4, par=autre)
    with pytest.raises(PermissionDenied):
        journal.renvoyer(semaine=transmise, version=4, par=autre, motif="Non")


# -- « Rien à signaler » -----------------------------------------------------------------------


def test_rien_a_signaler_disparait_quand_une_ligne_arrive(ajouter, semaine, animatrice):
    journal.declarer_rien_a_signaler(semaine=semaine, version=0, par=animatrice)
    semaine.refresh_from_db()
    assert semaine.rien_a_signaler
    ajouter()
    semaine.refresh_from_db()
    assert not semaine.rien_a_signaler


def test_rien_a_signaler_se_retire(semaine, animatrice):
    journal.declarer_rien_a_signaler(semaine=semaine, version=0, par=animatrice)
    journal.declarer_rien_a_signaler(semaine=semaine, version=1, par=animatrice, declare=False)
    semaine.refresh_from_db()
    assert not semaine.rien_a_signaler


def test_rien_a_signaler_est_refuse_sur_une_semaine_remplie(ajouter, semaine, animatrice):
    ajouter()
    with pytest.raises(ValidationError):
        journal.declarer_rien_a_signaler(semaine=semaine, version=1, par=animatrice)


# -- Handing in --------------------------------------------------------------------------------


def test_transmettre(ajouter, semaine, animatrice, vendredi):
    ajouter()
    journal.transmettre(semaine=semaine, version=1, par=animatrice)
    semaine.refresh_from_db()
    assert (semaine.etat, semaine.transmise_le.isoformat()) == ("transmise", "2026-11-20T16:00:00+00:00")
    trace = LigneAudit.objects.de(semaine).get()
    assert (trace.acte, trace.de, trace.vers, trace.par_id) == (
        "semaine.transmettre",
        "ouverte",
        "transmise",
        animatrice.pk,
    )


def test_une_semaine_vide_demande_la_declaration(semaine, animatrice, vendredi):
    with pytest.raises(TransitionRefusee, match="rien à signaler"):
        journal.transmettre(semaine=semaine, version=0, par=animatrice)
    journal.transmettre(semaine=semaine, version=0, par=animatrice, rien_a_signaler=True)
    semaine.refresh_from_db()
    assert (semaine.etat, semaine.rien_a_signaler) == ("transmise", True)


def test_une_semaine_remplie_ne_se_declare_pas_vide_en_la_transmettant(ajouter, semaine, animatrice, vendredi):
    ajouter()
    with pytest.raises(ValidationError):
        journal.transmettre(semaine=semaine, version=1, par=animatrice, rien_a_signaler=True)


def test_pas_avant_le_vendredi(ajouter, semaine, animatrice, horloge):
    ajouter()
    horloge.move_to("2026-11-19 23:59:00+01:00")
    with pytest.raises(TransitionRefusee, match="à partir du vendredi 20 novembre"):
        journal.transmettre(semaine=semaine, version=1, par=animatrice)
    horloge.move_to("2026-11-20 00:01:00+01:00")
    journal.transmettre(semaine=semaine, version=1, par=animatrice)


@pytest.mark.parametrize(
    ("lundi", "fin", "premier_jour"),
    [
        (date(2026, 11, 16), None, date(2026, 11, 20)),
        (date(2026, 11, 16), date(2026, 11, 18), date(2026, 11, 18)),  # ends on a Wednesday
        (date(2026, 12, 21), None, date(2026, 12, 24)),  # Christmas is a Friday
        (date(2026, 12, 28), None, date(2026, 12, 31)),  # and so is New Year's Day
        (date(2026, 4, 6), date(2026, 4, 6), date(2026, 4, 6)),  # ends on Easter Monday
    ],
)
def test_le_premier_jour_ou_transmettre(lundi, fin, premier_jour):
    semaine = SemaineJournal(lundi=lundi, affectation=f.AffectationFabrique(fin=fin))
    assert semaine.transmissible_des == premier_jour


@pytest.mark.parametrize("validee", [False, True])
def test_une_semaine_transmise_dit_qu_elle_l_est_et_depuis_quand(transmise, animatrice, coordinatrice, validee):
    depuis = "transmise depuis le vendredi 13 novembre 2026 à 17 h 00"
    if validee:
        journal.valider(semaine=transmise, version=4, par=coordinatrice)
        depuis = "validée depuis le mercredi 18 novembre 2026 à 10 h 00"
    ligne = transmise.lignes.get()
    for acte in (
        lambda: journal.ajouter_ligne(semaine=transmise, par=animatrice, minutes=60),
        lambda: journal.modifier_ligne(ligne=ligne, version=4, par=animatrice, minutes=60),
        lambda: journal.supprimer_ligne(ligne=ligne, version=4, par=animatrice),
        lambda: journal.transmettre(semaine=transmise, version=4, par=animatrice),
    ):
        with pytest.raises(TransitionRefusee, match=depuis):
            acte()


# -- Reviewing ---------------------------------------------------------------------------------


def test_valider(transmise, coordinatrice):
    journal.valider(semaine=transmise, version=4, par=coordinatrice)
    transmise.refresh_from_db()
    assert (transmise.etat, transmise.version) == ("validee", 5)
    assert transmise.validee_le
    assert LigneAudit.objects.de(transmise).values_list("de", "vers").get() == ("transmise", "validee")


@pytest.mark.parametrize("validee", [False, True])
def test_renvoyer_puis_transmettre_de_nouveau(transmise, coordinatrice, animatrice, validee):
    if validee:
        journal.valider(semaine=transmise, version=4, par=coordinatrice)
        transmise.refresh_from_db()
    journal.renvoyer(semaine=transmise, version=transmise.version, par=coordinatrice, motif=" Il manque jeudi. ")
    transmise.refresh_from_db()
    assert (transmise.etat, transmise.validee_le) == ("renvoyee", None)
    assert LigneAudit.objects.de(transmise).last().motif == "Il manque jeudi."
    journal.transmettre(semaine=transmise, version=transmise.version, par=animatrice)
    transmise.refresh_from_db()
    assert (transmise.etat, transmise.transmise_le.isoformat()) == ("transmise", "2026-11-18T09:00:00+00:00")


@pytest.mark.parametrize("motif", ["", "   "])
def test_renvoyer_demande_un_motif(transmise, coordinatrice, motif):
    with pytest.raises(TransitionRefusee, match="motif"):
        journal.renvoyer(semaine=transmise, version=4, par=coordinatrice, motif=motif)
    transmise.refresh_from_db()
    assert transmise.etat == "transmise"


def test_une_semaine_ouverte_ne_se_revoit_pas(semaine, coordinatrice):
    with pytest.raises(TransitionRefusee):
        journal.valider(semaine=semaine, version=0, par=coordinatrice)
    with pytest.raises(TransitionRefusee):
        journal.renvoyer(semaine=semaine, version=0, par=coordinatrice, motif="Trop tôt")


def test_une_semaine_validee_ne_se_valide_pas_deux_fois(transmise, coordinatrice):
    journal.valider(semaine=transmise, version=4, par=coordinatrice)
    with pytest.raises(TransitionRefusee):
        journal.valider(semaine=transmise, version=5, par=coordinatrice)


def test_une_revue_faite_sur_une_version_depassee_est_refusee(transmise, coordinatrice):
    for revoir in (journal.valider, lambda **a: journal.renvoyer(motif="Non", **a)):
        with pytest.raises(journal.SemaineModifieeAilleurs):
            revoir(semaine=transmise, version=3, par=coordinatrice)


def test_le_retard_se_deduit_des_dates(semaine, transmise, affectation, horloge):
    assert semaine.situation == ("ouverte", "à remplir")
    horloge.move_to("2026-11-23 00:30:00+01:00")
    assert semaine.situation == ("en_retard", "en retard")
    assert list(SemaineJournal.objects.en_retard_au(date(2026, 11, 23))) == [semaine]
    assert transmise.situation == ("transmise", "transmise")
