import { registry } from "@web/core/registry";

registry.category("web_tour.tours").add("candidate_decision_close_job", {
    steps: () => [
        {
            trigger: ".o_form_view .o_cp_action_menus .dropdown-toggle",
            run: "click",
        },
        {
            content: "Close the job position",
            trigger: ".o-dropdown--menu .o_menu_item:contains(/^Archive$/)",
            run: "click",
        },
        {
            trigger: ".modal footer .btn-primary:contains(Archive)",
            run: "click",
        },
        {
            content: "It asks what the candidates hear",
            trigger: ".modal:contains(Tell All Who Remain):contains(Candidates: 6)",
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
            content: "One decision for all of them",
            trigger: ".modal footer button:contains(Refuse and Schedule Message)",
            run: "click",
        },
        {
            content: "Everybody has an answer on its way",
            trigger:
                "body:not(:has(.modal)) .o_form_view:not(:has(.alert:contains(Candidates who do not know)))",
        },
    ],
});
