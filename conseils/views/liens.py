"""The answer without an account: one link, one answer. The page says nothing to whoever has no true link."""

from collections.abc import Callable
from functools import partial, wraps

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt

from comptes.acces import publique
from conseils.forms import NouveauLienForm, ReponseForm
from conseils.jetons import empreinte_de
from conseils.models import Destinataire, LienReponse
from conseils.querysets.avis import ADRESSES
from conseils.services import liens as services
from conseils.views.communs import soumettre

RAISON = "une institution sans compte répond par un lien secret, à usage unique et daté"
ENTETES = {"Cache-Control": "no-store, private", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"}
AU_PLUS = 5  # links sent for one address typed
DEMANDE = "Si cette adresse est connue, un nouveau lien vient d’y être envoyé. Il n’en part qu’un par heure."


def discrete(vue: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Kept by no cache and no index, and its address told to no other site."""

    @wraps(vue)
    def gardee(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        reponse = vue(request, *args, **kwargs)
        for nom, valeur in ENTETES.items():
            reponse.headers[nom] = valeur
        return reponse

    return gardee


# Without a referrer, browsers send « Origin: null », which Django refuses; the secret of the address is the
# proof that the form comes from its holder.
@csrf_exempt
@publique(RAISON)
@discrete
def repondre(request: HttpRequest, jeton: str) -> HttpResponse:
    lien = LienReponse.objects.de_jeton(empreinte_de(jeton)).first()
    if lien is None:
        return render(request, "conseils/lien_inconnu.html", {"form": NouveauLienForm()}, status=404)
    if "nouveau" in request.POST:
        services.demander_un_lien(destinataires=[lien.destinataire_id])
        messages.success(request, DEMANDE)
        return redirect("repondre", jeton)
    if not lien.valide or lien.destinataire.avis.etat not in ADRESSES:
        return _ferme(request, lien)
    formulaire = ReponseForm(request.POST or None)
    if soumettre(formulaire, partial(services.repondre_par_lien, lien=lien)):
        return redirect("repondre", jeton)
    contexte = {"form": formulaire, "destinataire": lien.destinataire, "avis": lien.destinataire.avis}
    return render(request, "conseils/repondre.html", contexte)


@publique(RAISON)
@discrete
def nouveau_lien(request: HttpRequest) -> HttpResponse:
    """For a link that leads nowhere: whoever asks, known or not, reads the same words."""
    formulaire = NouveauLienForm(request.POST or None)
    if request.method == "POST" and formulaire.is_valid():
        attendus = Destinataire.objects.en_attente().filter(courriel__iexact=formulaire.cleaned_data["courriel"])
        services.demander_un_lien(destinataires=attendus.values_list("pk", flat=True)[:AU_PLUS])
        messages.success(request, DEMANDE)
        return redirect("nouveau_lien")
    return render(request, "conseils/nouveau_lien.html", {"form": formulaire})


def _ferme(request: HttpRequest, lien: LienReponse) -> HttpResponse:
    """Used, expired or withdrawn. What was typed meanwhile is given back, to be copied."""
    contexte = {
        "lien": lien,
        "avis": lien.destinataire.avis,
        "retire": lien.destinataire.avis.etat not in ADRESSES,
        "tape": "" if lien.utilise_le else request.POST.get("texte", ""),
    }
    return render(request, "conseils/lien_ferme.html", contexte, status=200 if lien.utilise_le else 410)
