import { declareRefusals } from "@dostyk/graphql";
import {
  NameTaken,
  NobodyGrantsAboveTheirOwn,
  OnlyItsOwnPeopleIssueKeys,
  OnlyPeopleCanDoThis,
  OnlyThoseAboveCanRegister,
  ProveWhoYouAreAgain,
  RoleBelongsElsewhere,
  ScopeBelongsElsewhere,
  SignInFirst,
  TheLastOperatorStays,
  TooManyOpenInvitations,
} from "../refusals.ts";

declareRefusals({
  SignInFirst: [SignInFirst, "The wish needs a person, and nobody is signed in."],
  OnlyPeopleCanDoThis: [OnlyPeopleCanDoThis, "The wish came with an API key, and only people may have it."],
  ProveWhoYouAreAgain: [ProveWhoYouAreAgain, "The last proof of who one is was more than 10 minutes ago, and the wish has consequences."],
  OnlyThoseAboveCanRegister: [OnlyThoseAboveCanRegister, "The viewer is not set over such a body."],
  NobodyGrantsAboveTheirOwn: [NobodyGrantsAboveTheirOwn, "The role is not the viewer's to give or to take back in this body."],
  RoleBelongsElsewhere: [RoleBelongsElsewhere, "The role is held in another kind of body."],
  NameTaken: [NameTaken, "Another body of this kind is called so."],
  TooManyOpenInvitations: [TooManyOpenInvitations, "100 invitations of the body wait for an answer."],
  TheLastOperatorStays: [TheLastOperatorStays, "Without this person the node would have no operator."],
  OnlyItsOwnPeopleIssueKeys: [OnlyItsOwnPeopleIssueKeys, "The viewer does not act for the body in matters of keys."],
  ScopeBelongsElsewhere: [ScopeBelongsElsewhere, "Keys of this body cannot carry the scope."],
});

/** What every wish of a person may be answered with. */
export const forPeople = ["SignInFirst", "OnlyPeopleCanDoThis"] as const;
