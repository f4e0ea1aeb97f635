import { slice as competitions } from "@dostyk/competitions/slice";
import { slice as directory } from "@dostyk/directory/slice";
import { slice as evidence } from "@dostyk/evidence/slice";
import { slice as exchanges } from "@dostyk/exchanges/slice";
import { slice as partnerships } from "@dostyk/partnerships/slice";
import { slice as practices } from "@dostyk/practices/slice";
import { slice as programmes } from "@dostyk/programmes/slice";
import { slice as reporting } from "@dostyk/reporting/slice";
import type { SearchKind } from "@dostyk/search";
import type { SliceManifest } from "@dostyk/slice";
import { slice as statements } from "@dostyk/statements/slice";

const slices: readonly SliceManifest[] = [
  evidence,
  directory,
  programmes,
  partnerships,
  exchanges,
  practices,
  competitions,
  statements,
  reporting,
];

/** Every type of record that can be found, of all slices. */
export const searchKinds: readonly SearchKind[] = slices.flatMap(({ search }) => search);
