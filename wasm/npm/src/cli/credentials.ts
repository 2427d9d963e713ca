import { flagsOf, isOption, type Options, shownFlag } from "./options.js";
import { UsageError } from "./usage-error.js";

/** The environment variables that hold a provider's credentials, by their names. */
export type Variables = Readonly<Record<string, Variable>>;

export interface Variable {
  readonly optional?: true;
  /** Whether it is a number, in decimal digits. */
  readonly digits?: true;
  /** What the library's messages call it. */
  readonly field: string;
  readonly help: string;
}

/** The values of variables. */
export type Credentials<V extends Variables> = {
  [Name in keyof V]: V[Name] extends { optional: true } ? string | undefined : string;
};

/** Reads credentials. An empty variable counts as one that is not set. No message shows a value. */
export function readCredentials<V extends Variables>(
  variables: V,
  environment: NodeJS.ProcessEnv,
): Credentials<V> {
  const missing = Object.keys(variables).filter(
    (name) => !variables[name]?.optional && !environment[name],
  );
  if (missing.length > 0) {
    throw new UsageError(
      `not set in the environment: ${missing.join(", ")} (credentials are read from there only)`,
    );
  }
  const credentials = Object.entries(variables).map(([name, { digits }]) => {
    const value = environment[name] || undefined;
    if (digits && value !== undefined && !/^\d+$/.test(value)) {
      throw new UsageError(`the environment variable ${name} must hold decimal digits only`);
    }
    return [name, value];
  });
  return Object.fromEntries(credentials);
}

/** Refuses credentials among the arguments, without showing them. */
export function refuseCredentials(args: string[], options: Options, variables: Variables): void {
  const refused = flagsOf(args).find(
    (flag) =>
      !isOption(flag, options) && /secret|token|key|password|credential|app-?id/i.test(flag),
  );
  if (refused !== undefined) {
    throw new UsageError(
      `${shownFlag(refused)} is no option: other users of the machine can see arguments; ` +
        `set ${Object.keys(variables).join(", ")} in the environment`,
    );
  }
}
