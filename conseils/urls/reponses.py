from django.urls import path

from conseils.views import reponses

urlpatterns = [
    path("", reponses.reponses, name="reponses"),
    path("<int:pk>/", reponses.reponse, name="reponse"),
    path("<int:pk>/accuser/", reponses.reponse_accuser, name="reponse_accuser"),
    path("<int:pk>/documents/<int:cle>/", reponses.reponse_document, name="reponse_document"),
    path("suites/<int:pk>/", reponses.suite_informer, name="suite_informer"),
]
