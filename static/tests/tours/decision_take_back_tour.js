import { registry } from "@web/core/registry";

registry.category("web_tour.tours").add("candidate_decision_take_back", {
    steps: () => [
        {
            content: "The candidate has not heard yet",
            trigger:
                ".alert:contains(The candidate is informed) button[name=action_take_back_refusal]",
            run: "click",
        },
        {
            trigger:
                ".modal:contains(The candidate has not been told anything yet) footer .btn-primary:contains(Take Back)",
            run: "click",
        },
        {
            content: "The application goes on in its stage",
            trigger:
                "body:not(:has(.modal)) .o_form_view:not(:has(.alert:contains(The candidate is informed))) .o_statusbar_status .o_arrow_button_current:contains(Meeting)",
        },
        {
            trigger: ".o_statusbar_buttons button[name=archive_applicant]",
        },
    ],
});
