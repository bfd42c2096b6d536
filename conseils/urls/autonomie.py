from django.urls import path

from conseils.views import autonomie

urlpatterns = [
    path("", autonomie.autonomie, name="autonomie"),
    path("evaluer/", autonomie.autonomie_evaluer, name="autonomie_evaluer"),
    path("<int:pk>/corriger/", autonomie.autonomie_corriger, name="autonomie_corriger"),
]
