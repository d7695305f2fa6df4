import { registry } from "@web/core/registry";

const REPLY = ".o_cx_today_reply";

function goBack() {
    return { content: "Go back", trigger: ".o_back_button, .breadcrumb-item a", run: "click" };
}

registry.category("web_tour.tours").add("candidate_today", {
    steps: () => [
        {
            content: "Everything of mine, the longest wait first",
            trigger: `${REPLY} .o_cx_line:first-child:contains(Rita Reply)`,
        },
        { trigger: `${REPLY} .o_cx_count:contains(/^8$/)` },
        { trigger: ".o_cx_today_promises .o_cx_line:contains(Petra Promise)" },
        { trigger: ".o_cx_today_failures .o_cx_line:contains(Fred Failed)" },
        { trigger: ".o_cx_today_unanswered .o_cx_line:contains(Sven Silent)" },
        {
            content: "Reply here",
            trigger: `${REPLY} .o_cx_line:contains(Rita Reply) .o_cx_do_write`,
            run: "click",
        },
        { trigger: ".modal .o_mail_composer_form_view, .modal .o_form_view", run: () => {} },
        { trigger: ".modal .btn-close", run: "click" },
        {
            content: "Or say that it was done elsewhere",
            trigger: `body:not(:has(.modal)) ${REPLY} .o_cx_line:contains(Rita Reply) .o_cx_do_replied`,
            run: "click",
        },
        { trigger: `${REPLY}:not(:contains(Rita Reply)) .o_cx_count:contains(/^7$/)` },
        {
            content: "Through the door to all of them",
            trigger: `${REPLY} .o_cx_all:contains(Show all 7)`,
            run: "click",
        },
        { trigger: ".o_list_view .o_pager_limit:contains(/^7$/)" },
        goBack(),
        {
            content: "A call: its number, its words, and what was said",
            trigger: ".o_cx_today_calls .o_cx_line:contains(Carl Called) .o_cx_do_call",
            run: "click",
        },
        { trigger: ".modal a[href^='tel:']:contains(70)" },
        { trigger: ".modal textarea.o_cx_said", run: "edit May start in May" },
        { trigger: ".modal .o_cx_called", run: "click" },
        { trigger: "body:not(:has(.modal)) .o_cx_today_calls:contains(Nobody waits for a call.)" },
        {
            content: "A decision is taken back after a question",
            trigger: ".o_cx_today_refusals .o_cx_do_take_back",
            run: "click",
        },
        { trigger: ".modal button:contains(Take Back)", run: "click" },
        { trigger: ".o_cx_today_refusals:contains(No refusal is sent today.)" },
        { trigger: ".o_cx_today_interviews .o_cx_do_kit", run: "click" },
        { trigger: ".o_form_view h1:contains(Ines Interviewed)" },
        goBack(),
        { trigger: "[data-scope=colleague]", run: "click" },
        { trigger: ".o_cx_colleague input", run: "edit Kollega" },
        {
            trigger:
                ".o-autocomplete--dropdown-item:contains(Kollega) a, .dropdown-item:contains(Kollega)",
            run: "click",
        },
        { trigger: `${REPLY} .o_cx_line:only-child:contains(Hanna Hers)` },
        { trigger: "[data-scope=everybody]", run: "click" },
        { trigger: `${REPLY} .o_cx_count:contains(/^8$/)` },
        { trigger: ".o_cx_lists .o_cx_door:contains(Refused Candidates)", run: "click" },
        { trigger: ".o_breadcrumb:contains(Refused Candidates)" },
        goBack(),
        {
            content: "It is still everybody's",
            trigger: "[data-scope=everybody][aria-pressed=true]",
        },
        { trigger: ".o_cx_home", run: "click" },
        { trigger: ".o_cx_home[aria-pressed=true]" },
    ],
});

registry.category("web_tour.tours").add("candidate_today_interviewer", {
    steps: () => [
        {
            content: "Their own interviews and calls, nothing else",
            trigger: ".o_cx_today:not(:has(.o_cx_scope, .o_cx_today_reply)) .o_cx_today_calls",
        },
        { trigger: ".o_cx_today_interviews .o_cx_do_kit", run: "click" },
        { trigger: ".o_form_view h1:contains(Ines Interviewed)" },
    ],
});

function isAt(line, stop) {
    const { activeElement } = document;
    if (!activeElement.closest(".o_cx_line")?.textContent.includes(line)) {
        throw new Error(`not at ${line}, but at ${activeElement.outerHTML}`);
    }
    if (!activeElement.matches(stop)) {
        throw new Error(`not at ${stop}, but at ${activeElement.outerHTML}`);
    }
}

/** A day without the mouse. */
registry.category("web_tour.tours").add("candidate_today_keys", {
    steps: () => [
        { trigger: `${REPLY} .o_cx_line:contains(Rita Reply)`, run: "press ArrowDown" },
        { trigger: REPLY, run: () => isAt("Rita Reply", ".o_cx_open") },
        { trigger: REPLY, run: "press ArrowDown" },
        { trigger: REPLY, run: () => isAt("Anna 0", ".o_cx_open") },
        { trigger: REPLY, run: "press ArrowUp" },
        { trigger: REPLY, run: "press ArrowRight" },
        { trigger: REPLY, run: () => isAt("Rita Reply", ".o_cx_do_write") },
        { trigger: REPLY, run: "press ArrowRight" },
        { trigger: REPLY, run: () => isAt("Rita Reply", ".o_cx_do_replied") },
        {
            content: "Who was there is done, and the next one has the place",
            trigger: REPLY,
            run: "press Enter",
        },
        {
            trigger: `${REPLY}:not(:contains(Rita Reply)) .o_cx_open:focus`,
            run: () => isAt("Anna 0", ".o_cx_open"),
        },
        { trigger: ".o_notification:contains(Marked as replied) button:contains(Undo)" },
    ],
});
