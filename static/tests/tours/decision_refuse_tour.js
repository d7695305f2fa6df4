import { registry } from "@web/core/registry";

const PREVIEW = ".modal .o_field_widget[name=message_body]";

registry.category("web_tour.tours").add("candidate_decision_refuse", {
    steps: () => [
        {
            trigger: ".o_statusbar_buttons button[name=archive_applicant]",
            run: "click",
        },
        {
            content: "Choose why",
            trigger:
                ".modal .o_field_widget[name=refuse_reason_id] .o_selection_badge:contains(Experience)",
            run: "click",
        },
        {
            content: "The reason's own text is there, and more is asked of those we have met",
            trigger:
                ".modal .o_field_widget[name=explanation_hint]:contains(This is the general text)",
        },
        {
            content: "The candidate would read it",
            trigger: `${PREVIEW}:contains(We need more years.)`,
        },
        {
            content: "We have met: a call comes first, unless another way is chosen",
            trigger:
                ".modal .o_field_widget[name=channel] .o_radio_item:contains(Call first):has(input:checked)",
        },
        {
            trigger: ".modal .o_field_widget[name=channel] .o_radio_item:contains(/^Email$/) input",
            run: "click",
        },
        {
            content: "Say it about this candidate",
            trigger: ".modal .o_field_widget[name=explanation] textarea",
            run: "edit The role needs somebody who has led a team. && press Tab",
        },
        {
            content: "The preview follows",
            trigger: `${PREVIEW}:contains(Dear Anna Ek 0):contains(somebody who has led a team)`,
        },
        {
            trigger: ".modal:not(:has(.o_field_widget[name=explanation_hint]:visible))",
        },
        {
            trigger: ".modal footer button:contains(Refuse and Schedule Message)",
            run: "click",
        },
        {
            content: "It says when the candidate hears, and can still be undone",
            trigger:
                "body:not(:has(.modal)) .alert:contains(The candidate is informed in 24 hours):has(button[name=action_take_back_refusal])",
        },
    ],
});
