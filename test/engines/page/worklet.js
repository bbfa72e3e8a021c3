// Predicts in the audio thread. Weights come as the bytes of a safetensors file, petals as what is heard: length and width.
import { create } from "./iris.predict.js";

class Iris extends AudioWorkletProcessor {
  #net = create();
  #loaded = false;

  constructor() {
    super();
    this.port.addEventListener("message", ({ data }) => {
      try {
        this.#net.load(data);
        this.#loaded = true;
        this.port.postMessage("loaded");
      } catch (error) {
        this.port.postMessage(String(error));
      }
    });
    this.port.start();
  }

  process([[length, width] = []], [[out]]) {
    if (!this.#loaded || length === undefined || width === undefined) return true;
    const { x, yHat } = this.#net.buffers;
    for (let i = 0; i < out.length; i++) {
      x[0] = length[i];
      x[1] = width[i];
      this.#net.forward();
      out[i] = yHat[2];
    }
    return true;
  }
}

registerProcessor("iris", Iris);
