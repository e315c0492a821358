import { say } from '../say.js';

const everyMilliseconds = 10_000;

/** Tells every ten seconds what a look is at: one over many cases takes minutes, and silence looks like standing still. */
export class Progress {
  private at = '';
  private readonly began = performance.now();
  private readonly timer: NodeJS.Timeout;

  /** @param tell prints a line */
  constructor(tell: (line: string) => void = say) {
    this.timer = setInterval(() => {
      tell(`… ${Math.round((performance.now() - this.began) / 1_000)} s, at ${this.at}`);
    }, everyMilliseconds);
    this.timer.unref();
  }

  /** @param at what is looked at from now on */
  reach(at: string): void {
    this.at = at;
  }

  /** The look is over. */
  end(): void {
    clearInterval(this.timer);
  }
}
