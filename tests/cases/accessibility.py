import json
from pathlib import Path
from unittest.mock import patch

from lxml import html

from ...controllers.candidate_page import CandidatePage
from .packages import need
from .phone import Phone

# WCAG 2.2, levels A and AA, as axe-core calls them.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
NARROW = 320
# Of all text, as somebody sets it in the browser.
LARGE_TEXT = 200

RULES = f"""
(async () => {{
    document.querySelectorAll("details").forEach((each) => (each.open = true));
    const {{violations}} = await axe.run(%s, {{
        runOnly: {{type: "tag", values: {json.dumps(TAGS)}}},
        resultTypes: ["violations"],
    }});
    return violations.map(({{id, nodes}}) => [id, nodes.map(({{html}}) => html).join(" ")]);
}})()
"""
VERSION = f"[axe.version, axe.getRules({json.dumps(TAGS)}).length]"
WIDTH = """
((percent) => {
    const root = document.documentElement;
    root.style.fontSize = percent ? `${percent}%%` : "";
    const wide = [...document.querySelectorAll(%s)].filter((each) =>
        !each.closest(".cx-trap, .cx-html") && each.checkVisibility() &&
        each.getBoundingClientRect().right > %d + 1);
    return [root.scrollWidth, wide.slice(0, 5).map((each) => each.outerHTML.slice(0, 120))];
})
"""
# What a person tabs to, each group of radio buttons once, and what of it cannot be seen without
# its colours: a control without an edge, a choice that looks as the others do.
CONTROLS = """
((scope) => {
    const seen = (each) => each.checkVisibility({visibilityProperty: true});
    const edge = (style) => ["Top", "Bottom"].some((side) =>
        style[`border${side}Style`] !== "none" && parseFloat(style[`border${side}Width`]) > 0);
    const all = [...document.querySelectorAll(scope)].filter((each) =>
        each.tabIndex >= 0 && !each.matches(":disabled") && seen(each));
    const groups = new Map();
    for (const each of all) {
        const radio = each.type === "radio";
        const key = radio ? `${[...document.forms].indexOf(each.form)} ${each.name}` : each;
        groups.set(key, [...(groups.get(key) || []), each]);
    }
    const look = (each) => {
        const style = getComputedStyle(each);
        return [style.borderTopWidth, style.backgroundColor, style.outlineStyle].join();
    };
    const pale = all.filter((each) => {
        if (each.matches(".cx-visually-hidden")) {
            each.checked = true;
            const others = [...each.form.querySelectorAll(`[name="${each.name}"] + label`)];
            const other = others.find((label) => label.htmlFor !== each.id);
            const same = other && look(other) === look(each.labels[0]);
            each.checked = each.defaultChecked;
            return same || !edge(getComputedStyle(each.labels[0]));
        }
        const drawn = "button, select, textarea, a.cx-button, .cx-way, "
            + "input:not([type=radio], [type=checkbox], [type=file])";
        return each.matches(drawn) && !edge(getComputedStyle(each))
            && !getComputedStyle(each).textDecorationLine.includes("underline");
    });
    window.reached = new Set();
    window.unseen = new Set();
    window.groups = [...groups.values()];
    document.addEventListener("focusin", ({target}) => {
        if (target === document.body) {
            return;
        }
        const hidden = target.matches(".cx-visually-hidden");
        const style = getComputedStyle(hidden ? target.labels[0] : target);
        window.reached.add(target);
        const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth);
        if (all.includes(target) && !outlined && style.boxShadow === "none") {
            window.unseen.add(target);
        }
    });
    document.activeElement?.blur();
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute("tabindex");
    const dates = all.filter((each) => /date|time/.test(each.type)).length;
    return [groups.size + 8 * dates, pale.map((each) => each.outerHTML.slice(0, 120))];
})
"""
REACHED = """
(() => {
    const short = (each) => each.outerHTML.slice(0, 120);
    const missed = window.groups.filter((all) => !all.some((each) => window.reached.has(each)));
    return [missed.map(([first]) => short(first)), [...window.unseen].map(short)];
})()
"""
TAB = {"type": "rawKeyDown", "key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9}
CONTROL = "a[href], button, input, select, textarea, summary, [tabindex]"
PARTS = '[...document.querySelectorAll("input[name=part]")].map((each) => each.value)'


def find_loose_errors(page):
    """What somebody who does not see the page is not told of an error on it.

    :param str page: HTML
    :return: list of what is wrong with how errors are tied to their fields
    """
    tree = html.fromstring(page)
    wrong = tree.xpath("//*[@aria-invalid='true']")
    described = {each: (each.get("aria-describedby") or "").split() for each in wrong}
    loose = [
        f"no words for {each.get('name') or each.tag}"
        for each, ids in described.items()
        if not any(_says(tree, known) for known in ids)
    ]
    tied = {known for ids in described.values() for known in ids}
    errors = tree.xpath("//*[contains(concat(' ', @class, ' '), ' cx-error ')]")
    for error in errors:
        # Some show themselves once the field was left, beside it, or a script shows them.
        later = "cx-while-typing" in error.get("class") or error.get("hidden")
        if later or error.get("id") in tied:
            continue
        # Of the form as a whole: who comes back is led there, or to the wrong fields.
        focused = error.get("tabindex") == "-1" and error.get("autofocus")
        if not focused and not tree.xpath("//*[@aria-invalid='true']"):
            loose.append(f"not tied: {' '.join(error.text_content().split())}")
    return loose


def _says(tree, known):
    return any(each.text_content().strip() for each in tree.xpath("//*[@id=$id]", id=known))


class Reader(Phone):
    """Somebody with a small screen, a keyboard, large text, or colours of their own."""

    def __init__(self, test):
        super().__init__(test)
        self.resize(NARROW)
        self.axe = Path(need("axe_core_python").__file__).with_name("axe.min.js").read_text("utf-8")

    def see(self, **features):
        named = [{"name": name.replace("_", "-"), "value": each} for name, each in features.items()]
        self.ask("Emulation.setEmulatedMedia", features=named)

    def find_faults(self, inside=None):
        """:param str inside: selector of what is ours on a page of the website, None for all
        :return: dict of kind of fault → what has it"""
        self.run(f"{self.axe};0")
        self.tool, self.rules = self.run(VERSION)
        self.page = self.run("document.documentElement.outerHTML")
        ours = json.dumps({"include": [[inside]]}) if inside else "document"
        faults = {
            "rules": self.run(RULES % ours),
            **self._find_wide(inside),
            **self._find_unreached(inside),
            "errors": find_loose_errors(self.page),
        }
        return {kind: found for kind, found in faults.items() if found}

    def _find_wide(self, inside):
        every = json.dumps(f"{inside} *" if inside else "main *, header *, footer *")
        faults = {}
        for percent in (0, LARGE_TEXT):
            width, wide = self.run(f"{WIDTH % (every, NARROW)}({percent})")
            if wide or (width > NARROW and not inside):
                faults[f"width at {percent or 100} % text"] = (width, wide)
        self.run(f"{WIDTH % (every, NARROW)}(0)")
        return faults

    def _find_unreached(self, inside):
        """Tab leads to each control, what has the focus shows it, and all of it can be seen in
        the colours that somebody has chosen."""
        if not inside:
            # Without shadows, too. What the website looks like is for who has made its theme.
            self.see(forced_colors="active")
        scope = ", ".join(f"{inside or 'body'} {each.strip()}" for each in CONTROL.split(","))
        most, pale = self.run(f"{CONTROLS}({json.dumps(scope)})")
        # Ours may come last on a page of the website.
        others = f"document.querySelectorAll('{CONTROL}').length"
        for _step in range(most + 1 + (self.run(others) if inside else 0)):
            self.browser._websocket_send("Input.dispatchKeyEvent", params=TAB)
        self.ask("Input.dispatchKeyEvent", **TAB)
        missed, unseen = self.run(REACHED)
        self.see()
        return {"no edge": pale, "not reached": missed, "focus not seen": unseen}

    def find_parts(self):
        """:return: list of the names of the forms on the page"""
        return self.run(PARTS)


class Watch:
    """Which templates the pages are made of, as they are drawn."""

    def __init__(self, test):
        self.drawn = None
        draw = CandidatePage._render

        def note(page, template, values, status=200):
            self.drawn = template
            return draw(page, template, values, status)

        test.startPatcher(patch.object(CandidatePage, "_render", note))
