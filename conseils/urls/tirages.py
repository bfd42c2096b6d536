from django.urls import path

from conseils.views import inscriptions, tirages

urlpatterns = [
    path("", tirages.tirages, name="tirages"),
    path("ouvrir/", tirages.tirage_ouvrir, name="tirage_ouvrir"),
    path("<str:numero>/", tirages.tirage, name="tirage"),
    path("<str:numero>/modifier/", tirages.tirage_modifier, name="tirage_modifier"),
    path("<str:numero>/liste/", tirages.tirage_liste, name="tirage_liste"),
    path("<str:numero>/colonnes/", tirages.tirage_colonnes, name="tirage_colonnes"),
    path("<str:numero>/vider/", tirages.tirage_vider, name="tirage_vider"),
    path("<str:numero>/quotas/", tirages.tirage_quotas, name="tirage_quotas"),
    path("<str:numero>/sceller/", tirages.tirage_sceller, name="tirage_sceller"),
    path("<str:numero>/tirer/", tirages.tirage_tirer, name="tirage_tirer"),
    path("<str:numero>/relancer/", tirages.tirage_relancer, name="tirage_relancer"),
    path("<str:numero>/invitations/", tirages.tirage_invitations, name="tirage_invitations"),
    path("<str:numero>/invitations/<int:pk>/inscrire/", inscriptions.tire_inscrire, name="tire_inscrire"),
    path("<str:numero>/clore/", tirages.tirage_clore, name="tirage_clore"),
    path("<str:numero>/public/", tirages.tirage_public, name="tirage_public"),
    path("<str:numero>/public/vivier-<int:rang>.csv", tirages.tirage_vivier, name="tirage_vivier"),
]
