// npx jiti examples/digits-mlp/main.ts
import { create } from "../../generated/digits-mlp/digits-mlp.ts";
import { report } from "../digits/digits.ts";

await report(create, 30);
