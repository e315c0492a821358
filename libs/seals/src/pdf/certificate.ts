import { SealError } from '../seal.errors.js';
import { drawFrame } from './certificate-frame.js';
import type { CjkFont } from './cjk-font.js';
import { chineseDate, clean, cleanLine, startOfDay, type CertificateModel } from './models.js';
import { drawQrCaption, drawQrMark } from './qr-mark.js';
import { drawSealMark, sealRadius } from './seal-mark.js';
import { closeSheet, openSheet, sizeToFit, type Sheet } from './sheet.js';

const ink = '#1a1a1a';
const grey = '#6b6455';
const deep = '#8c1a1f';
const footHeight = 2 * sealRadius + 18;

interface Area {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Title and number. @returns where the fields begin */
function drawHead(sheet: Sheet, model: CertificateModel, area: Area): number {
  const title = cleanLine(model.title);
  const spacing = title.length <= 8 ? 12 : 3;
  const size = sizeToFit(sheet.font('bold'), title, area.width - 40, 38, spacing);
  const width = sheet.fontSize(size).widthOfString(title, { characterSpacing: spacing }) - spacing;
  const x = area.left + (area.width - width) / 2;
  sheet.fillColor(deep).text(title, x, area.top - 8, { lineBreak: false, characterSpacing: spacing });
  const y = area.top + size * 1.44 + 2;
  sheet.font('regular').fontSize(11.5).fillColor(ink);
  const number = `证照编号：${cleanLine(model.number)}`;
  sheet.text(number, area.left, y, { width: area.width, align: 'center' });
  return sheet.y + 16;
}

function validity(model: CertificateModel): string {
  const from = chineseDate(model.issuedOn);
  return model.validUntil === undefined ? `${from} 起长期有效` : `${from} 至 ${chineseDate(model.validUntil)}`;
}

interface Entry {
  readonly label: string;
  readonly value: string;
  readonly x: number;
  readonly y: number;
}

interface Setting {
  readonly size: number;
  readonly columns: number;
}

/** Places the fields at one size. @returns undefined when they do not fit */
function place(sheet: Sheet, fields: CertificateModel['fields'], area: Area, set: Setting): Entry[] | undefined {
  const width = area.width / set.columns;
  const labelWidth = labelRoom(sheet, fields, set.size);
  const perColumn = Math.ceil(fields.length / set.columns);
  const entries: Entry[] = [];
  let y = area.top;
  sheet.font('bold').fontSize(set.size);
  for (const [index, field] of fields.entries()) {
    const column = Math.floor(index / perColumn);
    if (index % perColumn === 0) y = area.top;
    const value = clean(field.value) || '—';
    entries.push({ label: cleanLine(field.label), value, x: area.left + column * width, y });
    y += sheet.heightOfString(value, { width: width - labelWidth - 14, lineGap: 3 }) + set.size * 0.5;
    if (y > area.top + area.height + set.size * 0.5) return undefined;
  }
  return entries;
}

function labelRoom(sheet: Sheet, fields: CertificateModel['fields'], size: number): number {
  sheet.font('regular').fontSize(size);
  return Math.max(...fields.map((field) => sheet.widthOfString(`${cleanLine(field.label)}：`))) + 6;
}

/** The largest size at which all fields fit, one column before two. A field is never cut: a licence with a gap is false. */
function fit(sheet: Sheet, fields: CertificateModel['fields'], area: Area): { entries: Entry[]; set: Setting } {
  const sizes = [16, 15, 14, 13, 12, 11, 10, 9];
  const settings = [1, 2].flatMap((columns) => sizes.map((size) => ({ size, columns })));
  // two columns at a readable size are better than one at a small size
  settings.sort((a, b) => Number(b.size >= 13) - Number(a.size >= 13) || a.columns - b.columns || b.size - a.size);
  for (const set of settings) {
    const entries = place(sheet, fields, area, set);
    if (entries) return { entries, set };
  }
  throw new SealError(
    'seal.content-too-long',
    '证照内容过长，无法排版。The certificate says more than its page holds.',
  );
}

function drawFields(sheet: Sheet, model: CertificateModel, area: Area): void {
  const fields = [...model.fields, { label: '有效期限', value: validity(model) }];
  const { entries, set } = fit(sheet, fields, area);
  const labelWidth = labelRoom(sheet, fields, set.size);
  const width = area.width / set.columns;
  const used = Math.max(...entries.map((entry) => entry.y)) + set.size * 1.6 - area.top;
  const lower = Math.max(0, (area.height - used) / 3);
  for (const { label, value, x, y } of entries) {
    sheet.fontSize(set.size).font('regular').fillColor(grey);
    sheet.text(`${label}：`, x, y + lower, { width: labelWidth + 8, lineBreak: false });
    sheet.font('bold').fillColor(ink);
    sheet.text(value, x + labelWidth, y + lower, { width: width - labelWidth - 14, lineGap: 3 });
  }
}

const code = 68;

/** Code and caption, as wide as the seal leaves it. */
function drawCode(sheet: Sheet, model: CertificateModel, area: Area, width: number): void {
  const top = area.top + area.height - code - 26;
  drawQrMark(sheet, model.verifyUrl, area.left, top, code);
  const paper = { zh: '证照', en: 'certificate', url: model.verifyUrl };
  drawQrCaption(sheet, paper, area.left + code + 10, top + 12, Math.min(300, width - code - 24));
}

/** Code at the left, seal under organ and date at the right, identifier beneath. */
function drawFoot(sheet: Sheet, model: CertificateModel, area: Area): void {
  const bottom = area.top + area.height;
  const top = bottom - footHeight;
  const organ = cleanLine(model.organ);
  sheet.font('regular');
  const size = sizeToFit(sheet, organ, area.width * 0.5, 14);
  const width = Math.max(sheet.fontSize(size).widthOfString(organ), 2 * sealRadius);
  const x = area.left + area.width - width - 6;
  drawSealMark(sheet, model.seal, x + width / 2, top + sealRadius);
  const options = { width: width + 1, align: 'center' as const };
  sheet.font('regular').fillColor(ink);
  sheet.fontSize(size).text(organ, x, top + sealRadius - 24, options);
  sheet.fontSize(14).text(chineseDate(model.issuedOn), x, top + sealRadius + 4, options);
  drawCode(sheet, model, area, x - area.left);
  const identifier = `电子证照标识：${cleanLine(model.identifier)}`;
  sheet.fontSize(sizeToFit(sheet, identifier, area.width, 9)).fillColor(grey);
  sheet.text(identifier, area.left, bottom - 8, { lineBreak: false });
}

/**
 * Draws an electronic certificate as one A4 page. The same model and font give the same bytes.
 * @param model what it says; see CertificateModel
 * @param font a simplified Chinese font, as `findCjkFont` finds it
 * @throws SealError `seal.model-invalid`, `seal.content-too-long`, `seal.font-missing`
 */
export async function renderCertificate(model: CertificateModel, font: CjkFont): Promise<Uint8Array> {
  const sheet = openSheet(
    {
      title: `${model.title} ${model.number}`,
      organ: model.organ,
      date: startOfDay(model.issuedOn),
      layout: model.layout ?? 'landscape',
      margins: { top: 0, bottom: 0, left: 0, right: 0 },
    },
    font,
  );
  const area = drawFrame(sheet);
  const top = drawHead(sheet, model, area);
  drawFields(sheet, model, { ...area, top, height: area.top + area.height - footHeight - top - 6 });
  drawFoot(sheet, model, area);
  return closeSheet(sheet);
}
