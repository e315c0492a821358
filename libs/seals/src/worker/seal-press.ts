import { findCjkFont, type CjkFont } from '../pdf/cjk-font.js';
import type { CertificateModel, NoticeModel } from '../pdf/models.js';
import { SealError } from '../seal.errors.js';
import { press, type PressJob, type SealedPaper } from './press-job.js';
import { ThreadPool } from './thread-pool.js';

/** How a press works. */
export interface SealPressOptions {
  /**
   * `thread` (the default) draws and seals in worker threads, so that the event loop stays free. It needs the compiled
   * JavaScript beside it: a worker cannot load TypeScript. Under jest, which runs the sources, use `inline`: the same work
   * in the calling thread.
   */
  readonly mode?: 'thread' | 'inline';
  /** Most threads at once, 1 by default. Each holds its own parsed fonts, some 60 MB. */
  readonly threads?: number;
  /** The font to draw with; by default what `findCjkFont` finds. */
  readonly font?: CjkFont;
}

/** Draws and seals notices and certificates off the event loop. Starts its threads when first needed. */
export class SealPress {
  private readonly font: CjkFont | undefined;
  private readonly pool: ThreadPool<PressJob, SealedPaper> | undefined;
  private closed = false;

  /** @param options see SealPressOptions */
  constructor(options: SealPressOptions = {}) {
    this.font = options.font ?? findCjkFont();
    if (options.mode !== 'inline') {
      this.pool = new ThreadPool(new URL('./seal-worker.js', import.meta.url), options.threads ?? 1);
    }
  }

  /**
   * Draws a notice and seals it.
   * @param model what it says
   * @param keyText the organ's key as `formatSealKey` writes it
   * @param signedAt the moment of sealing
   * @throws SealError what drawing and sealing refuse; `seal.organ-mismatch` when the key is another organ's than the seal
   *   drawn; `seal.font-missing`; `seal.press-failed` when the thread died; `seal.press-closed`
   */
  notice(model: NoticeModel, keyText: string, signedAt: Date): Promise<SealedPaper> {
    return this.run((font) => ({ paper: 'notice', model, keyText, signedAt, font }));
  }

  /** Draws a certificate and seals it; parameters and errors as `notice`. */
  certificate(model: CertificateModel, keyText: string, signedAt: Date): Promise<SealedPaper> {
    return this.run((font) => ({ paper: 'certificate', model, keyText, signedAt, font }));
  }

  /** Ends the threads. Jobs waiting or under way are rejected with `seal.press-closed`, as are later ones. */
  async close(): Promise<void> {
    this.closed = true;
    await this.pool?.close();
  }

  private async run(order: (font: CjkFont) => PressJob): Promise<SealedPaper> {
    if (this.closed) throw new SealError('seal.press-closed', '用印服务已停止。The seal press is closed.');
    if (!this.font) {
      throw new SealError('seal.font-missing', '未安装中文字体，无法生成文书。No Chinese font is installed.');
    }
    const job = order(this.font);
    return this.pool ? this.pool.run(job) : press(job);
  }
}
