import { manyToMany } from "../manyToMany.ts";
import type { ManyToManyDefinition, TableDefinition } from "../model.ts";
import { account } from "./account.ts";
import { activityparty } from "./activityparty.ts";
import { annotation } from "./annotation.ts";
import { appointment } from "./appointment.ts";
import { asyncoperation } from "./asyncoperation.ts";
import { businessunit } from "./businessunit.ts";
import { campaign } from "./campaign.ts";
import { contact } from "./contact.ts";
import { contosoSensorData } from "./contosoSensorData.ts";
import { email } from "./email.ts";
import { incident } from "./incident.ts";
import { accountleads } from "./intersect/accountleads.ts";
import { listmember } from "./intersect/listmember.ts";
import { newProjectContact } from "./intersect/newProjectContact.ts";
import { systemuserroles } from "./intersect/systemuserroles.ts";
import { teammembership } from "./intersect/teammembership.ts";
import { lead } from "./lead.ts";
import { list } from "./list.ts";
import { msevtmgtEvent } from "./msevtmgtEvent.ts";
import { newProject } from "./newProject.ts";
import { opportunity } from "./opportunity.ts";
import { organization } from "./organization.ts";
import { phonecall } from "./phonecall.ts";
import { pricelevel } from "./pricelevel.ts";
import { product } from "./product.ts";
import { publisher } from "./publisher.ts";
import { role } from "./role.ts";
import { salesorder } from "./salesorder.ts";
import { savedquery } from "./savedquery.ts";
import { sdkmessage } from "./sdkmessage.ts";
import { sdkmessagefilter } from "./sdkmessagefilter.ts";
import { sdkmessageprocessingstep } from "./sdkmessageprocessingstep.ts";
import { sdkmessageprocessingstepimage } from "./sdkmessageprocessingstepimage.ts";
import { serviceendpoint } from "./serviceendpoint.ts";
import { solution } from "./solution.ts";
import { systemuser } from "./systemuser.ts";
import { task } from "./task.ts";
import { team } from "./team.ts";
import { transactioncurrency } from "./transactioncurrency.ts";
import { userquery } from "./userquery.ts";

const sales = [account, contact, lead, opportunity, salesorder, product, pricelevel];
const activities = [task, email, phonecall, appointment, activityparty, annotation];
const serviceAndMarketing = [incident, campaign, list, msevtmgtEvent];
const people = [systemuser, team, businessunit, role, transactioncurrency, organization];
const system = [solution, publisher, savedquery, userquery, asyncoperation];
const webhooks = [
  serviceendpoint,
  sdkmessage,
  sdkmessagefilter,
  sdkmessageprocessingstep,
  sdkmessageprocessingstepimage,
];
const custom = [newProject, contosoSensorData];
const intersections = [listmember, accountleads, systemuserroles, teammembership, newProjectContact];

/** The tables a new emulator has. */
export const defaultTables: readonly TableDefinition[] = [
  ...sales,
  ...activities,
  ...serviceAndMarketing,
  ...people,
  ...system,
  ...webhooks,
  ...custom,
  ...intersections,
];

/**
 * The many-to-many relationships between them. Source: the relationship sections of Microsoft's table/entity references
 * of User, Team, Lead and Marketing List; the last one is custom.
 */
export const defaultManyToMany: readonly ManyToManyDefinition[] = [
  manyToMany("systemuserroles_association", {
    by: "systemuserroles",
    first: ["systemuser", "systemuserid"],
    second: ["role", "roleid"],
  }),
  manyToMany("teammembership_association", {
    by: "teammembership",
    first: ["team", "teamid"],
    second: ["systemuser", "systemuserid"],
  }),
  manyToMany("accountleads_association", {
    by: "accountleads",
    first: ["account", "accountid"],
    second: ["lead", "leadid"],
  }),
  manyToMany("listaccount_association", {
    by: "listmember",
    first: ["list", "listid"],
    second: ["account", "entityid"],
  }),
  manyToMany("listcontact_association", {
    by: "listmember",
    first: ["list", "listid"],
    second: ["contact", "entityid"],
  }),
  manyToMany("listlead_association", {
    by: "listmember",
    first: ["list", "listid"],
    second: ["lead", "entityid"],
  }),
  manyToMany("new_project_contact", {
    by: "new_project_contact",
    first: ["new_project", "new_projectid"],
    second: ["contact", "contactid"],
  }),
];
