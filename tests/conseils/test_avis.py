"""Writing the council's word: what is refused, the public number, the clocks, what stays for ever."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from comptes.models import LigneAudit
from conseils.models import Avis, DelaiReponse, Destinataire, DocumentAvis
from conseils.services import avis as services
from conseils.services.delais import echeance_de
from conseils.services.reunions import annuler_reunion, modifier_reunion
from socle.transitions import TransitionRefusee
from tests import fabriques as f

pytestmark = pytest.mark.django_db
JOUR = date(2026, 11, 18)
CHAMPS = {
    "type": "avis", "titre": "Éclairer le square", "texte": "Le conseil demande un éclairage la nuit.",
    "etape": "", "echelle": "arrondissement", "sujet_libre": "", "quartiers": [], "objectifs": [], "expressions": [],
}  # fmt: skip


def refus(champ, message=""):
    return pytest.raises(ValidationError, match=f"'{champ}'.*{message}")


@pytest.fixture
def brouillon(dix_huitieme):
    return f.BrouillonFabrique(conseil=dix_huitieme)


@pytest.fixture
def assemblee(dix_huitieme):
    return f.ReunionFabrique(conseil=dix_huitieme, type="assemblee", date=date(2026, 11, 4), statut="tenue")


@pytest.fixture
def prefet():
    return f.PartenaireFabrique(code="prefecture-de-paris", nom="Préfecture de Paris", nature="etat")


@pytest.fixture
def adopte(brouillon, assemblee, animatrice):
    return services.adopter_avis(avis=brouillon, par=animatrice, adopte_en=assemblee)


@pytest.fixture
def transmis(adopte, animatrice, prefet):
    services.ajouter_destinataire(avis=adopte, par=animatrice, partenaire=prefet)
    return services.transmettre_avis(avis=adopte, par=animatrice)


def actes(avis):
    return [(ligne.acte, ligne.de, ligne.vers) for ligne in LigneAudit.objects.de(avis)]


# -- Draft --


def test_a_draft_keeps_its_links_and_the_trail_keeps_their_names_only(dix_huitieme, animatrice):
    quartier = f.QuartierFabrique(arrondissements=[dix_huitieme.arrondissement])
    dix_huitieme.quartiers.add(quartier)
    expression = f.ExpressionFabrique(conseil=dix_huitieme)
    avis = services.rediger_avis(
        conseil=dix_huitieme, par=animatrice, **CHAMPS | {"quartiers": [quartier], "expressions": [expression]}
    )
    assert (avis.etat, avis.numero) == ("brouillon", None)
    assert [*avis.quartiers.all(), *avis.expressions.all()] == [quartier, expression]
    ligne = LigneAudit.objects.de(avis).get()
    assert ligne.detail["champs"] == ["titre", "texte", "quartiers", "expressions"]
    services.modifier_avis(avis=avis, par=animatrice, quartiers=[], titre="Éclairer le passage")
    assert not avis.quartiers.exists()
    assert LigneAudit.objects.de(avis).last().detail["champs"] == ["titre", "quartiers"]


@pytest.mark.parametrize(
    ("change", "champ"), [({"titre": ""}, "titre"), ({"texte": ""}, "texte"), ({"echelle": "quartier"}, "quartiers")]
)
def test_a_draft_refused_says_where(dix_huitieme, animatrice, change, champ):
    with refus(champ):
        services.rediger_avis(conseil=dix_huitieme, par=animatrice, **CHAMPS | change)
    assert not Avis.objects.exists()


def test_what_is_anothers_is_refused(dix_huitieme, dix_neuvieme, animatrice):
    with refus("quartiers"):
        services.rediger_avis(conseil=dix_huitieme, par=animatrice, **CHAMPS | {"quartiers": [f.QuartierFabrique()]})
    expression = f.ExpressionFabrique(conseil=dix_neuvieme)
    with refus("expressions"):
        services.rediger_avis(conseil=dix_huitieme, par=animatrice, **CHAMPS | {"expressions": [expression]})


def test_deleting_a_draft_leaves_nothing_but_the_trail(brouillon, animatrice, prefet):
    services.ajouter_destinataire(avis=brouillon, par=animatrice, partenaire=prefet)
    services.supprimer_brouillon(avis=brouillon, par=animatrice)
    assert not Avis.objects.exists()
    assert not Destinataire.objects.exists()
    assert LigneAudit.objects.filter(acte="avis_supprime").exists()


@pytest.mark.parametrize("etat", ["adopte", "transmis", "repondu", "suites"])
def test_once_adopted_nothing_is_rewritten_nor_deleted(dix_huitieme, animatrice, etat):
    avis = f.AvisFabrique(conseil=dix_huitieme, etat=etat)
    with pytest.raises(TransitionRefusee, match="son texte ne change plus"):
        services.modifier_avis(avis=avis, par=animatrice, titre="Autre")
    with pytest.raises(TransitionRefusee):
        services.supprimer_brouillon(avis=avis, par=animatrice)
    with pytest.raises(TransitionRefusee, match="déjà adopté"):
        services.adopter_avis(avis=avis, par=animatrice, adopte_en=avis.adopte_en)


# -- Adoption --


def test_adoption_gives_the_next_number_of_the_year_and_of_the_conseil(
    dix_huitieme, dix_neuvieme, assemblee, animatrice
):
    f.AvisFabrique(conseil=dix_huitieme, numero="AV-18-2025-007")
    f.AvisFabrique(conseil=dix_huitieme, numero="AV-18-2026-002")
    f.AvisFabrique(conseil=dix_neuvieme, numero="AV-19-2026-009")
    avis = f.BrouillonFabrique(conseil=dix_huitieme)
    divergences = [{"texte": "Un éclairage plus faible suffirait.", "nombre": 3}, {"texte": "Pas au printemps."}]
    services.adopter_avis(
        avis=avis, par=animatrice, adopte_en=assemblee, divergences=divergences,
        voix_pour=21, voix_contre=3, abstentions=0,
    )  # fmt: skip
    avis.refresh_from_db()
    assert (avis.etat, avis.numero, avis.adopte_en) == ("adopte", "AV-18-2026-003", assemblee)
    assert (avis.voix_pour, avis.voix_contre, avis.abstentions) == (21, 3, 0)
    assert list(avis.divergences.values_list("texte", "nombre")) == [
        ("Un éclairage plus faible suffirait.", 3),
        ("Pas au printemps.", None),
    ]
    assert actes(avis) == [("avis_adopte", "brouillon", "adopte")]
    assert "éclairage" not in str(LigneAudit.objects.values())


@pytest.mark.parametrize(
    ("voix", "champ"),
    [
        ({"voix_pour": 12}, "voix_contre"),
        ({"voix_contre": 0, "abstentions": 2}, "voix_pour"),
        ({"voix_pour": 12, "voix_contre": 0}, "abstentions"),
        ({"voix_pour": 3, "voix_contre": 4, "abstentions": 0}, "voix_pour"),
        ({"voix_pour": 0, "voix_contre": 0, "abstentions": 9}, "voix_pour"),
    ],
)
def test_votes_are_three_or_none_and_adopt(brouillon, assemblee, animatrice, voix, champ):
    with refus(champ):
        services.adopter_avis(avis=brouillon, par=animatrice, adopte_en=assemblee, **voix)
    brouillon.refresh_from_db()
    assert (brouillon.etat, brouillon.numero) == ("brouillon", None)


@pytest.mark.parametrize("champs", [{"statut": "prevue"}, {"statut": "annulee"}])
def test_a_meeting_that_was_not_held_adopts_nothing(brouillon, dix_huitieme, animatrice, champs):
    reunion = f.ReunionFabrique(conseil=dix_huitieme, presences_saisies=False, **champs)
    with refus("adopte_en"):
        services.adopter_avis(avis=brouillon, par=animatrice, adopte_en=reunion)


def test_nor_does_that_of_another_conseil(brouillon, dix_neuvieme, animatrice):
    ailleurs = f.ReunionFabrique(conseil=dix_neuvieme, statut="tenue", date=date(2026, 11, 4))
    with refus("adopte_en", "autre conseil"):
        services.adopter_avis(avis=brouillon, par=animatrice, adopte_en=ailleurs)


def test_a_meeting_that_adopted_was_held_that_year_and_before_the_sending(transmis, assemblee, animatrice):
    assemblee.refresh_from_db()
    champs = {"type": "assemblee", "intitule": "Assemblée", "lieu": "Salle", "statut": "tenue"}
    for jour in (date(2025, 11, 4), date(2026, 11, 18)):
        Avis.objects.filter(pk=transmis.pk).update(transmis_le=date(2026, 11, 10))
        with refus("date"):
            modifier_reunion(reunion=assemblee, par=animatrice, **champs, date=jour)
    with refus("statut"):
        annuler_reunion(reunion=assemblee, par=animatrice, motif="Erreur")


def test_a_divergence_is_added_after_adoption_and_never_before(brouillon, adopte, dix_huitieme, animatrice):
    services.ajouter_divergence(avis=adopte, par=animatrice, texte="Pas au printemps.", nombre=2)
    assert adopte.divergences.get().nombre == 2
    with refus("__all__", "adoptez d.abord"):
        services.ajouter_divergence(
            avis=f.BrouillonFabrique(conseil=dix_huitieme), par=animatrice, texte="Pas au printemps."
        )


# -- Clocks --


@pytest.mark.parametrize(
    ("lignes", "attendu"),
    [
        ([], (None, False)),
        ([("avis", None, 60, False)], (date(2027, 1, 17), False)),
        ([("avis", None, 30, True)], (date(2026, 12, 18), True)),
        # Its own line wins over that of all, even to say « no clock ».
        ([("avis", None, 60, True), ("avis", "lui", 15, False)], (date(2026, 12, 3), False)),
        ([("avis", None, 60, False), ("avis", "lui", None, False)], (None, False)),
        ([("avis", "autre", 15, False)], (None, False)),
        ([("saisine", None, 15, False)], (None, False)),
    ],
)
def test_the_day_by_which_an_answer_is_expected(prefet, lignes, attendu):
    qui = {"lui": prefet, "autre": f.PartenaireFabrique(code="caf", nom="CAF"), None: None}
    for type_avis, cle, jours, tacite in lignes:
        DelaiReponse.objects.create(type=type_avis, partenaire=qui[cle], jours=jours, tacite=tacite)
    assert echeance_de("avis", prefet, JOUR) == attendu


def test_sending_starts_the_clock_of_each(adopte, animatrice, prefet):
    caf = f.PartenaireFabrique(code="caf-de-paris", nom="CAF", nature="operateur")
    DelaiReponse.objects.create(type="avis", partenaire=prefet, jours=30, tacite=True)
    for partenaire in (prefet, caf):
        services.ajouter_destinataire(avis=adopte, par=animatrice, partenaire=partenaire)
    services.transmettre_avis(avis=adopte, par=animatrice)
    adopte.refresh_from_db()
    assert (adopte.etat, adopte.transmis_le) == ("transmis", JOUR)
    assert dict(adopte.destinataires.values_list("partenaire__code", "echeance")) == {
        "prefecture-de-paris": date(2026, 12, 18),
        "caf-de-paris": None,
    }
    assert adopte.destinataires.get(tacite=True).partenaire == prefet
    assert actes(adopte)[-1] == ("avis_transmis", "adopte", "transmis")


def test_sending_to_nobody_or_twice_is_refused(adopte, brouillon, animatrice, prefet):
    with refus("__all__", "à qui"):
        services.transmettre_avis(avis=adopte, par=animatrice)
    services.ajouter_destinataire(avis=adopte, par=animatrice, partenaire=prefet)
    services.transmettre_avis(avis=adopte, par=animatrice)
    with pytest.raises(TransitionRefusee, match="une fois"):
        services.transmettre_avis(avis=adopte, par=animatrice)


# -- Addressees, receipt, documents --


def test_addressees_change_until_the_sending_and_an_address_for_ever(adopte, animatrice, prefet):
    destinataire = services.ajouter_destinataire(avis=adopte, par=animatrice, partenaire=prefet)
    with refus("__all__", "déjà destinataire"):
        services.ajouter_destinataire(avis=adopte, par=animatrice, partenaire=prefet)
    services.retirer_destinataire(destinataire=destinataire, par=animatrice)
    destinataire = services.ajouter_destinataire(avis=adopte, par=animatrice, partenaire=prefet)
    services.transmettre_avis(avis=adopte, par=animatrice)
    with pytest.raises(TransitionRefusee):
        services.retirer_destinataire(destinataire=destinataire, par=animatrice)
    with pytest.raises(TransitionRefusee):
        services.ajouter_destinataire(
            avis=adopte, par=animatrice, partenaire=f.PartenaireFabrique(code="caf", nom="CAF")
        )
    services.modifier_destinataire(destinataire=destinataire, par=animatrice, courriel="sp@exemple.invalid")
    assert adopte.destinataires.get().courriel == "sp@exemple.invalid"
    assert "sp@exemple" not in str(LigneAudit.objects.values())


@pytest.mark.parametrize("le", [JOUR - timedelta(days=1), JOUR + timedelta(days=1)])
def test_a_receipt_comes_after_the_sending_and_not_tomorrow(transmis, animatrice, le):
    with refus("le"):
        services.accuser_reception(destinataire=transmis.destinataires.get(), par=animatrice, le=le)


def test_a_receipt_is_noted_and_precedes_the_answer(transmis, animatrice, adopte):
    Avis.objects.filter(pk=transmis.pk).update(transmis_le=date(2026, 11, 10))
    destinataire = transmis.destinataires.get()
    services.accuser_reception(destinataire=destinataire, par=animatrice, le=date(2026, 11, 12))
    assert transmis.destinataires.get().accuse_le == date(2026, 11, 12)
    transmis.destinataires.update(repondu_le=date(2026, 11, 13))
    with refus("le", "répondu"):
        services.accuser_reception(destinataire=destinataire, par=animatrice, le=date(2026, 11, 14))


def test_an_act_that_was_not_sent_is_not_received(adopte, animatrice, prefet):
    destinataire = services.ajouter_destinataire(avis=adopte, par=animatrice, partenaire=prefet)
    with pytest.raises(TransitionRefusee, match="transmis"):
        services.accuser_reception(destinataire=destinataire, par=animatrice, le=JOUR)


def test_documents_go_with_the_draft_and_stay_with_the_act(
    adopte, animatrice, prefet, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.STORAGES = settings.STORAGES | {
        "default": settings.STORAGES["default"] | {"OPTIONS": {"location": tmp_path}}
    }

    def joindre():
        fichier = SimpleUploadedFile("plan.exe", b"%PDF-1.7\n%%EOF")
        return services.joindre_document(avis=adopte, par=animatrice, titre="Plan", fichier=fichier, diffusable=True)

    document = joindre()
    assert (document.sorte, document.fichier.name[:5]) == ("pdf", "avis/")
    with django_capture_on_commit_callbacks(execute=True):
        services.retirer_document(document=document, par=animatrice)
    assert not list(tmp_path.rglob("*.pdf"))
    document = joindre()
    services.ajouter_destinataire(avis=adopte, par=animatrice, partenaire=prefet)
    services.transmettre_avis(avis=adopte, par=animatrice)
    for acte in (joindre, lambda: services.retirer_document(document=document, par=animatrice)):
        with pytest.raises(TransitionRefusee):
            acte()
    assert DocumentAvis.objects.count() == 1


# -- Withdrawal --


@pytest.mark.parametrize("etat", ["brouillon", "adopte", "transmis", "repondu"])
def test_withdrawn_it_stays_with_its_reason(dix_huitieme, animatrice, etat):
    fabrique = f.BrouillonFabrique if etat == "brouillon" else f.AvisFabrique
    avis = fabrique(conseil=dix_huitieme, etat=etat)
    with pytest.raises(TransitionRefusee, match="motif"):
        services.retirer_avis(avis=avis, par=animatrice, motif=" ")
    services.retirer_avis(avis=avis, par=animatrice, motif="Remplacé par un autre acte.")
    avis.refresh_from_db()
    assert (avis.etat, avis.retire_le, avis.motif_retrait) == ("retire", JOUR, "Remplacé par un autre acte.")
    assert actes(avis) == [("avis_retire", etat, "retire")]


def test_what_has_effects_is_not_withdrawn(dix_huitieme, animatrice):
    with pytest.raises(TransitionRefusee, match="suites"):
        services.retirer_avis(avis=f.AvisFabrique(conseil=dix_huitieme, etat="suites"), par=animatrice, motif="x")
