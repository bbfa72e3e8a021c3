import { train } from "./train.js";

self.addEventListener("message", async ({ data }) => {
  self.postMessage(await train(data));
});
