"""The record of ``make accessibilite`` covers every page: a page added without being examined makes this fail."""

from django.urls import reverse

from comptes.accessibilite import EXCEPTIONS, dernier_releve
from tests.acces.matrice import MATRICE

# Those that only act (405 on GET) show nothing; those opened by a header are not for people.
PAGES = {nom for nom, page in MATRICE.items() if not (page.post or page.jeton)}
REFUS = {"400", "403", "403_csrf", "404", "429", "500"}


def test_chaque_page_est_examinee_ou_exceptee():
    assert PAGES - set(dernier_releve().ecrans) - set(EXCEPTIONS) == set()


def test_une_exception_est_une_adresse_qui_n_a_pas_ete_examinee():
    assert set(EXCEPTIONS) <= PAGES
    assert set(EXCEPTIONS) & set(dernier_releve().ecrans) == set()
    assert all(EXCEPTIONS.values())


def test_le_releve_ne_nomme_que_ce_qui_existe_et_tous_les_refus():
    releve = dernier_releve()
    assert set(releve.ecrans) - REFUS <= set(MATRICE)
    assert set(releve.ecrans) >= REFUS
    assert sum(releve.ecrans.values()) == releve.etats


def test_la_declaration_dit_le_dernier_releve(client, db):
    releve = dernier_releve()
    page = client.get(reverse("accessibilite")).content.decode()
    for nombre in (len(releve.ecrans), releve.roles):
        assert f'<td class="nombre">{nombre}</td>' in page
    assert "version 4.1.2" in page
    assert "non mesuré" in page
    assert "<strong>non conforme</strong>" in page
