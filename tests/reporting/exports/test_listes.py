"""The lists: who reads what, every list written in every state of the data, the same cost whatever its length."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comptes.models import LigneAudit
from conseils.models import Consultation
from reporting.confidentialite import NON_COMMUNIQUE
from reporting.exports.declaration import Filtres, Genre, masquer, registre
from reporting.exports.formats import FORMATS
from reporting.exports.listes import JEUX
from reporting.rapports.sujet import Sujet
from reporting.services import exports, travaux
from tests import fabriques as f
from tests import personnes

NOM = "Zébulon-Habitante"


def peupler(conseil, animateur=None):
    """One object of each kind, for every list of that conseil to have a line."""
    mandat = f.MandatFabrique(membre__conseil=conseil, membre__nom=NOM, membre__sexe="F", debut=date(2026, 2, 1))
    reunion = f.ReunionFabrique(conseil=conseil, date=date(2026, 3, 2), statut="tenue", presences_saisies=True)
    f.PresenceFabrique(reunion=reunion, membre=mandat.membre)
    f.ComptagePublicFabrique(reunion=reunion, sexe="H", nombre=12)
    f.VersionReglementFabrique(conseil=conseil)
    f.PortageFabrique(conseil=conseil)
    f.SiegeParticipationFabrique(conseil=conseil)
    f.DelegationFormationFabrique(conseil=conseil)
    f.EvaluationFabrique(conseil=conseil)
    reponse = f.ReponseFabrique(destinataire__avis__conseil=conseil)
    f.BrouillonFabrique(conseil=conseil)
    f.SuiteFabrique(reponse=reponse)
    f.DecisionInstanceFabrique(seance__arrondissement=conseil.arrondissement)
    initiative = f.InitiativeFabrique(conseil=conseil)
    f.FinancementFabrique(initiative=initiative)
    f.DepenseFabrique(part__conseil=conseil)
    affectation = animateur.affectations.get() if animateur else f.AffectationFabrique(conseil=conseil)
    semaine = f.SemaineFabrique(affectation=affectation, etat="transmise", transmise_le="2026-11-13T16:00:00Z")
    f.LigneFabrique(semaine=semaine, minutes=90)
    f.ActionFabrique(feuille__conseil=conseil)
    f.AbsenceFabrique(affectation=affectation, nature="maladie")
    f.ActionCorrectiveFabrique()
    _territoire(conseil)
    _consulter(conseil)


def _territoire(conseil):
    f.ExpressionFabrique(conseil=conseil)
    f.InterlocuteurFabrique(acteur=f.ActeurFabrique(conseil=conseil), nom=NOM)
    f.CandidatFabrique(tirage=f.TirageFabrique(conseil=conseil))
    priorite = f.PrioriteFabrique(projet=f.ProjetTerritoireFabrique(conseil=conseil))
    priorite.avancements.create(exercice=2025, avancement="non_commence")
    priorite.avancements.create(exercice=2026, avancement="engage", commentaire="Local trouvé")


def _consulter(conseil):
    consultation = f.ConsultationFabrique(conseils=[conseil])
    f.MesureFabrique(
        journee=f.JourneeTravailFabrique(consultation=consultation),
        thematique=f.ThematiqueFabrique(consultation=consultation),
    )


@pytest.fixture
def deux(animatrice, animateur_du_19e):
    conseils = [a.affectations.get().conseil for a in (animatrice, animateur_du_19e)]
    for conseil, animateur in zip(conseils, (animatrice, animateur_du_19e), strict=True):
        peupler(conseil, animateur)
    return conseils


SANS_OBJET_ICI = {"documents", "passages"}  # read with their own objects by the tests of the library
# Some of their lines are of all Paris, or of several conseils.
SANS_CONSEIL = {"seances", "decisions", "indicateurs", "consultations", "mesures", "lecons", "correctives"}


def test_chaque_liste_a_ses_lignes(deux, coordinatrice, lignes):
    assert [code for code in JEUX if not lignes(coordinatrice, code)] == sorted(SANS_OBJET_ICI)


def test_le_conseil_d_un_autre_est_absent(deux, animatrice, lignes):
    permises = {c for c, jeu in JEUX.items() if jeu.permission in animatrice.permissions_en_cours}
    lues = {code: lignes(animatrice, code) for code in permises - SANS_OBJET_ICI - SANS_CONSEIL}
    assert {code: {ligne["arrondissement"] for ligne in vues} for code, vues in lues.items()} == {
        code: {"18"} for code in lues
    }
    assert len(lues) == 25


@pytest.mark.parametrize("code", ["indicateurs", "affectations"])
def test_ce_qui_n_est_pas_permis_est_refuse(code, animatrice, lignes):
    with pytest.raises(PermissionDenied):
        lignes(animatrice, code)


@pytest.mark.parametrize("role", ["prefecture", "ville", "partenaire", "lecteur"])
def test_jamais_un_nom_d_habitant_hors_de_l_equipe(role, deux, request, exporter):
    compte = request.getfixturevalue(role)
    for code, jeu in JEUX.items():
        if jeu.permission in compte.permissions_en_cours:
            assert NOM not in str(exporter(compte, code, "ods")), code
    with pytest.raises(PermissionDenied):
        exporter(compte, "membres")


def test_l_export_des_membres_est_reserve_dit_personnel_et_trace(deux, animatrice, exporter, lignes):
    assert [ligne["nom"] for ligne in lignes(animatrice, "membres")] == [NOM]
    exporter(animatrice, "membres", "xlsx", conseil=18)
    trace = LigneAudit.objects.filter(acte="export.produire", par_id=animatrice.pk).first()
    assert trace.detail == {"liste": "membres", "forme": "xlsx", "filtres": "conseil=18", "lignes": 1}
    assert JEUX["membres"].personnelles


def _cout(jeu, compte):
    with CaptureQueriesContext(connection) as requetes:
        nombre = len(list(jeu.lignes(compte, Filtres())))
    return nombre, len(requetes)


def test_le_meme_nombre_de_requetes_a_une_et_a_trois_lignes(coordinatrice):
    listes = {code: jeu for code, jeu in JEUX.items() if code not in SANS_OBJET_ICI}
    assert coordinatrice.permissions_en_cours  # read once and kept
    peupler(personnes.conseil(13))
    avant = {code: _cout(jeu, coordinatrice) for code, jeu in listes.items()}
    for numero in (14, 17):
        peupler(personnes.conseil(numero))
    apres = {code: _cout(jeu, coordinatrice) for code, jeu in listes.items()}
    assert {code for code in listes if apres[code][0] <= avant[code][0]} == set()
    assert {c: apres[c][1] for c in listes} == {c: avant[c][1] for c in listes}
    assert max(cout for _, cout in apres.values()) <= 5


def test_les_filtres_restreignent(deux, coordinatrice, lignes):
    f.ReunionFabrique(conseil=deux[0], date=date(2025, 3, 2))
    assert len(lignes(coordinatrice, "reunions")) == 5  # each conseil adopted its avis in another meeting
    assert len(lignes(coordinatrice, "reunions", conseil=18)) == 3
    assert [ligne["date"] for ligne in lignes(coordinatrice, "reunions", exercice=2025)] == ["2025-03-02"]
    assert len(lignes(coordinatrice, "reunions", autres=(("type", "assemblee"),))) == 2


def test_les_brouillons_restent_au_conseil(deux, coordinatrice, lignes):
    assert all(ligne["numero"] for ligne in lignes(coordinatrice, "avis"))


def test_une_feuille_en_revision_ne_sort_pas_de_l_equipe(deux, prefecture, coordinatrice, lignes):
    assert len(lignes(coordinatrice, "actions")) == 2
    assert lignes(prefecture, "actions") == []


def test_les_heures_sont_celles_des_semaines_transmises(deux, coordinatrice, animatrice, lignes):
    f.LigneFabrique(semaine__affectation=animatrice.affectations.get(), semaine__lundi=date(2026, 11, 2), minutes=600)
    assert [(x["arrondissement"], x["heures"]) for x in lignes(coordinatrice, "heures")] == [
        ("18", "1,5"),
        ("19", "1,5"),
    ]


def test_une_absence_ne_dit_pas_sa_nature(deux, coordinatrice, exporter, lignes):
    assert [(x["debut"], x["fin"], x["jours_ouvres"]) for x in lignes(coordinatrice, "absences", conseil=18)] == [
        ("2026-11-09", "2026-11-13", "4")  # the 11th is a public holiday
    ]
    assert "maladie" not in str(exporter(coordinatrice, "absences", "ods"))


def test_une_priorite_a_son_dernier_avancement(deux, animatrice, lignes):
    [ligne] = lignes(animatrice, "priorites")
    assert (ligne["exercice"], ligne["avancement"], ligne["commentaire"]) == ("2026", "engagée", "Local trouvé")


def test_les_mesures_attendent_la_restitution(deux, prefecture, coordinatrice, lignes):
    assert len(lignes(coordinatrice, "mesures")) == 2
    assert lignes(prefecture, "mesures") == []
    Consultation.objects.filter(conseils=deux[0]).update(etat="restituee")
    assert len(lignes(prefecture, "mesures")) == 1


def test_peu_de_reponses_a_une_consultation_ne_se_disent_pas(deux, prefecture, lignes):
    consultation = Consultation.objects.get(conseils=deux[0])
    f.ReponseQuestionnaireFabrique(consultation=consultation, conseil=deux[0])
    assert {ligne["reponses"] for ligne in lignes(prefecture, "consultations", conseil=18)} == {NON_COMMUNIQUE}


def test_le_circuit_d_un_document(deux, coordinatrice, animatrice, lignes):
    rapport = travaux.demander(sorte="bilan-conseil", sujet=Sujet(2026, deux[0]), par=coordinatrice)
    [ligne] = lignes(coordinatrice, "passages", exercice=2026)
    assert (ligne["numero"], ligne["acte"], ligne["par"]) == (rapport.numero, "Demandé", str(coordinatrice))
    with pytest.raises(PermissionDenied):
        lignes(animatrice, "passages")


# -- Small counts -------------------------------------------------------------------------------


def test_les_presences_par_sexe(deux, coordinatrice, prefecture, lignes):
    attendu = {"participants": "13", "femmes": "1", "hommes": "12", "non_renseigne": "0"}
    assert attendu.items() <= lignes(coordinatrice, "presences")[0].items()
    masque = lignes(prefecture, "presences")[0]
    # One woman alone would be found again from the total and the men.
    assert [masque[c] for c in attendu] == ["13", NON_COMMUNIQUE, NON_COMMUNIQUE, "0"]


def test_la_composition_masquee(deux, coordinatrice, prefecture, lignes):
    clair, masque = lignes(coordinatrice, "composition")[0], lignes(prefecture, "composition")[0]
    assert (clair["college"], clair["membres"], clair["femmes"], clair["hommes"]) == ("habitants", "1", "1", "0")
    assert (masque["membres"], masque["femmes"], masque["hommes"]) == (NON_COMMUNIQUE, NON_COMMUNIQUE, NON_COMMUNIQUE)


@pytest.mark.parametrize(
    ("nombres", "imprimes"),
    [
        ([30, 20, 10, 0], [30, 20, 10, 0]),
        ([13, 12, 1, 0], [13, None, None, 0]),
        ([4, 4, 0, 0], [None, None, None, 0]),
        ([0, 0, 0, 0], [0, 0, 0, 0]),
    ],
)
def test_une_petite_case_entraine_celle_qui_la_revelerait(nombres, imprimes):
    colonnes = JEUX["presences"].colonnes[-4:]
    assert colonnes[0].somme
    assert {c.genre for c in colonnes} == {Genre.PERSONNES}
    assert masquer(colonnes, nombres) == [NON_COMMUNIQUE if n is None else n for n in imprimes]


def test_qui_lit_les_noms_d_un_conseil_n_est_masque_que_dans_les_autres(deux, animatrice, lignes):
    f.HabilitationFabrique(compte=animatrice, role="lecteur", arrondissement=deux[1].arrondissement)
    lues = {ligne["arrondissement"]: ligne["femmes"] for ligne in lignes(animatrice, "presences", exercice=2026)[:2]}
    assert lues == {"18": "1", "19": NON_COMMUNIQUE}


# -- The registry -------------------------------------------------------------------------------


def test_deux_listes_n_ont_pas_le_meme_code():
    with pytest.raises(ValueError, match="même code"):
        registre([JEUX["avis"]], [JEUX["avis"]])


@pytest.mark.parametrize("jeu", JEUX.values(), ids=lambda jeu: jeu.code)
def test_chaque_liste_se_dit(jeu):
    assert jeu.definition.endswith(".")
    assert len(jeu.titre) <= 31  # the name of its sheet
    noms = [c.nom for c in jeu.colonnes]
    assert len(set(noms)) == len(noms)
    assert all(c.isascii() and c.islower() for nom in noms for c in nom if c.isalpha())


def test_une_liste_longue_devient_un_travail(deux, coordinatrice, settings, messages_envoyes):
    settings.EXPORT_SEUIL = 1
    courte, longue = JEUX["conseils"], JEUX["reunions"]
    fichier = exports.exporter(jeu=courte, forme=FORMATS["ods"], filtres=Filtres(18), par=coordinatrice)
    with fichier.flux:
        assert (fichier.nom, fichier.lignes) == ("conseils_18e_2026-11-18.ods", 1)
    export = exports.exporter(jeu=longue, forme=FORMATS["ods"], filtres=Filtres(), par=coordinatrice)
    assert (export.etat, export.liste, export.forme) == ("demande", "reunions", "ods")
