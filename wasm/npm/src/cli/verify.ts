import type { FreshnessOptions, Provider, TrtcCallback, ZegoCallback } from "../index.js";
import { asWrongUsage } from "./bad-input.js";
import type { Command, Context } from "./command.js";
import {
  type Credentials,
  readCredentials,
  refuseCredentials,
  type Variables,
} from "./credentials.js";
import type { Library } from "./library.js";
import { checkOptions, type Options, parse, type Values, valuesOf } from "./options.js";
import { readBody } from "./standard-input.js";
import { UsageError } from "./usage-error.js";
import { freshnessOptions, verifyOptions } from "./verify-options.js";
import { type VerifyManual, verifyPage } from "./verify-page.js";

/** All that verifying a callback of one provider takes. */
export interface VerifyDefinition<O extends Options, V extends Variables> {
  provider: Provider;
  manual: VerifyManual;
  options: O;
  variables: V;
  /** What a verified callback leaves open. */
  caveat?: string;
  /** Says how to verify a body; what is wrong with the options is found here, before it is read. */
  verifier(values: Values<O>, credentials: Credentials<V>): Verifier;
}

type Verifier = (
  library: Library,
  body: Uint8Array,
  freshness: FreshnessOptions,
) => ZegoCallback | TrtcCallback;

/** The command that verifies callbacks of a provider. */
export function verifyCommand<const O extends Options, const V extends Variables>(
  definition: VerifyDefinition<O, V>,
): Command {
  const { provider, manual, variables } = definition;
  const options = { ...definition.options, ...verifyOptions };
  return {
    name: `verify ${provider}`,
    task: "verify",
    provider,
    page: verifyPage(provider, manual, options, variables),
    async run(args, context) {
      refuseCredentials(args, options, variables);
      try {
        await verify(definition, args, context);
      } catch (thrown) {
        throw asWrongUsage(thrown, options, variables, context.library);
      }
    },
  };
}

async function verify<O extends Options, V extends Variables>(
  { provider, manual, options, variables, caveat, verifier }: VerifyDefinition<O, V>,
  args: string[],
  { library, environment, report }: Context,
): Promise<void> {
  const allOptions = { ...options, ...verifyOptions };
  const { given, optionTokens, positionals } = parse(allOptions, args);
  checkOptions(optionTokens, allOptions, `closeroom verify ${provider} --help lists the options`);
  if (positionals.length > 0) {
    throw new UsageError(`the body comes on standard input: ${manual.usage} < BODY`);
  }
  const freshness = freshnessOptions(valuesOf(verifyOptions, given));
  const verifyBody = verifier(valuesOf(options, given), readCredentials(variables, environment));
  const body = await readBody(provider, manual.usage, library);
  report.verified(verifyBody(library, body, freshness), caveat);
}
