import { createHmac, randomUUID } from 'node:crypto';

const secret = 'a secret of these tests, 32 bytes or more';
const issuer = 'https://issuer.test';
const audience = 'crowd';

/** Keys that stand in the server's configuration, by role. */
export const keys = {
  admin: 'admin-key-of-these-tests-0123456789',
  editor: 'editor-key-of-these-tests-0123456789',
  viewer: 'viewer-key-of-these-tests-0123456789',
};

/** Settings of a server that asks for credentials. */
export const access = {
  API_KEYS: Object.entries(keys).map(([role, key]) => `${role}:${role}:${key}`).join(','),
  JWT_SECRET: secret,
  JWT_ISSUER: issuer,
  JWT_AUDIENCE: audience,
};

/** A token of the issuer (RFC 7519, HS256) that is good for so many seconds. No two are alike. */
export function token(role, seconds, agent = undefined) {
  const claims = {
    iss: issuer, aud: audience, sub: role, jti: randomUUID(), exp: Date.now() / 1000 + seconds,
    app_metadata: { crowdmind_role: role, ...(agent && { crowdmind_agent: agent.id }) },
  };
  const signed = [{ alg: 'HS256', typ: 'JWT' }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}
