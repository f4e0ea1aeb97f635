import { composer, packageOrder, portal, services, testKit } from "../house.ts";
import type { Manifest, Room, Tree } from "../tree.ts";
import { servesTests } from "../tree.ts";

const order: readonly string[] = packageOrder;
const knownServices: readonly string[] = services;

/** Every folder has its place in the list and its package the name of its folder. */
export function roomsAreKnown({ rooms }: Tree): string[] {
  return rooms.flatMap((room) => {
    const place = { packages: order, services: knownServices, tests: null }[room.kind];
    const problems: string[] = [];
    if (place && !place.includes(room.name)) {
      problems.push(`${room.folder} is not in the list of rooms: name it in tests/architecture/house.ts, above all rooms that use it.`);
    }
    if (!room.manifest.name) problems.push(`${room.folder} has no package.json with a name.`);
    else if (room.kind !== "tests" && room.manifest.name !== `@dostyk/${room.name}`) {
      problems.push(`${room.folder}/package.json calls itself ${room.manifest.name}; its name is @dostyk/${room.name}.`);
    }
    return problems;
  });
}

/** package.json names only rooms the room may speak to. */
export function dependenciesPointUp({ rooms }: Tree): string[] {
  return rooms.flatMap((room) => {
    const { dependencies, devDependencies, peerDependencies } = room.manifest;
    return [
      ...roomsIn({ ...dependencies, ...peerDependencies }).map((name) => refusal(room, name, false)),
      ...roomsIn(devDependencies).map((name) => refusal(room, name, true)),
    ].flatMap((why) => (why ? [`${room.folder}/package.json: ${why}`] : []));
  });
}

/** Each import of a room goes to one the importing room may speak to and has in its package.json. */
export function importsPointUp({ rooms }: Tree): string[] {
  return rooms.flatMap((room) => {
    const listed = new Set(declared(room.manifest));
    return room.files.flatMap((file) =>
      file.imports.flatMap(({ specifier, line }) => {
        const name = roomOf(specifier);
        if (name === null || name === room.name) return [];
        const why = refusal(room, name, servesTests(file.path));
        if (why) return [`${file.path}:${line}: ${why}`];
        if (!listed.has(name)) return [`${file.path}:${line}: imports ${name}, which ${room.folder}/package.json does not list.`];
        return [];
      }),
    );
  });
}

/** Why a room may not use another, or null when it may. */
function refusal(room: Room, other: string, test: boolean): string | null {
  if (room.kind === "tests") {
    if (room.name !== testKit.name || (testKit.uses as readonly string[]).includes(other)) return null;
    return `${room.name} uses ${other}; every room's tests use the kit, so it may use only ${testKit.uses.join(" and ")}.`;
  }
  if (other === testKit.name) {
    if ((testKit.uses as readonly string[]).includes(room.name)) return `${room.name} uses the kit, which itself uses ${room.name}.`;
    return test ? null : `${room.name} uses the kit outside its tests.`;
  }
  return room.kind === "services" ? refusalOfService(room.name, other) : refusalOfPackage(room.name, other);
}

function refusalOfPackage(name: string, other: string): string | null {
  if (knownServices.includes(other)) return `${name} uses the service ${other}; packages know no service.`;
  if (!order.includes(other)) return `${name} uses ${other}, which is not in the list of rooms.`;
  if (order.indexOf(other) < order.indexOf(name)) return null;
  return `${name} uses ${other}, which is below it; a room imports only rooms above it (down by call is up the list, up is by event).`;
}

function refusalOfService(name: string, other: string): string | null {
  if (knownServices.includes(other)) {
    return name === composer
      ? null
      : `${name} uses the service ${other}; services never import each other, only ${composer} composes them.`;
  }
  if (!order.includes(other)) return `${name} uses ${other}, which is not in the list of rooms.`;
  if (name === portal.name && !(portal.mayImport as readonly string[]).includes(other)) {
    return `the portal uses ${other}; it asks the API only through GraphQL and may import only ${portal.mayImport.join(" and ")}.`;
  }
  return null;
}

function declared({ dependencies, devDependencies, peerDependencies }: Manifest): string[] {
  return roomsIn({ ...dependencies, ...devDependencies, ...peerDependencies });
}

function roomsIn(dependencies: Readonly<Record<string, string>> = {}): string[] {
  return Object.keys(dependencies).flatMap((name) => roomOf(name) ?? []);
}

function roomOf(specifier: string): string | null {
  return /^@dostyk\/([^/]+)/.exec(specifier)?.[1] ?? null;
}
