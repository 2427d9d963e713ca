import type { Command } from "./command.js";
import { commonOptions } from "./common-options.js";
import { ERRORS } from "./errors.js";
import type { Page } from "./page.js";
import { DISPLAY_VARIABLES, examplesSection, optionsSection } from "./sections.js";

/** The help of the program as a whole. */
export function programPage(commands: readonly Command[]): Page {
  return {
    name: "closeroom",
    summary: "close rooms of ZEGOCLOUD and Tencent TRTC, and verify callbacks",
    synopsis: [
      ...commands.flatMap(({ page }) => page.synopsis),
      "closeroom help [COMMAND]",
      "closeroom --version",
    ],
    sections: [
      {
        title: "DESCRIPTION",
        blocks: [
          "Closes a room: everyone in it is removed. Signs the request, sends it, repeats it where that helps and is safe, and says how it ended. Closing a room that is gone already is a success too.",
          "Verifies callbacks of both providers as well: their signature and their age.",
        ],
      },
      {
        title: "COMMANDS",
        blocks: [
          ...commands.map(({ name, page }) => ({ term: name, text: `To ${page.summary}.` })),
          {
            term: "help [COMMAND]",
            text: "Print this page, or the one of a command: its options, variables, exit statuses, examples and notes. The same as --help.",
          },
        ],
      },
      optionsSection(commonOptions),
      {
        title: "ENVIRONMENT",
        blocks: [
          "Credentials are read from the environment only. The page of each command says which variables it reads.",
          ...DISPLAY_VARIABLES,
        ],
      },
      {
        title: "EXIT STATUS",
        blocks: [
          { term: "0", text: "What was asked for is done." },
          { term: "1", text: "It failed, or the callback is not verified." },
          { term: "2", text: "Wrong usage. Nothing was sent or verified." },
          { term: "130", text: "Interrupted by Ctrl-C." },
        ],
      },
      {
        title: "ERRORS",
        blocks: [
          "The kinds of errors. Exit status 2 goes with invalid_input, 130 with cancelled, 1 with all others.",
          ...Object.entries(ERRORS).map(([term, text]) => ({ term, text })),
        ],
      },
      examplesSection([
        {
          what: "Close a ZEGOCLOUD room and a TRTC room:",
          commands: [
            "closeroom zego lobby --reason 'session ended'",
            "closeroom trtc lobby --region ap-guangzhou",
          ],
        },
        {
          what: "See the signed request as a curl command, and send nothing:",
          commands: ["closeroom zego lobby --dry-run"],
        },
        {
          what: "Verify a recorded callback:",
          commands: ["closeroom verify zego --any-age < body.json"],
        },
      ]),
    ],
  };
}
