from django.core.management import call_command

from comptes import documentation
from comptes.permissions import Permission
from comptes.roles import ROLES


def test_la_page_des_roles_est_a_jour():
    assert documentation.CHEMIN.read_text() == documentation.page_des_roles(), "lancez manage.py documenter_roles"


def test_la_commande_ecrit_la_page(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("comptes.management.commands.documenter_roles.CHEMIN", tmp_path / "roles.md")
    call_command("documenter_roles")
    assert (tmp_path / "roles.md").read_text() == documentation.page_des_roles()


def test_tous_les_roles_et_toutes_les_permissions_y_sont():
    page = documentation.page_des_roles()
    assert all(role.description in page for role in ROLES.values())
    assert all(f"`{permission.value}`" in page for permission in Permission)


def test_chaque_permission_est_tenue_par_un_role():
    assert {p for role in ROLES.values() for p in role.droits} == set(Permission)
