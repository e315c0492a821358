import { Injectable } from '@nestjs/common';
import type { Page, Tx } from '#lib/persistence';
import { listBundles } from '../bundle/bundle.repository.js';
import type { BundleAnswer, ListBundlesQuery } from './find-bundles.dto.js';

const everywhere = { prefixes: [''] };

/** The bundles (一件事), open to everybody. */
@Injectable()
export class FindBundles {
  async list(tx: Tx, { cursor, limit }: ListBundlesQuery): Promise<Page<BundleAnswer>> {
    const page = await listBundles(tx, everywhere, { cursor, limit });
    const items = page.items.map(({ version, region, content }) => {
      const { findings: _imported, ...said } = content;
      return { ...said, version, region };
    });
    return { ...page, items };
  }
}
