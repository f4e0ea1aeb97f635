import { existsSync } from "node:fs";
import { join, posix } from "node:path";
import type { Tree } from "../tree.ts";
import { isTest } from "../tree.ts";

/** A front door names what it shows: with `export *` nobody sees a name leave the room. */
export function noExportStar({ rooms }: Tree): string[] {
  return rooms.flatMap((room) =>
    room.files.flatMap((file) => file.exportStars.map((line) => `${file.path}:${line}: export * - name each export instead.`)),
  );
}

/** A relative import stays in its room. */
export function noRelativeEscape({ rooms }: Tree): string[] {
  return rooms.flatMap((room) =>
    room.files.flatMap((file) =>
      file.imports
        .filter(
          ({ specifier }) => specifier.startsWith(".") && !posix.join(posix.dirname(file.path), specifier).startsWith(`${room.folder}/`),
        )
        .map(
          ({ specifier, line }) => `${file.path}:${line}: ${specifier} leaves ${room.folder}; import the other room by its package name.`,
        ),
    ),
  );
}

/** package.json's `exports` list doors, each a file that is there; nothing else of a room can be imported. */
export function exportsHideInnerFiles({ rooms, root }: Tree): string[] {
  return rooms.flatMap(({ folder, kind, manifest }) => {
    const file = `${folder}/package.json`;
    const { exports } = manifest;
    if (exports === undefined) return kind === "packages" ? [`${file}: no exports, so that every inner file can be imported.`] : [];
    if (typeof exports === "string") return [`${file}: write exports as an object with "." as its first door.`];
    return Object.entries(exports).flatMap(([door, target]) => {
      if (door.includes("*")) return [`${file}: the door ${door} opens every inner file; name the doors.`];
      // Generated files are not there before they are made.
      if (target.includes("/generated/") || existsSync(join(root, folder, target))) return [];
      return [`${file}: the door ${door} leads to ${target}, which does not exist.`];
    });
  });
}

/** An import of another room goes through one of its doors. */
export function importsUseDoors({ rooms }: Tree): string[] {
  const doors = new Map(rooms.map((room) => [room.manifest.name ?? room.folder, room.manifest.exports]));
  return rooms.flatMap((room) =>
    room.files.flatMap((file) =>
      file.imports.flatMap(({ specifier, line }) => {
        const [, name, inner] = /^(@dostyk\/[^/]+)(.*)$/.exec(specifier) ?? [];
        const exports = name ? doors.get(name) : undefined;
        if (typeof exports !== "object" || `.${inner}` in exports) return [];
        return [`${file.path}:${line}: ${specifier} is no door of ${name}; its doors are ${Object.keys(exports).join(", ")}.`];
      }),
    ),
  );
}

/** Every room says in its README what its words mean and what it promises. */
export function everyRoomHasReadme({ rooms }: Tree): string[] {
  return rooms.filter((room) => !room.readme).map((room) => `${room.folder} has no README.md.`);
}

/** Inside a slice knowledge flows one way: rules <- policy and store <- commands <- graphql. */
export function knowledgeFlowsOneWay({ rooms }: Tree): string[] {
  return rooms.flatMap((room) => {
    if (room.kind !== "packages" || !room.files.some((file) => file.path.startsWith(`${room.folder}/src/graphql/`))) return [];
    return room.files.flatMap((file) => {
      const layer = layerOf(file.path.slice(`${room.folder}/src/`.length));
      if (layer === null || isTest(file.path)) return [];
      return file.imports.flatMap(({ specifier, line }) => {
        if (!specifier.startsWith(".")) return [];
        const target = posix.join(posix.dirname(file.path), specifier).slice(`${room.folder}/src/`.length);
        const targetLayer = layerOf(target);
        if (targetLayer === null || targetLayer <= layer) return [];
        return [`${file.path}:${line}: imports ${target}; knowledge flows from rules to store to commands to graphql, not back.`];
      });
    });
  });
}

// Front doors, manifests and the words of the outside may see all of their own slice.
function layerOf(path: string): number | null {
  if (path.startsWith("graphql/")) return 3;
  if (path.startsWith("commands/")) return 2;
  if (path === "store.ts" || path === "policy.ts") return 1;
  return null;
}
