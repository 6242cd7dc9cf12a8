'use strict';
const get = id => document.getElementById(id);
const make = (tag, props = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), props);
  element.append(...children);
  return element;
};
let channel = null;
let shown = '';

async function act(what) {
  const body = JSON.stringify({ as: get('who').value || 'ana', in: channel, ...what });
  const answer = await fetch('page/act', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
  const { trouble } = await answer.json();
  if (trouble) alert(trouble);
  await show();
}

function message(m) {
  const buttons = m.buttons.map(label => m.links[label]
    ? make('a', { href: m.links[label], target: '_blank', textContent: label })
    : make('button', { textContent: label, onclick: () => act({ do: 'press', ts: m.ts, button: label }) }));
  const note = [m.at, m.onlyYou && 'only you can see this', m.pinned && 'pinned', m.edited && 'edited'].filter(Boolean).join(' · ');
  const article = make('article', {}, make('strong', { textContent: m.from + ' ' }), make('small', { textContent: note }), '\n' + m.text + '\n', ...buttons);
  article.className = [m.onlyYou && 'only', m.reply && 'reply'].filter(Boolean).join(' ');
  return article;
}

function control(f) {
  if (f.options.length && !f.type.startsWith('multi') && f.type !== 'checkboxes') {
    const select = make('select', { name: f.label }, ...f.options.map(o => make('option', { textContent: o })));
    select.value = f.value;
    return select;
  }
  return make(f.multiline ? 'textarea' : 'input', { name: f.label, value: f.value });
}

function field(f) {
  const help = { users_select: 'a short name', multi_users_select: 'short names, with commas', external_select: 'type to search' }[f.type];
  const hint = [f.hint, help, f.options.length && f.type.match(/multi|checkboxes/) && 'of: ' + f.options.join(', ')].filter(Boolean).join(' · ');
  return make('label', {}, f.label, control(f), make('small', { textContent: hint }), make('small', { className: 'error', textContent: f.error || '' }));
}

function dialog(m) {
  const form = make('form', { onsubmit: event => { event.preventDefault(); act({ do: 'submit', values: values() }); } });
  const values = () => Object.fromEntries(new FormData(form));
  const inside = m.buttons.map(label => make('button', { type: 'button', textContent: label, onclick: () => act({ do: 'inside', button: label, values: values() }) }));
  form.append(make('h2', { textContent: m.title }), make('p', { className: 'error', textContent: m.trouble || '' }));
  form.append(...(m.fields.length ? m.fields.map(field) : [make('pre', { textContent: m.text, style: 'white-space:pre-wrap' })]), ...inside);
  if (m.submit) form.append(make('button', { textContent: m.submit }));
  form.append(make('button', { type: 'button', textContent: 'Close', onclick: () => act({ do: 'close' }) }));
  get('modal').replaceChildren(form);
  if (!get('modal').open) get('modal').showModal();
}

async function show() {
  const query = new URLSearchParams({ as: get('who').value || 'ana', in: channel || '' });
  const text = await (await fetch('page/screen?' + query)).text();
  if (text === shown) return;
  shown = text;
  const screen = JSON.parse(text);
  channel = screen.channel;
  if (!get('who').options.length) get('who').append(...screen.people.map(p => make('option', { value: p.handle, textContent: p.name })));
  get('time').textContent = screen.time;
  get('topic').textContent = screen.topic || '';
  get('channels').replaceChildren(...screen.channels.map(c => {
    const button = make('button', { textContent: c.name, onclick: () => { channel = c.id; show(); } });
    button.setAttribute('aria-current', c.id === channel);
    return button;
  }));
  get('messages').replaceChildren(...screen.messages.map(message));
  get('messages').scrollTop = get('messages').scrollHeight;
  if (screen.modal) dialog(screen.modal);
  else if (get('modal').open) get('modal').close();
}

get('say').onsubmit = event => {
  event.preventDefault();
  const text = get('text').value.trim();
  get('text').value = '';
  if (text) act({ do: 'say', text });
};
get('who').onchange = () => { channel = null; show(); };
get('modal').oncancel = event => { event.preventDefault(); act({ do: 'close' }); };
new EventSource('page/changes').onmessage = show;
show();
