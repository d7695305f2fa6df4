/** Leaves of applications in a period, which those who wait now need not be in. */
const OF_PERIOD = ["create_date", "talent_pool_ids", "arrival"];
const WAITING = ["awaiting_reply", "unanswered"];
// Officers see scores of more answers than they may read.
const ANSWERS = ["feedback", "ratings", "comments"];

/** The same domain, of records that belong to an application. */
function ofApplicant(domain) {
    return domain.map(([field, ...rest]) => [`applicant_id.${field}`, ...rest]);
}

/**
 * Where each number leads: the doors of the report, and what its filters make of them.
 *
 * @param {Object} data what the report service has answered
 * @returns {Object} name → {model, domain, context} or {action, domain}
 */
export function buildDoors({ access, doors, filters }) {
    const { applications, communications } = doors;
    const scope = applications.domain.filter(([field]) => !OF_PERIOD.includes(field));
    const refused = applications.domain
        .filter(([field]) => field !== "arrival")
        .map(([field, ...rest]) => [field === "create_date" ? "refuse_date" : field, ...rest]);
    const { moments } = filters;
    const built = {
        ...doors,
        refusals: { ...applications, domain: [...refused, ["outcome", "=", "refused"]] },
        late_promises: {
            ...applications,
            domain: [...scope, ["reply_promise_state", "=", "broken"], ["outcome", "=", "ongoing"]],
        },
        invited: {
            ...communications,
            domain: [
                ...communications.domain,
                ...ofApplicant(scope),
                ["action", "=", "survey"],
                ["state", "=", "sent"],
                ["occurrence_key", "not like", ":reminder"],
                ...(moments.length ? [["step_id.survey_id.feedback_moment", "in", moments]] : []),
            ],
        },
        pending_refusals: { ...doors.pending_refusals, domain: ofApplicant(scope) },
    };
    for (const name of WAITING) {
        built[name] = { ...doors[name], domain: scope };
    }
    if (access !== "manager") {
        for (const name of [...ANSWERS, "invited"]) {
            delete built[name];
        }
    }
    return built;
}
