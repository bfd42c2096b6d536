"""The circuit of a document: submit it, accept it or hand it back, make it again."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from comptes.acces import exige
from comptes.permissions import Permission as P
from conseils.views.communs import agir
from reporting.forms import DecisionForm
from reporting.gestes import gestes, passages_lisibles
from reporting.services import circuit
from reporting.views.rapports import adresse, le_document
from socle.transitions import TransitionRefusee


@exige(P.RAPPORT_PUBLIER)
def soumettre(request: HttpRequest, numero: str) -> HttpResponse:
    """Say what submitting does, then do it."""
    document = le_document(request, numero, agir=P.RAPPORT_PUBLIER)
    if request.method == "POST":
        service = partial(circuit.soumettre, rapport=document, par=request.user)
        fait = f"{numero} est soumis : la Préfecture et la Ville en seront averties."
        return agir(request, service, fait, retour=adresse(document))
    if "soumettre" not in gestes(document, request.user):
        return redirect("rapport", numero)
    return render(request, "reporting/rapports/soumettre.html", {"rapport": document})


@exige(P.RAPPORT_VALIDER)
def decider(request: HttpRequest, numero: str) -> HttpResponse:
    """Accept, or hand back with a reason, in the name of one's institution."""
    document = le_document(request, numero, agir=P.RAPPORT_VALIDER)
    possibles = gestes(document, request.user)
    formulaire = DecisionForm(request.POST or None, peut_accepter="accepter" in possibles)
    if request.method == "POST" and (formulaire.is_valid() or "renvoyer" not in possibles):
        return _decider(request, document, formulaire)
    if "renvoyer" not in possibles:
        return redirect("rapport", numero)
    contexte = {"rapport": document, "form": formulaire, "passages": passages_lisibles(document, request.user)}
    return render(request, "reporting/rapports/decider.html", contexte)


def _decider(request: HttpRequest, document, formulaire: DecisionForm) -> HttpResponse:
    """The table of transitions has the last word: another may have decided since the page was opened."""
    saisi = getattr(formulaire, "cleaned_data", {})
    try:
        if saisi.get("decision") == "renvoyer":
            circuit.renvoyer(rapport=document, par=request.user, motif=saisi["motif"])
            messages.success(request, f"{document.numero} est renvoyé à la coordination, avec votre motif.")
        else:
            decide = circuit.accepter(rapport=document, par=request.user)
            valide = decide.etat == decide.Etat.VALIDE
            suite = "Il est validé." if valide else "L’autre institution doit encore décider."
            messages.success(request, f"Vous avez accepté {document.numero}. {suite}")
    except TransitionRefusee as refus:
        messages.error(request, str(refus))
    return redirect("rapport", document.numero)


@exige(P.RAPPORT_DEMANDER)
@require_POST
def reprendre(request: HttpRequest, numero: str) -> HttpResponse:
    """Read the data again, and make a new projet of the same number."""
    document = le_document(request, numero, agir=P.RAPPORT_DEMANDER)
    service = partial(circuit.reprendre, rapport=document, par=request.user)
    return agir(request, service, f"{numero} se refait à partir des données d’aujourd’hui.", retour=adresse(document))
