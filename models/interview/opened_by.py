# The fields of an application, or of its job position, that decide who may open it.
OPENED_BY = {"company_id", "interviewer_ids", "job_id"}
