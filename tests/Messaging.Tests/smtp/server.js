// A mail server for the tests: says its port, then each mail it takes as a line of JSON. What it refuses is in the address:
// gone@ for ever, later@ for now, once@ the first time.
const { SMTPServer } = require('smtp-server');
const seen = new Set();
const refuse = (code, text) => Object.assign(new Error(text), { responseCode: code });
const server = new SMTPServer({
  authOptional: true,
  allowInsecureAuth: true,
  logger: false,
  onAuth: (auth, session, done) => (auth.username === 'bihuan' && auth.password === 'right' ? done(null, { user: auth.username }) : done(refuse(535, 'Authentication failed'))),
  onRcptTo(address, session, done) {
    const name = address.address.split('@')[0];
    if (name === 'gone') return done(refuse(550, 'No such mailbox'));
    if (name === 'later') return done(refuse(451, 'Try again later'));
    if (name === 'once' && !seen.has(address.address)) {
      seen.add(address.address);
      return done(refuse(451, 'Try again later'));
    }
    return done();
  },
  onData(stream, session, done) {
    const parts = [];
    stream.on('data', (part) => parts.push(part));
    stream.on('end', () => {
      process.stdout.write(JSON.stringify({ to: session.envelope.rcptTo.map((r) => r.address), user: session.user || null, raw: Buffer.concat(parts).toString('base64') }) + '\n');
      done();
    });
  },
});
server.on('error', () => {});
server.listen(0, '127.0.0.1', () => process.stdout.write(`listening on ${server.server.address().port}\n`));
