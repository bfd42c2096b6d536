from django.urls import path

from conseils.views import recherche

urlpatterns = [path("", recherche.recherche, name="recherche")]
