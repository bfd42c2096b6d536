"""What a consultation gave: on the screen, and as a PDF drawn when asked for."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from comptes.acces import exige, objet_ou_404
from comptes.permissions import Permission as P
from conseils.models import ConseilCitoyen, Consultation
from reporting.restitution import restitution
from reporting.views.pieces import fichier


@exige(P.CONSULTATION_VOIR)
def consultation_restitution(request: HttpRequest, pk: int) -> HttpResponse:
    consultation = _lancee_ou_404(request, pk)
    contexte = {
        "consultation": consultation,
        "restitution": restitution(consultation, masquer=not _voit_tous_les_membres(request, consultation)),
        "mener": request.user.has_perm(P.CONSULTATION_MENER, consultation),
    }
    return render(request, "reporting/restitution.html", contexte)


@exige(P.CONSULTATION_VOIR)
def restitution_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The same for everybody: what leaves on paper is masked, and nothing says who asked nor when."""
    consultation = _lancee_ou_404(request, pk)
    return fichier("restitution", consultation, f"restitution-{pk}", joint=True)


def _lancee_ou_404(request: HttpRequest, pk: int) -> Consultation:
    consultation = objet_ou_404(Consultation.objects.all(), request.user, voir=P.CONSULTATION_VOIR, pk=pk)
    if consultation.en_preparation:
        raise Http404
    return consultation


def _voit_tous_les_membres(request: HttpRequest, consultation: Consultation) -> bool:
    vus = ConseilCitoyen.objects.pour(request.user, P.MEMBRE_VOIR)
    return not consultation.conseils.exclude(pk__in=vus.values("pk")).exists()
