/** Who asks. Policies answer for a viewer; accounts add kinds of their own later. */
export type Viewer = { readonly kind: "anonymous" } | { readonly kind: "operator" };

/** A reader who has not said who they are. */
export const anonymous: Viewer = { kind: "anonymous" };

/** Whoever runs the node, at its own machine. */
export const operator: Viewer = { kind: "operator" };
