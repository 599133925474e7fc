import { type OutputSchema, outputSchema } from "@prismatic-io/spectral";
import { z } from "zod";

/** The published JSON Schema of an action's output. The round trip leaves plain JSON, which is what the platform stores. */
export const publishedSchema = (schema: z.ZodType): OutputSchema =>
  outputSchema({
    type: "actionOutput",
    schema: JSON.parse(JSON.stringify(z.toJSONSchema(schema, { target: "draft-7" }))),
  });
