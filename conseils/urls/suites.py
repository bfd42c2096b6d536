from django.urls import path

from conseils.views import suites

urlpatterns = [
    path("", suites.suites, name="suites"),
    path("<int:pk>/suivre/", suites.suite_suivre, name="suite_suivre"),
    path("<int:pk>/constater/", suites.suite_constater, name="suite_constater"),
    path("destinataires/<int:pk>/saisir/", suites.reponse_saisir, name="reponse_saisir"),
    path("destinataires/<int:pk>/lien/", suites.lien_envoyer, name="lien_envoyer"),
    path("courriers/<int:pk>/", suites.reponse_courrier, name="reponse_courrier"),
]
