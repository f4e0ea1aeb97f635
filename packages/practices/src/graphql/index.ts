export { AdoptionRef } from "./adoption.ts";
export { practiceConnection, practiceList, PracticeRef } from "./practice.ts";
