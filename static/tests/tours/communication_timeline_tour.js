import { registry } from "@web/core/registry";

const inList = (list, title) =>
    `.o_field_widget[name=${list}_communication_ids] .o_data_row:contains(${title})`;
const row = (title) => inList("timeline", title);
const stopped = (title) => `details[open] ${inList("stopped", title)}`;
const NO_DIALOG = "body:not(:has(.modal))";

registry.category("web_tour.tours").add("candidate_communication_timeline", {
    steps: () => [
        {
            trigger: ".o_notebook .nav-link[name=communication]",
            run: "click",
        },
        {
            content: "Nothing is there yet, and it says what one can do",
            trigger: ".o_notebook:contains(Nothing was sent and nothing is planned)",
        },
        {
            trigger: "button[name=action_start_communication]",
            run: "click",
        },
        {
            trigger: ".modal .o_field_widget[name=step_id] input",
            run: "edit Good news",
        },
        {
            trigger: ".o-autocomplete--dropdown-item:contains(Good news)",
            run: "click",
        },
        {
            content: "See what the candidate will read",
            trigger: ".modal .o_field_widget[name=preview_body]:contains(Dear Anna Ek 0)",
        },
        {
            trigger: ".modal button[name=action_start]",
            run: "click",
        },
        {
            content: "It is planned, and says to whom it goes and because of what",
            trigger: `${NO_DIALOG} ${row("Good news")}:contains(Planned):contains(Candidate):contains(Started by Rekryterare)`,
        },
        {
            content: "The header says what comes next",
            trigger: ".o_field_widget[name=next_communication_title]:contains(Good news)",
        },
        {
            content: "Word it for this candidate",
            trigger: `${row("Good news")} button[name=action_edit_text]`,
            run: "click",
        },
        {
            trigger: ".modal .o_field_widget[name=body]:contains(Dear Anna Ek 0)",
        },
        {
            trigger: ".modal .o_field_widget[name=subject] input",
            run: "edit Just for you",
        },
        {
            trigger: ".modal footer button:contains(Save)",
            run: "click",
        },
        {
            content: "Open it: the preview shows the new text",
            trigger: `${NO_DIALOG} ${row("Good news")} .o_data_cell[name=title]`,
            run: "click",
        },
        {
            trigger: ".modal .o_field_widget[name=preview_subject]:contains(Just for you)",
        },
        {
            content: "Move it",
            trigger:
                ".modal .o_field_widget[name=scheduled_date] button, .modal .o_field_widget[name=scheduled_date] input",
            run: "click",
        },
        {
            trigger: ".modal .o_field_widget[name=scheduled_date] input",
            run: "edit 05/04/2035 10:30:00 && press Enter",
        },
        {
            trigger: ".modal .o_form_button_save",
            run: "click",
        },
        {
            trigger: `${NO_DIALOG} .o_form_button_save`,
            run: "click",
        },
        {
            trigger: `.o_form_saved ${row("Good news")}:contains(2035):contains(Moved by a recruiter)`,
        },
        {
            content: "The candidate asks us to wait",
            trigger: "button[name=action_pause_communication]",
            run: "click",
        },
        {
            trigger: ".alert:contains(Communication is paused)",
        },
        {
            trigger: `${row("Good news")}:contains(On hold)`,
        },
        {
            trigger: ".alert button[name=action_resume_communication]",
            run: "click",
        },
        {
            trigger: ".o_form_view:not(:has(.alert:contains(Communication is paused)))",
        },
        {
            content: "On second thoughts, not this one",
            trigger: `${row("Good news")} button[name=action_skip_with_undo]`,
            run: "click",
        },
        {
            content: "It is folded away",
            trigger: "details:contains(Not sent: 1) summary",
            run: "click",
        },
        {
            trigger: `${stopped("Good news")}:contains(Skipped):contains(Skipped by a recruiter)`,
        },
    ],
});

registry.category("web_tour.tours").add("candidate_communication_undo", {
    steps: () => [
        {
            trigger: ".o_notebook .nav-link[name=communication]",
            run: "click",
        },
        {
            content: "What comes next is first",
            trigger: ".o_data_row:first:contains(Next week)",
        },
        {
            content: "One click too many",
            trigger: `${row("Next week")} button[name=action_skip_with_undo]`,
            run: "click",
        },
        {
            trigger: `.o_form_view:not(:has(${row("Next week")}))`,
        },
        {
            content: "It says what happened",
            trigger: ".o_notification:contains(Skipped: Next week) button:contains(Undo)",
            run: "click",
        },
        {
            trigger: `${row("Next week")}:contains(Planned)`,
        },
        {
            trigger: `${row("Next week")} button[name=action_send_soon]`,
            run: "click",
        },
        {
            content: "The list says that it is about to leave",
            trigger: `${row("Next week")}:contains(Will be sent in a moment)`,
        },
        {
            trigger:
                ".o_notification:contains(Will be sent in a moment: Next week) button:contains(Undo)",
            run: "click",
        },
        {
            trigger: `${row("Next week")}:contains(Planned):not(:contains(Will be sent in a moment))`,
        },
        {
            content: "Skip all says how many, and whose, before it does",
            trigger: "button[name=action_ask_to_skip]",
            run: "click",
        },
        {
            trigger: ".modal:contains(Messages to skip: 2):contains(Anna Ek 0 (2))",
        },
        {
            trigger: ".modal footer button:contains(Skip)",
            run: "click",
        },
        {
            trigger: `${NO_DIALOG} details:contains(Not sent: 2)`,
        },
        {
            trigger: ".o_notification:contains(Skipped messages: 2) button:contains(Undo)",
            run: "click",
        },
        {
            trigger: `${NO_DIALOG} ${row("In a month")}:contains(Planned)`,
        },
        {
            trigger: ".o_notification:contains(Undone)",
        },
    ],
});
