"""What texts to candidates may name, under names that people can write.

A text that somebody without rights to templates writes holds these names only; the
code behind them is ours.
"""

import ast
from dataclasses import dataclass

from odoo.tools import LazyTranslate

_lt = LazyTranslate("hr_recruitment_candidate_experience")


@dataclass(frozen=True)
class Placeholder:
    """``code`` is a Python expression of ``object``, the application; ``given`` one that
    says whether there is something to print (empty: ``code`` itself). A condition
    prints nothing. What is a link can be clicked in an email."""

    name: str
    label: str
    code: str
    given: str = ""
    is_condition: bool = False
    is_link: bool = False

    @property
    def token(self):
        """:return: str, what people write"""
        return f"{{{self.name}}}"

    @property
    def test(self):
        return self.given or self.code


PLACEHOLDERS = (
    Placeholder("first_name", _lt("First name of the candidate"), "object.candidate_first_name"),
    Placeholder("job", _lt("Job position"), "object.job_id.name", "object.job_id"),
    Placeholder("company", _lt("Company"), "object.company_id.name"),
    Placeholder(
        "stage",
        _lt("Stage, as candidates know it"),
        "object.stage_id.candidate_name or object.stage_id.name",
        "object.stage_id",
    ),
    Placeholder(
        "reply_by",
        _lt("Day by which the candidate hears from us"),
        "say_day(object.answer_expected_date)",
        "object.answer_expected_date",
    ),
    Placeholder(
        "reply_by_short",
        _lt("The same day, short"),
        "say_short_day(object.answer_expected_date)",
        "object.answer_expected_date",
    ),
    Placeholder(
        "promised_short",
        _lt("Day that was promised before, short"),
        "say_short_day(object.reply_due_date)",
        "object.reply_due_date",
    ),
    Placeholder("recruiter", _lt("Recruiter"), "object.user_id.name", "object.user_id"),
    Placeholder("recruiter_title", _lt("Job title of the recruiter"), "object.recruiter_title"),
    Placeholder("recruiter_phone", _lt("Phone of the recruiter"), "object.user_id.phone"),
    Placeholder(
        "our_phone",
        _lt("Phone of the recruiter, or of the company"),
        "object.user_id.phone or object.company_id.phone",
    ),
    Placeholder("phone", _lt("Phone of the candidate"), "object.partner_phone"),
    Placeholder(
        "available_from",
        _lt("Day from which the candidate can start"),
        "say_date(object.availability)",
        "object.availability",
    ),
    Placeholder(
        "first_day", _lt("First day at work"), "say_day(object.first_day)", "object.first_day"
    ),
    Placeholder(
        "first_day_short",
        _lt("First day at work, short"),
        "say_short_day(object.first_day)",
        "object.first_day",
    ),
    Placeholder("interview", _lt("Day and time of the interview"), "object.get_interview_when()"),
    Placeholder(
        "interview_before",
        _lt("Day and time it was moved from"),
        "object.get_interview_when_before()",
    ),
    Placeholder(
        "page",
        _lt("Link to the candidate's page"),
        "object.get_page_url()",
        "not object.page_revoked",
        is_link=True,
    ),
    Placeholder("survey", _lt("Link to the survey"), "object.get_feedback_url()", is_link=True),
    Placeholder(
        "survey_until",
        _lt("Last day to answer the survey"),
        "say_short_day(object.get_feedback_deadline())",
    ),
    Placeholder(
        "if_reminder",
        _lt("Only in the reminder of a survey"),
        "ctx.get('feedback_reminder')",
        is_condition=True,
    ),
    Placeholder(
        "if_promised",
        _lt("Only where a day was promised before"),
        "object.reply_promise_state == 'open'",
        is_condition=True,
    ),
    Placeholder(
        "if_first_interview",
        _lt("Only for the first interview"),
        "object.get_interview_number() == 1",
        is_condition=True,
    ),
)
BY_NAME = {placeholder.name: placeholder for placeholder in PLACEHOLDERS}


def read_code(code):
    """:return: what two expressions that do the same have in common
    :raise SyntaxError: for what is none"""
    return ast.dump(ast.parse(code.strip(), mode="eval").body)


BY_CODE = {read_code(one.code): one for one in PLACEHOLDERS}
TESTS = {one.name: read_code(one.test) for one in PLACEHOLDERS}
