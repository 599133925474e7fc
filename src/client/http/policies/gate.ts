import type { Lane } from "../lane.ts";
import type { Policy } from "../message.ts";

/** Holds a slot of the lane while one attempt is under way. */
export const gate =
  (lane: Lane, signal?: AbortSignal): Policy =>
  (next) =>
  async (request) => {
    await lane.acquire(signal);
    try {
      return await next(request);
    } finally {
      lane.release();
    }
  };
