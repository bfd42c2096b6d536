"""The weeks in a list, and their review by the coordination."""

from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from animateurs.forms import RenvoiForm
from animateurs.models import SemaineJournal
from animateurs.semainier import Semainier
from animateurs.services import journal
from animateurs.views.aides import Refus, tenter, version_vue
from comptes.acces import exige, objet_ou_404
from comptes.permissions import Permission as P
from comptes.porte import detient
from conseils.models import ConseilCitoyen
from socle.entiers import entier

PAR_PAGE = 25
# The tabs of the list: code of the address, label.
A_REVOIR, EN_RETARD, TOUTES = "a-revoir", "en-retard", "toutes"


@exige(P.SEMAINE_VOIR)
def semaines(request: HttpRequest) -> HttpResponse:
    """The coordination reads what it has to review, what is late, then everything; an animateur, his or her own."""
    revoit = detient(request.user, P.SEMAINE_REVOIR)
    vue = request.GET.get("vue", A_REVOIR) if revoit else TOUTES
    lisibles = SemaineJournal.objects.pour(request.user, P.SEMAINE_VOIR)
    numero = request.GET.get("conseil", "")
    if (arrondissement := entier(numero)) is not None:
        lisibles = lisibles.du_conseil(arrondissement)
    liste = _onglet(lisibles, vue).pour_ecran().avec_minutes()
    contexte = {
        "revoit": revoit,
        "vue": vue,
        "numero": numero,
        "page": Paginator(liste, PAR_PAGE).get_page(request.GET.get("page")),
        "conseils": ConseilCitoyen.objects.pour(request.user, P.CONSEIL_VOIR).select_related("arrondissement"),
        "decompte": lisibles.decompte_du_suivi(timezone.localdate()) if revoit else None,
    }
    return render(request, "animateurs/semaines.html", contexte)


@exige(P.SEMAINE_REVOIR)
def semaine_revue(request: HttpRequest, lundi: date, affectation: int) -> HttpResponse:
    """Read a week; return it with a reason, and remarks beside its lines (POST)."""
    semaine = _a_revoir(request, lundi, affectation)
    semainier = Semainier(semaine)
    form = RenvoiForm(request.POST or None, lignes=semainier.lignes)
    if request.method == "POST" and form.is_valid():
        try:
            journal.renvoyer(semaine=semaine, version=version_vue(request), par=request.user, **form.cleaned_data)
        except Refus as refus:
            form.add_error(None, str(refus))
        else:
            messages.success(request, f"La {semaine.libelle} est renvoyée à {semaine.affectation.animateur}.")
            return redirect("semaines")
    contexte = {"semaine": semaine, "semainier": semainier, "form": form}
    return render(request, "animateurs/semaine_revue.html", contexte)


@exige(P.SEMAINE_REVOIR)
@require_POST
def semaine_valider(request: HttpRequest, lundi: date, affectation: int) -> HttpResponse:
    """Accept a week."""
    semaine = _a_revoir(request, lundi, affectation)
    succes = f"La {semaine.libelle} de {semaine.affectation.animateur} est validée."
    if tenter(request, journal.valider, semaine=semaine, succes=succes):
        return redirect("semaines")
    return redirect("semaine_revue", lundi, affectation)


def _a_revoir(request: HttpRequest, lundi: date, affectation: int) -> SemaineJournal:
    return objet_ou_404(
        SemaineJournal.objects.pour_ecran(),
        request.user,
        voir=P.SEMAINE_REVOIR,
        lundi=lundi,
        affectation=affectation,
    )


def _onglet(semaines, vue: str):
    """The rows of one tab, in the order in which they are dealt with."""
    if vue == A_REVOIR:
        return semaines.a_revoir()
    if vue == EN_RETARD:
        return semaines.en_retard_au(timezone.localdate()).order_by("lundi", "affectation")
    return semaines.order_by("-lundi", "affectation__conseil__arrondissement__numero", "affectation")
