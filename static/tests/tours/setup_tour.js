import { registry } from "@web/core/registry";

const step = (name) => `.o_cx_setup .o_cx_setup_step[data-step=${name}]`;
const DONE = ".o_cx_setup_finished";
const HR = ".o_field_widget[name=candidate_hr_user_id]";

registry.category("web_tour.tours").add("candidate_setup", {
    steps: () => [
        { content: "On top of Today", trigger: ".o_cx_today .o_cx_setup" },
        { trigger: `${step("texts")}:contains(Nobody has said yet)` },
        {
            content: "Through a door",
            trigger: `${step("hr_responsible")} .o_cx_setup_door`,
            run: "click",
        },
        { trigger: `${HR} input`, run: "edit Chef" },
        { trigger: ".o-autocomplete--dropdown-item:contains(Chef)", run: "click" },
        { trigger: ".o_form_button_save", run: "click" },
        { trigger: ".o_form_saved" },
        { trigger: ".o_back_button, .breadcrumb-item a:contains(Today)", run: "click" },
        { content: "It is done", trigger: `.o_cx_today ${DONE} summary`, run: "click" },
        { trigger: `${DONE} [data-step=hr_responsible]:contains(Chef)` },
        {
            content: "A dialog that leads to another screen, and closes",
            trigger: `${step("hours")} .o_cx_setup_door`,
            run: "click",
        },
        { trigger: ".modal footer button:contains(Enter These Days)", run: "click" },
        { trigger: ".modal:contains(Enter them) footer .btn-primary", run: "click" },
        { trigger: "body:not(:has(.modal)) .o_list_view .o_data_row" },
        { trigger: ".o_back_button, .breadcrumb-item a:contains(Today)", run: "click" },
        { trigger: `.o_cx_today ${DONE} summary`, run: "click" },
        { trigger: `${DONE} [data-step=hours]` },
        { content: "What was read", trigger: ".o_cx_setup_read", run: "click" },
        { trigger: `${DONE} [data-step=texts]:contains(Chef)` },
        { trigger: ".o_cx_setup_test", run: "click" },
        { trigger: ".o_notification:contains(chef@company.example)" },
        { trigger: `${DONE} [data-step=test_mail]` },
        { content: "Closed by hand", trigger: ".o_cx_setup_close", run: "click" },
        { trigger: ".o_cx_today:not(:has(.o_cx_setup)) .o_cx_today_reply" },
    ],
});

registry.category("web_tour.tours").add("candidate_setup_reopened", {
    steps: () => [
        { content: "Closed, but here", trigger: `.o_cx_setup_screen ${step("employer")}` },
        { trigger: ".o_cx_setup_reopen", run: "click" },
        { trigger: ".o_cx_setup:not(:has(.o_cx_setup_reopen)) .o_cx_setup_close" },
    ],
});

registry.category("web_tour.tours").add("candidate_setup_none", {
    steps: () => [{ trigger: ".o_cx_today:not(:has(.o_cx_setup)) .o_cx_today_reply" }],
});
