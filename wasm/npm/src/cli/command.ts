import type { Provider } from "../index.js";
import type { Library } from "./library.js";
import type { Page } from "./page.js";
import type { Report, Task } from "./report.js";

/** What can follow `closeroom`, and has a page of help: a command, or the first word of several. */
export interface Topic {
  /** Its words, with a space between them. */
  name: string;
  page: Page;
}

/** What `closeroom` can do. */
export interface Command extends Topic {
  task: Task;
  /** Whose rooms it is about, for reports of wrong usage. */
  provider: Provider;
  run(args: string[], context: Context): Promise<void>;
}

/** What a command works with. */
export interface Context {
  library: Library;
  environment: NodeJS.ProcessEnv;
  report: Report;
}
