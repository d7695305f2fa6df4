import { registry } from "@web/core/registry";

registry.category("web_tour.tours").add("candidate_decision_call_first", {
    steps: () => [
        {
            trigger: ".o_statusbar_buttons button[name=archive_applicant]",
            run: "click",
        },
        {
            trigger:
                ".modal .o_field_widget[name=refuse_reason_id] .o_selection_badge:contains(Experience)",
            run: "click",
        },
        {
            trigger: ".modal .o_field_widget[name=message_body]:contains(We need more years.)",
        },
        {
            trigger:
                ".modal .o_field_widget[name=channel] .o_radio_item:contains(Call first) input:checked",
        },
        {
            trigger: ".modal footer button:contains(Refuse and Schedule Message)",
            run: "click",
        },
        {
            content: "The email waits for the call",
            trigger:
                "body:not(:has(.modal)) .alert:contains(Waits for the call):contains(The email is sent after it)",
        },
    ],
});

registry.category("web_tour.tours").add("candidate_decision_called", {
    steps: () => [
        {
            content: "The call is a to-do on the application",
            trigger: ".alert:contains(Waits for the call)",
        },
        {
            trigger: ".o-mail-Activity .o-mail-Activity-markDone",
            run: "click",
        },
        {
            trigger: ".o-mail-ActivityMarkAsDone button[aria-label=Done]",
            run: "click",
        },
        {
            trigger: "body:not(:has(.o-mail-ActivityMarkAsDone)):not(:has(.o-mail-Activity))",
        },
    ],
});
