"""Documents about all of Paris, and documents about one thing."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.urls import reverse

from comptes.permissions import Permission as P
from conseils.models import Reunion
from reporting.models import Rapport
from reporting.rapports.sortes import SORTES, Sorte
from reporting.rapports.sujet import Objets, Sujet
from reporting.services import travaux
from tests import fabriques as f

REUNIONS = Objets(
    "Réunion",
    lambda compte: Reunion.objects.pour(compte, P.CONSEIL_VOIR) if compte else Reunion.objects.all(),
    lambda reunion: Sujet(reunion.date.year, reunion.conseil, str(reunion.pk)),
)


@pytest.fixture(autouse=True)
def sortes(monkeypatch):
    """A kind about the whole dispositif, and a kind about one meeting."""
    bilan = vars(SORTES["bilan-conseil"])
    paris = bilan | {"code": "essai-paris", "titre": "Essai de Paris", "prefixe": "EP", "par_conseil": False}
    objet = bilan | {"code": "essai-reunion", "prefixe": "ER", "objets": f"{__name__}.REUNIONS"}
    for champs in (paris, objet):
        monkeypatch.setitem(SORTES, champs["code"], Sorte(**champs))


def _demander(sorte, sujet, par=None):
    return travaux.demander(sorte=sorte, sujet=sujet, par=par)


def test_un_document_de_paris_se_numerote_sans_arrondissement(animatrice):
    assert _demander("essai-paris", Sujet(2026)).numero == "EP-2026-01"
    with pytest.raises(ValidationError, match="déjà en cours"):
        _demander("essai-paris", Sujet(2026))
    Rapport.objects.update(etat="echec")
    assert _demander("essai-paris", Sujet(2026)).numero == "EP-2026-02"


def test_un_document_de_paris_se_demande_avec_le_droit_sur_tout_paris(connecte, animatrice, coordinatrice):
    with pytest.raises(PermissionDenied):
        _demander("essai-paris", Sujet(2026), par=animatrice)
    adresse = reverse("rapport_demander_sorte", args=["essai-paris"])
    assert connecte(animatrice).get(adresse).status_code == 404
    assert connecte(coordinatrice).post(adresse, {"exercice": 2026}).status_code == 302
    assert Rapport.objects.get().conseil is None


def test_un_document_de_paris_se_lit_dans_la_liste(connecte, coordinatrice, animatrice):
    rapport = _demander("essai-paris", Sujet(2026))
    assert "Essai de Paris" in connecte(coordinatrice).get(reverse("rapports")).content.decode()
    assert connecte(animatrice).get(reverse("rapport", args=[rapport.numero])).status_code == 404


def test_un_projet_de_paris_remplace_le_precedent(coordinatrice, dix_huitieme):
    acheve = {"donnees": "{}", "fichier": "x.pdf", "sha256": "0" * 64, "produit_le": "2026-11-01T00:00Z"}
    publie = acheve | {"etat": "publie", "publie_le": "2026-11-01T00:00Z", "publie_par": coordinatrice}
    for rang, objet in ((1, "7"), (2, "8"), (3, "7")):
        Rapport.objects.create(
            numero=f"EP-{rang}", sorte="essai-paris", exercice=2026, objet=objet, rang=rang, **publie
        )
    remplacants = dict(Rapport.objects.avec_remplacant().values_list("numero", "remplace_par"))
    assert remplacants == {"EP-1": "EP-3", "EP-2": None, "EP-3": None}


def test_un_document_sur_une_reunion(connecte, animatrice, dix_huitieme, dix_neuvieme):
    la_sienne, autre = (f.ReunionFabrique(conseil=c, date="2025-05-06") for c in (dix_huitieme, dix_neuvieme))
    adresse = reverse("rapport_demander_sorte", args=["essai-reunion"])
    client = connecte(animatrice)
    assert client.post(adresse, {"objet": autre.pk}).context["form"].errors["objet"]
    client.post(adresse, {"objet": la_sienne.pk})
    rapport = Rapport.objects.get()
    assert (rapport.numero, rapport.objet, rapport.sujet.conseil) == ("ER-18-2025-01", str(la_sienne.pk), dix_huitieme)


@pytest.mark.django_db
def test_la_console_dit_quand_l_objet_manque():
    with pytest.raises(CommandError, match="Réunion"):
        call_command("produire_rapport", "essai-reunion", objet="999")


def test_the_documents_of_some_conseils_are_found_by_their_keys(animatrice):
    """No outer join, behind which those of all conseils are read; nor a key that the database does not know."""
    ordre, _ = Rapport.objects.pour(animatrice, P.RAPPORT_VOIR).avec_remplacant().query.sql_with_params()
    assert "LEFT OUTER JOIN" not in ordre
    assert 'COALESCE(U0."conseil_id", 0)' in ordre
