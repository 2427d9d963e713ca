// Plays the scenes of the demo with the installed package `closeroom`, one after the other.
// Exit code 1 when a scene does not go as expected.
//
//   node demo.mjs --sandbox URL   against the sandbox at that URL
//   node demo.mjs --live          against the providers; closes real rooms

import { parseArgs } from "node:util";
import { liveScenes } from "./live.mjs";
import { openStage } from "./stage.mjs";
import { sandboxScenes } from "./story.mjs";
import * as terminal from "./terminal.mjs";

const { values: options } = parseArgs({
  options: { sandbox: { type: "string" }, live: { type: "boolean" } },
});

if (options.live) {
  process.exitCode = await play(liveScenes(process.env));
} else {
  const stage = await openStage(options.sandbox);
  process.exitCode = await play(sandboxScenes(stage));
  await stage.close();
}

/** Plays every scene, even after one that failed, and gives the exit code. */
async function play(scenes) {
  const failures = new Map();
  for (const [index, scene] of scenes.entries()) {
    terminal.heading(index + 1, scene.title);
    try {
      await scene.play();
    } catch (error) {
      failures.set(scene, error);
      terminal.failure(error);
    }
  }
  terminal.summary(scenes, failures);
  return scenes.length > 0 && failures.size === 0 ? 0 : 1;
}
