import { Component } from "@odoo/owl";
import { Dialog } from "@web/core/dialog/dialog";

/** The page as it is on a phone, also before it is published. */
export class PhonePreview extends Component {
    static template = "hr_recruitment_candidate_experience.PhonePreview";
    static components = { Dialog };
    static props = { url: String, close: Function };
}
