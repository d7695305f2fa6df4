"""What templates of candidates' pages read, whoever draws them. Plain: it knows no records."""

from .accessibility import ACCESSIBILITY_PATH

# Bytes of what a candidate may write in one form.
LONGEST_TEXT = 50_000
# A page that nobody has pressed anything on.
NOTHING_SAID = {"given": {}, "part": None, "error": None, "again": None, "said": None}


def mark_wrong(part=None, field=None):
    """What ties an error to its field, for those who do not see the page.

    :param str part: the form that is wrong, None if none is
    :param str field: its first wrong field, None if it is the form as a whole
    :return: function for templates of (form, field, id of the hint, whether the field
        takes the focus) → dict of attributes
    """

    def mark(name, field_name, hint=None, focus=True):
        wrong = part is not None and (name, field_name) == (part, field)
        if field_name is None:
            return {"tabindex": "-1", "autofocus": "autofocus"} if wrong else {}
        ids = [f"error_{name}"] if wrong else []
        return {
            "aria-describedby": " ".join([*ids, *([hint] if hint else [])]) or None,
            "aria-invalid": "true" if wrong else None,
            "autofocus": "autofocus" if wrong and focus else None,
        }

    return mark


def frame_page(env, company):
    """:param company: ``res.company`` whose page it is
    :return: dict of what each page has in common, in the language of the context"""
    lang = env["res.lang"]._get_data(code=env.context.get("lang"))
    return {
        "company": company,
        "lang_code": (lang.code or "en_US").replace("_", "-"),
        "direction": lang.direction or "ltr",
        "accessibility_path": f"{ACCESSIBILITY_PATH}/{company.id}?lang={lang.code or ''}",
    }
