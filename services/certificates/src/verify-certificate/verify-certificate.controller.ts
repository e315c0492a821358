import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Work } from '#lib/persistence';
import { DomainError, OpenRoute } from '#lib/service-kit';
import { type Standing } from './standing.js';
import { standingPage, unknownPage } from './standing-page.js';
import { VerifyCertificate } from './verify-certificate.query.js';

const asData = /\.json$/;
/** The page needs nothing but its own style; it is never kept, for a certificate may be suspended any minute. */
const pageHeaders = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

@ApiTags('verification')
@OpenRoute()
@Controller('verify')
export class VerifyCertificateController {
  constructor(
    private readonly work: Work,
    private readonly verifyCertificate: VerifyCertificate,
  ) {}

  @Get(':number')
  @ApiOperation({ summary: 'The public page of a certificate; with .json at the end of the number, as data' })
  async verify(
    @Param('number') number: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Standing | string> {
    void reply.headers(pageHeaders);
    if (asData.test(number)) return this.standing(number.replace(asData, ''));
    void reply.type('text/html; charset=utf-8');
    try {
      return standingPage(await this.standing(number));
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind !== 'not-found') throw error;
      void reply.status(404);
      return unknownPage(error.sentence);
    }
  }

  private async standing(number: string): Promise<Standing> {
    return this.work.read(async (tx) => this.verifyCertificate.byNumber(tx, number));
  }
}
