import { registry } from "@web/core/registry";
import { GraphModel } from "@web/views/graph/graph_model";
import { graphView } from "@web/views/graph/graph_view";

/** A group with too few answers has no score. Drawn as a bar, that would be a 0. */
export class MeasuredGraphModel extends GraphModel {
    async _loadDataPoints(metaData) {
        const [points, ...rest] = await super._loadDataPoints(metaData);
        return [points.filter((point) => typeof point.value === "number"), ...rest];
    }
}

registry.category("views").add("candidate_measured_graph", {
    ...graphView,
    Model: MeasuredGraphModel,
});
