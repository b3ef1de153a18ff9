/// Columns and rows of a pseudo terminal.
package struct TerminalShape: Equatable, Sendable {
  package var columns: UInt16
  package var rows: UInt16

  package init(columns: UInt16, rows: UInt16) {
    self.columns = columns
    self.rows = rows
  }

  func encode(into writer: inout ByteWriter) {
    writer.put(columns)
    writer.put(rows)
  }

  init(from reader: inout ByteReader) throws(DecodingFailure) {
    columns = try reader.integer()
    rows = try reader.integer()
  }
}
