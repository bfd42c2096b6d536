"""The conseils: created from the file, then owned by their users."""

from datetime import date

import pytest
from django.core.management import CommandError

from comptes.models import LigneAudit
from conseils.models import ConseilCitoyen
from territoires.models import Quartier

pytestmark = pytest.mark.django_db


def test_les_huit_conseils_et_leur_perimetre(reference, commande):
    commande("importer_conseils")
    perimetres = {
        c.arrondissement.numero: {q.code for q in c.quartiers.all()} for c in ConseilCitoyen.objects.order_by("pk")
    }
    assert list(perimetres) == [10, 11, 13, 14, 17, 18, 19, 20]
    assert perimetres[11] == {"QP075020"}
    assert perimetres[14] == {"QP075007", "QVA-14-EURE"}
    for numero, codes in perimetres.items():
        touches = Quartier.objects.filter(generation=2015, arrondissements__numero=numero)
        assert codes == set(touches.values_list("code", flat=True))
    assert set(ConseilCitoyen.objects.values_list("statut", flat=True)) == {"prefiguration"}


def test_une_creation_laisse_une_trace_et_l_essai_aucune(reference, commande):
    commande("importer_conseils", dry_run=True)
    assert not ConseilCitoyen.objects.exists()
    assert not LigneAudit.objects.exists()
    commande("importer_conseils")
    assert LigneAudit.objects.filter(acte="importer", par_nom="Automatique").count() == 8


def test_ce_qui_a_ete_saisi_depuis_prevaut(reference, commande):
    commande("importer_conseils")
    conseil = ConseilCitoyen.objects.get(arrondissement__numero=18)
    conseil.statut, conseil.date_installation = "installe", date(2017, 6, 1)
    conseil.save()
    sortie = commande("importer_conseils")
    assert "conseils.csv : 0 créé, 0 modifié, 8 inchangés" in sortie
    assert "= 18, statut : « installe » gardé ; le fichier dit « prefiguration »" in sortie
    conseil.refresh_from_db()
    assert (conseil.statut, conseil.date_installation) == ("installe", date(2017, 6, 1))


def test_sans_territoires_le_refus_le_dit(commande):
    with pytest.raises(CommandError, match="ligne 2 : « arrondissement » : code inconnu « 10 »"):
        commande("importer_conseils")
    assert not ConseilCitoyen.objects.exists()
