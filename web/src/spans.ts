// Byte offsets to pieces of text. The ledger counts UTF-8 bytes, JavaScript counts UTF-16 units.
import type { Span } from './types';

/** A function from a byte offset in text to an index into the string; an offset inside a character gives its begin. */
export function byteIndex(text: string): (byte: number) => number {
  let ascii = true;
  for (let i = 0; i < text.length && ascii; i++) ascii = text.charCodeAt(i) < 0x80;
  if (ascii) return (byte) => Math.max(0, Math.min(byte, text.length));
  // starts[i]: byte offset of the character that UTF-16 unit i belongs to; ascending, so it can be searched.
  const starts = new Uint32Array(text.length + 1);
  let byte = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.codePointAt(i)!;
    starts[i] = byte;
    if (code > 0xffff) { starts[++i] = byte; byte += 4; }
    else byte += code < 0x80 ? 1 : code < 0x800 ? 2 : 3;
  }
  starts[text.length] = byte;
  return (wanted) => {
    let low = 0, high = text.length;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle] <= wanted) low = middle; else high = middle - 1;
    }
    while (low > 0 && starts[low - 1] === starts[low]) low--;   // never between the halves of a pair
    return low;
  };
}

export interface Mark {
  begin: number;      // indexes into the string
  end: number;
  kind: string;
  event: string;
}

export interface Segment {
  begin: number;
  end: number;
  marks: Mark[];      // all that cover it
}

/** Cuts [begin, end) at the borders of the marks, so that no segment is covered in part. */
export function cut(begin: number, end: number, marks: Mark[]): Segment[] {
  const inside = marks.filter((m) => m.begin < end && m.end > begin && m.end > m.begin);
  const borders = new Set([begin, end]);
  for (const m of inside) { borders.add(Math.max(begin, m.begin)); borders.add(Math.min(end, m.end)); }
  const sorted = [...borders].sort((a, b) => a - b);
  const segments: Segment[] = [];
  for (let i = 0; i + 1 < sorted.length; i++) {
    const [b, e] = [sorted[i], sorted[i + 1]];
    segments.push({ begin: b, end: e, marks: inside.filter((m) => m.begin <= b && m.end >= e) });
  }
  return segments;
}

export function toMark(at: (byte: number) => number, span: Span, kind: string, event: string): Mark {
  return { begin: at(span[0]), end: at(span[1]), kind, event };
}
