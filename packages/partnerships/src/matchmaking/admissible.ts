import type { Profile } from "./profile.ts";

/** Whether two are never paired, whatever their fit: they are one place, or have a partnership that is not over. */
export function forbidden(seeker: Profile, donor: Profile): boolean {
  if (seeker.placeId === null || donor.placeId === null) return false;
  if (seeker.placeId === donor.placeId) return true;
  return (seeker.ties?.live.includes(donor.placeId) ?? false) || (donor.ties?.live.includes(seeker.placeId) ?? false);
}
