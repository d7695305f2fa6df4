import { registry } from "@web/core/registry";

const archive = [
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
        content: "Before anything happens it asks what the candidates hear",
        trigger:
            ".modal:contains(Close Job Positions) .o_field_widget[name=closing_counts]:contains(: 6)",
    },
];
const open = "body:not(:has(.modal)) .o_form_view:not(:has(.ribbon:contains(Archived)))";

registry.category("web_tour.tours").add("candidate_decision_close_job", {
    steps: () => [
        ...archive,
        {
            content: "It may stay open",
            trigger: ".modal footer button:contains(Do Not Close)",
            run: "click",
        },
        {
            trigger: open,
        },
        ...archive,
        {
            content: "No reason is chosen yet",
            trigger:
                ".modal .o_field_widget[name=refuse_reason_id]:not(:has(.o_selection_badge.active))",
        },
        {
            content: "Nobody is refused without one",
            trigger: ".modal footer button:contains(Close and Refuse)",
            run: "click",
        },
        {
            trigger: ".modal .o_field_widget.o_field_invalid[name=refuse_reason_id]",
        },
        {
            trigger:
                ".modal [role=group][aria-label='We say no'] .o_selection_badge:contains(Experience)",
            run: "click",
        },
        {
            trigger: ".modal .o_field_widget[name=message_body]:contains(We need more years.)",
        },
        {
            content: "Who hears when",
            trigger: ".modal .o_field_widget[name=hearing]:contains(6 in English)",
        },
        {
            content: "One decision for all of them",
            trigger: ".modal footer button:contains(Close and Refuse)",
            run: "click",
        },
        {
            content: "Everybody has an answer on its way",
            trigger: ".o_notification:contains(Candidates refused: 6)",
        },
        {
            trigger:
                "body:not(:has(.modal)) .o_form_view:not(:has(.alert:contains(Candidates who have not been told)))",
        },
    ],
});

registry.category("web_tour.tours").add("candidate_decision_close_job_later", {
    steps: () => [
        {
            content: "From its card",
            trigger: ".o_kanban_record:contains(Engineer) .o_dropdown_kanban button:not(:visible)",
            run: "click",
        },
        {
            trigger: ".o-dropdown--menu .dropdown-item:contains(/^Archive$/)",
            run: "click",
        },
        {
            trigger: ".modal .o_field_widget[name=closing_counts]:contains(Engineer: 3)",
        },
        {
            trigger: ".modal footer button:contains(Do Not Close)",
            run: "click",
        },
        {
            content: "From the list",
            trigger: "body:not(:has(.modal)) .o_switch_view.o_list",
            run: "click",
        },
        {
            trigger: ".o_data_row:contains(Engineer) .o_list_record_selector input",
            run: "click",
        },
        {
            trigger: ".o_control_panel .o_cp_action_menus .dropdown-toggle:contains(Actions)",
            run: "click",
        },
        {
            trigger: ".o-dropdown--menu .o_menu_item:contains(/^Archive$/)",
            run: "click",
        },
        {
            trigger:
                ".modal .o_field_widget[name=closing_way] .o_radio_item:contains(tell them later) input",
            run: "click",
        },
        {
            content: "It says what that means, and asks for no reason",
            trigger:
                ".modal:not(:has(.o_field_widget[name=refuse_reason_id]:visible)) .alert:contains(listed as unanswered)",
        },
        {
            trigger: ".modal footer button:contains(Close, Tell Them Later)",
            run: "click",
        },
        {
            trigger: ".o_notification:contains(Not told yet):contains(open the list)",
        },
    ],
});
