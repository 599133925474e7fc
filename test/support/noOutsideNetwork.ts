import nock from "nock";
import { afterAll, beforeAll } from "vitest";

const loopback = /^(127\.0\.0\.1|localhost|\[?::1\]?)(:\d+)?$/;

/** vitest setup file: a test reaches the emulator on loopback and what it mocks with nock, nothing else. */
beforeAll(() => {
  if (!nock.isActive()) {
    nock.activate();
  }
  nock.disableNetConnect();
  nock.enableNetConnect(loopback);
});

afterAll(() => {
  nock.cleanAll();
  nock.enableNetConnect();
  nock.restore();
});
