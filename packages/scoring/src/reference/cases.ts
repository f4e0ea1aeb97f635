import {
  gwetFourRaters,
  intraclass,
  kappas,
  kendallTies,
  krippendorffCanonical,
  krippendorffTwoObservers,
  tasting,
} from "./agreement-cases.ts";
import type { Check } from "./case.ts";
import { competition, skating } from "./competition-cases.ts";
import { assignment, connectivity, pairs, puddings, rankNormal } from "./decision-cases.ts";
import { cells, crossed, fano } from "./score-model-cases.ts";
import { manyFacets, ordinalWine } from "./short-scale-cases.ts";

type Checked = { readonly checks: readonly Check[]; readonly unread: readonly string[] };

/** Every case of the reference folder by its name: from the folder to how far the worst of its numbers lies from what was computed. */
export const referenceCases: Readonly<Record<string, (folder: string, name: string) => Checked | Promise<Checked>>> = {
  "assign-infeasible-entry": assignment,
  "assign-medium": assignment,
  "assign-small": assignment,
  "bt-baseball": pairs,
  "bt-citations": pairs,
  "connectivity-synthetic": connectivity,
  "e2e-competition": competition,
  "gwet-raw4raters": gwetFourRaters,
  "icc-anxiety": intraclass,
  "icc-shrout-fleiss": intraclass,
  kappa: kappas,
  "kendall-w-ties": kendallTies,
  "kripp-canonical": krippendorffCanonical,
  "kripp-two-observers": krippendorffTwoObservers,
  "lmm-cells-ptam4": cells,
  "lmm-penicillin": crossed,
  "lmm-ptam4": crossed,
  "lmm-singular-judge": crossed,
  "ls-bibd-fano": fano,
  "mfrm-ptam4": manyFacets,
  "ordinal-wine": ordinalWine,
  "pl-pudding-ties": puddings,
  "rank-normal-3": rankNormal,
  "rank-normal-4": rankNormal,
  "skating-worlds2017-ladies-sp": skating,
  "wine-quandt-42": tasting,
  "wine-quandt-88": tasting,
};

/** Numbers of the cases that nothing is compared with, and why. What no pattern names is compared. */
export const setAside: readonly { readonly path: RegExp; readonly because: string }[] = [
  { path: /^[^:]+:(case|tolerance\..+)$/, because: "the case's name and its tolerances, which stand beside each comparison" },
  { path: /:(published\.note|method|theory\.se_difference)$/, because: "said in words" },
  { path: /^mfrm-ptam4:mml_...\.quadrature\./, because: "the nodes that both use" },
  { path: /^mfrm-ptam4:tam_rsm\.se\./, because: "no tolerance is stated: TAM's errors hold other parameters than ours" },
  { path: /^gwet-raw4raters:irrCAC\..+\.(se|ci)$/, because: "the tolerance is for coefficients; intervals here are bootstrapped" },
  { path: /^icc-.+:irr\.agreement_single\.df2$/, because: "Satterthwaite's freedom, which shows in the bounds that are compared" },
  {
    path: /^icc-.+:irr\.agreement_average\.[lu]bound$/,
    because: "bounds from a coefficient put into the formula of another (the folder's README, traps)",
  },
  { path: /^skating-.+\.(rank|nation|starting_number|total_segment_score)$/, because: "of the whole segment, technical elements included" },
];
