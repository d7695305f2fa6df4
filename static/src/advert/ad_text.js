/**
 * What a click changes in the text: by the editor's own steps, so that its undo takes it
 * back.
 */

function makePart(document, { heading, prompt, list }) {
    const title = document.createElement("h3");
    title.textContent = heading;
    const words = document.createElement(list ? "li" : "p");
    words.textContent = prompt;
    if (!list) {
        return [title, words];
    }
    const items = document.createElement("ul");
    items.append(words);
    return [title, items];
}

/** A section as the website builds it, so that the page has its usual margins. */
function makeSection(document, parts) {
    const section = document.createElement("section");
    section.className = "s_text_block pt32 pb32 o_cx_ad_part";
    section.dataset.snippet = "s_text_block";
    section.dataset.name = "Text";
    const container = document.createElement("div");
    container.className = "container s_allow_columns";
    container.append(...parts.flatMap((part) => makePart(document, part)));
    section.append(container);
    return section;
}

function finish(editor, words) {
    editor.shared.history.addStep();
    selectWords(editor, words);
}

/** A heading with a text to complete, at the end. */
export function appendPart(editor, part) {
    const { editable, document } = editor;
    const last = [...editable.querySelectorAll(".o_cx_ad_part > .container")].at(-1);
    if (last) {
        last.append(...makePart(document, part));
    } else {
        if (!editable.textContent.trim()) {
            editable.replaceChildren();
        }
        editable.append(makeSection(document, [part]));
    }
    finish(editor, part.prompt);
}

/** An ad to fill in, instead of what stands there. */
export function writeOutline(editor, outline) {
    const { editable, document } = editor;
    editable.replaceChildren(makeSection(document, outline));
    finish(editor, outline[0].prompt);
}

/** Where words stand: within one line, also where parts of it are bold. */
export function findWords(editable, words) {
    if (!words) {
        return null;
    }
    const wanted = words.toLowerCase().split(/\s+/).join(" ");
    const walker = editable.ownerDocument.createTreeWalker(editable, NodeFilter.SHOW_TEXT);
    const places = [];
    let text = "";
    let spaced = true;
    while (walker.nextNode()) {
        const node = walker.currentNode;
        for (let offset = 0; offset < node.length; offset++) {
            const letter = node.data[offset];
            const space = /\s/.test(letter);
            if (space && spaced) {
                continue;
            }
            text += space ? " " : letter.toLowerCase();
            places.push([node, offset]);
            spaced = space;
        }
    }
    const begin = findWhole(text, wanted);
    if (begin < 0) {
        return null;
    }
    const [anchorNode, anchorOffset] = places[begin];
    const [focusNode, focusOffset] = places[begin + wanted.length - 1];
    return { anchorNode, anchorOffset, focusNode, focusOffset: focusOffset + 1 };
}

/** Whole words first: "ung" is not meant in "ungefär". */
function findWhole(text, wanted) {
    const letter = /[\p{L}\p{N}]/u;
    let begin = text.indexOf(wanted);
    const first = begin;
    while (begin >= 0) {
        const before = text[begin - 1] || " ";
        const after = text[begin + wanted.length] || " ";
        if (!letter.test(before) && !letter.test(after)) {
            return begin;
        }
        begin = text.indexOf(wanted, begin + 1);
    }
    return first;
}

/** @returns {boolean} whether the words were found */
export function selectWords(editor, words) {
    const place = editor && findWords(editor.editable, words);
    if (!place) {
        return false;
    }
    editor.editable.focus();
    editor.shared.selection.setSelection(place);
    place.anchorNode.parentElement.scrollIntoView({ block: "center" });
    return true;
}

/** @returns {boolean} whether the words were found */
export function replaceWords(editor, words, by) {
    const place = editor && findWords(editor.editable, words);
    if (!place) {
        return false;
    }
    const { anchorNode, anchorOffset, focusNode, focusOffset } = place;
    const first = anchorNode.data[anchorOffset];
    const capital = first !== first.toLowerCase();
    const said = capital ? by[0].toUpperCase() + by.slice(1) : by;
    const range = editor.document.createRange();
    range.setStart(anchorNode, anchorOffset);
    range.setEnd(focusNode, focusOffset);
    range.deleteContents();
    anchorNode.insertData(anchorOffset, said);
    finish(editor, said);
    return true;
}
