from .candidate import Candidate


class CandidateExplanation(Candidate):
    """Whether an explanation has helped is said here: once, and changed for some days."""

    def _is_offered(self, applicant, part):
        if part == "helped":
            return applicant._may_say_whether_it_helped()
        return super()._is_offered(applicant, part)

    def _find_wrong_field(self, applicant, part, error, given):
        if part == "helped" and error == "empty":
            return "helped"
        return super()._find_wrong_field(applicant, part, error, given)

    def _do_helped(self, applicant, given):
        applicant._say_whether_it_helped(given["helped"], given.get("text", ""))
