import { DataverseError } from "../../errors/dataverseError.ts";

/** 0x80040203, InvalidArgument: a registration that makes no sense. */
export const invalidRegistration = (message: string): DataverseError =>
  new DataverseError(400, "0x80040203", message);

/** 0x8004416b: an image names a property that the message of its step does not have. */
export const invalidProperty = (property: unknown, message: string): DataverseError =>
  new DataverseError(
    400,
    "0x8004416b",
    `Message property name '${String(property)}' is not valid on message ${message}.`,
  );

/** 0x8004f01f, CannotDeleteComponent: something else needs it. */
export const stillReferenced = (type: string, id: string, count: number): DataverseError =>
  new DataverseError(
    400,
    "0x8004f01f",
    `The ${type}(${id}) component cannot be deleted because it is referenced by ${count} other components. For a list of referenced components, use the RetrieveDependenciesForDeleteRequest.`,
  );
