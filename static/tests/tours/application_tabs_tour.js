import { registry } from "@web/core/registry";

const tab = (name) => `.o_notebook .nav-link[name=${name}]`;
const QUESTIONS = ".o_field_widget[name=interview_question_ids]";
const TIMELINE = ".o_field_widget[name=timeline_communication_ids]";

function addQuestion(text) {
    const add = `${QUESTIONS} .o_field_x2many_list_row_add`;
    return [
        {
            trigger: `${add} button, ${add} a`,
            run: "click",
        },
        {
            trigger: `${QUESTIONS} .o_selected_row .o_field_widget[name=name] :is(input, textarea)`,
            run: `edit ${text}`,
        },
        {
            content: "The line is left",
            trigger: ".o_cx_form_tab h3",
            run: "click",
        },
        {
            trigger: `${QUESTIONS} .o_data_row:not(.o_selected_row):contains(${text})`,
        },
    ];
}

registry.category("web_tour.tours").add("candidate_application_tabs", {
    steps: () => [
        {
            content: "What is in a tab is not there before the tab is opened",
            trigger: `.o_form_view:not(:has(${QUESTIONS})):not(:has(${TIMELINE})) ${tab("interviews")}`,
            run: "click",
        },
        ...addQuestion("Why us?"),
        {
            content: "What is not saved stays when another tab is opened",
            trigger: tab("communication"),
            run: "click",
        },
        {
            trigger: `.o_form_dirty ${TIMELINE} .o_data_row:contains(Next week)`,
        },
        {
            trigger: tab("interviews"),
            run: "click",
        },
        {
            trigger: `${QUESTIONS} .o_data_row:contains(Why us?)`,
        },
        {
            trigger: ".o_form_button_save",
            run: "click",
        },
        {
            trigger: `.o_form_saved ${QUESTIONS} .o_data_row:contains(Why us?)`,
        },
        {
            content: "Left and opened again, it is what is saved",
            trigger: tab("communication"),
            run: "click",
        },
        {
            trigger: `${TIMELINE} .o_data_row:contains(Next week)`,
        },
        {
            content: "What is loaded anew brings back what is open",
            trigger: "button[name=action_pause_communication]",
            run: "click",
        },
        {
            trigger: `.o_form_view:has(.alert:contains(Communication is paused)) ${TIMELINE} .o_data_row:contains(On hold)`,
        },
        {
            trigger: tab("interviews"),
            run: "click",
        },
        {
            trigger: `${QUESTIONS} .o_data_row:contains(Why us?)`,
        },
        {
            content: "A new application has tabs, too",
            trigger: ".o_form_button_create",
            run: "click",
        },
        {
            content: "The form of before stands there until the new one is read",
            trigger: ".o_last_breadcrumb_item:contains(New)",
        },
        {
            trigger: ".o_form_view .o_field_widget[name=partner_name] input",
            run: "edit Bo Ny",
        },
        {
            trigger: tab("communication"),
            run: "click",
        },
        {
            trigger: ".o_cx_form_tab",
        },
        {
            trigger: tab("interviews"),
            run: "click",
        },
        ...addQuestion("Why now?"),
        {
            trigger: ".o_form_button_save",
            run: "click",
        },
        {
            trigger: `.o_form_saved ${QUESTIONS} .o_data_row:contains(Why now?)`,
        },
    ],
});

registry.category("web_tour.tours").add("candidate_application_tabs_interviewer", {
    steps: () => [
        {
            trigger: tab("communication"),
            run: "click",
        },
        {
            content: "The timeline can be read, and not changed",
            trigger: `.o_form_view:not(:has(button[name=action_skip_with_undo])) ${TIMELINE} .o_data_row:contains(Next week) .o_data_cell[name=title]`,
            run: "click",
        },
        {
            trigger: ".modal .o_form_readonly .o_field_widget[name=scheduled_date]",
        },
        {
            trigger: ".modal .btn-close, .modal .o_form_button_cancel",
            run: "click",
        },
        {
            trigger: `body:not(:has(.modal)) ${tab("interviews")}`,
            run: "click",
        },
        {
            trigger: QUESTIONS,
        },
    ],
});
