from django.core.management import call_command

from comptes import documentation_donnees


def test_la_page_des_donnees_est_a_jour():
    page = documentation_donnees.page_des_donnees()
    assert documentation_donnees.CHEMIN.read_text() == page, "lancez manage.py documenter_donnees"


def test_la_commande_ecrit_la_page(tmp_path, monkeypatch):
    monkeypatch.setattr("comptes.management.commands.documenter_donnees.CHEMIN", tmp_path / "donnees.md")
    call_command("documenter_donnees")
    assert (tmp_path / "donnees.md").read_text() == documentation_donnees.page_des_donnees()
