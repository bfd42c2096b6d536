"""The clocks of the avis: their delays, and what they send."""

from django.urls import path

from conseils.views import relances

urlpatterns = [
    path("relances/", relances.relances, name="relances"),
    path("relances/<int:pk>/suspendre/", relances.relances_suspendre, name="relances_suspendre"),
    path("relances/<int:pk>/reprendre/", relances.relances_reprendre, name="relances_reprendre"),
    path("delais/", relances.delais, name="delais"),
    path("delais/ajouter/", relances.delai_ajouter, name="delai_ajouter"),
    path("delais/<int:pk>/modifier/", relances.delai_modifier, name="delai_modifier"),
    path("delais/<int:pk>/retirer/", relances.delai_retirer, name="delai_retirer"),
]
