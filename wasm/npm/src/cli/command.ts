import type { Provider } from "../index.js";
import type { Library } from "./library.js";
import type { Page } from "./page.js";
import type { Report } from "./report.js";

/** One of the words that can follow `closeroom`. */
export interface Command {
  name: string;
  /** Whose rooms it is about, for reports of wrong usage. */
  provider: Provider;
  page: Page;
  run(args: string[], context: Context): Promise<void>;
}

/** What a command works with. */
export interface Context {
  library: Library;
  environment: NodeJS.ProcessEnv;
  report: Report;
}
