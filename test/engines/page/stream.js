// An effect: a recurrent network runs as a stream in the audio thread, one block after another. Its weights come as bytes.
import { create } from "./overdrive.predict.js";

class Overdrive extends AudioWorkletProcessor {
  #net = create();
  #dry = new Float64Array(128);
  #wet = new Float64Array(128);

  constructor() {
    super();
    this.port.addEventListener("message", ({ data }) => {
      try {
        this.#net.load(data);
        this.port.postMessage("loaded");
      } catch (error) {
        this.port.postMessage(String(error));
      }
    });
    this.port.start();
  }

  process([[heard] = []], [[out]]) {
    if (heard === undefined) return true;
    this.#dry.set(heard);
    this.#net.process(this.#dry, this.#wet, out.length);
    out.set(this.#wet);
    return true;
  }
}

registerProcessor("overdrive", Overdrive);
