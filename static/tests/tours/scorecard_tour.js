import { registry } from "@web/core/registry";

const RATINGS = ".o_field_widget[name=rating_ids] .o_data_row";
const TAB = "a.nav-link[name=scorecards]";

/** Rate both competences, recommend, write, and hand in. */
const handIn = (words) => [
    { content: "The kit", trigger: "button[name=action_open_scorecard]", run: "click" },
    { trigger: `${RATINGS}:contains(Explains) td[name=rating]`, run: "click" },
    {
        trigger: `${RATINGS}:contains(Explains) input[data-value="4"]`,
        run: "click",
    },
    { trigger: `${RATINGS}:contains(Explains) input[data-value="4"]:checked` },
    { trigger: ".o_field_widget[name=recommendation] input[data-value=yes]", run: "click" },
    {
        trigger: ".o_field_widget[name=comment] textarea",
        run: `edit ${words}`,
    },
    { trigger: "button[name=action_hand_in]", run: "click" },
    { content: "It stays as it is", trigger: ".modal footer .btn-primary", run: "click" },
    { trigger: ".o_arrow_button_current[data-value=done]" },
    { trigger: ".o_field_widget[name=new_addition]" },
];
const openTab = { trigger: TAB, run: "click" };

registry.category("web_tour.tours").add("candidate_scorecard_first", {
    steps: () => handIn("Explains well and plans badly"),
});

registry.category("web_tour.tours").add("candidate_scorecard_second", {
    steps: () => [
        { trigger: "button[name=action_open_scorecard]" },
        openTab,
        {
            content: "The other's is not read before one's own",
            trigger: ".o_form_view:not(:contains(plans badly)) .o_field_widget[name=scorecard_ids]",
        },
        ...handIn("Plans every day"),
    ],
});

registry.category("web_tour.tours").add("candidate_scorecard_both", {
    steps: () => [
        openTab,
        { trigger: ".o_field_widget[name=scorecard_ids]:contains(plans badly)" },
        { trigger: ".o_field_widget[name=scorecard_ids]:contains(Plans every day)" },
    ],
});

registry.category("web_tour.tours").add("candidate_scorecard_summary", {
    steps: () => [
        { trigger: "a.nav-link[name=interviews]", run: "click" },
        {
            content: "Side by side",
            trigger: ".o_form_view:contains(Karin Berg):contains(plans badly)",
        },
        { trigger: ".o_form_view:contains(Explains)" },
    ],
});
