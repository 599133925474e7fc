import type { Answer } from "../server/message.ts";
import type { Control } from "./control.ts";
import { parseFaultRule } from "./faultRule.ts";
import { parseNewColumn, parseSynthetic, parseTableDraft } from "./schemaRequests.ts";
import { parseNewUser, parseUserRoles } from "./userRequests.ts";

export interface ControlRequest {
  readonly method: string;
  /** Below `/_emulator/`, without query. */
  readonly path: string;
  readonly body: string;
}

const json = (status: number, body: unknown): Answer => ({
  status,
  headers: { "Content-Type": "application/json; charset=utf-8" },
  body: JSON.stringify(body),
});

const done: Answer = { status: 204, headers: {} };

/** Reads a JSON object; an empty body is an empty object. */
const parseBody = (body: string): Readonly<Record<string, unknown>> => {
  const value: unknown = body.trim() === "" ? {} : JSON.parse(body);
  if (typeof value !== "object" || value === null) {
    throw new Error("The body must be a JSON object.");
  }
  return Object.fromEntries(Object.entries(value));
};

const clockState = ({ clock }: Control) => ({ now: clock.now(), iso: new Date(clock.now()).toISOString() });

const setClock = (control: Control, body: string): Answer => {
  const { advanceMs, now } = parseBody(body);
  if (typeof advanceMs === "number") {
    control.clock.advance(advanceMs);
  } else if (typeof now === "number") {
    control.clock.set(now);
  } else {
    throw new Error("Give advanceMs or now, both in milliseconds.");
  }
  return json(200, clockState(control));
};

type Handler = (control: Control, body: string) => Answer | Promise<Answer>;

const handlers: Readonly<Record<string, Handler>> = {
  "GET faults": ({ faults }) => json(200, faults.active()),
  "POST faults": ({ faults }, body) => {
    faults.add(parseFaultRule(parseBody(body)));
    return done;
  },
  "DELETE faults": ({ faults }) => {
    faults.clear();
    return done;
  },
  "GET clock": (control) => json(200, clockState(control)),
  "POST clock": setClock,
  "GET requests": ({ requests }) => json(200, requests.all()),
  "DELETE requests": ({ requests }) => {
    requests.clear();
    return done;
  },
  "GET requests/count": ({ requests }) => json(200, { count: requests.count() }),
  "GET protection": ({ protection }) => json(200, protection.options()),
  "POST protection": ({ protection }, body) => {
    protection.set(parseBody(body));
    return done;
  },
  "GET cost": ({ cost }) => json(200, cost.options()),
  "POST cost": ({ cost }, body) => {
    cost.set(parseBody(body));
    return done;
  },
  "POST users": ({ users }, body) => json(201, users.add(parseNewUser(parseBody(body)))),
  "POST roles": ({ roles }, body) => {
    const { userId, roles: given } = parseUserRoles(parseBody(body));
    roles.set(userId, given);
    return done;
  },
  "POST webhooks/idle": async ({ webhooks }) => {
    await webhooks.idle();
    return done;
  },
  "GET data": ({ data }) => ({
    status: 200,
    headers: { "Content-Type": "application/json; charset=utf-8" },
    body: data.print(),
  }),
  "PUT data": ({ data }, body) => {
    data.read([body]);
    return done;
  },
  "POST tables": ({ schema }, body) => {
    const { logicalName, entitySetName } = schema.addTable(parseTableDraft(parseBody(body)));
    return json(201, { logicalName, entitySetName });
  },
  "POST columns": ({ schema }, body) => {
    schema.addColumn(...parseNewColumn(parseBody(body)));
    return done;
  },
  "POST tables/synthetic": ({ schema }, body) => {
    schema.addSynthetic(parseSynthetic(parseBody(body)));
    return done;
  },
  "POST data/reset": ({ resetData }) => {
    resetData();
    return done;
  },
  "POST tokens/expire": ({ expireTokens }) => {
    expireTokens();
    return done;
  },
};

/** Answers a request below `/_emulator/`. Mistakes are answered with 400 and a sentence. */
export const answerControl = async (
  control: Control,
  { method, path, body }: ControlRequest,
): Promise<Answer> => {
  const name = `${method} ${path.replace(/^\/+|\/+$/g, "")}`;
  const handler = Object.hasOwn(handlers, name) ? handlers[name] : undefined;
  if (name === "GET ") {
    return json(200, { known: Object.keys(handlers) });
  }
  if (handler === undefined) {
    return json(404, {
      message: `The emulator's control API has no '${name}'.`,
      known: Object.keys(handlers),
    });
  }
  try {
    return await handler(control, body);
  } catch (error) {
    return json(400, { message: error instanceof Error ? error.message : String(error) });
  }
};
