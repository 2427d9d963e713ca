// The Lambda example, in the Node that Lambda would run it in, behind a stand-in for API Gateway.
import { test } from "node:test";
import { copyExample, testExample } from "../../harness/example.mjs";
import { figure } from "../../harness/figures.mjs";
import { install } from "../../harness/install.mjs";
import { serve } from "../../harness/serve.mjs";

test("aws-lambda", async (t) => {
  const place = await install("aws-lambda");
  figure(t, "runtime", `Node ${process.versions.node}`);
  await copyExample("aws-lambda", place);

  for (const encoding of ["text", "base64"]) {
    await t.test(`with bodies as ${encoding}`, (t) =>
      testExample(t, "trtc", async (env) => {
        const { url, stop } = await serve(process.execPath, ["gateway.js", encoding], {
          cwd: place,
          env,
        });
        return { close: `${url}/close`, callback: `${url}/callback`, stop };
      }),
    );
  }
});
