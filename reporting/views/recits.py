"""The texts that people write beside the figures of a document."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.module_loading import import_string

from comptes.acces import exige, objet_ou_404
from comptes.permissions import Permission as P
from reporting.forms import RecitForm
from reporting.models import Rapport, Recit
from reporting.rapports import canonique
from reporting.services.recits import ecrire


@exige(P.RAPPORT_DEMANDER)
def rapport_textes(request: HttpRequest, numero: str) -> HttpResponse:
    """Every section, with what is written for the next edition."""
    rapport = _a_ecrire(request, numero)
    ecrits = {recit.section: recit for recit in _ecrits(rapport).select_related("ecrit_par")}
    sections = [(cle, titre, ecrits.get(cle)) for cle, titre in rapport.la_sorte.sections]
    return render(request, "reporting/rapports/textes.html", {"rapport": rapport, "sections": sections})


@exige(P.RAPPORT_DEMANDER)
def rapport_texte(request: HttpRequest, numero: str, section: str) -> HttpResponse:
    """Write one section, with the facts of the year under the eyes."""
    rapport = _a_ecrire(request, numero)
    titre = dict(rapport.la_sorte.sections).get(section)
    if titre is None:
        raise Http404
    ecrit = _ecrits(rapport).filter(section=section).first()
    form = RecitForm(request.POST or None, recit=ecrit)
    contexte = {"rapport": rapport, "titre": titre, "form": form, "faits": _faits(rapport)}
    if request.method == "POST" and form.is_valid():
        try:
            ecrire(sorte=rapport.sorte, sujet=rapport.sujet, section=section, par=request.user, **form.cleaned_data)
        except ValidationError as erreur:
            form.add_error(None, ValidationError(erreur.messages))
            contexte["autre"] = form.repartir_de(_ecrits(rapport).filter(section=section).first())
        else:
            messages.success(request, f"« {titre} » est enregistré. Il entrera dans la prochaine édition.")
            return redirect("rapport_textes", numero)
    return render(request, "reporting/rapports/texte.html", contexte)


def _a_ecrire(request: HttpRequest, numero: str) -> Rapport:
    rapports = Rapport.objects.select_related("conseil__arrondissement").defer("html")
    rapport = objet_ou_404(rapports, request.user, voir=P.RAPPORT_VOIR, agir=P.RAPPORT_DEMANDER, numero=numero)
    if not rapport.la_sorte.sections:
        raise Http404
    return rapport


def _ecrits(rapport: Rapport):
    return Recit.objects.du(rapport.sorte, rapport.sujet)


def _faits(rapport: Rapport) -> list[str]:
    """What the figures already frozen suggest; nothing before the first projet."""
    sorte = rapport.la_sorte
    if not (sorte.faits and rapport.donnees):
        return []
    return import_string(sorte.faits)(canonique.lire(import_string(sorte.donnees), rapport.donnees))
