import { registry } from "@web/core/registry";

registry.category("web_tour.tours").add("candidate_text", {
    steps: () => [
        {
            content: "Each text, and which steps send it",
            trigger: ".o_data_row:contains(Tour SMS):contains(Engineers) .o_data_cell[name=name]",
            run: "click",
        },
        {
            content: "It can be read",
            trigger: ".o_field_widget[name=sms_body] textarea:value(Hi[ {first_name}])",
        },
        {
            content: "The preview follows what is typed",
            trigger: ".o_field_widget[name=sms_body] textarea",
            run: "edit Hello[ {first_name}], we read about {job} && press Tab",
        },
        {
            trigger:
                ".o_field_widget[name=preview_body]:contains(Hello Anna, we read about Engineer)",
        },
        {
            content: "Code is none of the words",
            trigger: ".o_field_widget[name=sms_body] textarea",
            run: "edit Hello {{ object.salary_expected }} && press Tab",
        },
        {
            trigger: ".o_field_widget[name=preview_body] .text-danger:contains(code)",
        },
        {
            trigger: ".o_field_widget[name=sms_body] textarea",
            run: "edit Hello[ {first_name}] && press Tab",
        },
        { trigger: ".o_field_widget[name=preview_body]:contains(Hello Anna)" },
        { trigger: ".o_form_button_save", run: "click" },
        { trigger: ".o_form_saved" },
        { trigger: ".o_back_button, .breadcrumb-item a", run: "click" },
        {
            content: "An email, in Odoo's editor",
            trigger: ".o_data_row:contains(Tour hello) .o_data_cell[name=name]",
            run: "click",
        },
        { trigger: ".odoo-editor-editable p:contains(Dear)" },
        {
            trigger: ".o_field_widget[name=subject] input",
            run: "edit News about {job} && press Tab",
        },
        { trigger: ".o_field_widget[name=preview_subject]:contains(News about Engineer)" },
        { trigger: ".o_form_button_save", run: "click" },
        { trigger: ".o_form_saved .o_field_widget[name=preview_subject]:contains(News)" },
    ],
});
