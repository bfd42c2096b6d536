"""One's own sessions: ending one of them (the list is allauth's)."""

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from comptes.acces import tout_compte
from comptes.services.comptes import terminer_session


@tout_compte("chacun ferme ses propres sessions")
@require_POST
def terminer(request: HttpRequest, pk: int) -> HttpResponse:
    terminer_session(session=get_object_or_404(UserSession, pk=pk, user=request.user), par=request.user)
    messages.success(request, "La session est terminée.")
    return redirect("usersessions_list")
