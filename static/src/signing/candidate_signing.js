import { whenReady } from "@odoo/owl";
import { mountComponent } from "@web/env";
import { NameAndSignature } from "@web/core/signature/name_and_signature";
import { SignatureForm } from "@portal/signature_form/signature_form";

// What stands in the page is translated there.
function getLabels() {
    return { ...document.getElementById("signing_labels").dataset };
}

class CandidatePad extends NameAndSignature {
    static template = "hr_recruitment_candidate_experience.CandidatePad";

    setup() {
        super.setup();
        this.labels = getLabels();
    }
}

/**
 * Odoo's form for signatures. What it makes is sent with the page's own form: the same checks,
 * and the same answer, as without JavaScript.
 */
export class CandidateSignatureForm extends SignatureForm {
    static template = "hr_recruitment_candidate_experience.CandidateSignatureForm";
    static components = { NameAndSignature: CandidatePad };

    setup() {
        super.setup();
        this.labels = getLabels();
    }

    onClickSubmit() {
        if (this.state.sent) {
            return;
        }
        this.state.sent = true;
        const form = document.getElementById("signing");
        form.elements.signed_name.value = this.signature.name;
        form.elements.drawn.value = this.signature.isSignatureEmpty
            ? ""
            : this.signature.getSignatureImage();
        form.submit();
    }
}

// The page has no services but the one that Odoo's form asks which element is active.
const SERVICES = { ui: { activeElement: document, isSmall: true } };

async function start() {
    await whenReady();
    const place = document.getElementById("signature_form");
    const props = { defaultName: place.dataset.name || "", mode: "draw", fontColor: "#0b2a6b" };
    place.hidden = false;
    try {
        await mountComponent(CandidateSignatureForm, place, {
            env: { services: SERVICES },
            props,
            translateFn: (text) => text,
        });
    } catch {
        // The field for the name is there, and does.
        place.hidden = true;
        return;
    }
    document.getElementById("typed").hidden = true;
    place.dataset.ready = "yes";
}

start();
