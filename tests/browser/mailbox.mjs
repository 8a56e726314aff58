// A mail server for tests, software of others, so that mails are not read with our own misunderstandings.
//
//   node mailbox.mjs [PORT] [ascii]
//
// PORT 0, the default, takes a free one; "ascii" is a server that writes to no address with other letters.
// Says "mailbox 127.0.0.1:PORT", and then each mail as a line of JSON. Its moods are asked of it on standard
// input, a line each: "later" turns the next mail away for now (as greylisting does), "never" for ever; "full"
// takes the next one whole and says then that it could not keep it, "silent" keeps it and is gone before it
// has said so. Of both the line of JSON comes all the same. "so far" changes nothing: it is repeated, after
// the mails that came before it.
import { createInterface } from 'node:readline';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

const [port = '0', letters] = process.argv.slice(2);
const moods = [];
createInterface({ input: process.stdin }).on('line', (mood) => {
  if (mood !== 'so far') moods.push(mood);
  console.log(JSON.stringify({ mood }));
});

const refusal = (code, words) => Object.assign(new Error(words), { responseCode: code });

// The socket of a session; the server has no word for breaking off.
const lineOf = (session) => [...server.connections].find((one) => one.session === session)._socket;

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['AUTH', 'STARTTLS'],
  logger: false,
  hideSMTPUTF8: letters === 'ascii',
  onRcptTo(address, session, done) {
    session.mood = moods.shift();
    // Servers of the world repeat the address.
    switch (session.mood) {
      case 'later': return done(refusal(451, `4.7.1 <${address.address}>: Greylisted, please come again`));
      case 'never': return done(refusal(550, `5.1.1 <${address.address}>: No such mailbox`));
      default: return done();
    }
  },
  onData(stream, session, done) {
    simpleParser(stream).then((mail) => {
      const to = mail.to.value[0].address;
      switch (session.mood) {
        case 'full': done(refusal(452, `4.2.2 <${to}>: Mailbox is full`)); break;
        case 'silent': lineOf(session).destroy(); break;
        default: done();
      }
      console.log(JSON.stringify({
        id: mail.messageId,
        from: mail.from.value,
        to: mail.to.value,
        replyTo: mail.replyTo?.value,
        subject: mail.subject,
        automatic: mail.headers.get('auto-submitted'),
        text: mail.text,
        html: mail.html,
        // What stands in the mail's page is no file to somebody who reads it.
        pictures: mail.attachments.filter(({ related }) => related).map(({ contentType, content, cid }) => ({
          contentType, cid, base64: content.toString('base64'),
        })),
        files: mail.attachments.filter(({ related }) => !related).map(({ filename, contentType, content, headers }) => ({
          filename, contentType, type: headers.get('content-type'), text: content.toString('utf8'),
        })),
      }));
    }, done);
  },
});
server.listen(Number(port), '127.0.0.1', () => {
  console.log(`mailbox 127.0.0.1:${server.server.address().port}`);
});
