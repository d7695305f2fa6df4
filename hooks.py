import re

from lxml import etree

from odoo.tools.convert import xml_import
from odoo.tools.misc import file_open

ADDON = "hr_recruitment_candidate_experience"
STEP = "hr.recruitment.communication.step"
REFERENCE = re.compile(r"""\bref\(["']([\w.]+)["']\)""")


def create_shipped(env, path, *names):
    """For migration scripts: create what this version ships for the first time.

    Records of data files are created when the addon is installed, not when it is
    updated: what an administrator has deleted stays deleted. Steps come archived, so
    that no candidate hears of an update. What a later version has added to the file, and
    the records lead to, comes with them.

    :param str path: data file, from the addon's folder on
    :param names: ids of its records; those that exist already stay as they are
    :return: list of the new records
    """
    names = [name for name in names if not _is_there(env, name)]
    if not names:
        return []
    with file_open(f"{ADDON}/{path}", "rb") as file:
        records = {record.get("id"): record for record in etree.parse(file).iter("record")}
    wanted = _find_wanted(env, records, names)
    root = etree.Element("odoo", noupdate="1")
    root.extend([record for name, record in records.items() if name in wanted])
    xml_import(env, ADDON, None, "init", xml_filename=path).parse(root)
    for name in wanted:
        record = env.ref(f"{ADDON}.{name}")
        if record._name == STEP:
            record.active = False
    return [env.ref(f"{ADDON}.{name}") for name in names]


def _find_wanted(env, records, names):
    """:param dict records: elements of a data file, by id
    :return: set of those ids, and of what they lead to in the file and is not there"""
    wanted, left = set(), list(names)
    while left:
        name = left.pop().removeprefix(f"{ADDON}.")
        if name in wanted or name not in records or _is_there(env, name):
            continue
        wanted.add(name)
        for node in records[name].iter("field"):
            left += REFERENCE.findall(node.get("eval") or "")
            left.append(node.get("ref") or "")
    return wanted


def _is_there(env, name):
    return bool(env.ref(f"{ADDON}.{name}", raise_if_not_found=False))


def post_init_hook(env):
    """Look back, send nothing: past stage visits and contacts come from the chatter."""
    env["hr.applicant.stage.history"]._fill_from_tracking()
    env["hr.applicant"]._fill_last_contact_from_messages()
    env["calendar.event"]._make_kits_of_coming()


def uninstall_hook(env):
    """Take away what administrators built on the shipped steps and templates: it
    would hold on to them, and they would be left behind."""
    env["hr.recruitment.experience.change"]._drop_triggers()
    env["hr.job"]._drop_page_state()
    env["ir.actions.server"].search([("state", "=", "candidate_communication")]).unlink()
    plans = env["hr.recruitment.communication.plan"].with_context(
        active_test=False, _force_unlink=True
    )
    plans.search([("id", "!=", False)]).unlink()
    # Answers were given under a promise that nobody is left to keep.
    surveys = env["survey.survey"].with_context(active_test=False)
    own = ("candidate_feedback", "recruitment_review")
    surveys.search([("survey_type", "in", own)]).unlink()
    # Odoo's list of surveys leaves feedback surveys out as long as there are any.
    env.ref("survey.action_survey_form").domain = False
    env["ir.config_parameter"].search([("key", "=like", f"{ADDON}.%")]).unlink()
    # Odoo names parts of our models after the addons whose mixins they inherit, and
    # leaves the names behind when the models go.
    env["ir.model.data"].search(
        [
            ("module", "!=", "hr_recruitment_candidate_experience"),
            ("model", "in", ("ir.model.inherit", "ir.model.fields.selection")),
            "|",
            "|",
            "|",
            "|",
            "|",
            "|",
            "|",
            "|",
            "|",
            "|",
            "|",
            "|",
            ("name", "like", "__hr_first_months_task__"),
            ("name", "like", "__hr_applicant_adjustment__"),
            ("name", "like", "__hr_applicant_offer__"),
            ("name", "like", "__hr_interview_scorecard__"),
            ("name", "like", "__hr_recruitment_prospect__"),
            ("name", "like", "__hr_applicant_data_request__"),
            ("name", "like", "__hr_applicant_merits__"),
            ("name", "like", "__hr_recruitment_feedback__"),
            ("name", "like", "__hr_recruitment_improvement__"),
            ("name", "like", "__hr_recruitment_review__"),
            ("name", "like", "__hr_employer_review__"),
            ("name", "like", "__hr_recruitment_experience_alarm__"),
            ("name", "like", "__hr_recruitment_experience_look__"),
        ]
    ).unlink()
