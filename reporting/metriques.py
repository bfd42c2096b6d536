"""The counters that whoever runs the application watches: what waits, what failed. Counts only, nobody's data."""

from datetime import datetime

from reporting.models import Export, Rapport


def compteurs(maintenant: datetime) -> dict[str, int]:
    """Each counter by its name, in the text format that Prometheus and a plain eye both read."""
    par_etat = Rapport.objects.par_etat()
    documents = {f'documents{{etat="{etat}"}}': par_etat.get(etat, 0) for etat in Rapport.Etat.values}
    return documents | {
        "documents_en_attente_d_un_ouvrier": Rapport.objects.a_prendre(maintenant).count(),
        "exports_en_attente_d_un_ouvrier": Export.objects.a_prendre(maintenant).count(),
    }
