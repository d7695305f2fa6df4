"""One way past the ORM, for what a batch must not do record by record."""

from odoo.tools import SQL


def write_past_orm(values):
    """Write values that differ from record to record, with one UPDATE.

    Left out are access rights, overrides of ``write``, tracking, automation rules, who
    wrote it and when (unless given as ``write_uid`` and ``write_date``), and all that is
    computed from these fields: the caller knows that none of it is wanted. SQL that
    computes in the database stays SQL.

    :param dict values: record → dict of field name → value, as for ``write``; all
        records have the same fields
    """
    if not values:
        return
    first = next(iter(values))
    records, names = first.browse(record.id for record in values), list(values[first])
    records.flush_recordset(names)
    records.env.execute_query(
        SQL(
            "UPDATE %s AS row SET %s FROM unnest(%s, %s) AS given(id, %s) WHERE row.id = given.id",
            SQL.identifier(records._table),
            SQL(", ").join(SQL("%s = given.%s", *[SQL.identifier(name)] * 2) for name in names),
            SQL("%s::int[]", records.ids),
            SQL(", ").join(_make_array(records._fields[name], values) for name in names),
            SQL(", ").join(map(SQL.identifier, names)),
        )
    )
    records.invalidate_recordset(names, flush=False)


def _make_array(field, values):
    return SQL(
        "%s::%s[]",
        [
            field.convert_to_column(given[field.name], record, validate=False)
            for record, given in values.items()
        ],
        SQL(field.column_type[0]),
    )
