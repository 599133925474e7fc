import { parseGuid } from "../../../../odata/guid.ts";
import { quoted } from "../../../../odata/names.ts";
import { closestNames } from "../../../tables/closestNames.ts";
import { unfit, type ValueCheck } from "../values/valueCheck.ts";
import type { LookupTarget } from "./lookupTargets.ts";
import { keyProblem, parseRecordReference, type RecordReference } from "./recordReference.ts";

export interface BindSetting {
  /** Of the Web API, which absolute references must be of. */
  readonly origin: string;
  /** Entity sets of all tables. */
  readonly known: ReadonlySet<string>;
  /** What all navigation properties of the same column take. */
  readonly ofColumn: readonly LookupTarget[];
}

const GUID = "[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}";

/** The value of `nav@odata.bind`. What most records hold takes one look; the rest is taken apart. */
export const bindCheck = ({ entitySets }: LookupTarget, setting: BindSetting): ValueCheck => {
  const usual = new RegExp(`^/?(?:${entitySets.join("|")})\\(${GUID}\\)$`);
  return (value) => {
    if (typeof value !== "string" || value === "") {
      return unfit(`a reference such as ${example(entitySets)}`, value);
    }
    return usual.test(value) ? undefined : referenceProblem(value, entitySets, setting);
  };
};

const example = ([set = "contacts"]: readonly string[]): string => `"/${set}(GUID of the record)"`;

const referenceProblem = (
  text: string,
  entitySets: readonly string[],
  setting: BindSetting,
): string | undefined => {
  const reference = parseRecordReference(setting.origin, text);
  if (reference === undefined) {
    return unreadable(text, entitySets, setting.origin);
  }
  return setProblem(reference, entitySets, setting) ?? keyProblem(reference.key);
};

const unreadable = (text: string, entitySets: readonly string[], origin: string): string => {
  const id = parseGuid(text);
  const [set = "contacts"] = entitySets;
  const advice =
    /^https?:/i.test(text) && !text.startsWith(`${origin}/`) ? `it must begin with ${origin}` : "";
  return unfit(
    `a reference such as ${example(entitySets)}`,
    text,
    id === undefined ? advice : `write it as "/${set}(${id})"`,
  );
};

const setProblem = (
  { entitySet }: RecordReference,
  entitySets: readonly string[],
  { known, ofColumn }: BindSetting,
): string | undefined => {
  if (entitySets.includes(entitySet)) {
    return undefined;
  }
  if (entitySets.length === 0) {
    return known.has(entitySet)
      ? undefined
      : `names the entity set ${quoted(entitySet)}, which does not exist`;
  }
  const wanted = `takes a record of ${entitySets.join(" or ")}`;
  if (!known.has(entitySet)) {
    const [close] = closestNames(entitySet, entitySets, 1);
    return `${wanted}, and there is no entity set ${quoted(entitySet)}${close === undefined ? "" : `: write '${close}'`}`;
  }
  const other = ofColumn.find((target) => target.entitySets.includes(entitySet));
  return `${wanted}, not ${entitySet}${other === undefined ? "" : `: use ${other.navigationProperty}@odata.bind for those`}`;
};
