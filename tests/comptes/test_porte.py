"""The one door: one expression for lists and for one object, today's habilitations, and nothing else."""

from datetime import date

import pytest
from django.contrib.auth.context_processors import PermWrapper
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.template import Context, Template
from django.utils import timezone

from animateurs.models import SemaineJournal
from comptes import porte
from comptes.acces import objet_ou_404
from comptes.backends import PorteBackend
from comptes.models import Compte
from comptes.permissions import Permission as P
from comptes.porte import detient
from comptes.roles import ROLES
from conseils.models import ConseilCitoyen, Seance
from reporting.models import Rapport
from reporting.rapports.sortes import SORTES
from tests.fabriques import CompteFabrique, HabilitationFabrique, SeanceFabrique, SemaineFabrique, TypeInstanceFabrique

pytestmark = pytest.mark.django_db
PERSONAS = [
    "coordinatrice",
    "animatrice",
    "animateur_du_19e",
    "prefecture",
    "ville",
    "partenaire",
    "lecteur",
    "administrateur",
    "personne_sans_droit",
]


def visibles(modele, compte, permission) -> set[int]:
    return set(modele.objects.pour(compte, permission).values_list("pk", flat=True))


@pytest.fixture
def deux_semaines(animatrice, animateur_du_19e):
    return [SemaineFabrique(affectation=compte.affectations.get()) for compte in (animatrice, animateur_du_19e)]


@pytest.fixture
def seances(dix_huitieme, dix_neuvieme):
    """One of each arrondissement, one of Paris with a seat for the conseils, one without."""
    copil = TypeInstanceFabrique(code="copil-paris", echelle="parisienne")
    direction = TypeInstanceFabrique(code="direction", echelle="parisienne", ouverte_au_conseil=False)
    return {
        18: SeanceFabrique(arrondissement=dix_huitieme.arrondissement).pk,
        19: SeanceFabrique(arrondissement=dix_neuvieme.arrondissement).pk,
        "ouverte": SeanceFabrique(type=copil, arrondissement=None).pk,
        "fermée": SeanceFabrique(type=direction, arrondissement=None).pk,
    }


@pytest.mark.parametrize("persona", PERSONAS)
@pytest.mark.parametrize("modele", [ConseilCitoyen, SemaineJournal, Seance])
def test_has_perm_et_pour_ne_se_contredisent_jamais(modele, persona, deux_semaines, seances, request):
    compte = request.getfixturevalue(persona)
    for permission in P:
        reponses = {objet.pk for objet in modele.objects.all() if compte.has_perm(permission, objet)}
        assert reponses == visibles(modele, compte, permission), permission


@pytest.mark.parametrize("persona", PERSONAS)
def test_sans_objet_la_reponse_est_celle_des_roles(persona, request):
    compte = request.getfixturevalue(persona)
    role = {"animatrice": "animateur", "animateur_du_19e": "animateur", "coordinatrice": "coordination"}.get(persona)
    role = ROLES.get(role or persona.replace("administrateur", "administration"))
    assert {p for p in P if compte.has_perm(p)} == set(role.droits if role else ())


@pytest.mark.parametrize(
    ("dates", "ouverte"),
    [
        ({"debut": date(2026, 11, 18)}, True),
        ({"debut": date(2026, 11, 19)}, False),
        ({"fin": date(2026, 11, 18)}, True),
        ({"fin": date(2026, 11, 17)}, False),
    ],
)
def test_une_habilitation_vaut_du_premier_au_dernier_jour(dates, ouverte, dix_huitieme):
    compte = CompteFabrique()
    HabilitationFabrique(compte=compte, **dates)
    assert visibles(ConseilCitoyen, compte, P.CONSEIL_VOIR) == ({dix_huitieme.pk} if ouverte else set())
    assert compte.has_perm(P.CONSEIL_VOIR) is ouverte
    assert compte.has_perm(P.CONSEIL_VOIR, dix_huitieme) is ouverte


def test_un_arrondissement_ne_donne_pas_son_voisin(lecteur, dix_huitieme, dix_neuvieme):
    assert visibles(ConseilCitoyen, lecteur, P.CONSEIL_VOIR) == {dix_huitieme.pk}


def test_titulaire_son_journal_et_pas_celui_d_un_collegue(deux_semaines, animatrice, coordinatrice):
    mienne, _ = deux_semaines
    remplacante = CompteFabrique()
    arrondissement = mienne.affectation.conseil.arrondissement
    HabilitationFabrique(compte=remplacante, role="animateur", arrondissement=arrondissement)
    assert visibles(SemaineJournal, animatrice, P.SEMAINE_SAISIR) == {mienne.pk}
    assert visibles(SemaineJournal, remplacante, P.SEMAINE_VOIR) == set()
    assert visibles(SemaineJournal, coordinatrice, P.SEMAINE_VOIR) == {s.pk for s in deux_semaines}


def test_titulaire_ne_suffit_pas_sans_habilitation(deux_semaines, animatrice):
    animatrice.habilitations.update(fin=date(2026, 11, 17))
    assert visibles(SemaineJournal, animatrice, P.SEMAINE_VOIR) == set()


def test_plusieurs_habilitations_ne_doublent_pas_les_lignes(lecteur, dix_huitieme):
    HabilitationFabrique(compte=lecteur, role="prefecture")
    HabilitationFabrique(compte=lecteur, role="coordination")
    assert ConseilCitoyen.objects.pour(lecteur, P.CONSEIL_VOIR).count() == 1


def test_deux_habilitations_ne_se_completent_pas(dix_huitieme, dix_neuvieme):
    """The role comes from one, the territory from the other: a join would let this through."""
    compte = CompteFabrique()
    HabilitationFabrique(compte=compte, role="lecteur", arrondissement=dix_huitieme.arrondissement)
    HabilitationFabrique(compte=compte, role="animateur", arrondissement=dix_neuvieme.arrondissement)
    assert visibles(ConseilCitoyen, compte, P.MEMBRE_VOIR) == {dix_neuvieme.pk}


def test_un_compte_ferme_n_atteint_rien(coordinatrice, dix_huitieme):
    coordinatrice.is_active = False
    assert visibles(ConseilCitoyen, coordinatrice, P.CONSEIL_VOIR) == set()
    assert not coordinatrice.has_perm(P.CONSEIL_VOIR)
    assert not coordinatrice.has_perm(P.CONSEIL_VOIR, dix_huitieme)


def test_un_inconnu_n_atteint_rien(dix_huitieme):
    inconnu = AnonymousUser()
    assert visibles(ConseilCitoyen, inconnu, P.CONSEIL_VOIR) == set()
    assert not detient(inconnu, P.CONSEIL_VOIR)


def test_une_permission_inconnue_est_une_erreur_pour_la_porte_et_un_non_pour_django(coordinatrice, dix_huitieme):
    with pytest.raises(ValueError, match=r"conseils\.tout"):
        ConseilCitoyen.objects.pour(coordinatrice, "conseils.tout")
    assert not coordinatrice.has_perm("conseils.tout")
    assert not coordinatrice.has_perm("conseils.tout", dix_huitieme)


def test_les_gabarits_posent_la_meme_question(lecteur, administrateur):
    gabarit = Template(
        "{% if perms.conseils.voir %}voir{% endif %}{% if perms.conseils.modifier %}modifier{% endif %}"
    )
    assert gabarit.render(Context({"perms": PermWrapper(lecteur)})) == "voir"
    assert gabarit.render(Context({"perms": PermWrapper(administrateur)})) == ""
    assert lecteur.has_module_perms("conseils")
    assert not administrateur.has_module_perms("conseils")
    assert lecteur.has_perms([P.CONSEIL_VOIR, P.RAPPORT_VOIR])
    assert not lecteur.has_perms([P.CONSEIL_VOIR, P.MEMBRE_VOIR])


def test_absent_et_etranger_se_ressemblent_404_puis_403(lecteur, dix_huitieme, dix_neuvieme):
    def chercher(numero, agir=None):
        return objet_ou_404(
            ConseilCitoyen.objects, lecteur, voir=P.CONSEIL_VOIR, agir=agir, arrondissement__numero=numero
        )

    assert chercher(18) == dix_huitieme
    for numero in (19, 20):
        with pytest.raises(Http404):
            chercher(numero)
        with pytest.raises(Http404):
            chercher(numero, agir=P.CONSEIL_MODIFIER)
    with pytest.raises(PermissionDenied):
        chercher(18, agir=P.CONSEIL_MODIFIER)


@pytest.fixture
def rapports(coordinatrice, dix_huitieme, dix_neuvieme):
    """For each conseil, an edition that is published, one that is submitted and one that is neither."""
    acheve = {"donnees": "{}", "fichier": "x.pdf", "sha256": "0" * 64, "produit_le": timezone.now()}
    publie = {"etat": "publie", "publie_le": timezone.now(), "publie_par": coordinatrice}
    return {
        (conseil.arrondissement.numero, etat["etat"]): Rapport.objects.create(
            numero=f"{conseil.arrondissement.numero}-{etat['etat']}",
            sorte=next(iter(SORTES)),
            conseil=conseil,
            exercice=2025,
            rang=rang,
            **acheve,
            **etat,
        ).pk
        for conseil in (dix_huitieme, dix_neuvieme)
        for rang, etat in enumerate([publie, {"etat": "projet"}, {"etat": "soumis"}])
    }


def test_soumis_ce_que_lisent_ceux_qui_decident(rapports, prefecture, ville, partenaire):
    lisibles = {pk for (_, etat), pk in rapports.items() if etat != "projet"}
    for compte in (prefecture, ville, partenaire):
        assert visibles(Rapport, compte, P.RAPPORT_VOIR) == lisibles
    assert visibles(Rapport, ville, P.RAPPORT_VALIDER) == lisibles
    assert visibles(Rapport, partenaire, P.RAPPORT_VALIDER) == set()


def test_une_piece_interne_soumise_ne_sort_pas_de_l_equipe(rapports, prefecture, coordinatrice):
    Rapport.objects.filter(etat="soumis").update(sorte="piece-interne")
    assert rapports[18, "soumis"] not in visibles(Rapport, prefecture, P.RAPPORT_VOIR)
    assert rapports[18, "soumis"] in visibles(Rapport, coordinatrice, P.RAPPORT_VOIR)


def test_publie_ce_qui_est_publie_sur_le_territoire(rapports, lecteur, coordinatrice, administrateur):
    publies = {pk for (_, etat), pk in rapports.items() if etat == "publie"}
    assert visibles(Rapport, lecteur, P.RAPPORT_VOIR) == {rapports[18, "publie"]} < publies
    assert visibles(Rapport, coordinatrice, P.RAPPORT_VOIR) == set(rapports.values())
    assert visibles(Rapport, administrateur, P.RAPPORT_VOIR) == set()


def test_plusieurs_questions_en_une_requete(animatrice, dix_huitieme, dix_neuvieme, django_assert_num_queries):
    """``permises`` answers what ``has_perm`` would, one permission at a time."""
    permissions = list(P)
    for conseil in (dix_huitieme, dix_neuvieme):
        une_a_une = {p for p in permissions if animatrice.has_perm(p, conseil)}
        with django_assert_num_queries(1):
            assert porte.permises(animatrice, conseil, permissions) == une_a_une
    assert porte.permises(animatrice, dix_neuvieme, permissions) == frozenset()
    assert P.MEMBRE_VOIR in porte.permises(animatrice, dix_huitieme, permissions)
    animatrice.is_active = False
    assert porte.permises(animatrice, dix_huitieme, permissions) == frozenset()


def test_ce_avec_quoi_une_ligne_est_lue_n_est_plus_demande(
    animatrice, animateur_du_19e, dix_huitieme, dix_neuvieme, django_assert_num_queries
):
    """``avec_permises``: the same answers, for this account and for no other, whatever is then asked."""
    for conseil in (dix_huitieme, dix_neuvieme):
        lu = ConseilCitoyen.objects.avec_permises(animatrice, list(P)).get(pk=conseil.pk)
        with django_assert_num_queries(0):
            reponses = porte.permises(animatrice, lu, list(P))
        assert reponses == porte.permises(animatrice, conseil, list(P))
        assert porte.permises(animateur_du_19e, lu, list(P)) == porte.permises(animateur_du_19e, conseil, list(P))
        assert porte.permises(animatrice, lu, [P.MEMBRE_VOIR]) == reponses & {P.MEMBRE_VOIR}


def test_ce_que_les_droits_seuls_disent_ne_coute_pas_une_requete(
    coordinatrice, administrateur, dix_huitieme, seances, django_assert_num_queries
):
    """On all of Paris, or nowhere: the answer is the same, and the object need not be read again."""
    seance = Seance.objects.get(pk=seances[18])
    for compte in (coordinatrice, administrateur):
        for objet in (dix_huitieme, seance):
            une_a_une = {p for p in P if compte.has_perm(p, objet)}
            with django_assert_num_queries(0):
                assert porte.permises(compte, objet, list(P)) == une_a_une
    assert porte.permises(coordinatrice, dix_huitieme, list(P))


def test_ce_qui_est_commun_se_voit_de_partout_et_rien_d_autre(seances, animatrice, lecteur, coordinatrice, prefecture):
    for compte in (animatrice, lecteur):
        assert visibles(Seance, compte, P.INSTANCE_VOIR) == {seances[18], seances["ouverte"]}
    for compte in (coordinatrice, prefecture):
        assert visibles(Seance, compte, P.INSTANCE_VOIR) == set(seances.values())


def test_commun_ne_vaut_que_pour_la_permission_nommee(seances, animatrice, coordinatrice):
    """To read a Paris séance is not to change it, nor to enter what only its arrondissement may."""
    assert visibles(Seance, animatrice, P.REPRESENTATION_SAISIR) == {seances[18]}
    assert visibles(Seance, animatrice, P.INSTANCE_MODIFIER) == set()
    assert visibles(Seance, coordinatrice, P.INSTANCE_MODIFIER) == set(seances.values())


def test_commun_demande_une_habilitation_en_cours_et_la_permission(seances, animatrice, administrateur):
    assert visibles(Seance, administrateur, P.INSTANCE_VOIR) == set()
    animatrice.habilitations.update(fin=date(2026, 11, 17))
    assert visibles(Seance, animatrice, P.INSTANCE_VOIR) == set()


def test_commun_et_plusieurs_questions(seances, animatrice):
    ouverte = Seance.objects.get(pk=seances["ouverte"])
    assert porte.permises(animatrice, ouverte, list(P)) == {P.INSTANCE_VOIR}


def test_partout_est_tout_paris(coordinatrice, animatrice, administrateur):
    assert porte.partout(coordinatrice, P.INSTANCE_VOIR)
    assert not porte.partout(animatrice, P.INSTANCE_VOIR)
    assert not porte.partout(administrateur, P.INSTANCE_VOIR)
    coordinatrice.is_active = False
    assert not porte.partout(coordinatrice, P.INSTANCE_VOIR)


def test_le_compte_d_une_session_vient_avec_ses_droits(django_assert_num_queries, dix_huitieme, dix_neuvieme):
    """In one query, whatever their number; what does not run today is no right."""
    compte = CompteFabrique()
    HabilitationFabrique(compte=compte, arrondissement=dix_neuvieme.arrondissement, fin=date(2026, 11, 17))
    assert PorteBackend().get_user(compte.pk).habilitations_en_cours == []
    for conseil in (dix_huitieme, dix_neuvieme):
        HabilitationFabrique(compte=compte, arrondissement=conseil.arrondissement)
        with django_assert_num_queries(1):
            lu = PorteBackend().get_user(compte.pk)
            territoires = [habilitation.arrondissement for habilitation in lu.habilitations_en_cours]
        assert (lu, lu.email) == (compte, compte.email)
        assert territoires == [h.arrondissement for h in Compte.objects.get(pk=compte.pk).habilitations_en_cours]
    assert len(territoires) == 2


def test_un_compte_ferme_ou_disparu_n_a_pas_de_session():
    compte = HabilitationFabrique(compte__is_active=False).compte
    assert PorteBackend().get_user(compte.pk) is None
    assert PorteBackend().get_user(compte.pk + 1000) is None
