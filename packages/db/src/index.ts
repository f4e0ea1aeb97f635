export { connect, type ConnectOptions, type Database } from "./connect.ts";
export {
  isSerializationFailure,
  serializable,
  type SerializableOptions,
  type Transaction,
} from "./serializable.ts";
export { Prisma, type PrismaClient } from "./generated/client/client.ts";
