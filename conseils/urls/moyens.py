from django.urls import path

from conseils.views import budget

urlpatterns = [
    path("", budget.moyens, name="moyens"),
    path("depenses/ajouter/", budget.depense_ajouter, name="depense_ajouter"),
    path("depenses/<int:pk>/corriger/", budget.depense_corriger, name="depense_corriger"),
    path("depenses/<int:pk>/annuler/", budget.depense_annuler, name="depense_annuler"),
    path("depenses/<int:pk>/justificatif/", budget.depense_justificatif, name="depense_justificatif"),
]
