/** What a list for a job never needs, and what would only cost memory. */
export const limits = {
  columns: 200,
  /** Characters, one more than Excel's own limit. */
  cell: 32_768,
  /** Of all cells of a row, and of the rows that are given on at once. */
  row: 65_536,
  page: 2_000_000,
  columnName: 200,
  /** Bytes taken from the sender in one piece, and most of what is kept to judge by. */
  piece: 64 * 1024,
  /** Bytes an Excel file may unpack to in all. */
  unpacked: 4 * 1024 ** 3,
  /** Below this many bytes unpacked nobody asks how well a file was packed. */
  unsuspicious: 50 * 1024 ** 2,
  packing: 200,
  /** Bytes of the texts that an Excel file's cells share. */
  sharedTexts: 200 * 1024 ** 2,
  /** Bytes of any other part of an Excel file that is read whole, and how many parts it may have. */
  part: 16 * 1024 ** 2,
  parts: 10_000,
};
