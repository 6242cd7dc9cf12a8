import bolt from '@slack/bolt';

const app = new bolt.App({
  token: process.env.SLACK_BOT_TOKEN,
  appToken: process.env.SLACK_APP_TOKEN,
  socketMode: true,
  logLevel: bolt.LogLevel.WARN,
  clientOptions: { slackApiUrl: process.env.SLACK_API_URL },
});

const plain = text => ({ type: 'plain_text', text });
const button = (label, action_id, value) => ({ type: 'button', text: plain(label), action_id, value });
const modal = (title, ...blocks) => ({ type: 'modal', callback_id: 'ticket', title: plain(title), submit: plain('Save'), blocks });
const input = (label, block_id, element, more) => ({ type: 'input', block_id, label: plain(label), element: { action_id: block_id, ...element }, ...more });

const form = title => modal('New ticket',
  input('Title', 'title', { type: 'plain_text_input', ...(title && { initial_value: title }) }),
  input('Area', 'area', { type: 'external_select', min_query_length: 0 }, { optional: true }),
  { type: 'actions', block_id: 'more', elements: [button('What is this?', 'help', 'help'), button('Shorter', 'shorter', 'shorter')] });

const card = (title, state, ...elements) => ({
  text: `${title}: ${state}`,
  blocks: [
    { type: 'section', text: { type: 'mrkdwn', text: `*${title}* ${state}` } },
    ...(elements.length ? [{ type: 'actions', elements }] : []),
  ],
});

app.command('/ticket', async ({ ack, body, client, command, respond }) => {
  if (command.text === 'quick') return ack({ text: 'Quick answer', response_type: 'ephemeral' });
  await ack();
  if (command.text === 'later') return respond({ text: 'Later answer' });
  await client.views.open({ trigger_id: body.trigger_id, view: form(command.text) });
});

app.options('area', async ({ ack, options }) => {
  const areas = ['Orders', 'Payments'].filter(area => area.toLowerCase().includes(options.value.toLowerCase()));
  await ack({ options: areas.map(area => ({ text: plain(area), value: area.toLowerCase() })) });
});

app.action('help', async ({ ack, body, client }) => {
  await ack();
  await client.views.push({ trigger_id: body.trigger_id, view: { type: 'modal', title: plain('Help'), blocks: card('A ticket', 'asks for something').blocks } });
});

app.action('shorter', async ({ ack, body, client }) => {
  await ack();
  const view = modal('Short ticket', input('Title', 'title', { type: 'plain_text_input' }));
  await client.views.update({ view_id: body.view.id, hash: body.view.hash, view });
});

app.view('ticket', async ({ ack, body, view, client }) => {
  const title = view.state.values.title?.title.value ?? 'untitled';
  if (title.length < 4) return ack({ response_action: 'errors', errors: { title: 'Say a little more.' } });
  if (title === 'Show me') return ack({ response_action: 'update', view: modal('Shown', { type: 'section', text: plain('Saved as shown') }) });
  if (title === 'One more') return ack({ response_action: 'push', view: modal('Pushed', { type: 'section', text: plain('On top') }) });
  if (title === 'All gone') return ack({ response_action: 'clear' });
  await ack();
  const { channel } = await client.conversations.create({ name: `ticket-${title.toLowerCase().replaceAll(' ', '-')}` });
  await client.conversations.invite({ channel: channel.id, users: body.user.id });
  await client.chat.postMessage({ channel: channel.id, ...card(title, 'is open', button('Take', 'take', title), button('Close', 'close', title)) });
});

app.action('take', async ({ ack, action, body, client }) => {
  await ack();
  await client.chat.update({ channel: body.channel.id, ts: body.message.ts, ...card(action.value, `is taken by <@${body.user.id}>`) });
  const { usergroups } = await client.usergroups.list({ include_users: true });
  const group = usergroups.find(each => each.handle === 'ticket-taker')
    ?? (await client.usergroups.create({ name: 'Ticket taker', handle: 'ticket-taker' })).usergroup;
  await client.usergroups.users.update({ usergroup: group.id, users: body.user.id });
});

app.action('close', async ({ ack, respond }) => {
  await ack();
  await respond({ replace_original: true, text: 'Closed' });
});

app.message('ping', async ({ say, message }) => say({ text: 'pong', thread_ts: message.ts }));

process.stdin.resume().on('end', () => app.stop().finally(() => process.exit(0)));
await app.start();
