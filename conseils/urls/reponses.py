from django.urls import path

from conseils.views import reponses

urlpatterns = [
    path("", reponses.reponses, name="reponses"),
    path("<int:pk>/", reponses.reponse, name="reponse"),
    path("<int:pk>/accuser/", reponses.reponse_accuser, name="reponse_accuser"),
    path("suites/<int:pk>/", reponses.suite_informer, name="suite_informer"),
]
