import { describe, expect, it } from "vitest";
import { preferHeader, withAnnotations } from "../../../src/client/odata/prefer.ts";

describe("the Prefer header", () => {
  it("is absent when nothing is preferred", () => {
    expect(preferHeader({})).toEqual({});
    expect(preferHeader({ returnRepresentation: false, annotations: "  , " })).toEqual({});
  });

  it("holds all preferences in one line, the annotations in quotes", () => {
    expect(preferHeader({ returnRepresentation: true, maxPageSize: 3, annotations: "*" })).toEqual({
      Prefer: 'return=representation, odata.maxpagesize=3, odata.include-annotations="*"',
    });
    expect(
      preferHeader({
        annotations: ' "Microsoft.Dynamics.CRM.*" , OData.Community.Display.V1.FormattedValue',
      }),
    ).toEqual({
      Prefer:
        'odata.include-annotations="Microsoft.Dynamics.CRM.*,OData.Community.Display.V1.FormattedValue"',
    });
  });

  it.each(["a b", "*x", "a;b", "x\r\nAuthorization: y", "ä"])("refuses the annotation %j", (annotations) => {
    expect(() => preferHeader({ annotations })).toThrow(
      /^Include Annotations holds ".*", which is not the name of an annotation\./,
    );
  });
});

describe("annotations that a call needs itself", () => {
  const needed = ["Microsoft.Dynamics.CRM.totalrecordcount"];

  it.each(["*", "Microsoft.Dynamics.CRM.*", "Microsoft.Dynamics.CRM.totalrecordcount"])(
    "are not added to %s, which covers them",
    (asked) => {
      expect(withAnnotations(asked, needed)).toBe(asked);
    },
  );

  it("are added to others", () => {
    expect(withAnnotations("OData.Community.*", needed)).toBe(
      "OData.Community.*,Microsoft.Dynamics.CRM.totalrecordcount",
    );
    expect(withAnnotations(undefined, needed)).toBe("Microsoft.Dynamics.CRM.totalrecordcount");
  });
});
