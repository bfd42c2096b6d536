"""The feuille de route: draft, handed in, validated, revised, carried on; progress that nobody types."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, IntegrityError, transaction

from animateurs.feuilles.comparaison import comparer
from animateurs.feuilles.contenu import action_lisible, contenu_de
from animateurs.models import ActionFeuille, FeuilleDeRoute, RevisionFeuille
from animateurs.services import feuilles as services
from comptes.models import LigneAudit
from socle.transitions import TransitionRefusee
from tests import fabriques as f
from tests.animateurs.feuilles.gestes import ajouter, passer
from tests.conseils.aides import refus

JOUR = date(2026, 11, 18)


# -- Drafting --


def test_une_feuille_par_conseil_et_par_exercice(feuille, animatrice, dix_huitieme):
    with refus("__all__", "a déjà une feuille de route"):
        services.ouvrir_feuille(conseil=dix_huitieme, exercice=2026, par=animatrice)


@pytest.mark.parametrize("persona", ["animateur_du_19e", "coordinatrice", "prefecture"])
def test_seul_l_animateur_du_conseil_ecrit(request, feuille, champs, dix_huitieme, persona):
    etranger = request.getfixturevalue(persona)
    with pytest.raises(PermissionDenied):
        ajouter(feuille, etranger, champs)
    with pytest.raises(PermissionDenied):
        services.ouvrir_feuille(conseil=dix_huitieme, exercice=2027, par=etranger)
    with pytest.raises(PermissionDenied):
        passer("ecrire_diagnostic", feuille, etranger, diagnostic="x")


def test_une_version_depassee_n_ecrase_rien(feuille, animatrice):
    passer("ecrire_diagnostic", feuille, animatrice, diagnostic="Le premier")
    with pytest.raises(services.FeuilleModifieeAilleurs):
        services.ecrire_diagnostic(feuille=feuille, version=0, par=animatrice, diagnostic="Le second")
    assert FeuilleDeRoute.objects.get().diagnostic == "Le premier"


@pytest.mark.parametrize("jour", [date(2025, 12, 31), date(2027, 1, 1)])
def test_l_echeance_est_dans_l_exercice(feuille, animatrice, champs, jour):
    with refus("echeance", "du 1er janvier 2026 au 31 décembre 2026"):
        ajouter(feuille, animatrice, champs, echeance=jour)


@pytest.mark.parametrize(
    "vide", ["intitule", "origine", "source", "origine_texte", "resultat_attendu", "constat_prevu"]
)
def test_une_action_dit_tout_et_d_abord_a_qui_elle_repond(feuille, animatrice, champs, vide):
    with refus(vide):
        ajouter(feuille, animatrice, champs, **{vide: ""})


def test_l_origine_est_reliee_a_ce_qui_existe(feuille, animatrice, champs, dix_huitieme, dix_neuvieme):
    dite, acteur = f.ExpressionFabrique(conseil=dix_huitieme), f.ActeurFabrique(conseil=dix_huitieme)
    with refus("acteur", "d’un acteur de terrain"):
        ajouter(feuille, animatrice, champs, acteur=acteur)
    with refus("expression", "ce que connaît ce conseil"):
        ajouter(feuille, animatrice, champs, expression=f.ExpressionFabrique(conseil=dix_neuvieme))
    assert ajouter(feuille, animatrice, champs, expression=dite).expression == dite
    assert ajouter(feuille, animatrice, champs, source="acteur", acteur=acteur).acteur == acteur
    with pytest.raises(IntegrityError), transaction.atomic():
        ActionFeuille.objects.filter(acteur=acteur).update(expression=dite)


def test_les_quartiers_sont_ceux_du_perimetre(feuille, animatrice, champs, dix_huitieme):
    dedans, dehors = f.QuartierFabrique(), f.QuartierFabrique()
    dix_huitieme.quartiers.add(dedans)
    with refus("quartiers"):
        ajouter(feuille, animatrice, champs, quartiers=[dehors])
    action = ajouter(feuille, animatrice, champs, quartiers=[dedans])
    dix_huitieme.quartiers.remove(dedans)
    feuille.refresh_from_db()
    services.modifier_action(action=action, version=feuille.version, par=animatrice, quartiers=[dedans])
    assert list(action.quartiers.all()) == [dedans]


def test_l_ordre_se_change(feuille, animatrice, champs):
    premiere, seconde = (ajouter(feuille, animatrice, champs, intitule=nom) for nom in ("A", "B"))
    for action, sens, attendu in ((premiere, "monter", "AB"), (seconde, "monter", "BA"), (seconde, "descendre", "AB")):
        feuille.refresh_from_db()
        services.deplacer_action(action=action, version=feuille.version, par=animatrice, sens=sens)
        assert "".join(feuille.actions.order_by("rang").values_list("intitule", flat=True)) == attendu


def test_une_action_qui_a_servi_ne_se_retire_pas(feuille, animatrice, champs):
    action, autre = ajouter(feuille, animatrice, champs), ajouter(feuille, animatrice, champs)
    f.LigneFabrique(semaine=f.SemaineFabrique(affectation=animatrice.affectations.get()), action=action)
    feuille.refresh_from_db()
    with refus("__all__", "des heures"):
        services.retirer_action(action=action, version=feuille.version, par=animatrice)
    services.retirer_action(action=autre, version=feuille.version, par=animatrice)
    assert list(feuille.actions.all()) == [action]


# -- From draft to validated, and again --


def test_on_ne_soumet_pas_une_feuille_vide(feuille, animatrice, champs):
    with pytest.raises(TransitionRefusee, match="diagnostic"):
        passer("soumettre_feuille", feuille, animatrice)
    passer("ecrire_diagnostic", feuille, animatrice, diagnostic="Le local est fermé.")
    with pytest.raises(TransitionRefusee, match="aucune action"):
        passer("soumettre_feuille", feuille, animatrice)
    ajouter(feuille, animatrice, champs)
    assert passer("soumettre_feuille", feuille, animatrice).etat == "soumise"
    with pytest.raises(TransitionRefusee, match="n'est plus un brouillon"):
        ajouter(feuille, animatrice, champs)


def test_renvoyer_dit_pourquoi(validee, animatrice, coordinatrice):
    passer("reviser_feuille", validee, animatrice, motif="Le local a changé")
    passer("soumettre_feuille", validee, animatrice)
    with pytest.raises(TransitionRefusee, match="motif"):
        passer("renvoyer_feuille", validee, coordinatrice, motif=" ")
    with pytest.raises(PermissionDenied):
        passer("renvoyer_feuille", validee, animatrice, motif="x")
    renvoyee = passer("renvoyer_feuille", validee, coordinatrice, motif="Précisez le résultat")
    assert renvoyee.situation == ("renvoyee", "renvoyée")
    assert list(FeuilleDeRoute.objects.renvoyees()) == [renvoyee]
    assert passer("soumettre_feuille", validee, animatrice).motif_renvoi == ""
    assert list(LigneAudit.objects.de(validee).exclude(vers="").values_list("de", "vers")) == [
        ("", "brouillon"), ("brouillon", "soumise"), ("soumise", "validee"), ("validee", "brouillon"),
        ("brouillon", "soumise"), ("soumise", "brouillon"), ("brouillon", "soumise"),
    ]  # fmt: skip


def test_seule_la_coordination_valide(feuille, animatrice, champs):
    ajouter(feuille, animatrice, champs)
    passer("ecrire_diagnostic", feuille, animatrice, diagnostic="Fermé.")
    passer("soumettre_feuille", feuille, animatrice)
    with pytest.raises(PermissionDenied):
        passer("valider_feuille", feuille, animatrice)


def test_une_revision_fige_ce_qui_a_ete_valide(validee, animatrice, coordinatrice, champs):
    premiere = validee.revisions.get()
    assert premiere.contenu["actions"][0]["intitule"] == "Rouvrir le local"
    passer("reviser_feuille", validee, animatrice, motif="Le bailleur propose un autre local")
    action = validee.actions.get()
    validee.refresh_from_db()
    services.modifier_action(
        action=action, version=validee.version, par=animatrice, echeance=date(2026, 12, 31), intitule="Ouvrir un local"
    )
    ajouter(validee, animatrice, champs, intitule="Tenir un stand")
    passer("soumettre_feuille", validee, animatrice)
    seconde = passer("valider_feuille", validee, coordinatrice)
    premiere.refresh_from_db()
    assert (seconde.rang, seconde.motif) == (2, "Le bailleur propose un autre local")
    assert [a["intitule"] for a in premiere.contenu["actions"]] == ["Rouvrir le local"]
    difference = comparer(premiere.contenu, seconde.contenu)
    assert [a["intitule"] for a in difference.ajoutees] == ["Tenir un stand"]
    assert [(d.libelle, d.avant, d.apres) for d in difference.changees[0].differences] == [
        ("Intitulé", "Rouvrir le local", "Ouvrir un local"),
        ("Échéance", "1er décembre 2026", "31 décembre 2026"),
    ]
    assert (difference.retirees, difference.diagnostic, difference.identiques) == ((), None, False)
    assert comparer(seconde.contenu, premiere.contenu).retirees == difference.ajoutees
    assert comparer(seconde.contenu, seconde.contenu).identiques


def test_l_ordre_seul_est_une_difference():
    a, b = {"cle": 1}, {"cle": 2}
    contenus = [{"diagnostic": "", "actions": actions} for actions in ([], [])]
    assert comparer(*contenus).identiques
    gabarit = {
        "intitule": "x", "origine": "besoin", "source": "habitant", "origine_texte": "y", "acteur": "",
        "partenaire": None, "mission": {"code": "M1", "nom": "M"}, "objectifs": [], "quartiers": [],
        "partenaires": [], "echeance": "2026-12-31", "resultat_attendu": "r", "constat_prevu": "c",
    }  # fmt: skip
    contenus = [{"diagnostic": "", "actions": [gabarit | x for x in paire]} for paire in ((a, b), (b, a))]
    assert (comparer(*contenus).ordre_change, comparer(*contenus).changees) == (True, ())


@pytest.mark.parametrize("acte", ["update", "delete"])
def test_la_base_refuse_de_toucher_a_une_revision(validee, acte):
    lignes = RevisionFeuille.objects.all()
    with pytest.raises(DatabaseError, match="ne se modifie pas"), transaction.atomic():
        lignes.update(motif="autre") if acte == "update" else lignes._raw_delete(lignes.db)


def test_ce_qui_est_fige_ne_cite_pas_l_expression(feuille, animatrice, champs, dix_huitieme):
    dite = f.ExpressionFabrique(conseil=dix_huitieme, texte="Zoé a peur le soir", theme="Éclairage")
    ajouter(feuille, animatrice, champs, expression=dite)
    contenu = contenu_de(feuille)
    assert "Zoé" not in str(contenu)
    assert action_lisible(contenu["actions"][0])["repond_a"] == "Une attente d'habitants : Un lieu où se retrouver"


# -- What becomes of an action --


def test_faite_abandonnee_reprise(validee, animatrice):
    action = validee.actions.get()
    avancer = lambda acte, **autres: services.avancer_action(action=action, par=animatrice, acte=acte, **autres)  # noqa: E731
    for jour in (date(2026, 11, 19), date(2025, 12, 31)):
        with refus("le"):
            avancer("faire", le=jour)
    assert avancer("faire").faite_le == JOUR
    with pytest.raises(TransitionRefusee):
        avancer("abandonner", motif="Trop tard")
    assert avancer("reprendre").faite_le is None
    with refus("motif"):
        avancer("abandonner", motif=" ")
    assert avancer("abandonner", motif="Local vendu", appris="Demander plus tôt").motif == "Local vendu"
    reprise = avancer("reprendre")
    assert (reprise.etat, reprise.motif, reprise.appris) == ("prevue", "", "Demander plus tôt")


def test_une_action_ne_se_suit_qu_une_fois_validee(feuille, animatrice, champs):
    action = ajouter(feuille, animatrice, champs)
    with pytest.raises(TransitionRefusee, match="une fois la feuille de route validée"):
        services.avancer_action(action=action, par=animatrice, acte="faire")


def test_on_ne_lie_que_ce_que_fait_le_conseil(validee, animatrice, dix_huitieme, dix_neuvieme):
    action = validee.actions.get()
    ici, ailleurs = f.ReunionFabrique(conseil=dix_huitieme), f.ReunionFabrique(conseil=dix_neuvieme)
    with refus("reunions"):
        services.lier_action(action=action, par=animatrice, reunions=[ailleurs], initiatives=[])
    services.lier_action(action=action, par=animatrice, reunions=[ici], initiatives=[])
    assert list(action.reunions.all()) == [ici]
    services.lier_action(action=action, par=animatrice, reunions=[], initiatives=[])
    assert not action.reunions.exists()


def test_l_avancement_contre_un_compte_a_la_main(validee, dix_huitieme, animatrice):
    """Counted by hand: two lines (2 h 30), one meeting held, one called off, two initiatives, five steps, two done."""
    action = validee.actions.get()
    sans = f.ActionFabrique(feuille=validee, echeance=JOUR)
    semaine = f.SemaineFabrique(affectation=animatrice.affectations.get())
    for jour, minutes in ((0, 90), (1, 60)):
        f.LigneFabrique(semaine=semaine, jour=jour, minutes=minutes, action=action)
    f.LigneFabrique(semaine=semaine, jour=2, minutes=45)
    tenue = f.ReunionFabrique(conseil=dix_huitieme)
    annulee = f.ReunionFabrique(
        conseil=dix_huitieme, statut="annulee", presences_saisies=False, date=date(2026, 10, 1)
    )
    action.reunions.set([tenue, annulee])
    initiatives = [f.InitiativeFabrique(conseil=dix_huitieme, numero=f"IN-18-2026-00{n}") for n in (1, 2)]
    action.initiatives.set(initiatives)
    for numero, (initiative, fait) in enumerate(
        zip([*initiatives, *initiatives, initiatives[0]], "10100", strict=True)
    ):
        f.JalonFabrique(
            initiative=initiative, libelle=f"Étape {numero}", fait_le=date(2026, 11, 2) if fait == "1" else None
        )
    # The same initiative moves another action: nothing is counted twice.
    f.ActionFabrique(feuille=validee, echeance=date(2026, 11, 17)).initiatives.add(initiatives[0])
    lue = ActionFeuille.objects.avec_avancement().get(pk=action.pk)
    assert (lue.lignes_liees, lue.minutes, lue.reunions_liees, lue.initiatives_liees) == (2, 150, 1, 2)
    assert (lue.jalons, lue.jalons_faits) == (5, 2)
    situations = [a.situation_le(JOUR)[0] for a in validee.actions.avec_avancement().order_by("rang")]
    assert sorted(situations) == ["en_retard", "engagee", "prevue"]
    assert ActionFeuille.objects.avec_avancement().get(pk=sans.pk).situation_le(date(2026, 11, 19))[0] == "en_retard"
    progres = FeuilleDeRoute.objects.avec_progres(JOUR).get(pk=validee.pk)
    assert (progres.total, progres.engagees, progres.en_retard, progres.faites) == (3, 1, 1, 0)
    assert (progres.a_faire, progres.minutes) == (3, 150)


def test_une_reunion_annulee_n_engage_rien(validee, dix_huitieme):
    action = validee.actions.get()
    action.reunions.add(f.ReunionFabrique(conseil=dix_huitieme, statut="annulee", presences_saisies=False))
    assert not ActionFeuille.objects.avec_avancement().get(pk=action.pk).engagee


# -- From one year to the next --


def test_reporter_dit_ce_que_cela_a_appris(validee, suivante, animatrice, champs):
    portee = validee.actions.get()
    close = f.ActionFabrique(feuille=validee)
    f.ActionFabrique(feuille=validee, etat="faite", faite_le=JOUR)
    plus_tard = f.ActionFabrique(feuille=validee)
    assert set(services.actions_a_reporter(suivante)) == {portee, close, plus_tard}
    with pytest.raises(ValidationError) as refuse:
        passer(
            "reporter_actions", suivante, animatrice, decisions={portee.pk: ("reporter", " "), close.pk: ("clore", "")}
        )
    assert set(refuse.value.message_dict) == {f"appris_{portee.pk}", f"appris_{close.pk}"}
    decisions = {
        portee.pk: ("reporter", "Il faut l'accord du bailleur"), close.pk: ("clore", "Sans lieu, rien"),
        plus_tard.pk: ("", ""),
    }  # fmt: skip
    assert passer("reporter_actions", suivante, animatrice, decisions=decisions) == 1
    nouvelle = suivante.actions.get()
    assert (nouvelle.reporte, nouvelle.intitule, nouvelle.echeance) == (portee, "Rouvrir le local", date(2027, 12, 31))
    portee.refresh_from_db()
    close.refresh_from_db()
    assert (portee.etat, portee.appris) == ("reportee", "Il faut l'accord du bailleur")
    assert (close.etat, close.motif, close.appris) == ("abandonnee", "Non reportée en 2027", "Sans lieu, rien")
    assert list(services.actions_a_reporter(suivante)) == [plus_tard]
    with pytest.raises(TransitionRefusee):
        services.avancer_action(action=portee, par=animatrice, acte="faire")


def test_retirer_une_action_reportee_la_rend_a_son_annee(validee, suivante, animatrice):
    portee = validee.actions.get()
    passer("reporter_actions", suivante, animatrice, decisions={portee.pk: ("reporter", "Encore un an")})
    suivante.refresh_from_db()
    services.retirer_action(action=suivante.actions.get(), version=suivante.version, par=animatrice)
    portee.refresh_from_db()
    assert portee.etat == "prevue"


@pytest.mark.parametrize(
    "rangee",
    [
        lambda: f.ActionFabrique(etat="abandonnee"),
        lambda: f.ActionFabrique(motif="Pourquoi"),
        lambda: f.ActionFabrique(etat="reportee"),
        lambda: f.FeuilleFabrique(etat="validee", validee_le=None),
    ],
)
def test_la_base_refuse_ce_qui_n_a_pas_de_sens(db, rangee):
    with pytest.raises(IntegrityError), transaction.atomic():
        rangee()
