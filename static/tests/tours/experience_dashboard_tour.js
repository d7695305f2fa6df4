import { browser } from "@web/core/browser/browser";
import { registry } from "@web/core/registry";

const DASHBOARD = ".o_cx_dashboard";
const ANSWERS = ".o_cx_score .o_cx_door:contains(/answers/)";
const CHOSEN = ".o_cx_labels:contains(Moments: After applying)";

function goBack() {
    return { content: "Go back", trigger: ".o_back_button, .breadcrumb-item a", run: "click" };
}

/** The calls to the server so far that read data, but for those of Odoo's chat, which
 * come when they like. */
function getCalls() {
    return performance
        .getEntriesByType("resource")
        .map(({ name }) => name)
        .filter((name) => name.includes("/web/dataset/call_kw"))
        .filter((name) => !name.includes("/discuss."));
}

/** Keep filters in this browser that no service would take. */
function spoilFilters() {
    const key = Object.keys(browser.localStorage).find((name) =>
        name.startsWith("candidate_experience.filters")
    );
    browser.localStorage.setItem(key, JSON.stringify({ moments: ["never"] }));
    browser.location.reload();
}

registry.category("web_tour.tours").add("candidate_dashboard_manager", {
    steps: () => [
        {
            content: "The score with its margin, and from how many answers",
            trigger: ".o_cx_score .o_cx_headline:contains(±):contains(cNPS)",
        },
        {
            content: "One call has brought it",
            trigger: ANSWERS.replace("/answers/", "12 answers"),
            run() {
                const calls = getCalls();
                if (calls.length !== 1 || !calls[0].includes("get_data")) {
                    throw new Error(`One call was to be enough: ${calls.join(", ")}`);
                }
            },
        },
        { trigger: ".o_cx_chart canvas[role=img][aria-label*='Score by month']" },
        {
            content: "The chart is a table, too",
            trigger: ".o_cx_months summary",
            run: "click",
        },
        { trigger: ".o_cx_months[open] tbody tr:contains(No answers yet)" },
        {
            content: "What was done about low scores",
            trigger: ".o_cx_follow_up .o_cx_done:contains(1):contains(Followed up)",
        },
        { trigger: ".o_cx_follow_up .o_cx_note:contains(Called, and apologised)" },
        {
            content: "From a stage to what shall be changed there",
            trigger: ".o_cx_funnel tr:contains(Received) .o_cx_improve",
            run: "click",
        },
        {
            trigger: ".o_form_view .o_field_widget[name=stage_id] input:value(Received)",
        },
        goBack(),
        {
            content: "A group of few says why it has no score",
            trigger: ".o_cx_ways button[data-way=job]",
            run: "click",
        },
        { trigger: ".o_cx_groups tr:contains(Rare):contains(Fewer than 5 answers)" },
        { trigger: ".o_cx_groups tr:contains(Rare) .o_cx_value:contains(–)" },
        {
            content: "Narrow it to a moment",
            trigger: ".o_cx_more",
            run: "click",
        },
        {
            trigger: "[data-filter=moments] button:contains(After applying)",
            run: "click",
        },
        { trigger: CHOSEN },
        { trigger: ANSWERS.replace("/answers/", "7 answers") },
        {
            content: "The printed reports are asked for the same",
            trigger: ".o_cx_pdf[href*='moments'][href*='applied']",
        },
        {
            trigger: ".o_cx_xlsx[href*='/candidate-experience/report/xlsx'][href*='applied']",
        },
        {
            content: "Through the door to the answers",
            trigger: ANSWERS,
            run: "click",
        },
        { trigger: ".o_list_view .o_pager_limit:contains(/^7$/)" },
        goBack(),
        { content: "The filter is still there", trigger: `${DASHBOARD} ${CHOSEN}` },
        {
            content: "And the way of dividing the score",
            trigger: ".o_cx_ways button[data-way=job][aria-pressed=true]",
        },
        { trigger: ".o_cx_more", run: "click" },
        {
            content: "Narrow it to a job position",
            trigger: "[data-filter=job_ids] input",
            run: "edit Rare",
        },
        {
            trigger:
                ".o-autocomplete--dropdown-item:contains(Rare) a, .dropdown-item:contains(Rare)",
            run: "click",
        },
        { trigger: ".o_cx_labels:contains(Job Positions: Rare)" },
        { trigger: ".o_cx_score:contains(2 answers: too few for a score, which takes at least 5)" },
        {
            content: "One who waits for our answer is in that job",
            trigger: ".o_cx_awaiting_reply .o_cx_door:contains(/^1$/)",
            run: "click",
        },
        { trigger: ".o_list_view .o_data_row:only-child:contains(Rita Rare)" },
        goBack(),
        { trigger: ".o_cx_clear", run: "click" },
        { trigger: ANSWERS.replace("/answers/", "12 answers") },
        { trigger: ".o_cx_awaiting_reply .o_cx_door:contains(/^2$/)" },
        {
            content: "Another period is kept when the page is loaded anew",
            trigger: "select.o_cx_period",
            run: "select this_month",
        },
        {
            trigger: `${DASHBOARD} [aria-busy=false]`,
            run: () => browser.location.reload(),
            expectUnloadPage: true,
        },
        {
            trigger: "select.o_cx_period",
            run() {
                if (this.anchor.value !== "this_month") {
                    throw new Error(`The period was lost: ${this.anchor.value}`);
                }
            },
        },
        {
            content: "Filters that cannot be are cleared, with a word",
            trigger: `${DASHBOARD} [aria-busy=false]`,
            run: spoilFilters,
            expectUnloadPage: true,
        },
        { trigger: ".o_notification:contains(All filters were cleared.)" },
        { trigger: ANSWERS.replace("/answers/", "12 answers") },
    ],
});

registry.category("web_tour.tours").add("candidate_dashboard_officer", {
    steps: () => [
        {
            trigger: ".o_menu_sections button:contains(Candidate Experience)",
            run: "click",
        },
        { trigger: ".dropdown-item:contains(Overview)", run: "click" },
        {
            content: "It says which answers the score is of",
            trigger: ".o_cx_officer:contains(The score is of the whole time)",
        },
        { trigger: ".o_cx_score:contains(answers)" },
        {
            content: "No answers to open, no comments, no drivers",
            trigger: `${DASHBOARD}:not(:has(.o_cx_comments, .o_cx_drivers, .o_cx_score .o_cx_door))`,
        },
        {
            trigger: ".o_cx_oldest .o_cx_door:contains(Rita Rare)",
            run: "click",
        },
        { trigger: ".o_form_view .o_field_widget[name=partner_name]" },
        goBack(),
        { trigger: DASHBOARD },
    ],
});

registry.category("web_tour.tours").add("candidate_dashboard_empty", {
    steps: () => [
        {
            content: "What will be here, and where it begins",
            trigger: ".o_cx_empty:contains(Nothing has happened here yet)",
        },
        { trigger: ".o_cx_empty .o_cx_door:contains(See the plans)", run: "click" },
        { trigger: ".o_list_view .o_data_row" },
    ],
});
