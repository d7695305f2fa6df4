import { registry } from "@web/core/registry";

// Milliseconds that a step may take: ten seconds are too few on a busy machine.
const PATIENCE = 40000;
const tours = registry.category("web_tour.tours");

function wait(name, tour) {
    if (name.startsWith("candidate_")) {
        const { steps } = tour;
        tour.steps = () => steps().map((step) => ({ timeout: PATIENCE, ...step }));
    }
}

tours.getEntries().forEach(([name, tour]) => wait(name, tour));
tours.addEventListener("UPDATE", ({ detail }) => {
    if (detail.operation === "add") {
        wait(detail.key, detail.value);
    }
});
