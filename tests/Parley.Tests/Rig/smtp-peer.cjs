// A mail server that does as it is told. One JSON object a line: in { mode }, out { port } once, then { event, ... } for whatever comes.
const { SMTPServer } = require(process.env.LIBRARY);
let mode = 'take';
const say = (o) => process.stdout.write(`${JSON.stringify(o)}\n`);
const no = (code, text) => Object.assign(new Error(text), { responseCode: code });
const answers = {
  'connect-554': ['connect', 554, '5.7.1 You are not wanted here'],
  'rcpt-451': ['rcpt', 451, '4.3.0 Try again later'], 'rcpt-550': ['rcpt', 550, '5.7.1 Not wanted here'], 'rcpt-nobody': ['rcpt', 550, '5.1.1 Mailbox does not exist'],
  'rcpt-unknown': ['rcpt', 550, 'No such user here'], 'mail-550': ['mail', 550, '5.7.1 You may not send'], 'data-451': ['data', 451, '4.7.1 Greylisted'], 'data-554': ['data', 554, '5.6.0 Refused'],
};
const at = (step) => (answers[mode]?.[0] === step ? no(answers[mode][1], answers[mode][2]) : null);
const server = new SMTPServer({
  authOptional: process.env.AUTH !== 'yes', secure: process.env.SECURE === 'yes', disabledCommands: process.env.STARTTLS === 'yes' ? [] : ['STARTTLS'], hideSTARTTLS: process.env.STARTTLS !== 'yes', allowInsecureAuth: true, logger: false, size: 50e6,
  key: process.env.KEY || undefined, cert: process.env.CERT || undefined,
  onConnect(session, done) { say({ event: 'connect' }); if (mode !== 'mute') done(at('connect')); },
  onAuth(auth, session, done) { say({ event: 'auth', user: auth.username, encrypted: session.secure }); auth.password === 'secret' ? done(null, { user: auth.username }) : done(no(535, '5.7.8 Wrong')); },
  onMailFrom(address, session, done) { say({ event: 'mail', address: address.address }); done(at('mail')); },
  onRcptTo(address, session, done) { say({ event: 'rcpt', address: address.address }); if (mode !== 'hang') done(at('rcpt')); },
  onData(stream, session, done) {
    const parts = [];
    stream.on('data', (part) => {
      parts.push(part);
      if (mode === 'close') for (const one of server.connections) one._socket.destroy();
    });
    stream.on('end', () => {
      const no = at('data');
      say({ event: no ? 'refused' : 'taken', from: session.envelope.mailFrom.address, to: session.envelope.rcptTo.map((r) => r.address), raw: Buffer.concat(parts).toString('base64') });
      if (mode === 'close-after') for (const one of server.connections) one._socket.destroy();
      else done(no);
    });
  },
  onClose() { say({ event: 'close' }); },
});
server.on('error', () => {});
server.listen(Number(process.env.PORT), '127.0.0.1', () => say({ event: 'listening' }));
require('readline').createInterface({ input: process.stdin }).on('line', (line) => { mode = JSON.parse(line).mode; say({ event: 'mode', mode }); }).on('close', () => process.exit(0));
