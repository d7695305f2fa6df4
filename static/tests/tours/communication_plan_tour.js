import { registry } from "@web/core/registry";

const SENTENCE = ".modal .o_field_widget[name=summary]";
const WARNING = ".modal .alert .o_field_widget[name=warning]";

registry.category("web_tour.tours").add("candidate_communication_plan", {
    steps: () => [
        {
            content: "Write a new plan",
            trigger: ".o_list_button_add",
            run: "click",
        },
        {
            trigger: ".o_field_widget[name=name] input",
            run: "edit Tour plan",
        },
        {
            content: "Add a step",
            trigger: ".o_field_x2many_list_row_add a:contains(Add a step)",
            run: "click",
        },
        {
            trigger: ".modal .o_field_widget[name=name] input",
            run: "edit Thank you",
        },
        {
            content: "Without a template it cannot work, and says so",
            trigger: `${WARNING}:contains(Choose a template)`,
        },
        {
            content: "It starts when an application comes in",
            trigger: ".modal .o_field_widget[name=trigger] input",
            run: "click",
        },
        {
            trigger: ".o_select_menu_item:contains(Application received)",
            run: "click",
        },
        {
            content: "Stages do not matter then",
            trigger: ".modal:not(:has(.o_field_widget[name=stage_ids]))",
        },
        {
            trigger: ".modal .o_field_widget[name=delay] input",
            run: "edit 2",
        },
        {
            trigger: ".modal .o_field_widget[name=delay_unit] input",
            run: "click",
        },
        {
            trigger: ".o_select_menu_item:contains(working days)",
            run: "click",
        },
        {
            content: "The sentence follows what is chosen",
            trigger: `${SENTENCE}:contains(2 working days after the application, in office hours)`,
        },
        {
            content: "Choose the template",
            trigger: ".modal .o_field_widget[name=mail_template_id] input",
            run: "edit Tour hello",
        },
        {
            trigger: ".o-autocomplete--dropdown-item:contains(Tour hello)",
            run: "click",
        },
        {
            content: "The warning is gone",
            trigger: ".modal:not(:has(.alert .o_field_widget[name=warning]))",
        },
        {
            trigger: `${SENTENCE}:contains(email “Tour hello”)`,
        },
        {
            trigger: ".modal .o_form_button_save:contains(Save & Close)",
            run: "click",
        },
        {
            content: "The step reads as a sentence in the plan",
            trigger:
                "body:not(:has(.modal)) .o_data_row:contains(Thank you):contains(2 working days after the application)",
        },
        {
            trigger: ".o_form_button_save",
            run: "click",
        },
        {
            content: "Preview it on a real application",
            trigger: ".o_form_saved .o_data_row button[name=action_preview]",
            run: "click",
        },
        {
            trigger:
                ".modal:contains(Preview: Thank you) .o_field_widget[name=subject]:contains(About Engineer)",
        },
        {
            trigger: ".modal .btn-close",
            run: "click",
        },
        {
            trigger: "body:not(:has(.modal)) .o_form_saved .o_data_row:contains(Thank you)",
        },
    ],
});
