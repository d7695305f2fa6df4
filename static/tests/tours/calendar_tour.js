import { registry } from "@web/core/registry";

// A recruiter who is an employee opens the calendar and books a meeting.
registry.category("web_tour.tours").add("candidate_calendar", {
    steps: () => [
        {
            content: "The calendar has loaded",
            trigger: ".o_calendar_view .fc-daygrid-body, .o_calendar_view .fc-timegrid",
        },
        {
            trigger: ".o-calendar-button-new, .o_cp_buttons .o-calendar-button-new",
            run: "click",
        },
        {
            trigger: ".o_form_view .o_field_widget[name='name'] input",
            run: "edit Tour meeting",
        },
        {
            trigger: ".o_form_button_save",
            run: "click",
        },
        {
            content: "It is saved",
            trigger: ".o_form_saved",
        },
    ],
});
