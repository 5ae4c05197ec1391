import { listen } from './live.ts';

/** The browser's own, as far as the page sees it. */
class Source extends EventTarget {
  static readonly CLOSED = 2;
  static opened: Source[] = [];
  readyState = 0;
  constructor(readonly url: string) {
    super();
    Source.opened.push(this);
  }
  close() {
    this.readyState = Source.CLOSED;
  }
  hears(name: string) {
    this.dispatchEvent(new Event(name));
  }
  /** Lost: the browser is at it again by itself. Refused: it has given up. */
  fails(readyState: 0 | 2) {
    this.readyState = readyState;
    this.hears('error');
  }
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
const SHORT = { first: 40, most: 1000 };

let stop: () => void;
const asked: unknown[] = [];
beforeEach(() => {
  Source.opened = [];
  asked.length = 0;
  Object.assign(globalThis, { EventSource: Source });
  stop = listen({ invalidateQueries: async (filters) => void asked.push(filters) }, SHORT);
});
afterEach(() => stop());

test('after an answer that is no stream the page comes back by itself, and asks for what it missed', async () => {
  Source.opened[0]!.hears('hello');
  Source.opened[0]!.fails(2);
  expect(Source.opened).toHaveLength(1);
  await pause(60);
  Source.opened[1]!.fails(2);
  // the second time it waits for longer
  await pause(50);
  expect(Source.opened).toHaveLength(2);
  await pause(60);
  expect(asked).toEqual([]);
  Source.opened[2]!.hears('hello');
  await pause(300);
  expect(asked).toHaveLength(3);
});

test('a lost connection is the browser’s to make anew; one that is ended, or left by its person, stays so', async () => {
  Source.opened[0]!.fails(0);
  await pause(100);
  expect(Source.opened).toHaveLength(1);
  Source.opened[0]!.hears('end');
  await pause(100);
  expect([Source.opened.length, Source.opened[0]!.readyState]).toEqual([1, 2]);
  stop();
  stop = listen({ invalidateQueries: async () => undefined }, SHORT);
  Source.opened[1]!.fails(2);
  stop();
  await pause(100);
  expect(Source.opened).toHaveLength(2);
});
