"""The library of documents: ask, follow, read, publish."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRefresh

from comptes.acces import exige, identite_confirmee, objet_ou_404
from comptes.models import Compte
from comptes.permissions import Permission as P
from conseils.models import ConseilCitoyen
from conseils.views.communs import agir, soumettre
from reporting.forms import DemandeForm, FiltreRapports
from reporting.gestes import gestes, passages_lisibles
from reporting.models import Rapport
from reporting.periodes import exercices_proposes
from reporting.rapports.sortes import Sorte, tirees_de
from reporting.rapports.sujet import Sujet
from reporting.services import publication, travaux
from reporting.services.travaux import sortes_demandables
from reporting.views.pieces import fichier
from socle.entiers import entier
from socle.exercice import exercice_courant

PAR_PAGE = 25


@exige(P.RAPPORT_VOIR)
def rapports(request: HttpRequest) -> HttpResponse:
    """Every document within reach; the filters live in the address."""
    filtre = FiltreRapports(request.GET, compte=request.user, exercices=_exercices())
    liste = filtre.filtrer(Rapport.objects.pour(request.user, P.RAPPORT_VOIR).pour_la_liste())
    return render(
        request,
        "reporting/rapports/rapports.html",
        {
            "filtre": filtre,
            "page": Paginator(liste, PAR_PAGE).get_page(request.GET.get("page")),
            "filtree": any(request.GET.get(nom) for nom in filtre.fields),
            "peut_demander": P.RAPPORT_DEMANDER in request.user.permissions_en_cours,
            "peut_mener": P.RAPPORT_PUBLIER in request.user.permissions_en_cours,
        },
    )


@exige(P.RAPPORT_DEMANDER)
def demander(request: HttpRequest) -> HttpResponse:
    """Choose which kind of document to ask for."""
    sortes = sortes_demandables(request.user)
    contexte = {"archivees": [s for s in sortes if not s.immediate], "immediates": [s for s in sortes if s.immediate]}
    return render(request, "reporting/rapports/sortes.html", contexte)


@exige(P.RAPPORT_DEMANDER)
def demander_sorte(request: HttpRequest, sorte: str) -> HttpResponse:
    """Ask for a document of one kind, then follow it."""
    la_sorte = next((s for s in sortes_demandables(request.user) if s.code == sorte), None)
    if la_sorte is None:
        raise Http404
    formulaire = DemandeForm(
        request.POST or None,
        initial=_choix_proposes(request),
        sorte=la_sorte,
        compte=request.user,
        exercices=_exercices(),
    )
    if "objet" in request.GET and not formulaire.propose(request.GET["objet"]):
        raise Http404
    if la_sorte.immediate:
        if dessinee := _dessiner(formulaire, sorte):
            return dessinee
    elif demande := soumettre(formulaire, partial(_demander, la_sorte, request.user)):
        messages.success(request, f"Le document {demande.numero} est demandé. Vous pouvez quitter cette page.")
        return redirect("rapport", demande.numero)
    return render(request, "reporting/rapports/demander.html", {"form": formulaire, "sorte": la_sorte})


def _dessiner(formulaire: DemandeForm, sorte: str) -> HttpResponse | None:
    """The file of what is drawn when asked for; nothing while the form is empty, wrong, or its object not ready."""
    if not formulaire.is_valid():
        return None
    piece = formulaire.cleaned_data["ligne"]
    try:
        return fichier(sorte, piece, f"{sorte}-{piece.pk}", joint=True)
    except ValidationError as refus:
        formulaire.add_error("objet", refus)
    return None


def _demander(sorte: Sorte, par: Compte, *, sujet: Sujet, motif: str, **_) -> Rapport:
    """Put it in the queue: of what the form holds, only its subject and its reason matter."""
    return travaux.demander(sorte=sorte.code, sujet=sujet, motif=motif, par=par)


@exige(P.RAPPORT_VOIR)
def rapport(request: HttpRequest, numero: str) -> HttpResponse:
    """One document: where it stands, how to read it, how to check it, what may be done."""
    document = le_document(request, numero)
    return render(
        request,
        "reporting/rapports/rapport.html",
        {
            "rapport": document,
            "defauts": document.defauts.filter(leve_le=None),
            "gestes": gestes(document, request.user),
            "passages": passages_lisibles(document, request.user),
            "comparables": Rapport.objects.pour(request.user, P.RAPPORT_VOIR).comparables_a(document),
            "tirees": tirees_de(document.sorte),
        },
    )


@exige(P.RAPPORT_VOIR)
def avancement(request: HttpRequest, numero: str) -> HttpResponse:
    """The progress alone, asked for every second; the whole page once there is nothing left to follow."""
    document = le_document(request, numero)
    if not document.a_faire:
        return HttpResponseClientRefresh() if request.htmx else redirect("rapport", numero)
    return render(request, "reporting/rapports/_avancement.html", {"rapport": document})


@exige(P.RAPPORT_VOIR)
def pdf(request: HttpRequest, numero: str) -> HttpResponse:
    """The file: to keep, or to read in the browser with ``?apercu=1``."""
    document = le_document(request, numero)
    if not document.telechargeable:
        raise Http404
    return FileResponse(
        document.fichier.open(),
        as_attachment="apercu" not in request.GET,
        filename=f"{document.numero}.pdf",
        content_type="application/pdf",
    )


@exige(P.RAPPORT_PUBLIER)
@identite_confirmee
def publier(request: HttpRequest, numero: str) -> HttpResponse:
    """Say what publishing does, then do it."""
    document = le_document(request, numero, agir=P.RAPPORT_PUBLIER)
    if request.method == "POST":
        service = partial(publication.publier, rapport=document, par=request.user)
        fait = f"La publication de {numero} est lancée : l’édition définitive se prépare."
        return agir(request, service, fait, retour=adresse(document))
    if "publier" not in gestes(document, request.user):
        return redirect("rapport", numero)
    return render(request, "reporting/rapports/publier.html", {"rapport": document})


@exige(P.RAPPORT_DEMANDER)
@require_POST
def relancer(request: HttpRequest, numero: str) -> HttpResponse:
    """Try a failed production again."""
    document = le_document(request, numero, agir=P.RAPPORT_DEMANDER)
    service = partial(travaux.relancer, rapport=document, par=request.user)
    return agir(request, service, f"La production de {numero} est relancée.", retour=adresse(document))


def le_document(request: HttpRequest, numero: str, agir: P | None = None) -> Rapport:
    lisibles = Rapport.objects.avec_remplacant().select_related("conseil__arrondissement", "publie_par", "remplace")
    return objet_ou_404(lisibles.defer("donnees", "html"), request.user, voir=P.RAPPORT_VOIR, agir=agir, numero=numero)


def adresse(rapport: Rapport) -> str:
    return reverse("rapport", args=[rapport.numero])


def _exercices() -> list[int]:
    return exercices_proposes(exercice_courant(timezone.localdate()))


def _choix_proposes(request: HttpRequest) -> dict:
    """A link may propose a conseil (by arrondissement) and an exercice."""
    numero = entier(request.GET.get("conseil", ""))
    conseil = ConseilCitoyen.objects.filter(arrondissement__numero=numero).first() if numero else None
    return {"conseil": conseil, "exercice": request.GET.get("exercice"), "objet": request.GET.get("objet")}
