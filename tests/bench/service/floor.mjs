// What a request costs before anybody does anything with it.

export default { fetch: () => new Response('{}', { status: 201, headers: { 'content-type': 'application/json' } }) };
