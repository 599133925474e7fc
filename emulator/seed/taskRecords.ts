import type { Company } from "./accountRecords.ts";
import { day, timestamp } from "./moments.ts";
import { type Random, sometimes } from "./random.ts";
import type { SeedRecord } from "./seedRecord.ts";
import { notes, taskSubjects } from "./vocabulary.ts";
import { history, ownership, type World } from "./world.ts";

const tasksPerAccount = 4;

const openStatuses = [2, 2, 3, 4, 7];

const completed = (random: Random, on: number): SeedRecord["values"] => ({
  statecode: 1,
  statuscode: 5,
  percentcomplete: 100,
  actualend: timestamp(on),
  actualdurationminutes: random.between(1, 32) * 15,
});

const canceled = (on: number): SeedRecord["values"] => ({
  statecode: 2,
  statuscode: 6,
  percentcomplete: null,
  actualend: timestamp(on),
  actualdurationminutes: null,
});

const open = (random: Random): SeedRecord["values"] => ({
  statecode: 0,
  statuscode: random.pick(openStatuses),
  percentcomplete: random.pick([0, 0, 25, 50]),
  actualend: null,
  actualdurationminutes: null,
});

/** Most tasks due by now are done, some were canceled, and a few are overdue; the rest lies ahead. */
const progress = (random: Random, due: number, now: number): SeedRecord["values"] => {
  const end = due - random.between(0, 2 * day);
  const outcome =
    end > now ? "open" : random.pick(["completed", "completed", "completed", "canceled", "open"]);
  if (outcome === "completed") {
    return completed(random, end);
  }
  return outcome === "canceled" ? canceled(end) : open(random);
};

const taskRecord = (world: World, company: Company, ordinal: number): SeedRecord => {
  const number = company.index * tasksPerAccount + ordinal;
  const { table, id } = world.tasks.reference(number);
  const random = world.tasks.random(number);
  const due = world.now + random.between(-200 * day, 60 * day);
  return {
    table,
    id,
    values: {
      subject: random.pick(taskSubjects),
      description: sometimes(random, 0.4, random.pick(notes)),
      activitytypecode: "task",
      scheduledstart: sometimes(random, 0.5, timestamp(due - day)),
      scheduledend: timestamp(due),
      prioritycode: random.pick([0, 1, 1, 1, 2]),
      regardingobjectid: random.chance(0.1) ? company.primaryContact : company.reference,
      ...progress(random, due, world.now),
      ...ownership(company.owner),
      ...history(random, world.now),
    },
  };
};

/** `count` tasks regarding the company, or now and then its primary contact. */
export const tasksOf = (world: World, company: Company, count: number): readonly SeedRecord[] =>
  Array.from({ length: count }, (_, ordinal) => taskRecord(world, company, ordinal));
