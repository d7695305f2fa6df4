import { registry } from "@web/core/registry";

registry.category("web_tour.tours").add("candidate_communication_drag", {
    steps: () => [
        {
            content: "Drag the application to its next stage",
            trigger: ".o_kanban_group:contains(Received) .o_kanban_record:contains(Anna Ek 0)",
            run: "drag_and_drop (.o_kanban_group:contains(Meeting))",
        },
        {
            content: "Open it there",
            trigger:
                ".o_kanban_group:contains(Meeting) .o_kanban_record:contains(Anna Ek 0) .fw-bold",
            run: "click",
        },
        {
            trigger: ".o_notebook .nav-link[name=communication]",
            run: "click",
        },
        {
            content: "The stage's message is planned",
            trigger:
                ".o_field_widget[name=timeline_communication_ids] .o_data_row:contains(See you):contains(Planned)",
        },
    ],
});
