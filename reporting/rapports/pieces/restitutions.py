"""What a consultation gave, on paper: the same for everybody, hence masked."""

from __future__ import annotations

from django.db.models import QuerySet

from comptes.models import Compte
from comptes.permissions import Permission as P
from conseils.models import Consultation
from reporting.rapports.sujet import Objets, Sujet
from reporting.restitution import restitution


def assembler(consultation: Consultation) -> dict:
    return {"consultation": consultation, "restitution": restitution(consultation, masquer=True)}


def _a_portee(compte: Compte | None) -> QuerySet:
    lancees = Consultation.objects.exclude(etat=Consultation.Etat.PREPARATION).order_by("-ouverture")
    return lancees.pour(compte, P.CONSULTATION_VOIR) if compte else lancees


OBJETS = Objets("Consultation", _a_portee, lambda c: Sujet(c.ouverture.year, None, str(c.pk)))
