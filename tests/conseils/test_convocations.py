"""Convening the members: who receives what, once, whatever happens to the worker."""

from datetime import date, time, timedelta

import pytest
import vobject
from django.core import mail
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from comptes.models import LigneAudit
from conseils import courriels
from conseils.models import Convocation, EnvoiConvocation
from conseils.services import convocations as services
from conseils.services.convocations import convoquer, executer, preparer, relancer_convocations
from conseils.services.reunions import annuler_reunion
from tests import fabriques as f


@pytest.fixture(autouse=True)
def reveils(monkeypatch):
    """The messages to the workers, which no test sends."""
    recus = []
    monkeypatch.setattr(services, "reveiller", recus.append)
    return recus


@pytest.fixture
def reunion(dix_huitieme):
    reunion = f.ReunionFabrique(
        conseil=dix_huitieme,
        date=date(2026, 12, 1),
        heure=time(18, 30),
        duree=90,
        statut="prevue",
        presences_saisies=False,
    )
    f.PointFabrique(reunion=reunion, intitule="Éclairage du square", duree=25, porteur="Zzyzx")
    return reunion


@pytest.fixture
def membres(dix_huitieme):
    """Two with an address, one without, one who has left."""
    for nom, courriel, fin in (
        ("Un", "un@exemple.invalid", None),
        ("Deux", "deux@exemple.invalid", None),
        ("Sans", "", None),
        ("Partie", "partie@exemple.invalid", date(2026, 11, 30)),
    ):
        membre = f.MembreFabrique(conseil=dix_huitieme, nom=nom, courriel=courriel)
        f.MandatFabrique(membre=membre, fin=fin, motif_fin="autre" if fin else "")


@pytest.fixture
def convocation(reunion, membres, animatrice):
    return convoquer(reunion=reunion, par=animatrice, rang=1)


def destinataires():
    return sorted(adresse for message in mail.outbox for adresse in message.to)


def evenement(message):
    nom, contenu, sorte = message.attachments[0]
    assert nom == "convocation.ics"
    calendrier = vobject.readOne(contenu)
    assert f"method={calendrier.method.value}" in sorte
    return calendrier


def test_chaque_membre_en_mandat_qui_a_une_adresse(convocation):
    assert executer(pk=convocation.pk) == 2
    assert destinataires() == ["deux@exemple.invalid", "un@exemple.invalid"]
    assert convocation.destinataires == 2


def test_le_message_dit_l_ordre_du_jour_et_joint_l_agenda(convocation, reunion, settings):
    settings.ADRESSE_SITE = "https://conseils.exemple.fr"
    executer(pk=convocation.pk)
    message = mail.outbox[0]
    assert message.subject.startswith("Convocation : Réunion du groupe moteur, mardi 1er décembre 2026")
    assert "Éclairage du square" in message.body
    assert "Zzyzx" not in message.body
    assert f"https://conseils.exemple.fr/conseils/18/reunions/{reunion.pk}/" in message.body
    calendrier = evenement(message)
    assert calendrier.method.value == "REQUEST"
    assert calendrier.vevent.attendee.value == f"mailto:{message.to[0]}"
    assert calendrier.vevent.url.value.endswith(f"/reunions/{reunion.pk}/")


def test_deux_messages_au_travailleur_ne_font_qu_un_envoi(convocation):
    executer(pk=convocation.pk)
    assert executer(pk=convocation.pk) == 0
    assert len(mail.outbox) == 2


def test_un_arret_au_milieu_se_reprend(convocation, monkeypatch, horloge):
    envoyes = []

    def mourir(convocation, destinataire):
        if envoyes:
            raise KeyboardInterrupt
        envoyes.append(destinataire)

    monkeypatch.setattr(services, "envoyer", mourir)
    with pytest.raises(KeyboardInterrupt):
        executer(pk=convocation.pk)
    monkeypatch.setattr(services, "envoyer", courriels.envoyer)
    assert relancer_convocations() == 0  # the lease of the dead worker still runs
    horloge.shift(timedelta(minutes=11))
    assert relancer_convocations() == 1
    assert sorted([*envoyes, *destinataires()]) == ["deux@exemple.invalid", "un@exemple.invalid"]


def test_un_serveur_qui_refuse_est_sollicite_cinq_fois_au_plus(convocation, monkeypatch, horloge):
    appels = []

    def refuser(convocation, destinataire):
        appels.append(destinataire)
        raise OSError

    monkeypatch.setattr(services, "envoyer", refuser)
    for _ in range(7):
        relancer_convocations()
        horloge.shift(timedelta(minutes=11))
    assert len(appels) == 2 * 5


def test_une_adresse_effacee_entre_temps_n_est_plus_ecrite(convocation, reunion):
    reunion.conseil.membres.update(courriel="")
    assert executer(pk=convocation.pk) == 0


def test_la_tache_part_apres_l_ecriture(reunion, membres, animatrice, reveils, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        convocation = convoquer(reunion=reunion, par=animatrice, rang=1)
        assert reveils == []
    assert reveils == [convocation.pk]
    ligne = LigneAudit.objects.de(reunion).get()
    assert ligne.detail == {"rang": 1, "destinataires": 2}


def test_la_seconde_est_un_rectificatif(convocation, reunion, animatrice):
    seconde = convoquer(reunion=reunion, par=animatrice, rang=2)
    executer(pk=seconde.pk)
    assert mail.outbox[0].subject.startswith("Rectificatif :")
    assert "rectifie la convocation précédente" in mail.outbox[0].body
    assert evenement(mail.outbox[0]).vevent.sequence.value == "1"


def test_annulee_elle_se_decommande(convocation, reunion, animatrice):
    reunion = annuler_reunion(reunion=reunion, par=animatrice, motif="Salle fermée")
    executer(pk=convoquer(reunion=reunion, par=animatrice, rang=2).pk)
    assert preparer(reunion).geste == "Envoyer l’annulation"
    calendrier = evenement(mail.outbox[0])
    assert (calendrier.method.value, calendrier.vevent.status.value) == ("CANCEL", "CANCELLED")
    assert "est annulée" in mail.outbox[0].body


def test_envoyer_deux_fois_la_meme_page_est_refuse(convocation, reunion, animatrice):
    with pytest.raises(ValidationError, match="entre-temps"):
        convoquer(reunion=reunion, par=animatrice, rang=1)
    assert Convocation.objects.count() == 1


@pytest.mark.parametrize(
    ("champs", "pourquoi"),
    [
        ({"date": date(2026, 11, 17)}, "passée"),
        ({"date": date(2026, 11, 18), "statut": "tenue"}, "passée"),
        ({"statut": "annulee"}, "personne n.y était convoqué"),
    ],
)
def test_on_ne_convoque_pas(reunion, membres, animatrice, champs, pourquoi):
    for nom, valeur in champs.items():
        setattr(reunion, nom, valeur)
    reunion.save()
    with pytest.raises(ValidationError, match=pourquoi):
        convoquer(reunion=reunion, par=animatrice, rang=1)


def test_sans_aucune_adresse(reunion, animatrice):
    with pytest.raises(ValidationError, match="adresse e-mail"):
        convoquer(reunion=reunion, par=animatrice, rang=1)


def test_apercu_puis_envoi_par_la_page(connecte, animatrice, reunion, membres):
    client = connecte(animatrice)
    page = reverse("convocation", args=[18, reunion.pk])
    apercu = client.get(page)
    for lu in ("Éclairage du square", "Envoyer à 2 membres", "Sans adresse, à prévenir autrement"):
        assertContains(apercu, lu)
    assertNotContains(apercu, "Partie")
    assertNotContains(apercu, "exemple.invalid</li>")
    client.post(page, {"rang": "1"})
    assert EnvoiConvocation.objects.count() == 2
    apres = client.get(page)
    assertContains(apres, "0 partis sur 2")
    # What was just done is not proposed again as if it were still to do.
    assertContains(apres, "Envoyer un rectificatif à 2 membres")
    assertContains(client.post(page, {"rang": "1"}), "entre-temps")


def test_l_adresse_se_donne_dans_la_fiche(connecte, animatrice, dix_huitieme):
    membre = f.MembreFabrique(conseil=dix_huitieme)
    page = reverse("membre_modifier", args=[18, membre.pk])
    assertContains(connecte(animatrice).get(page), "pour les convocations seulement")
    envoi = {"prenom": "Awa", "nom": "Diarra", "sexe": "F", "tranche_age": "N", "courriel": "awa@exemple.invalid"}
    connecte(animatrice).post(page, envoi)
    membre.refresh_from_db()
    assert membre.courriel == "awa@exemple.invalid"
    assert "awa@" not in str(list(LigneAudit.objects.values()))


@pytest.mark.parametrize("en_plus", [1, 3])
def test_le_cout_ne_suit_pas_les_membres(connecte, animatrice, reunion, django_assert_num_queries, en_plus):
    client = connecte(animatrice)
    client.get(reverse("aide"))
    for rang in range(en_plus):
        for courriel in ("", "x@exemple.invalid"):
            f.MandatFabrique(membre=f.MembreFabrique(conseil=reunion.conseil, courriel=courriel))
        Convocation.objects.create(
            reunion=reunion,
            rang=rang + 1,
            methode="REQUEST",
            destinataires=1,
            demandee_par=animatrice,
            demandee_le=timezone.now(),
        )
    with django_assert_num_queries(10):
        client.get(reverse("convocation", args=[18, reunion.pk]))


# -- What used up its tries, sent again by hand --


@pytest.fixture
def echouee(convocation):
    """One e-mail left, the other used up its tries."""
    executer(pk=convocation.pk)
    mail.outbox.clear()
    EnvoiConvocation.objects.filter(membre__nom="Un").update(envoye_le=None, essais=5)
    return convocation


def test_relancer_ne_rend_ses_essais_qu_a_ce_qui_a_echoue(echouee, animatrice):
    assert executer(pk=echouee.pk) == 0
    assert services.relancer_abandonnes(convocation=echouee, par=animatrice) == 1
    assert executer(pk=echouee.pk) == 1
    assert destinataires() == ["un@exemple.invalid"]
    assert LigneAudit.objects.get(acte="convocation_relancee").detail == {"rang": 1, "messages": 1}


def test_la_relance_part_apres_l_ecriture(echouee, animatrice, reveils, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        services.relancer_abandonnes(convocation=echouee, par=animatrice)
        assert reveils == []
    assert reveils == [echouee.pk]


def test_un_quatrieme_essai_n_est_pas_un_echec(echouee, animatrice):
    EnvoiConvocation.objects.filter(essais=5).update(essais=4)
    with pytest.raises(ValidationError, match="Aucun message"):
        services.relancer_abandonnes(convocation=echouee, par=animatrice)


def test_une_adresse_effacee_ne_se_relance_pas(echouee, animatrice):
    echouee.reunion.conseil.membres.filter(nom="Un").update(courriel="")
    with pytest.raises(ValidationError, match="Aucun message"):
        services.relancer_abandonnes(convocation=echouee, par=animatrice)


def test_un_message_depasse_ne_se_relance_pas(echouee, reunion, animatrice):
    convoquer(reunion=reunion, par=animatrice, rang=2)
    with pytest.raises(ValidationError, match="plus le dernier"):
        services.relancer_abandonnes(convocation=echouee, par=animatrice)


def test_la_convocation_d_une_reunion_annulee_ne_se_relance_pas(echouee, reunion, animatrice):
    annuler_reunion(reunion=reunion, par=animatrice, motif="Salle fermée")
    with pytest.raises(ValidationError, match="plus le dernier"):
        services.relancer_abandonnes(convocation=echouee, par=animatrice)


def test_la_page_dit_combien_ont_echoue_et_les_relance(connecte, animatrice, reunion, echouee):
    client, page = connecte(animatrice), reverse("convocation", args=[18, reunion.pk])
    for texte in ("1 parti sur 2", "1 en échec", "Relancer ce message"):
        assertContains(client.get(page), texte)
    client.post(reverse("convocation_relancer", args=[18, reunion.pk, echouee.pk]))
    assert set(EnvoiConvocation.objects.filter(envoye_le=None).values_list("essais", "pris_le")) == {(0, None)}
    assertNotContains(client.get(page), "en échec</span>")
