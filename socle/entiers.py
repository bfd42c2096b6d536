"""Integers that people send: one that no column can hold is the key of nothing, never an error of the driver.

Django 5.2 knows it of ``exact`` on a plain column, and hands the number over in ``in`` and through a foreign key:
sqlite3 then raises OverflowError, for a box whose value was changed in the page. (A multiple choice is looked up
with ``pk__in``; the number, now found nowhere, is refused beside the field as any key that is not proposed.)
"""

from django.core.exceptions import EmptyResultSet
from django.db.models import ForeignKey, IntegerField
from django.db.models.fields.related_lookups import RelatedExact, RelatedIn
from django.db.models.lookups import In, Lookup

# Under the 64 bits of the widest column, and under what Python agrees to read at once (4,300 digits).
CHIFFRES_MAX = 18


def entier(texte: str) -> int | None:
    """The number written in plain digits in an address or a form; ``None`` for anything else."""
    ecrit = texte.isascii() and texte.isdecimal() and len(texte) <= CHIFFRES_MAX
    return int(texte) if ecrit else None


class ParmiLesTenables(In):
    """Whatever the column cannot hold leaves the list."""

    def process_rhs(self, compiler, connection):
        if self.rhs_is_direct_value():
            self.rhs = [valeur for valeur in self.rhs if _tient(valeur, self.lhs, connection)]
        return super().process_rhs(compiler, connection)


class ParmiLesRelationsTenables(ParmiLesTenables, RelatedIn):
    pass


class RelationTenable(RelatedExact):
    def process_rhs(self, compiler, connection):
        if not _tient(self.rhs, self.lhs, connection):
            raise EmptyResultSet
        return super().process_rhs(compiler, connection)


def _tient(valeur: object, lhs: Lookup, connection) -> bool:
    champ = lhs.output_field
    if champ.is_relation:
        champ = champ.path_infos[-1].target_fields[-1]
    if not (isinstance(valeur, int) and isinstance(champ, IntegerField)):
        return True
    plus_petit, plus_grand = connection.ops.integer_field_range(champ.get_internal_type())
    return (plus_petit is None or plus_petit <= valeur) and (plus_grand is None or valeur <= plus_grand)


def installer() -> None:
    IntegerField.register_lookup(ParmiLesTenables)
    ForeignKey.register_lookup(ParmiLesRelationsTenables)
    ForeignKey.register_lookup(RelationTenable)
