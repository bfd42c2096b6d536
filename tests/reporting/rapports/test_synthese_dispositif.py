"""The synthesis of the bilan of the dispositif: the same frame, filled from another kind of bilan."""

from dataclasses import replace
from datetime import date

import pytest
import time_machine
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from reporting.models import Rapport
from reporting.pdf import rendre
from reporting.rapports import canonique
from reporting.rapports.bilan_dispositif import assembler
from reporting.rapports.bilan_dispositif.donnees import Corrective, InstitutionInterpellee, LeconTiree
from reporting.rapports.document import Edition, composer
from reporting.rapports.sortes import SORTES
from reporting.rapports.sujet import Sujet
from reporting.rapports.syntheses.dispositif import resumer
from reporting.rapports.syntheses.donnees import Synthese
from reporting.rapports.syntheses.falc.dispositif import ecrire as ecrire_en_falc
from reporting.rapports.syntheses.falc.donnees import Falc
from reporting.services import production, travaux
from tests.conftest import MAINTENANT
from tests.pdf import PdfLu, defauts
from tests.reporting.rapports.dispositif import peupler_le_dispositif
from tests.reporting.rapports.papiers import source_de
from tests.reporting.rapports.test_falc import verifier_les_regles
from tests.reporting.rapports.test_synthese import LONG

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def edition_de_paris(django_db_setup, django_db_blocker):
    """The bilan of three conseils, read once."""
    with django_db_blocker.unblock(), time_machine.travel(MAINTENANT, tick=False), transaction.atomic():
        peupler_le_dispositif()
        maintenant = timezone.localtime()
        bilan = assembler(Sujet(2026), maintenant)
        transaction.set_rollback(True)
    return Edition("BD-2026-01", SORTES["bilan-dispositif"].titre, maintenant, None, bilan)


@pytest.fixture(scope="module")
def synthese(edition_de_paris):
    return resumer(source_de(edition_de_paris), edition_de_paris.donnees)


def test_les_chiffres_sont_ceux_du_bilan(edition_de_paris, synthese):
    assert [c.texte for c in synthese.chiffres] == [c.texte for c in edition_de_paris.donnees.chiffres]
    assert synthese.chapeau == (
        "Les conseils ont tenu 6 réunions, qui ont compté 88 participations. "
        "Leurs groupes moteurs réunissent 26 personnes au 18 novembre 2026."
    )
    # « 20 à 50 personnes » is about one conseil.
    assert not any(c.reference for c in synthese.chiffres)


def test_les_conseils_restent_dans_l_ordre_des_arrondissements(synthese):
    assert synthese.graphique.categories == ("11e", "14e", "20e")
    assert [int(v) for v in synthese.graphique.series[0].valeurs] == [1, 2, 3]


def test_ce_qui_reste_sans_reponse(synthese):
    """Three acts were addressed and one was answered."""
    assert synthese.attendues_dites == "2 actes sans réponse enregistrée :"
    assert sum(int(due.etat.split()[0]) for due in synthese.attendues) == 2


def test_aller_et_retour(synthese):
    assert canonique.lire(Synthese, canonique.ecrire(synthese)) == synthese


def test_deux_pages_au_plus_et_sans_defaut(edition_de_paris):
    bilan = edition_de_paris.donnees
    action = Corrective("L", LONG * 3, date(2026, 9, 22), "ouverte", True, "")
    amelioration = replace(bilan.amelioration, lecons=(LeconTiree(LONG * 3, "", (action,) * 4),) * 4)
    institutions = tuple(InstitutionInterpellee(LONG, 1234, 12) for _ in range(20))
    long = replace(
        bilan,
        amelioration=amelioration,
        manques=(LONG * 3,) * 9,
        parole=replace(bilan.parole, institutions=institutions),
    )
    synthese = resumer(source_de(edition_de_paris), long)
    pdf = rendre(composer(SORTES["synthese-dispositif"], replace(edition_de_paris, donnees=synthese)))
    assert pdf.pages == 2
    assert defauts(PdfLu(pdf.octets)) == []


def test_la_version_facile_a_lire(edition_de_paris):
    """26 people, 17 women and 9 men; two acts, three addressees, of whom one answered."""
    falc = ecrire_en_falc(source_de(edition_de_paris), edition_de_paris.donnees)
    verifier_les_regles(falc)
    dites = {q.titre: [p.texte for p in q.phrases] for q in falc.questions}
    assert "Ce document parle de 3 conseils citoyens à Paris." in dites["Que sont les conseils citoyens ?"]
    assert dites["Qui vient ?"][1:4] == [
        "Le 18 novembre 2026, 26 personnes sont dans les groupes moteurs.",
        "C’est plus que l’année d’avant.",
        "Environ 7 personnes sur 10 de ces groupes sont des femmes.",
    ]
    assert dites["Qu’avons-nous demandé ?"][1:] == ["Etat en a reçu 1.", "La Ville en a reçu 2."]
    assert dites["Qui a répondu ?"] == ["Etat n’a pas répondu.", "La Ville a répondu 1 fois."]
    assert canonique.lire(Falc, canonique.ecrire(falc)) == falc


@pytest.mark.usefixtures("imprimerie")
def test_elle_se_demande_avec_le_droit_sur_tout_paris(connecte, animatrice, coordinatrice):
    bilan = travaux.demander(sorte="bilan-dispositif", sujet=Sujet(2026), par=None)
    production.executer(pk=bilan.pk)
    adresse = reverse("rapport_demander_sorte", args=["synthese-dispositif"])
    assert connecte(animatrice).post(adresse, {"objet": bilan.pk}).status_code == 404
    assert connecte(coordinatrice).post(adresse, {"objet": bilan.pk}).status_code == 302
    assert Rapport.objects.get(sorte="synthese-dispositif").numero == "SD-2026-01"
