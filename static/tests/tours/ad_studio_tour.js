import { registry } from "@web/core/registry";

const EDITOR = ".o_cx_ad_text .odoo-editor-editable";
let before = 0;

function readScore() {
    return Number(document.querySelector(".o_cx_ad_score").dataset.score);
}

function rises(content) {
    return {
        content,
        trigger: ".o_cx_ad_score",
        async run() {
            for (let tried = 0; tried < 50 && readScore() <= before; tried++) {
                await new Promise((resolve) => setTimeout(resolve, 100));
            }
            if (readScore() <= before) {
                throw new Error(`${content}: ${before} → ${readScore()}`);
            }
            before = readScore();
        },
    };
}

registry.category("web_tour.tours").add("candidate_ad_studio", {
    steps: () => [
        {
            trigger: ".o_field_widget[name=name] textarea",
            run: "edit Planner of bread deliveries",
        },
        { trigger: ".o_notebook_headers a[name=ad]", run: "click" },
        {
            content: "Odoo's sample is noticed",
            trigger: ".o_cx_ad_point[data-code=sample][data-state=missing]",
            run() {
                before = readScore();
            },
        },
        {
            content: "An outline instead of it",
            trigger: ".o_cx_ad_point[data-code=sample] .o_cx_ad_mend",
            run: "click",
        },
        { trigger: `${EDITOR} h3:contains(What can be hard)` },
        { trigger: ".o_cx_ad_checklist:not(:has([data-code=sample]))" },
        {
            trigger: ".o_cx_ad_point[data-code=placeholders][data-state=missing]",
            run() {
                before = readScore();
            },
        },
        {
            content: "What is to be filled in is shown",
            trigger: ".o_cx_ad_point[data-code=placeholders] .o_cx_ad_mend:first",
            run: "click",
        },
        {
            trigger: `${EDITOR} p:contains(The three or four tasks)`,
            run: "editor You will plan the deliveries for our three vans, talk to the shops when something changes, look after the vans and their papers, and help to pack in December. Your days begin with the list of orders, and end with the plan for the morning after, which you write.",
        },
        { trigger: ".o_cx_ad_point[data-code=tasks][data-state=ok]" },
        rises("With what one does all day"),
        {
            trigger: `${EDITOR} p:contains(How many you are)`,
            run: "editor You work with a young team of six colleagues in the bakery. Eva leads it, and we meet on Mondays.",
        },
        {
            content: "A word that turns people away, and why",
            trigger:
                ".o_cx_ad_point[data-code=wording][data-state=missing] li:contains(young team):contains(older)",
        },
        {
            content: "One click says something else",
            trigger:
                ".o_cx_ad_point[data-code=wording] li:contains(young team) .o_cx_ad_mend:contains(Say “team”)",
            run: "click",
        },
        { trigger: `${EDITOR} p:contains(a team of six)` },
        { trigger: ".o_cx_ad_point[data-code=wording][data-state=ok]" },
        {
            content: "The editor takes it back",
            trigger: `${EDITOR} p:contains(a team of six)`,
            run: "press ctrl+z",
        },
        { trigger: `${EDITOR} p:contains(a young team of six)` },
        {
            trigger:
                ".o_cx_ad_point[data-code=wording] li:contains(young team) .o_cx_ad_mend:contains(Say “team”)",
            run: "click",
        },
        { trigger: `${EDITOR} p:contains(a team of six)` },
        rises("With words for everybody"),
        {
            content: "The pay is a field",
            trigger: ".o_cx_ad_point[data-code=pay][data-state=missing] .o_cx_ad_mend",
        },
        { trigger: ".o_form_button_save", run: "click" },
        { trigger: ".o_form_saved" },
        {
            content: "On a phone",
            trigger: ".o_cx_ad_phone",
            run: "click",
        },
        {
            trigger: ".o_cx_phone",
            async run({ anchor }) {
                for (let tried = 0; tried < 100; tried++) {
                    const { body } = anchor.querySelector("iframe").contentDocument;
                    if (body?.textContent.includes("a team of six")) {
                        return;
                    }
                    await new Promise((resolve) => setTimeout(resolve, 100));
                }
                throw new Error("the page is not there");
            },
        },
        { trigger: ".modal-footer .btn-primary", run: "click" },
        { trigger: "body:not(:has(.modal))" },
        { trigger: ".o_notebook_headers a[name=recruitment_page]", run: "click" },
        {
            content: "Publishing asks",
            trigger: ".o_field_widget[name=website_published] input",
            run: "click",
        },
        { trigger: ".modal-title:contains(Publish an ad that is not finished)" },
        { trigger: ".modal-body:contains(Missing):contains(Pay)" },
        { trigger: ".modal-footer .btn:contains(Not Yet)", run: "click" },
        { trigger: "body:not(:has(.modal))" },
        { trigger: ".o_field_widget[name=website_published] input:not(:checked)", run: "click" },
        { trigger: ".modal-footer .btn-primary:contains(Publish)", run: "click" },
        { trigger: ".o_field_widget[name=website_published] input:checked" },
    ],
});

registry.category("web_tour.tours").add("candidate_ad_website", {
    steps: () => [
        { trigger: ":iframe h1:contains(Planner)" },
        {
            content: "The website's own switch asks, too",
            trigger: ".o_website_publish_container a",
            run: "click",
        },
        { trigger: ".modal-title:contains(Publish an incomplete ad)" },
        { trigger: ".modal-body:contains(Missing)" },
        { trigger: ".modal-footer .btn-primary:contains(Publish)", run: "click" },
        { trigger: ".o_website_publish_container input:checked" },
    ],
});
