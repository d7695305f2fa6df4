const ROUTE = "/jobs/apply/count";

/**
 * Tells the server that a form was opened, started, stopped at or sent, each once a page.
 * It sends the job position, what happened and the name of a field, and nothing else.
 */
export class Counter {
    /** @param {boolean} isTrial whether a colleague tries the form: that is not counted */
    constructor(job, isTrial) {
        this.job = job;
        this.isTrial = isTrial;
        this.counted = new Set();
    }

    count(event, field = "") {
        const key = `${event} ${field}`;
        if (this.isTrial || this.counted.has(key)) {
            return;
        }
        this.counted.add(key);
        const data = new FormData();
        data.append("job", this.job);
        data.append("event", event);
        data.append("field", field);
        // It arrives when the page is left, too, and nobody waits for it.
        navigator.sendBeacon(ROUTE, data);
    }
}
