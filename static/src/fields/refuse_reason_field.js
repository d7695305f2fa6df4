import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { getFieldDomain } from "@web/model/relational_model/utils";
import {
    BadgeSelectionField,
    badgeSelectionField,
} from "@web/views/fields/badge_selection/badge_selection_field";
import { useSpecialData } from "@web/views/fields/relational_utils";

/** Odoo's badges, grouped by who ended it and whether anything is said. */
export class RefuseReasonField extends BadgeSelectionField {
    static template = "hr_recruitment_candidate_experience.RefuseReasonField";

    setup() {
        this.type = "many2one";
        this.specialData = useSpecialData((orm, { record, name, domain }) =>
            orm.searchRead(record.fields[name].relation, getFieldDomain(record, name, domain), [
                "display_name",
                "ended_by",
                "silent_allowed",
            ])
        );
    }

    get reasons() {
        return this.specialData.data;
    }

    get options() {
        return this.reasons.map(({ id, display_name }) => [id, display_name]);
    }

    get groups() {
        const groups = [
            { name: "company", label: _t("We say no"), reasons: [] },
            { name: "candidate", label: _t("The candidate left"), reasons: [] },
            { name: "silent", label: _t("Nothing to say"), reasons: [] },
        ];
        for (const reason of this.reasons) {
            const name = reason.silent_allowed ? "silent" : reason.ended_by;
            groups.find((group) => group.name === name).reasons.push(reason);
        }
        return groups.filter((group) => group.reasons.length);
    }
}

registry.category("fields").add("refuse_reason", {
    ...badgeSelectionField,
    component: RefuseReasonField,
    displayName: _t("Refuse Reason"),
    supportedTypes: ["many2one"],
});
