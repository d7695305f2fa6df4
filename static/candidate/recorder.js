/* Records an answer in the browser of a candidate, and sends it as the form of the page would
   send a file. Words and limits stand in the page. */
"use strict";

const $ = (name) => document.getElementById(`recorder_${name}`);

(function () {
    const root = document.getElementById("recorder");
    const Recorder = window.MediaRecorder;
    const devices = navigator.mediaDevices;
    if (!root || !Recorder || !devices || !devices.getUserMedia) {
        return;
    }

    const form = root.closest("form");
    const most = Number(root.dataset.seconds);
    const largest = Number(root.dataset.bytes);
    const TYPES = {
        video: [
            'video/mp4;codecs="avc1.42E01E,mp4a.40.2"',
            'video/webm;codecs="vp9,opus"',
            'video/webm;codecs="vp8,opus"',
            "video/webm",
            "video/mp4",
        ],
        audio: ["audio/mp4", 'audio/webm;codecs="opus"', "audio/webm", "audio/ogg"],
    };
    const PARTS = ["live", "video", "audio", "progress"];
    const BUTTONS = ["with_video", "with_audio", "start", "stop", "save", "again"];
    const state = {
        kind: null,
        stream: null,
        recorder: null,
        blob: null,
        timer: null,
        sent: false,
    };

    function find(word) {
        return root.querySelector(`[data-word="${word}"]`).textContent;
    }

    function say(word, values) {
        let text = find(word);
        for (const [name, value] of Object.entries(values || {})) {
            text = text.replace(`{${name}}`, value);
        }
        $("status").textContent = text;
    }

    function fail(text) {
        $("error").textContent = text;
        $("error").hidden = !text;
    }

    function failWith(word) {
        fail(find(word));
    }

    function show(...names) {
        for (const name of [...PARTS, ...BUTTONS]) {
            $(name).hidden = !names.includes(name);
        }
    }

    function clock(seconds) {
        return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
    }

    function close() {
        clearInterval(state.timer);
        for (const track of state.stream ? state.stream.getTracks() : []) {
            track.stop();
        }
        state.stream = null;
        $("live").srcObject = null;
    }

    function forget() {
        for (const name of ["video", "audio"]) {
            if ($(name).src) {
                URL.revokeObjectURL($(name).src);
                $(name).removeAttribute("src");
            }
        }
        state.blob = null;
    }

    function begin() {
        close();
        forget();
        say("choose");
        show("with_video", "with_audio");
    }

    async function open(kind) {
        state.kind = kind;
        fail("");
        forget();
        say("asking");
        show();
        const camera = { width: { ideal: 1280 }, height: { ideal: 720 }, facingMode: "user" };
        try {
            state.stream = await devices.getUserMedia({
                audio: true,
                video: kind === "video" ? camera : false,
            });
        } catch (error) {
            const refused = ["NotAllowedError", "SecurityError"].includes(error.name);
            const none = ["NotFoundError", "OverconstrainedError"].includes(error.name);
            begin();
            failWith(refused ? "denied" : none ? "missing" : "broken");
            return;
        }
        say("ready");
        if (kind === "video") {
            $("live").muted = true;
            $("live").srcObject = state.stream;
            $("live").play();
            show("live", "start");
        } else {
            show("start");
        }
        $("start").focus();
    }

    function start() {
        fail("");
        // As much as fits into what can be sent, with a little left over.
        const bits = Math.floor((largest * 8 * 0.8) / most);
        const parts = [];
        const type = TYPES[state.kind].find((each) => Recorder.isTypeSupported(each));
        state.recorder = new Recorder(state.stream, {
            mimeType: type,
            audioBitsPerSecond: 96000,
            videoBitsPerSecond: Math.max(100000, Math.min(1500000, bits - 96000)),
        });
        const began = Date.now();
        let full = false;
        state.recorder.addEventListener("dataavailable", (event) => parts.push(event.data));
        state.recorder.addEventListener("stop", () => {
            close();
            listen(new Blob(parts, { type: state.recorder.mimeType }), full);
        });
        const tick = () => {
            const seconds = (Date.now() - began) / 1000;
            say("recording", { time: clock(Math.min(seconds, most)), most: clock(most) });
            if (seconds >= most && state.recorder.state === "recording") {
                full = true;
                state.recorder.stop();
            }
        };
        state.recorder.start(1000);
        tick();
        state.timer = setInterval(tick, 500);
        show(...(state.kind === "video" ? ["live", "stop"] : ["stop"]));
        $("stop").focus();
    }

    function listen(blob, full) {
        state.blob = blob;
        const player = $(state.kind);
        player.src = URL.createObjectURL(blob);
        if (blob.size > largest) {
            say("choose");
            failWith("large");
            show("again");
            return;
        }
        say(full ? "full" : "listen");
        show(state.kind, "save", "again");
        $("save").focus();
    }

    /* What the server says is wrong, in the words of its page. */
    function readError(html) {
        const page = new DOMParser().parseFromString(html, "text/html");
        const found = page.querySelector('[role="alert"]:not([hidden]), [role="status"].cx-note');
        return found && found.textContent.trim();
    }

    function send() {
        fail("");
        say("sending");
        show("progress");
        const data = new FormData(form);
        data.set("file", state.blob, "answer");
        const request = new XMLHttpRequest();
        const retry = (text) => {
            say("listen");
            show(state.kind, "save", "again");
            fail(text);
        };
        request.upload.addEventListener("progress", (event) => {
            $("progress").value = event.lengthComputable ? (100 * event.loaded) / event.total : 0;
        });
        request.addEventListener("load", () => {
            const saved = request.status === 200 && request.responseURL.includes("said=saved");
            if (saved) {
                state.sent = true;
                window.location.replace(request.responseURL);
            } else {
                retry(readError(request.responseText) || find("failed"));
            }
        });
        request.addEventListener("error", () => retry(find("offline")));
        request.addEventListener("abort", () => retry(find("offline")));
        request.open("POST", form.action);
        request.send(data);
    }

    $("with_video").addEventListener("click", () => open("video"));
    $("with_audio").addEventListener("click", () => open("audio"));
    $("start").addEventListener("click", start);
    $("stop").addEventListener("click", () => state.recorder.stop());
    $("again").addEventListener("click", () => open(state.kind));
    $("save").addEventListener("click", send);
    form.addEventListener("submit", (event) => event.preventDefault());
    window.addEventListener("pagehide", close);
    window.addEventListener("beforeunload", (event) => {
        if (state.blob && !state.sent) {
            event.preventDefault();
        }
    });
    document.getElementById("no_recorder").hidden = true;
    root.hidden = false;
    begin();
})();
