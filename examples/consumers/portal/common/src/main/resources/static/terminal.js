'use strict';

const PASTE = 16 * 1024;
const TELL = 32 * 1024;

const machine = new URLSearchParams(location.search).get('machine');
const terminal = new Terminal();
const fit = new FitAddon.FitAddon();
terminal.loadAddon(fit);
terminal.open(document.getElementById('screen'));
fit.fit();
terminal.focus();

const socket = new WebSocket(`${location.protocol.replace('http', 'ws')}//${location.host}`
  + `/machines/${encodeURIComponent(machine)}/terminal?columns=${terminal.cols}&rows=${terminal.rows}`);
socket.binaryType = 'arraybuffer';

function send(frame) {
  if (socket.readyState === WebSocket.OPEN) {
    socket.send(frame);
  }
}

// What has been drawn is told, because the machine waits for it: a browser reads faster than a terminal draws.
let shown = 0;
function drawn(bytes) {
  shown += bytes;
  if (shown >= TELL) {
    send(JSON.stringify({shown}));
    shown = 0;
  }
}

function notice(text) {
  document.getElementById('notice').textContent = text;
  fit.fit();
}

socket.onmessage = event => {
  if (typeof event.data !== 'string') {
    terminal.write(new Uint8Array(event.data), () => drawn(event.data.byteLength));
    return;
  }
  const told = JSON.parse(event.data);
  notice(told.closing === undefined ? told.end : `The portal stops in ${told.closing} s. Save your work.`);
};
socket.onclose = event => {
  document.body.dataset.closed = event.code;
  if (event.code === 1001 || event.code === 1006) {
    notice('The connection has ended. Reload the page to open another terminal.');
  }
};

terminal.onData(text => {
  const bytes = new TextEncoder().encode(text);
  for (let from = 0; from < bytes.length; from += PASTE) {
    send(bytes.subarray(from, from + PASTE));
  }
});
terminal.onResize(({cols, rows}) => send(JSON.stringify({columns: cols, rows})));
addEventListener('resize', () => fit.fit());
