import { SealError } from '../seal.errors.js';
import type { CjkFont } from './cjk-font.js';
import { chineseDate, clean, cleanLine, startOfDay, type NoticeKind, type NoticeModel } from './models.js';
import { drawTable } from './notice-table.js';
import { drawQrCaption, drawQrMark } from './qr-mark.js';
import { drawSealMark, sealRadius } from './seal-mark.js';
import { closeSheet, inMargin, openSheet, sizeToFit, type Sheet } from './sheet.js';

/** 28 mm left and 26 mm right as in GB/T 9704-2012; the foot leaves room for the code. */
const margins = { top: 72, bottom: 104, left: 79, right: 74 };
/** 四号 and 小四 (14 and 12 points): the closer ones only to keep the seal on a page with text. */
const normal: Setting = { size: 14, lineGap: 5 };
const closer: readonly Setting[] = [
  { size: 13, lineGap: 3.5 },
  { size: 12, lineGap: 2 },
];
/** The seal may reach into the foot, beside the code. */
const closingBottom = 52;
const ink = '#111111';
const grey = '#666666';

const englishTitles: Record<NoticeKind, string> = {
  acceptance: 'Notice of Acceptance',
  promise: 'Promise to Supply Outstanding Materials',
  correction: 'Notice of Correction of Application Materials',
  refusal: 'Notice of Refusal to Accept',
  decision: 'Decision on Administrative Licensing',
  withdrawal: 'Notice of Withdrawal (Review Ended)',
  lapse: 'Notice that the Case Has Ended (Limit Lapsed)',
  'hand-over': 'Record of Hand-over and Receipt',
  answer: 'Consolidated Answer',
  bill: 'Notice of Payment',
  receipt: 'Electronic Receipt of Non-tax Revenue',
};

interface Setting {
  readonly size: number;
  readonly lineGap: number;
}

/** A notice on its sheet, in one setting. */
interface Draft {
  readonly sheet: Sheet;
  readonly model: NoticeModel;
  readonly body: Setting;
}

function textWidth(sheet: Sheet): number {
  return sheet.page.width - margins.left - margins.right;
}

function drawHead(sheet: Sheet, model: NoticeModel): void {
  const width = textWidth(sheet);
  const centred = (text: string, most: number, spacing: number) => {
    const size = sizeToFit(sheet, text, width, most, spacing);
    sheet.fontSize(size).text(text, margins.left, sheet.y, { width, align: 'center', characterSpacing: spacing });
  };
  sheet.fillColor(ink).font('bold');
  centred(cleanLine(model.organ), 17, 1.5);
  sheet.y += 4;
  centred(cleanLine(model.title), 26, 3);
  sheet.font('regular').fillColor(grey);
  centred(englishTitles[model.kind], 9, 0.4);
  sheet.y += 8;
  sheet.fillColor(ink);
  centred(cleanLine(model.number), 12, 0.3);
  const y = sheet.y + 8;
  const right = margins.left + width;
  sheet.moveTo(margins.left, y).lineTo(right, y).lineWidth(1.8).stroke('#b3161b');
  sheet
    .moveTo(margins.left, y + 3.2)
    .lineTo(right, y + 3.2)
    .lineWidth(0.5)
    .stroke('#b3161b');
  sheet.y = y + 22;
}

function paragraph({ sheet, body }: Draft, text: string, face: 'regular' | 'bold' = 'regular', indent = 2): void {
  sheet.font(face).fontSize(body.size).fillColor(ink);
  for (const line of clean(text).split('\n')) {
    const options = { width: textWidth(sheet), lineGap: body.lineGap, indent: indent * body.size };
    if (line.trim() !== '') sheet.text(line.trim(), margins.left, sheet.y, options);
  }
}

/** A heading that would stand alone at the foot of a page goes overleaf with its text. */
function heading(draft: Draft, text: string): void {
  const { sheet } = draft;
  if (sheet.y + 60 > sheet.page.height - margins.bottom) sheet.addPage();
  sheet.y += 4;
  paragraph(draft, text, 'bold');
}

function drawBody(draft: Draft): void {
  const { sheet, model } = draft;
  if (cleanLine(model.recipient) !== '') paragraph(draft, `${cleanLine(model.recipient)}：`, 'bold', 0);
  for (const text of model.paragraphs) paragraph(draft, text);
  if (model.table) {
    sheet.y += 6;
    drawTable(sheet, model.table);
    sheet.y += 10;
  }
  if (model.basis && model.basis.length > 0) {
    heading(draft, '法律依据：');
    for (const provision of model.basis) paragraph(draft, provision);
  }
  if (model.remedy !== undefined) {
    heading(draft, '救济途径：');
    paragraph(draft, model.remedy);
  }
  if (model.kind === 'hand-over') drawReceiptLines(sheet);
}

/** The person who takes the result signs on paper when there is no electronic signature. */
function drawReceiptLines(sheet: Sheet): void {
  if (sheet.y + 70 > sheet.page.height - margins.bottom) sheet.addPage();
  sheet.y += 16;
  sheet.font('regular').fontSize(12).fillColor(ink);
  const y = sheet.y;
  const half = textWidth(sheet) / 2;
  const blank = (label: string, x: number) => {
    sheet.text(label, x, y, { lineBreak: false });
    const from = x + sheet.widthOfString(label) + 4;
    sheet
      .moveTo(from, y + 17)
      .lineTo(x + half - 18, y + 17)
      .lineWidth(0.6)
      .stroke('#333333');
  };
  blank('领取人（签名）：', margins.left);
  blank('领取日期：', margins.left + half);
  sheet.y = y + 26;
}

/** Whether organ, date and seal still go under the text. */
function hasRoomToClose(sheet: Sheet): boolean {
  return sheet.y + 10 + 2 * sealRadius <= sheet.page.height - closingBottom;
}

/**
 * Organ, date and seal at the right; the three stay together. GB/T 9704-2012 7.3.5: the seal is centred on organ and date
 * and keeps clear of the text above. The letters are drawn over the red, as black ink shows through it.
 */
function drawClosing({ sheet, model, body }: Draft): void {
  if (!hasRoomToClose(sheet)) sheet.addPage();
  const top = sheet.y + 10;
  const organ = cleanLine(model.organ);
  sheet.font('regular');
  const size = sizeToFit(sheet, organ, textWidth(sheet) * 0.62, body.size);
  const width = Math.max(sheet.fontSize(size).widthOfString(organ), 2 * sealRadius - 8);
  const x = margins.left + textWidth(sheet) - width - 14;
  drawSealMark(sheet, model.seal, x + width / 2, top + sealRadius);
  const options = { width: width + 1, align: 'center' as const };
  sheet.font('regular').fillColor(ink);
  inMargin(sheet, () => {
    sheet.fontSize(size).text(organ, x, top + sealRadius - 24, options);
    sheet.fontSize(body.size).text(chineseDate(model.date), x, top + sealRadius + 4, options);
  });
}

function drawFoot(sheet: Sheet, model: NoticeModel, page: number, pages: number): void {
  const top = sheet.page.height - 88;
  if (model.verifyUrl !== undefined && page === pages) {
    drawQrMark(sheet, model.verifyUrl, margins.left, top, 54);
    const paper = { zh: '本文书', en: 'document', url: model.verifyUrl };
    drawQrCaption(sheet, paper, margins.left + 64, top + 4, 208);
  }
  if (pages > 1) {
    const options = { width: textWidth(sheet), align: 'center' as const };
    sheet.font('regular').fontSize(9).fillColor(grey);
    sheet.text(`— ${page} / ${pages} —`, margins.left, sheet.page.height - 34, options);
  }
}

function requireText(model: NoticeModel): void {
  if ([model.title, model.number, model.organ].every((text) => cleanLine(text) !== '')) return;
  throw new SealError('seal.model-invalid', '文书缺少标题、编号或机关。A notice needs title, number and organ.');
}

function drawText(model: NoticeModel, font: CjkFont, body: Setting): Draft {
  const sheet = openSheet(
    {
      title: `${model.title} ${model.number}`,
      organ: model.organ,
      date: startOfDay(model.date),
      layout: 'portrait',
      margins: { ...margins },
    },
    font,
  );
  const draft = { sheet, model, body };
  drawHead(sheet, model);
  drawBody(draft);
  return draft;
}

/** Sets the text closer when the seal would otherwise stand on a page without text (GB/T 9704-2012 7.3.5.1). */
function drawClosest(model: NoticeModel, font: CjkFont): Draft {
  const first = drawText(model, font, normal);
  if (hasRoomToClose(first.sheet)) return first;
  for (const body of closer) {
    const draft = drawText(model, font, body);
    if (hasRoomToClose(draft.sheet)) return draft;
  }
  return first;
}

/**
 * Draws a notice as an A4 PDF in the manner of an official paper. The same model and font give the same bytes.
 * @param model what it says; see NoticeModel
 * @param font a simplified Chinese font, as `findCjkFont` finds it
 * @throws SealError `seal.model-invalid`, `seal.content-too-long`, `seal.font-missing`
 */
export async function renderNotice(model: NoticeModel, font: CjkFont): Promise<Uint8Array> {
  requireText(model);
  const draft = drawClosest(model, font);
  drawClosing(draft);
  const { sheet } = draft;
  const { count } = sheet.bufferedPageRange();
  for (let index = 0; index < count; index += 1) {
    sheet.switchToPage(index);
    inMargin(sheet, () => drawFoot(sheet, model, index + 1, count));
  }
  return closeSheet(sheet);
}
