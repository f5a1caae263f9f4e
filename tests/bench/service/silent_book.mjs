// A book that takes note and does nothing, so that accepting a message is measured by itself.

import { DurableObject } from 'cloudflare:workers';

export class SilentBook extends DurableObject {
  fetch() {
    return Response.json({ reply: 'noted' });
  }
}

export default { fetch: () => new Response(null, { status: 404 }) };
