"""The trivial page of ``bench_growth``: what the middlewares cost by themselves."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.urls import path


@login_not_required
def rien(request):
    return HttpResponse("rien")


urlpatterns = [path("rien/", rien)]
