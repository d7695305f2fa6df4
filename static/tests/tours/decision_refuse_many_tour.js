import { registry } from "@web/core/registry";

registry.category("web_tour.tours").add("candidate_decision_refuse_many", {
    steps: () => [
        {
            trigger: ".o_list_view thead .o_list_record_selector input",
            run: "click",
        },
        {
            trigger: ".o_control_panel button[name=archive_applicant]",
            run: "click",
        },
        {
            content: "No reason is chosen, and that of the candidate's page is not offered",
            trigger:
                ".modal .o_field_widget[name=refuse_reason_id]:not(:has(.active)):not(:contains(Withdrew on their own page))",
        },
        {
            trigger: ".modal [aria-label='Nothing to say']:contains(Spam)",
        },
        {
            trigger: ".modal [aria-label='The candidate left']:contains(Salary)",
        },
        {
            trigger: ".modal [aria-label='We say no'] .o_selection_badge:contains(Experience)",
            run: "click",
        },
        {
            content: "Who is on hold, has no address, has an interview, is named",
            trigger: ".modal .o_field_widget[name=paused_ids]:contains(Anna Ek 1)",
        },
        {
            trigger: ".modal .o_field_widget[name=unreachable_ids]:contains(Anna Ek 2)",
        },
        {
            trigger: ".modal .o_field_widget[name=booked_ids]:contains(Anna Ek 3)",
        },
        {
            trigger: ".modal .o_field_widget[name=unaware_ids]:contains(Fia Lund)",
        },
        {
            content: "And when the others hear, in which language",
            trigger:
                ".modal .o_field_widget[name=hearing]:contains(Anna Ek 2 by a call):contains(in English)",
        },
        {
            trigger: ".modal footer button:contains(Refuse and Schedule Message)",
            run: "click",
        },
        {
            trigger: ".o_notification:contains(refusals are on their way)",
        },
    ],
});
