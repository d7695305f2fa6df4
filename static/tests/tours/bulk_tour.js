import { registry } from "@web/core/registry";

const ALL = ".o_list_view thead .o_list_record_selector input";
const MENU = ".o_control_panel .o_cp_action_menus button:contains(Actions)";

registry.category("web_tour.tours").add("candidate_bulk", {
    steps: () => [
        {
            trigger: ".o_list_view tbody tr.o_data_row:contains(Anna Ek 2)",
        },
        {
            trigger: ALL,
            run: "click",
        },
        {
            trigger: MENU,
            run: "click",
        },
        {
            trigger: ".o-dropdown--menu .o_menu_item:contains(Move to stage…)",
            run: "click",
        },
        {
            trigger: ".modal .o_field_widget[name=stage_id] input",
            run: "click",
        },
        {
            trigger: ".o-autocomplete--dropdown-item:not(:contains(Received)) a:contains(Meeting)",
            run: "click",
        },
        {
            content: "Whose it is and what they hear is said before",
            trigger: ".modal .o_field_widget[name=whose]:contains(Anna Ek 0)",
        },
        {
            trigger: ".modal .o_field_widget[name=messages]:contains(Welcome)",
        },
        {
            trigger: ".modal footer button:contains(Move to Stage)",
            run: "click",
        },
        {
            trigger: ".o_notification:contains(Moved to) button:contains(Undo)",
            run: "click",
        },
        {
            trigger: ".o_notification:contains(Undone.)",
        },
        {
            trigger: "body:not(:has(.modal)) .o_list_view tbody tr:contains(Received)",
        },
    ],
});
