import { registry } from "@web/core/registry";

const REVIEW = ".o_form_view button[name=action_review_erasure]";

// In English and in Swedish: what is pressed is found by its name.
registry.category("web_tour.tours").add("candidate_consent_ask", {
    steps: () => [
        { trigger: ".o_form_view .o_cp_action_menus button", run: "click" },
        {
            trigger: ".o-dropdown--menu .o_menu_item:contains(/Ask for Consent|Fråga om samtycke/)",
            run: "click",
        },
        { trigger: ".modal .o_field_widget[name=whose]:contains(Öbergström)" },
        {
            trigger: ".modal .o_field_widget[name=text_ids] .form-check:contains(MARK) input",
            run: "click",
        },
        {
            content: "What the candidate reads is read before",
            trigger: ".modal .o_field_widget[name=words]:contains(MARK)",
        },
        { trigger: ".modal footer button[name=action_ask]", run: "click" },
        { trigger: ".o_notification_bar.bg-success" },
    ],
});

registry.category("web_tour.tours").add("candidate_erasure", {
    steps: () => [
        {
            trigger: ".o_list_view .o_data_row:contains(Öbergström) .o_data_cell[name=kind]",
            run: "click",
        },
        { trigger: REVIEW, run: "click" },
        {
            content: "What would be erased, before anybody says yes",
            trigger: ".o_form_view [name=line_ids] .o_data_row:contains(Öbergström)",
        },
        { trigger: ".o_form_view button[name=action_approve]", run: "click" },
        { trigger: ".modal footer .btn-primary", run: "click" },
        {
            trigger:
                "body:not(:has(.modal)) .o_form_view .o_statusbar_status .o_arrow_button_current[data-value=approved]",
        },
    ],
});
