import type {
  CallOptions,
  CloseRoomResult,
  Explained,
  HttpRequest,
  Provider,
  SigningOptions,
} from "../index.js";
import { asWrongUsage } from "./bad-input.js";
import { callOptions, closeOptions, signingOptions } from "./close-options.js";
import { type CloseManual, closePage } from "./close-page.js";
import type { Command, Context } from "./command.js";
import {
  type Credentials,
  readCredentials,
  refuseCredentials,
  type Variables,
} from "./credentials.js";
import type { SessionToken } from "./curl.js";
import { interruptible } from "./interrupt.js";
import type { Library } from "./library.js";
import { checkOptions, type Options, parse, type Values, valuesOf } from "./options.js";
import { onlyRoom, optionAdvice, refuseSwappedWords } from "./room-argument.js";

/** All that closing a room of one provider takes. */
export interface CloseDefinition<O extends Options, V extends Variables> {
  provider: Provider;
  manual: CloseManual;
  options: O;
  variables: V;
  /** How a request carries the session token of temporary credentials, where there is such a thing. */
  sessionToken?: SessionToken;
  open(library: Library, roomId: string, values: Values<O>, credentials: Credentials<V>): Room;
}

/** A room that can be closed. */
export interface Room {
  build(signing: SigningOptions): HttpRequest;
  explain(signing: SigningOptions): Explained;
  close(call: CallOptions): Promise<CloseRoomResult>;
  /** What to check if it is gone already. */
  ifGone?: string | undefined;
}

/** The command that closes rooms of a provider. */
export function closeCommand<const O extends Options, const V extends Variables>(
  definition: CloseDefinition<O, V>,
): Command {
  const { provider, manual, variables } = definition;
  const options = { ...definition.options, ...closeOptions };
  return {
    name: provider,
    task: "close",
    provider,
    page: closePage(provider, manual, options, variables),
    async run(args, context) {
      refuseCredentials(args, options, variables);
      try {
        await close(definition, args, context);
      } catch (thrown) {
        throw asWrongUsage(thrown, options, variables, context.library);
      }
    },
  };
}

async function close<O extends Options, V extends Variables>(
  { provider, options, variables, sessionToken, open }: CloseDefinition<O, V>,
  args: string[],
  { library, environment, report }: Context,
): Promise<void> {
  const allOptions = { ...options, ...closeOptions };
  const { given, optionTokens, positionals } = parse(allOptions, args);
  refuseSwappedWords(positionals, provider);
  checkOptions(optionTokens, allOptions, optionAdvice(positionals, provider));
  const how = valuesOf(closeOptions, given);
  const signing = signingOptions(how);
  const call = callOptions(how);
  const roomId = onlyRoom(positionals);
  const values = valuesOf(options, given);
  const room = open(library, roomId, values, readCredentials(variables, environment));

  if (how.explain) {
    report.explained(room.explain(signing), sessionToken);
  } else if (how["dry-run"]) {
    report.request(room.build(signing), sessionToken);
  } else {
    const result = await interruptible((signal) => room.close({ ...call, signal }));
    report.closed(roomId, result, room.ifGone);
  }
}
