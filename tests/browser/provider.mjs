// A provider of accounts (OpenID Connect) for tests: certified software of others, so that the hub is
// not tried against its own misunderstandings.
//
//   node provider.mjs PORT PEOPLE REDIRECTS [id-token-seconds]
//
// REDIRECTS are where people may come back to, with commas between them. PORT 0 takes a free one. PEOPLE
// is a JSON file, read anew at each question:
// { "petra": { "name": "Petra Müller", "groups": ["..."], "amr": ["pwd", "otp"] } }. Keys are made at
// the start, so a provider that starts again has others. Says "provider http://127.0.0.1:PORT".
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const [port, people, redirects, idTokenSeconds = '3600'] = process.argv.slice(2);
const redirectUris = redirects.split(',');
const person = (id) => JSON.parse(readFileSync(people, 'utf8'))[id];

// A port is known after listening, and the provider must know its address before.
const server = createServer();
await new Promise((done, failed) => {
  server.once('error', failed);
  server.listen(Number(port), '127.0.0.1', done);
});
const issuer = `http://127.0.0.1:${server.address().port}`;

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const key = { ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), use: 'sig', alg: 'RS256' };

const provider = new Provider(issuer, {
  jwks: { keys: [key] },
  clients: [{
    client_id: 'wartemarke',
    client_secret: 'a secret of the tests, which is long',
    redirect_uris: redirectUris,
    post_logout_redirect_uris: [`${new URL(redirectUris[0]).origin}/login`],
  }],
  cookies: { keys: [randomUUID()] },
  pkce: { required: () => true },
  claims: {
    openid: ['sub', 'amr'],
    profile: ['name', 'given_name', 'family_name', 'preferred_username', 'groups'],
    email: ['email'],
  },
  ttl: { IdToken: Number(idTokenSeconds), AccessToken: 60, Grant: 600, Session: 600, Interaction: 600 },
  findAccount: (_, id) => person(id) && {
    accountId: id,
    claims: () => ({ sub: id, preferred_username: id, ...person(id) }),
  },
  // Nobody is asked whether the hub may know them: it is their employer's.
  loadExistingGrant: async (ctx) => {
    const { oidc } = ctx;
    const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
    grant.addOIDCScope('openid profile email');
    await grant.save();
    return grant;
  },
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true } },
  renderError: (ctx, out) => { ctx.type = 'text'; ctx.body = JSON.stringify(out); },
});

const page = (uid) => `<!doctype html><html lang="de"><meta charset="utf-8"><title>Anmelden</title>
<h1>Konto der Verwaltung</h1><form method="post" action="/interaction/${uid}">
<label>Kennung <input name="login"></label> <button>Anmelden</button> <button name="no" value="1">Nein</button>
</form></html>`;

const bodyOf = async (request) => {
  let text = '';
  for await (const part of request) text += part;
  return new URLSearchParams(text);
};

// Everybody has the same password here: none.
const interaction = async (request, response) => {
  const { uid } = await provider.interactionDetails(request, response);
  if (request.method === 'GET') {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    return response.end(page(uid));
  }
  const typed = await bodyOf(request);
  const accountId = typed.get('login');
  const result = typed.get('no') || !person(accountId)
    ? { error: 'access_denied', error_description: 'the person said no' }
    : { login: { accountId, amr: person(accountId).amr ?? ['pwd'] } };
  return provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
};

server.on('request', (request, response) => {
  if (!request.url.startsWith('/interaction/')) return provider.callback()(request, response);
  return interaction(request, response).catch((error) => {
    response.statusCode = 400;
    response.end(String(error));
  });
});
console.log(`provider ${issuer}`);
