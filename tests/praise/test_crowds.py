from datetime import date

from odoo.tests import TransactionCase, tagged

from odoo.addons.hr_recruitment_candidate_experience.models.praise.crowds import (
    find_ends,
    may_leave,
)

JAN, FEB, MAR, APR, MAY = (date(2026, month, 1) for month in range(1, 6))


@tagged("post_install", "-at_install")
class TestCrowds(TransactionCase):
    """In which month thanks without a name may come."""

    def test_a_group_ends_with_the_month_in_which_it_is_large_enough(self):
        closings = [(JAN, 1), (JAN, 2), (FEB, 3), (MAR, 4), (MAR, 5), (MAR, 6)]
        self.assertEqual(find_ends(closings, 3), [FEB, MAR])

    def test_a_person_with_several_applications_counts_once(self):
        self.assertEqual(find_ends([(JAN, 1), (FEB, 1), (MAR, 1)], 2), [])

    def test_all_of_a_group_come_at_the_same_time(self):
        """One in March, four in April: if the month after March alone were asked, only she
        of March could be in a group that is complete in April."""
        ends = find_ends([(MAR, 1), *((APR, number) for number in range(2, 6))], 5)
        for month in (MAR, APR):
            self.assertFalse(may_leave(month, ends, APR))
            self.assertTrue(may_leave(month, ends, MAY))

    def test_without_a_group_nothing_leaves(self):
        self.assertFalse(may_leave(MAR, [JAN], MAY))
        self.assertFalse(may_leave(MAR, [], MAY))
