from .candidate import Candidate


class CandidateMerits(Candidate):
    """A candidate who was not chosen asks for the merits of who was."""

    def _check_merits(self, applicant, _given):
        return applicant._find_fault_of_merits()

    def _do_merits(self, applicant, _given):
        applicant._ask_for_data("merits")

    def _find_wrong_field(self, applicant, part, error, given):
        if part == "merits":
            return None
        return super()._find_wrong_field(applicant, part, error, given)
