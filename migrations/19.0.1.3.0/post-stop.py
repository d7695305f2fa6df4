from odoo import SUPERUSER_ID, api
from odoo.tools.translate import code_translations

MODULE = "hr_recruitment_candidate_experience"
# What the chatter says when a candidate has pressed the button, or pressed it again.
STOPPED = "Stopped by the candidate, on the page of the application."
RESUMED = "The candidate wants to hear from us again."
LISTS = {"mail.blacklist": "email", "phone.blacklist": "number"}


def migrate(cr, version):
    """Until now the button wrote to Odoo's exclusion lists. What it wrote becomes the
    candidate's own wish; what somebody else wrote, or has taken out since, stays."""
    env = api.Environment(cr, SUPERUSER_ID, {"active_test": False})
    stopped = env["hr.applicant"].browse(_find_stopped(env, "hr.applicant"))
    for name, field in LISTS.items():
        listed = {entry[field]: entry for entry in env[name].search([("active", "=", True)])}
        by_page = set(_find_stopped(env, name))
        for applicant in stopped:
            entry = listed.get(_get_address(applicant, field))
            if entry:
                applicant._note_stop(True)
                if entry.active and entry.id in by_page:
                    entry.action_archive()


def _get_address(applicant, field):
    if field == "email":
        return applicant.email_normalized
    return applicant._phone_format(fname="partner_phone")


def _find_stopped(env, model):
    """:return: list of ids of the records of which the button had the last word"""
    stopped, resumed = (_translate(env, words) for words in (STOPPED, RESUMED))
    env.cr.execute(
        """
        SELECT res_id
          FROM (SELECT DISTINCT ON (res_id) res_id, body
                  FROM mail_message
                 WHERE model = %(model)s
                   -- The list has no other messages than those that say why.
                   AND (%(list)s OR body LIKE ANY(%(stopped)s) OR body LIKE ANY(%(resumed)s))
              ORDER BY res_id, id DESC) AS last
         WHERE body LIKE ANY(%(stopped)s)
      ORDER BY res_id
        """,
        {"model": model, "list": model in LISTS, "stopped": stopped, "resumed": resumed},
    )
    return [res_id for (res_id,) in env.cr.fetchall()]


def _translate(env, words):
    """:return: list of patterns, one for each language that somebody may have"""
    said = {words}
    for code, _name in env["res.lang"].get_installed():
        said.add(code_translations.get_python_translations(MODULE, code).get(words) or words)
    return [f"%{one}%" for one in said]
