import { enumOf } from "@dostyk/graphql";

export const ActivityKind = enumOf("ActivityKind", "What sort of activity.", {
  TECHNICAL_EXCHANGE: "A trip within a partnership, numbered.",
  DELEGATION_VISIT: "A delegation visits its partner.",
  HOSTED_VISIT: "Visitors are received.",
  STUDY_TOUR: "A group travels to learn.",
  STAFF_EXCHANGE: "Staff change places for a time.",
  WORKSHOP: "A workshop.",
  TRAINING: "A training.",
  TRAINING_OF_TRAINERS: "A training of those who will train others.",
  SEMINAR: "A seminar.",
  CONFERENCE: "A conference.",
  CONFERENCE_PART: "One part of a conference.",
  ROUNDTABLE: "A round table.",
  PUBLIC_FORUM: "A public forum.",
  EXPERT_MEETING: "Experts meet.",
  MEETING: "Any other meeting.",
  TECHNICAL_ASSISTANCE: "An adviser works with local officials.",
  AWARD_CEREMONY: "Awards are given.",
  PRESS_CONFERENCE: "A press conference.",
  AGREEMENT: "An agreement is made or signed.",
});

export const ActivityStatus = enumOf("ActivityStatus", "Where an activity stands.", {
  PROPOSED: "Somebody has proposed it.",
  PLANNED: "It is planned.",
  CONFIRMED: "All sides agreed to the plan.",
  IN_PROGRESS: "It goes on now.",
  POSTPONED: "It was put off; the ledger says why and to when.",
  COMPLETED: "It was held.",
  CANCELLED: "It will not be held.",
  SUSPENDED: "It was stopped for a time.",
});

export const ParticipationRole = enumOf("ParticipationRole", "What somebody did in an activity.", {
  FUNDING: "Paid for it.",
  ACCOUNTABLE: "Answers for it.",
  EXTENDING: "Passed money or management on.",
  IMPLEMENTING: "Carried it out.",
  HOST: "Was host.",
  CO_ORGANIZER: "Organized it with others.",
  SUPPORTING: "Supported it.",
  SUBCONTRACTOR: "Worked under a subcontract.",
  PARTICIPANT: "Took part.",
  DELEGATION: "Sent or was the delegation.",
  LEADER: "Led the group.",
  TRAINER: "Trained.",
  EXPERT: "Advised.",
  SPEAKER: "Spoke.",
  MODERATOR: "Led the discussion.",
  OBSERVER: "Watched.",
  INVITED: "Was invited.",
});

export const PostponementReason = enumOf("PostponementReason", "Why a date was changed.", {
  EXTERNAL_EVENT: "Something that happened outside.",
  HOST_UNAVAILABLE: "The host could not.",
  PARTNER_UNAVAILABLE: "The guests could not.",
  FUNDING: "Money.",
  LOGISTICS: "Travel, visas, rooms.",
  POLITICAL: "Politics.",
  NOT_STATED: "No reason is given.",
});

export const ScheduleChangeKind = enumOf("ScheduleChangeKind", "What was done to the schedule.", {
  POSTPONED: "Put off.",
  RESCHEDULED: "Given a new date.",
  CANCELLED: "Called off.",
  RESUMED: "Taken up again.",
});

export const OutputKind = enumOf("OutputKind", "What sort of output.", {
  REPORT: "A report.",
  HANDBOOK: "A handbook.",
  MANUAL: "A manual.",
  TRANSLATION: "A translation.",
  NEWSLETTER: "An issue of a newsletter.",
  PLAN: "A plan.",
  OUTLINE: "An outline.",
  RECOMMENDATIONS: "Recommendations.",
  AGREEMENT: "An agreement.",
  QUESTIONNAIRE: "A questionnaire.",
});

export const OutputStepKind = enumOf("OutputStepKind", "A step on the way of an output.", {
  PLANNED: "Planned.",
  WRITTEN: "Written.",
  ADAPTED: "Adapted.",
  TRANSLATED: "Translated.",
  SUBMITTED: "Handed in.",
  REVIEWED: "Reviewed.",
  AMENDED: "Amended.",
  COMPLETED: "Completed.",
  PRESENTED: "Presented.",
  DISTRIBUTED: "Distributed.",
});

export const ContributionRole = enumOf("ContributionRole", "What somebody did for an output.", {
  AUTHOR: "Wrote it.",
  ADAPTER: "Adapted it.",
  TRANSLATOR: "Translated it.",
  REVIEWER: "Reviewed it.",
  RECIPIENT: "Received it.",
  PUBLISHER: "Published it.",
  TRAINER: "Trains with it.",
});
