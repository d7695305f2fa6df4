"""All translations of a field at once, as the database has them."""

from odoo.tools import SQL

SOURCE = "en_US"


def get_langs(env):
    """:return: set of the codes of what is installed, and English, which all texts have"""
    return {code for code, _name in env["res.lang"].get_installed()} | {SOURCE}


def read_words(records, names):
    """One query for all of them; a language that a text is not written in is left out.

    :param names: translated fields
    :return: dict id → dict field → dict language → str, or None
    """
    names = list(names)
    if not records or not names:
        return {record.id: {} for record in records}
    records.flush_recordset(names)
    rows = records.env.execute_query(
        SQL(
            "SELECT id, %s FROM %s WHERE id = ANY(%s)",
            SQL(", ").join(map(SQL.identifier, names)),
            SQL.identifier(records._table),
            records.ids,
        )
    )
    langs = get_langs(records.env)
    return {
        id_: {name: _choose(stored, langs) for name, stored in zip(names, values, strict=True)}
        for id_, *values in rows
    }


def _choose(stored, langs):
    """Drafts of translations, under ``_sv_SE``, are none yet."""
    found = {lang: text for lang, text in (stored or {}).items() if lang in langs and text}
    return {SOURCE: "", **found} if found else None


def write_words(values):
    """Records that have just been made get their texts, in these languages and no other.
    They are cleaned as the field says, and written with one UPDATE for each field.

    :param dict values: record → dict field → dict language → str, or None
    """
    for record, words in values.items():
        for name, texts in words.items():
            if texts:
                field = record._fields[name]
                stored = {
                    lang: field.convert_to_cache(text, record) for lang, text in texts.items()
                }
                all_langs = record.with_context(prefetch_langs=True)
                field._update_cache(all_langs, stored, dirty=True)
