import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  symlinkSync,
  utimesSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { writeFiles } from "../../src/build/write.ts";
import type { Output } from "../../src/build/write.ts";
import { folder } from "../load/folder.ts";
import { mistakesOf } from "../load/mistakes.ts";

const output = (path: string, contents: string | Uint8Array = "// ours, new\n"): Output => ({
  path,
  contents,
  isOurs: (found) => found.toString().startsWith("// ours"),
});
const read = (path: string): string => readFileSync(path, "utf8");

describe("files", () => {
  it("are written, with the folders that are missing", () => {
    const root = folder({});
    const path = join(root, "a/b/net.ts");
    writeFiles([output(path), output(join(root, "w.safetensors"), Uint8Array.of(1, 2, 3))]);
    expect(read(path)).toBe("// ours, new\n");
    expect([...readFileSync(join(root, "w.safetensors"))]).toEqual([1, 2, 3]);
  });

  it("take the place of files that nngen wrote, and keep their mode", () => {
    const root = folder({ "net.ts": "// ours, old\n" });
    chmodSync(join(root, "net.ts"), 0o640);
    writeFiles([output(join(root, "net.ts"))]);
    expect(read(join(root, "net.ts"))).toBe("// ours, new\n");
    expect(statSync(join(root, "net.ts")).mode & 0o777).toBe(0o640);
  });

  it("leave nothing else behind", () => {
    const root = folder({ "net.ts": "// ours, old\n" });
    writeFiles([output(join(root, "net.ts")), output(join(root, "net.js"))]);
    expect(readdirSync(root).toSorted()).toEqual(["net.js", "net.ts"]);
  });

  it("clear away what a process that was killed left of them, and nothing else", () => {
    const root = folder({
      ".a.ckpt.0123456789ab.new": "half",
      ".a.ckpt.ba9876543210.old": "old",
      ".a.ckpt.00aa00aa00aa.new": "of another process, just now",
      ".b.ckpt.0123456789ab.new": "of another file",
      ".a.ckpt.mine.new": "other",
    });
    for (const name of readdirSync(root).filter((each) => !each.includes("00aa")))
      utimesSync(join(root, name), 1e9, 1e9);
    writeFiles([output(join(root, "a.ckpt"))]);
    expect(readdirSync(root).toSorted()).toEqual([
      ".a.ckpt.00aa00aa00aa.new",
      ".a.ckpt.mine.new",
      ".b.ckpt.0123456789ab.new",
      "a.ckpt",
    ]);
  });

  it("do not take the place of a link to nothing", async () => {
    const root = folder({});
    symlinkSync("nowhere.ts", join(root, "link.ts"));
    const [mistake] = await mistakesOf(() => writeFiles([output(join(root, "link.ts"))]));
    expect(mistake).toMatchObject({ code: "output-not-ours", found: "a link to nothing" });
    expect(lstatSync(join(root, "link.ts")).isSymbolicLink()).toBe(true);
  });

  it("are written through links", () => {
    const root = folder({ "real/net.ts": "// ours, old\n" });
    symlinkSync(join(root, "real/net.ts"), join(root, "link.ts"));
    writeFiles([output(join(root, "link.ts"))]);
    expect(read(join(root, "real/net.ts"))).toBe("// ours, new\n");
    expect(readdirSync(join(root, "real"))).toEqual(["net.ts"]);
  });

  it("may have hostile names", () => {
    const root = folder({});
    for (const name of ["a'b\"c`${d}.ts", "日本 🎉.ts", "-rf.ts", "__proto__", "a\nb.ts", " .ts"]) {
      writeFiles([output(join(root, name))]);
      writeFiles([output(join(root, name), "// ours, again\n")]);
      expect(read(join(root, name))).toBe("// ours, again\n");
    }
  });
});

describe("a path that must not be written", () => {
  it("is a folder", async () => {
    const root = folder({ "out/x": "" });
    const [mistake] = await mistakesOf(() => writeFiles([output(join(root, "out"))]));
    expect(mistake?.code).toBe("output-is-folder");
    expect(readdirSync(join(root, "out"))).toEqual(["x"]);
  });

  it("holds a file that nngen did not write", async () => {
    const root = folder({ "net.ts": "export const mine = 1;\n", "empty.ts": "" });
    for (const name of ["net.ts", "empty.ts"]) {
      const before = read(join(root, name));
      const [mistake] = await mistakesOf(() => writeFiles([output(join(root, name))]));
      expect(mistake?.code).toBe("output-not-ours");
      expect(read(join(root, name))).toBe(before);
    }
  });

  it("leads through a file", async () => {
    const root = folder({ file: "x" });
    const [mistake] = await mistakesOf(() => writeFiles([output(join(root, "file/net.ts"))]));
    expect(mistake?.message).toContain("a part of the path is a file");
    expect(read(join(root, "file"))).toBe("x");
  });

  it("is too long", async () => {
    const root = folder({});
    const [mistake] = await mistakesOf(() => writeFiles([output(join(root, `${"n".repeat(300)}.ts`))]));
    expect(mistake).toMatchObject({ code: "output-not-writable" });
    expect(mistake?.message).toContain("too long");
    expect(readdirSync(root)).toEqual([]);
  });

  it("is a link that leads in a circle", async () => {
    const root = folder({});
    symlinkSync(join(root, "a"), join(root, "b"));
    symlinkSync(join(root, "b"), join(root, "a"));
    const [mistake] = await mistakesOf(() => writeFiles([output(join(root, "a"))]));
    expect(mistake?.message).toContain("links go in a circle");
  });

  it("is named for each of several files, and none is written", async () => {
    const root = folder({ "b.ts": "mine" });
    mkdirSync(join(root, "c.ts"));
    const outputs = ["a.ts", "b.ts", "c.ts"].map((name) => output(join(root, name)));
    const found = await mistakesOf(() => writeFiles(outputs));
    expect(found.map(({ code }) => code)).toEqual(["output-not-ours", "output-is-folder"]);
    expect(existsSync(join(root, "a.ts"))).toBe(false);
  });
});

describe("when one of several files fails in the end", () => {
  it("the others are put back as they were", async () => {
    const root = folder({ "a.ts": "// ours, old\n" });
    // The place of the second is free when it is looked at, and taken by a folder when its contents have been staged.
    const late: Output = {
      path: join(root, "b.ts"),
      isOurs: () => true,
      get contents() {
        mkdirSync(join(root, "b.ts"));
        return "";
      },
    };
    const outputs = [output(join(root, "a.ts")), output(join(root, "new.ts")), late];
    const found = await mistakesOf(() => writeFiles(outputs));
    expect(found[0]?.code).toBe("output-not-writable");
    expect(read(join(root, "a.ts"))).toBe("// ours, old\n");
    expect(readdirSync(root)).toEqual(["a.ts", "b.ts"]);
  });
});
