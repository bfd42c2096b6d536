"""Factories free of surprises: every value that a test may depend on is written in the test.

One file per domain, as the models; the tests read them all from here: ``from tests import fabriques as f``.
"""

# ruff: noqa: F403  the names are those of the files, and a list of them all would say nothing more
from tests.fabriques.avis import *
from tests.fabriques.communs import *
from tests.fabriques.composition import *
from tests.fabriques.comptes import *
from tests.fabriques.consultations import *
from tests.fabriques.diagnostic import *
from tests.fabriques.equipe import *
from tests.fabriques.feuilles import *
from tests.fabriques.formations import *
from tests.fabriques.initiatives import *
from tests.fabriques.instances import *
from tests.fabriques.journal import *
from tests.fabriques.organisation import *
from tests.fabriques.reporting import *
from tests.fabriques.reunions import *
from tests.fabriques.territoires import *
from tests.fabriques.tirage import *
