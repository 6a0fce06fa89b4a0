import { SaxesParser } from "saxes";
import { fileBroken, fileTooLarge } from "../faults";
import { limits } from "../limits";

export interface XmlHandlers {
  /** Names are without prefix, attributes with. */
  open(name: string, attributes: Record<string, string>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** Reads XML in pieces. No document type is taken, so that no entity but the five of XML is ever replaced. */
export class XmlReader {
  readonly #parser = new SaxesParser({ position: false, xmlns: false });
  readonly #decoder = new TextDecoder("utf-8", { fatal: true });
  /** Characters since anything was recognised: what the parser holds. */
  #silent = 0;

  constructor(handlers: XmlHandlers) {
    this.#parser.on("opentag", (tag) => {
      this.#silent = 0;
      handlers.open(localName(tag.name), tag.attributes);
    });
    this.#parser.on("closetag", (tag) => {
      this.#silent = 0;
      handlers.close?.(localName(tag.name));
    });
    this.#parser.on("doctype", () => {
      throw fileBroken("workbook");
    });
    const text = (found: string) => handlers.text?.(found);
    this.#parser.on("text", text);
    this.#parser.on("cdata", text);
  }

  write(bytes: Buffer): void {
    const text = this.#decoder.decode(bytes, { stream: true });
    this.#silent += text.length;
    this.#parser.write(text);
    if (this.#silent > limits.part) throw fileTooLarge("unpacked");
  }

  end(): void {
    this.#parser.write(this.#decoder.decode());
    this.#parser.close();
  }
}

/** Reads all of a part. */
export async function readXml(bytes: AsyncIterable<Buffer>, handlers: XmlHandlers): Promise<void> {
  const reader = new XmlReader(handlers);
  for await (const piece of bytes) reader.write(piece);
  reader.end();
}

export function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}
