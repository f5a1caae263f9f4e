// The worker many would write: Hono and Zod, with the fields and limits of `domain/src/submission`
// and one KV write per accepted message. Where a book is bound, it also looks for an earlier arrival
// of the same message and tells the book, as ours does. What it never does: compute a promise, sign
// a private link, keep a repeat apart from other words under the same id.

import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { z } from 'zod';

const BODY_BYTES_MAX = 64_000;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;
const CONTROL_IN_TEXT = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
const LOCAL_PART = /^(?!\.)(?!.*\.\.)[\w!#$%&'*+\-/=?^`{|}~.]{1,64}(?<!\.)$/;
const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?=[a-z0-9-]*[a-z])[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;
const PHONE = /^[\d +\-./()]*$/;
const PAGE = /^https?:\/\/[^\s<>"'\\@]+$/;

const plain = raw => raw.replace(/\r\n?/g, '\n').replace(CONTROL_IN_TEXT, ' ').trim();
const atMost = max => text => text.length <= max || [...text].length <= max;
const raw = z.string().default('');
const token = (max, shape) => raw.transform(text => (text.length <= max && shape.test(text) ? text : undefined));

const isEmail = text => {
  const at = text.lastIndexOf('@');
  return text === '' || (text.length <= 254 && LOCAL_PART.test(text.slice(0, at)) && DOMAIN.test(text.slice(at + 1)));
};
const isPhone = text => {
  const digits = text.replace(/\D/g, '').length;
  return text === '' || (PHONE.test(text) && digits >= 5 && digits <= 15 && text.length <= 40);
};
const lowerDomain = text => text.replace(/@[^@]*$/, domain => domain.toLowerCase());

const Submission = z
  .object({
    submission_id: z.string().regex(UUID, 'The submission id must be a UUID.'),
    kind: z.enum(['question', 'complaint', 'praise', 'callback'], 'Please choose what it is about.'),
    message: raw.transform(plain).refine(atMost(4_000), 'Please shorten this to 4,000 characters.'),
    wish: raw.transform(plain).refine(atMost(1_000), 'Please shorten this to 1,000 characters.'),
    needed_by: z.enum(['', 'today', 'this_week', 'no_hurry']).default(''),
    name: z
      .string()
      .default('')
      .transform(text => text.trim())
      .refine(text => !CONTROL.test(text), 'Please write your name on one line.')
      .refine(atMost(100), 'Please shorten your name to 100 characters.'),
    email: z
      .string()
      .default('')
      .transform(text => text.trim())
      .refine(isEmail, 'This is no e-mail address; please check it.')
      .transform(lowerDomain),
    phone: raw.transform(text => text.trim()).refine(isPhone, 'This number cannot be rung; please check it.'),
    page: raw.transform(text => text.trim().split(/[?#]/)[0]).transform(text => (text.length <= 1_000 && PAGE.test(text) ? text : undefined)),
    language: token(35, /^[\w-]+$/),
    zone: token(64, /^[\w\-/+]+$/),
    trap: raw,
  })
  .superRefine((fields, context) => {
    const missing = (path, message) => context.addIssue({ code: 'custom', path: [path], message });
    const { kind, message, name, email, phone } = fields;
    if (!message && kind !== 'callback') missing('message', 'Please write what it is about.');
    if (!name && kind !== 'praise') missing('name', 'Please tell us your name.');
    if (kind === 'callback' && !phone) missing('phone', 'Please give the number we should ring.');
    if ((kind === 'question' || kind === 'complaint') && !email && !phone) missing('email', 'Please give an e-mail address.');
  });

const tell = async (book, fact) => {
  const answer = await book.fetch('https://book/', { method: 'POST', body: JSON.stringify({ ask: 'tell', facts: [fact] }) });
  return answer.json();
};

const app = new Hono();

app.post('/v1/sites/:site/cases', bodyLimit({ maxSize: BODY_BYTES_MAX }), async context => {
  if (!context.req.header('content-type')?.startsWith('application/json')) return context.json({ code: 'wrong_type' }, 415);
  const parsed = Submission.safeParse(await context.req.json());
  if (!parsed.success) {
    const errors = parsed.error.issues.map(({ path, message }) => ({ field: path[0], sentence: message }));
    return context.json({ ...errors[0], errors }, 422);
  }
  const { submission_id, ...fields } = parsed.data;
  const now = new Date().toISOString();
  const key = `v1/fact/${context.req.param('site')}/${now.slice(0, 10)}/${submission_id}/opened`;
  const { BOOKS, FACTS } = context.env;
  if (BOOKS && (await FACTS.get(key)) !== null) return context.json({ code: 'repeated' }, 409);
  const fact = JSON.stringify({ at: now, submission_id, ...fields });
  await FACTS.put(key, fact, { metadata: submission_id });
  if (BOOKS) context.executionCtx.waitUntil(tell(BOOKS.getByName(context.req.param('site')), fact));
  const promise = { what: 'read', due: now, sentence: 'Ana reads this by today 15:40.' };
  return context.json({ reference: 'HB-7K3Q-X2MD', promise, case_url: `https://hearback.example/case/${submission_id}` }, 201);
});

export default app;
