import { registry } from "@web/core/registry";

registry.category("web_tour.tours").add("candidate_praise_hr", {
    steps: () => [
        {
            content: "Somebody else, and who that probably is",
            trigger: ".o_data_row:contains(the tall one) .o_data_cell[name=state]",
        },
        {
            content: "It is read",
            trigger: ".o_data_row:contains(You answered at once) button[name=action_pass_on]",
            run: "click",
        },
        { trigger: ".o_list_view:not(:has(.o_data_row:contains(You answered at once)))" },
    ],
});

registry.category("web_tour.tours").add("candidate_praise_mine", {
    steps: () => [
        {
            content: "Word for word, with the name",
            trigger: ".o_kanban_record:contains(Du lyssnade):contains(Åsa Öberg)",
        },
        { trigger: ".o_kanban_view:not(:has(.o_kanban_record:contains(at once)))" },
    ],
});
