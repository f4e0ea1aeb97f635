import { Refusal } from "@dostyk/kernel";

/** Nobody is signed in, and the wish needs somebody. */
export class SignInFirst extends Refusal {
  constructor() {
    super("Sign in first.");
  }
}

/** A key was used for what only a person may do. */
export class OnlyPeopleCanDoThis extends Refusal {
  constructor() {
    super("An API key cannot do this. Sign in as a person who may.");
  }
}

/** The person has been signed in for a while, and what they wish has consequences. */
export class ProveWhoYouAreAgain extends Refusal {
  constructor() {
    super("Prove again that it is you: give your password or your second factor, then repeat this within 10 minutes.");
  }
}

/** Somebody would register or rename a body they are not set over. */
export class OnlyThoseAboveCanRegister extends Refusal {
  constructor() {
    super("Operators register associations, donors and cities; an association's officers register its cities. Ask one of them.");
  }
}

/** Somebody would give or take back a role that is not theirs to give. */
export class NobodyGrantsAboveTheirOwn extends Refusal {
  constructor() {
    super("This role is not yours to give or to take back here. Ask an officer of the association, or an operator of the node.", {
      path: ["role"],
    });
  }
}

/** The role has no meaning in this kind of body. */
export class RoleBelongsElsewhere extends Refusal {
  constructor() {
    super("This role is not held in this kind of body. Choose one of the roles that the body offers.", { path: ["role"] });
  }
}

/** Another body of the same kind has the name. */
export class NameTaken extends Refusal {
  constructor() {
    super("A body of this kind has this name already. Look it up, or choose a name that tells the two apart.", { path: ["name"] });
  }
}

/** So many invitations wait that more would not be read. */
export class TooManyOpenInvitations extends Refusal {
  constructor(limit: number) {
    super(`${limit} invitations of this body are open. Revoke those that will not be answered, or wait until they expire.`);
  }
}

/** No open invitation has this token: unknown, used, revoked, replaced and expired are told alike. */
export class InvitationNotOpen extends Refusal {
  constructor() {
    super("This invitation cannot be used any more. Ask whoever invited you for a new one.");
  }
}

/** The invitation is bound to another address than the account's. */
export class InvitationIsForAnotherAddress extends Refusal {
  constructor() {
    super("This invitation was sent to another e-mail address. Sign in with the account of that address, or ask for one to yours.");
  }
}

/** Without an operator nobody could run the node. */
export class TheLastOperatorStays extends Refusal {
  constructor() {
    super("The node has no other operator. Invite another one first, and wait until they have joined.");
  }
}

/** Somebody would issue a key on behalf of a body they do not act for. */
export class OnlyItsOwnPeopleIssueKeys extends Refusal {
  constructor() {
    super("Keys are issued by the people of a donor, and by the officers of an association, for their own body. Ask one of them.");
  }
}

/** The scope is none that keys of this body can carry. */
export class ScopeBelongsElsewhere extends Refusal {
  constructor() {
    super("Only keys of an association may submit practices. Leave this scope out.", { path: ["scopes"] });
  }
}
