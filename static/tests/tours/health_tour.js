import { registry } from "@web/core/registry";

const RED_LIGHT = ".o_cx_red_light:contains(Scheduled actions)";
const ACTIONS = ".o_cx_check_scheduled_actions";
const FAILURES = ".o_cx_check_failures";

const openHealth = [
    { content: "The red light of Today", trigger: RED_LIGHT },
    { trigger: ".o_cx_red_light .o_cx_door", run: "click" },
    { trigger: ".o_cx_summary[data-level=red]" },
    { trigger: `.o_cx_check:first-child${ACTIONS}[data-level=red]:contains(is archived)` },
];

registry.category("web_tour.tours").add("candidate_health", {
    steps: () => [
        ...openHealth,
        { content: "Through the door", trigger: `${ACTIONS} .o_cx_mend`, run: "click" },
        {
            content: "It is made active again",
            trigger: ".o_form_view .o_field_widget[name=active] input:not(:checked)",
            run: "click",
        },
        {
            content: "A switch saves by itself, at the latest when the form is left",
            trigger: ".o_form_view .o_field_widget[name=active] input:checked",
        },
        { trigger: ".o_back_button, .breadcrumb-item a:contains(Health)", run: "click" },
        { content: "It is green", trigger: `${ACTIONS}[data-level=green]` },
        { trigger: ".o_cx_summary[data-level=attention]" },
        {
            content: "What failed is tried again, for the whole cause",
            trigger: `${FAILURES} .o_cx_retry[data-reason=undeliverable]`,
            run: "click",
        },
        { trigger: ".modal:contains(Anna Ek 0)" },
        { trigger: ".modal button:contains(Try Again)", run: "click" },
        { trigger: `body:not(:has(.modal)) ${FAILURES}[data-level=green]` },
        { trigger: ".o_cx_look_again", run: "click" },
        { trigger: `${FAILURES}[data-level=green]` },
    ],
});

registry.category("web_tour.tours").add("candidate_health_ask", {
    steps: () => [
        ...openHealth,
        {
            content: "No door for who may not mend it, but a name",
            trigger: `${ACTIONS}:not(:has(.o_cx_mend)) .o_cx_ask:contains(Admin-it)`,
        },
    ],
});

registry.category("web_tour.tours").add("candidate_health_none", {
    steps: () => [{ trigger: ".o_cx_today:not(:has(.o_cx_red_light)) .o_cx_today_reply" }],
});
