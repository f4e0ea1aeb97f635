/** Whether an invitation can still be accepted. */
export function isOpen(
  { acceptedAt, revokedAt, expiresAt }: { readonly acceptedAt: Date | null; readonly revokedAt: Date | null; readonly expiresAt: Date },
  now: Date,
): boolean {
  return acceptedAt === null && revokedAt === null && now < expiresAt;
}

/** `isOpen` as a Prisma filter. */
export function openAt(now: Date) {
  return { acceptedAt: null, revokedAt: null, expiresAt: { gt: now } };
}

/** The address as somebody who holds the link may see it: enough to know it again, too little to write to. */
export function masked(email: string): string {
  const at = email.lastIndexOf("@");
  return `${[...email].slice(0, 1).join("")}•••${email.slice(at)}`;
}
