import { registry } from "@web/core/registry";

const LINE = ".o_field_widget[name=line_ids] .o_data_row";

registry.category("web_tour.tours").add("candidate_rehearsal", {
    steps: () => [
        {
            content: "From the plan",
            trigger: ".o_statusbar_buttons button[name=action_rehearse]",
            run: "click",
        },
        {
            trigger: ".o_field_widget[name=has_address]",
        },
        {
            content: "Everything is there to begin with",
            trigger: ".o_statusbar_buttons button[name=action_rehearse]:contains(Rehearse)",
            run: "click",
        },
        {
            content: "Read an email",
            trigger: `${LINE} .o_data_cell:contains(About An invented)`,
            run: "click",
        },
        {
            trigger: ".modal :contains(Dear Kim Example)",
        },
        {
            trigger: ".modal .o_form_button_cancel, .modal .btn-close",
            run: "click",
        },
        {
            content: "Another end",
            trigger: "body:not(:has(.modal)) .o_field_widget[name=end] input",
            run: "click",
        },
        {
            trigger: ".o_select_menu_item:contains(The candidate withdraws)",
            run: "click",
        },
        {
            trigger: ".o_statusbar_buttons button[name=action_rehearse]",
            run: "click",
        },
        {
            content: "What there was before is gone, and says so",
            trigger: `${LINE}:contains(Refused):contains(Gone)`,
        },
    ],
});
