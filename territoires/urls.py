from django.urls import path

from territoires.views import contrat, geographie, reperes

urlpatterns = [
    path("territoires/", geographie.territoires, name="territoires"),
    path("territoires/quartiers/<str:code>/", geographie.quartier, name="quartier"),
    path("contrat-de-ville/", contrat.contrat_de_ville, name="contrat_de_ville"),
    path("contrat-de-ville/reperes/", reperes.reperes, name="reperes"),
]
