// npx jiti examples/digits-conv/main.ts
import { create } from "../../generated/digits-conv/digits-conv.ts";
import { report } from "../digits/digits.ts";

await report(create, 20);
