/* Tries camera, microphone, sound and connection on the page before a video interview. What
   it reads of them stays here: nothing is sent but what the candidate sends by the form. */
const tries = document.querySelector("#tries");
const form = document.querySelector("input[name='part'][value='tested']").form;
const found = {};
const open = {};
const FAULTS = {
    NotAllowedError: "denied",
    SecurityError: "denied",
    NotFoundError: "missing",
    OverconstrainedError: "missing",
    NotReadableError: "busy",
    AbortError: "busy",
};
// Of the loudness of a voice, from 0 to 1, and how long silence is none yet.
const HEARD = 0.02;
const PATIENCE = 8000;
// Mbit/s: what a picture and a voice take, and what a voice with a small picture takes.
const GOOD = 2;
const ENOUGH = 0.6;
let typed = false;

function get(kind, name) {
    return tries.querySelector(`[data-cx-${kind}="${name}"]`);
}

function show(kind, name, shown) {
    get(kind, name).hidden = !shown;
}

/** Say one of the sentences that stand in the page. */
function say(name, word) {
    for (const words of get("words", name).children) {
        words.hidden = words.dataset.cxWord !== word;
    }
}

/** Fill in what was found: the candidate sends it, or does not. */
function fillForm() {
    const results = Object.entries(found);
    if (typed || !results.length) {
        return;
    }
    const trouble = results.some(([, works]) => !works);
    for (const [name, works] of results) {
        form.elements[name].checked = !works;
    }
    const all = results.length === tries.querySelectorAll("[data-cx-try]").length;
    form.elements.works.value = trouble ? "no" : all ? "yes" : "";
}

function conclude(name, word, works) {
    say(name, word);
    found[name] = works;
    fillForm();
}

function close(name) {
    const { stream, audio, timer } = open[name] || {};
    clearInterval(timer);
    for (const track of stream ? stream.getTracks() : []) {
        track.stop();
    }
    audio?.close();
    delete open[name];
}

/** Ask the browser for the camera or the microphone. */
async function listen(name, wanted) {
    close(name);
    if (!navigator.mediaDevices?.getUserMedia) {
        conclude(name, "unsupported", false);
        return null;
    }
    try {
        const stream = await navigator.mediaDevices.getUserMedia(wanted);
        open[name] = { stream };
        show("start", name, false);
        show("stop", name, true);
        get("stop", name).focus();
        return stream;
    } catch (error) {
        conclude(name, FAULTS[error.name] || "broken", false);
        return null;
    }
}

function finish(name, kind) {
    close(name);
    show(kind, name, false);
    show("stop", name, false);
    show("start", name, true);
    get("start", name).focus();
}

async function tryCamera() {
    const stream = await listen("camera", { video: true });
    if (!stream) {
        return;
    }
    const view = get("view", "camera");
    view.srcObject = stream;
    view.hidden = false;
    try {
        await view.play();
        conclude("camera", "works", view.videoWidth > 0);
    } catch {
        conclude("camera", "broken", false);
    }
}

/** How loud it is just now, from 0 to 1. */
function measure(analyser, samples) {
    analyser.getFloatTimeDomainData(samples);
    const sum = samples.reduce((total, sample) => total + sample * sample, 0);
    return Math.sqrt(sum / samples.length);
}

async function tryMicrophone() {
    const stream = await listen("microphone", { audio: true });
    if (!stream) {
        return;
    }
    const audio = new AudioContext();
    const analyser = audio.createAnalyser();
    audio.createMediaStreamSource(stream).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    const level = get("level", "microphone");
    const begun = performance.now();
    let heard = false;
    level.hidden = false;
    say("microphone", "listens");
    const timer = setInterval(() => {
        const loud = measure(analyser, samples);
        // A voice is far from what a microphone could bear.
        level.value = Math.min(1, loud * 4);
        if (!heard && loud > HEARD) {
            heard = true;
            conclude("microphone", "works", true);
        } else if (!heard && performance.now() - begun > PATIENCE) {
            conclude("microphone", "silent", false);
        }
    }, 100);
    open.microphone = { stream, audio, timer };
}

function trySound() {
    try {
        const audio = new AudioContext();
        const tone = audio.createOscillator();
        const loudness = audio.createGain();
        const now = audio.currentTime;
        loudness.gain.setValueAtTime(0, now);
        // A tone that begins and ends at once cracks.
        loudness.gain.linearRampToValueAtTime(0.25, now + 0.1);
        loudness.gain.setValueAtTime(0.25, now + 1.1);
        loudness.gain.linearRampToValueAtTime(0, now + 1.3);
        tone.frequency.value = 523;
        tone.connect(loudness).connect(audio.destination);
        tone.addEventListener("ended", () => audio.close());
        tone.start();
        tone.stop(now + 1.4);
        say("sound", "asks");
        show("answers", "sound", true);
    } catch {
        conclude("sound", "broken", false);
    }
}

async function load(address) {
    const begun = performance.now();
    const response = await fetch(`${address}?at=${Date.now()}`, {
        cache: "no-store",
        credentials: "omit",
    });
    if (!response.ok) {
        throw new Error("not loaded");
    }
    const { byteLength } = await response.arrayBuffer();
    return (byteLength * 8) / 1000 / Math.max(performance.now() - begun, 1);
}

/** The best of three: the first also makes the connection. */
async function measureConnection(address) {
    let best = 0;
    for (let number = 0; number < 3; number++) {
        best = Math.max(best, await load(address));
    }
    return best;
}

async function tryConnection() {
    const button = get("start", "connection");
    button.disabled = true;
    say("connection", "waits");
    show("rate", "connection", false);
    try {
        const rate = await measureConnection(get("try", "connection").dataset.cxFile);
        const said = new Intl.NumberFormat(document.documentElement.lang, {
            maximumFractionDigits: 1,
        });
        get("number", "connection").textContent = said.format(rate);
        show("rate", "connection", true);
        const word = rate >= GOOD ? "works" : rate >= ENOUGH ? "slow" : "weak";
        conclude("connection", word, rate >= ENOUGH);
    } catch {
        conclude("connection", "broken", false);
    }
    button.disabled = false;
}

function answerSound(answer) {
    show("answers", "sound", false);
    get("start", "sound").focus();
    conclude("sound", answer === "yes" ? "works" : "unheard", answer === "yes");
}

document.querySelector("[data-cx-plain]").hidden = true;
tries.hidden = false;
form.addEventListener("change", () => {
    typed = true;
});
get("start", "camera").addEventListener("click", tryCamera);
get("stop", "camera").addEventListener("click", () => finish("camera", "view"));
get("start", "microphone").addEventListener("click", tryMicrophone);
get("stop", "microphone").addEventListener("click", () => finish("microphone", "level"));
get("start", "sound").addEventListener("click", trySound);
get("start", "connection").addEventListener("click", tryConnection);
for (const button of get("answers", "sound").children) {
    button.addEventListener("click", () => answerSound(button.dataset.cxAnswer));
}
addEventListener("pagehide", () => Object.keys(open).forEach(close));
