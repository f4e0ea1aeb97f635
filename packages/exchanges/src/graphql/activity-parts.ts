import { OrganizationRef, PersonRef, PlaceRef } from "@dostyk/directory/graphql";
import { visibleTo } from "@dostyk/evidence";
import { claimField, recordFields, relatedRecord, titleFields } from "@dostyk/evidence/graphql";
import { builder, columnField, dateField, declareRecord, NodeRef, RecordRef, textField } from "@dostyk/graphql";
import { NumberQualifier } from "@dostyk/programmes/graphql";
import { ParticipationRole, PostponementReason, ScheduleChangeKind } from "./kinds.ts";

builder.prismaObject("Participation", {
  description: "An organization, person or place in a role of an activity; exactly one of the three.",
  select: { id: true },
  fields: (t) => ({
    role: columnField(t, "role", ParticipationRole, "What they did."),
    organization: relatedRecord(t, "organization", OrganizationRef, "The organization. Null where it is a person or place."),
    person: relatedRecord(t, "person", PersonRef, "The person. Null where it is an organization or place."),
    place: relatedRecord(t, "place", PlaceRef, "The place. Null where it is an organization or person."),
    claim: claimField(t, "Where it is stated."),
  }),
});

builder.prismaObject("Attendance", {
  description: "How many of a group were there, as a source words it. Groups may overlap and are never summed.",
  select: { position: true },
  fields: (t) => ({
    number: t.exposeInt("number", { description: "How many people the source counts." }),
    qualifier: columnField(t, "qualifier", NumberQualifier, "How exact it is."),
    groupKey: t.exposeString("groupKey", { description: "The group, for programs." }),
    group: textField(t, "group", "Whom the source counts, for a reader."),
    parentGroup: t.exposeString("parentGroup", { nullable: true, description: "Key of the group it is part of. Null: none is stated." }),
    claim: claimField(t, "Where it is stated."),
  }),
});

declareRecord({ typename: "ExternalEvent", model: "externalEvent", type: "EXTERNAL_EVENT", visibleTo });

export const ExternalEventRef = builder.prismaObject("ExternalEvent", {
  description: "Something that happened outside the programmes and touched their schedules.",
  interfaces: [NodeRef, RecordRef],
  select: { id: true },
  fields: (t) => ({
    ...recordFields(t, "ExternalEvent"),
    ...titleFields(t, "title", "titles"),
    on: dateField(t, "onEdtf", "When it happened. Null: not stated."),
    scheduleChanges: t.relation("scheduleChanges", {
      description: "The changes of schedule it caused.",
      query: (_args, { viewer }) => ({
        where: { activity: visibleTo(viewer) },
        orderBy: [{ activity: { titleSort: "asc" } }, { position: "asc" }],
      }),
    }),
  }),
});

builder.prismaObject("ScheduleChange", {
  description: "One entry of the ledger of postponements.",
  select: { position: true },
  fields: (t) => ({
    kind: columnField(t, "kind", ScheduleChangeKind, "What was done."),
    announcedAt: dateField(t, "announcedEdtf", "When it was announced. Null: not stated."),
    from: dateField(t, "fromEdtf", "The date before. Null: not stated."),
    to: dateField(t, "toEdtf", "The new date. Null: none was given."),
    reasonClass: columnField(t, "reasonClass", PostponementReason, "The reason, by class."),
    reason: textField(t, "reason", "The reason in the record's words. Null: none is given.", { nullable: true }),
    decider: textField(t, "decider", "Who decided. Null: not stated.", { nullable: true }),
    externalEvent: relatedRecord(t, "externalEvent", ExternalEventRef, "The outside event. Null: none."),
    claim: claimField(t, "Where it is stated."),
  }),
});
