import { Component, xml } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/**
 * Sound or video of a candidate, played where browsers can, else downloaded. Nothing of it is
 * fetched before somebody presses play.
 */
export class ScreeningPlayer extends Component {
    static template = xml`
        <video t-if="isVideo" class="w-100" style="max-height: 24rem" controls="controls"
            preload="none" playsinline="playsinline" t-att-src="url" t-on-click.stop=""/>
        <audio t-elif="data.is_playable" class="w-100" controls="controls" preload="none"
            t-att-src="url" t-on-click.stop=""/>
        <a t-else="" t-att-href="url" t-on-click.stop=""><i class="fa fa-download me-1"/></a>`;
    static props = { ...standardFieldProps };

    get data() {
        return this.props.record.data;
    }

    get url() {
        return this.data[this.props.name];
    }

    get isVideo() {
        return this.data.is_playable && this.data.kind === "video";
    }
}

registry.category("fields").add("screening_player", {
    component: ScreeningPlayer,
    fieldDependencies: [
        { name: "is_playable", type: "boolean" },
        { name: "kind", type: "selection" },
    ],
    supportedTypes: ["char"],
});
