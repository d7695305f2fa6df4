import { Component } from "@odoo/owl";
import { Door } from "./door";
import { sayNumber } from "./numbers";

/** How many, and the door to them if there are any. */
export class Count extends Component {
    static template = "hr_recruitment_candidate_experience.Count";
    static components = { Door };
    static props = {
        value: { type: [Number, { value: null }] },
        door: { optional: true },
        domain: { type: Array, optional: true },
        title: String,
        className: { type: String, optional: true },
    };

    sayNumber = sayNumber;
}
