from markupsafe import Markup

from odoo import api, models
from odoo.exceptions import RedirectWarning, UserError

from ..inside import YES, Inside, get_inside, is_installation
from ..write_groups import ADMINISTRATOR
from .ad import MISSING, get_binding

CONFIRM = "hr_recruitment_candidate_experience.action_ad_publish"


class HrJob(models.Model):
    """Publishing asks: whichever way a job position gets on the website, an ad that misses
    what the company has made binding does not, unless an administrator says why; a thin
    one gives somebody a to-do, unless they were asked on the screen."""

    _inherit = "hr.job"

    @api.model_create_multi
    def create(self, vals_list):
        made = super().create(vals_list)
        made.filtered("is_published")._look_at_published()
        return made

    def write(self, vals):
        """What else is written with it counts, too."""
        fresh = self.browse()
        if vals.get("is_published"):
            fresh = self.filtered(lambda job: not job.is_published)
        res = super().write(vals)
        fresh._look_at_published()
        return res

    def _with_asked(self):
        """Somebody has seen what is missing, and publishes it all the same."""
        return self.with_context(ad_asked=YES)

    def _with_reason(self, reason):
        """:param str reason: why an ad is published that misses what is binding"""
        return self.with_context(ad_reason=Inside(reason), ad_asked=YES)

    def _look_at_published(self):
        """:raise UserError, RedirectWarning: for ads that miss what is binding"""
        used = self.env["hr.candidate.settings"]._is_used("uses_advert")
        if not self or not used or is_installation(self.env):
            return
        found = self.sudo()._check_ad()
        bound = self.filtered(lambda job: found[job.id]["state"] == "binding")
        reason = get_inside(self.env, "ad_reason")
        if bound and not reason:
            bound._refuse_to_publish(found)
        for job in bound:
            job.sudo()._keep_ad_reason(reason, get_binding(found[job.id]))
        if not get_inside(self.env, "ad_asked"):
            thin = self.filtered(lambda job: found[job.id]["state"] == "thin")
            thin._raise_thin_ads(found)

    def _refuse_to_publish(self, found):
        lines = [f"{job.name}: {', '.join(get_binding(found[job.id]))}" for job in self[:20]]
        words = self.env._(
            "Not published yet. Points that your company requires are missing:\n%s",
            "\n".join(lines),
        )
        if not self.env.user.has_group(ADMINISTRATOR):
            hint = self.env._("A recruitment administrator can publish it with a reason.")
            words = f"{words}\n{hint}"
            raise UserError(words)
        raise RedirectWarning(
            words,
            self.env.ref(CONFIRM).id,
            self.env._("Publish With a Reason"),
            {"default_job_ids": [(6, 0, self.ids)]},
        )

    def _keep_ad_reason(self, reason, missing):
        self._message_log(
            body=Markup("<p>%s</p><p>%s</p>")
            % (
                self.env._("Published without required points: %s", ", ".join(missing)),
                self.env._("Reason: %s", reason),
            ),
            author_id=self.env.user.partner_id.id,
        )

    def _raise_thin_ads(self, found):
        """A to-do for each ad that was published thin where no screen could ask."""
        activities = self.env["mail.activity"]
        kind = activities._get_todo_type()
        activities._raise_todos(
            [
                activities._prepare_todo(
                    job,
                    job.sudo().user_id,
                    kind,
                    lambda about, points=found[job.id]: about._say_thin(points),
                )
                for job in self.sudo()
            ],
            same=("res_model_id", "res_id", "activity_type_id", "summary"),
        )

    def _say_thin(self, found):
        """:return: (summary, note) in the language of the context"""
        missing = [point["id"] for point in found["points"] if point["state"] == MISSING]
        titles = self.env["hr.recruitment.ad.check"].sudo().browse(missing).mapped("name")
        note = Markup("<p>%s</p><p>%s</p><p>%s</p>") % (
            " ".join(found["unfinished"]),
            self.env._(
                "The ad is on the website with %(score)s of 100; your minimum is %(limit)s.",
                score=found["score"],
                limit=found["limit"],
            ),
            self.env._("Missing: %s", ", ".join(titles)) if titles else "",
        )
        return self.env._("Make the job ad better"), note
