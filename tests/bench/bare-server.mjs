// The least that node can serve: what a start is compared with.
import { createServer } from 'node:http';

const server = createServer((_request, response) => response.end('ok'));
server.listen(0, '127.0.0.1', () => console.log(`http://localhost:${server.address().port}`));
