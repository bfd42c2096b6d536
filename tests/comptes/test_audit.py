"""The audit trail is append-only: in the model, in querysets and in the database itself."""

import pytest
from django.db import DatabaseError, connection, transaction

from comptes.models import LigneAudit
from comptes.models.audit import AuditInalterable
from comptes.services.audit import tracer

pytestmark = pytest.mark.django_db


@pytest.fixture
def ligne(coordinatrice):
    return tracer(acte="essai", objet=coordinatrice, par=None)


@pytest.mark.parametrize(
    "acte",
    [
        lambda ligne: ligne.save(),
        lambda ligne: ligne.delete(),
        lambda ligne: LigneAudit.objects.filter(pk=ligne.pk).update(acte="autre"),
        lambda ligne: LigneAudit.objects.bulk_update([ligne], ["acte"]),
        lambda ligne: LigneAudit.objects.filter(pk=ligne.pk).delete(),
        lambda ligne: LigneAudit.objects.update_or_create(pk=ligne.pk, defaults={"acte": "autre"}),
    ],
)
def test_le_modele_refuse(acte, ligne):
    with pytest.raises(AuditInalterable):
        acte(ligne)


@pytest.mark.parametrize("sql", ["UPDATE comptes_ligneaudit SET acte = 'autre'", "DELETE FROM comptes_ligneaudit"])
def test_la_base_refuse_meme_du_sql_ecrit_a_la_main(sql, ligne):
    with pytest.raises(DatabaseError, match="ne se modifie pas"), transaction.atomic(), connection.cursor() as curseur:
        curseur.execute(sql)
    assert LigneAudit.objects.get() == ligne


def test_une_ligne_survit_a_ce_qu_elle_raconte(personne_sans_droit):
    tracer(acte="essai", objet=personne_sans_droit, par=personne_sans_droit)
    personne_sans_droit.delete()
    assert LigneAudit.objects.get().par_nom == "Sacha Sans-Droit"
