import { _t } from "@web/core/l10n/translation";

/** @returns {Object} name of a section → {title, help, empty} */
export function getSectionWords() {
    return {
        reply: {
            title: _t("Awaiting Our Reply"),
            help: _t("They have written, and nobody has replied yet."),
            empty: _t("Nobody waits for your reply."),
        },
        promises: {
            title: _t("Reply Promises"),
            help: _t("They were promised to hear from us by a day that is near or has passed."),
            empty: _t("No promised day is near."),
        },
        offers: {
            title: _t("Have Another Offer"),
            help: _t("They have to answer somebody else by this day: decide and tell before."),
            empty: _t("Nobody has told of another offer."),
        },
        job_offers: {
            title: _t("Our Offers That Await an Answer"),
            help: _t("They are thinking about our offer. A call before its last day is welcome."),
            empty: _t("No offer awaits an answer."),
        },
        answers: {
            title: _t("Answers to Read"),
            help: _t("They have answered screening questions, and nobody has read it yet."),
            empty: _t("Every answer has been read."),
        },
        bookings: {
            title: _t("No Time Fits"),
            help: _t("None of the times that they were offered fits: offer others."),
            empty: _t("Nobody waits for other times."),
        },
        explanations: {
            title: _t("Explanations to Approve"),
            help: _t("They are sent with the refusal only if somebody approves them before."),
            empty: _t("No explanation waits for approval."),
        },
        papers: {
            title: _t("Documents to Check"),
            help: _t("New colleagues have handed them in, and nobody has looked at them yet."),
            empty: _t("No document waits to be checked."),
        },
        refusals: {
            title: _t("Refusals to Be Sent Today"),
            help: _t("Until a refusal is sent, it can be reworded or taken back."),
            empty: _t("No refusal is sent today."),
        },
        calls: {
            title: _t("Calls"),
            help: _t("They are due. An email that waits for a call is sent after it."),
            empty: _t("Nobody waits for a call."),
        },
        interviews: {
            title: _t("Interviews Today and Tomorrow"),
            help: _t("Goals, questions, documents and your notes are in the interview kit."),
            empty: _t("No interviews today or tomorrow."),
        },
        failures: {
            title: _t("Not Arrived"),
            help: _t(
                "These messages were not sent, or have come back: fix the cause and try again."
            ),
            empty: _t("Every message was sent, and none has come back."),
        },
        unanswered: {
            title: _t("Unanswered"),
            help: _t("Closed without a message, or without a word from us for too long."),
            empty: _t("Every candidate has heard from us."),
        },
        starting: {
            title: _t("New Colleagues"),
            help: _t("They begin soon, or something that is prepared for them is late."),
            empty: _t("Nobody begins soon."),
        },
        praise: {
            title: _t("Thanks to Pass On"),
            help: _t("Candidates thank a colleague. Somebody reads it, or knows who is meant."),
            empty: _t("No thanks wait."),
        },
        requests: {
            title: _t("Requests About Data"),
            help: _t("Candidates ask for a copy of their data or its erasure: reply in time."),
            empty: _t("Nobody has asked."),
        },
        reviews: {
            title: _t("Employer Reviews That Wait"),
            help: _t("What people write about you elsewhere: look at it, and answer it there."),
            empty: _t("No employer review waits."),
        },
    };
}
